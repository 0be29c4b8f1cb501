package layout

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

const unreadAdvice = "不必报送的，请说明或把这一列的表头改成“备注”；要报送的请把表头写清楚（目标值、本月完成、累计完成等），或请督查部门在“列对应关系”页上指明"

// sayUnread accounts for the columns of a table: each that holds figures, or dates of which a plan has no other, was read, or has a heading
// that says why it is not, or is named. What the vocabulary has no word for is a question; what it knows and somebody may miss is a note.
func (s *sheetReading) sayUnread(b *columns.Block) {
	for i := range b.Columns() {
		c := &b.Columns()[i]
		if c.Col() == b.NameCol() || b.IsMapped() || b.To() > 0 && (c.Col() < b.From() || c.Col() > b.To()) {
			continue
		}
		class := s.missed(b, c)
		if class == "" {
			continue
		}
		from, to, held := s.FigureRows(b, c.Col())
		kind := "数"
		if !held && class == tally.ClassC && b.Kind() == tally.KindPlan && len(b.Deadlines()) == 0 {
			from, to, held = s.DateRows(b, c.Col())
			kind = "日期"
		}
		if !held || c.Title() == "" && c.Col() < b.NameCol() { // before the names such numbers only count the rows
			continue
		}
		where := xlsx.Ref(from, c.Col())
		if to > from {
			where += "到" + xlsx.Ref(to, c.Col())
		}
		f := tally.NewFinding(tally.LayoutUnknown, s.On(), xlsx.Ref(b.Last(), c.Col()), fmt.Sprintf("%s列%s，%s的%s没有读", c.Letter(), s.whyUnread(c), where, kind), unreadAdvice)
		f.Class = class
		s.Find(f)
	}
}

// whyUnread says what keeps a column from being read.
func (s *sheetReading) whyUnread(c *columns.Column) string {
	said := "“" + vocabulary.Clip(c.Title(), 20) + "”"
	switch {
	case c.Title() == "":
		return "没有表头"
	case c.IsShareOfOther():
		return said + "是旁边一列的其中数"
	case c.IsMovement():
		return said + "是期末数旁边的增减，不另作完成数"
	case c.Role() == vocabulary.RoleAside:
		return said + "不是目标也不是完成数"
	case c.Role() == vocabulary.RoleTotal:
		return said + "不是本年的目标"
	case c.Role().IsText():
		return said + "按文字读"
	}
	return said + "没有认出是什么数"
}

// missed is the class of finding for a column that somebody may think was read; "" for any other.
func (s *sheetReading) missed(b *columns.Block, c *columns.Column) tally.Class {
	h := s.Headings
	switch c.Role() {
	case vocabulary.RoleNone, vocabulary.RoleAmount:
		switch {
		case h.Has(vocabulary.NoFigures, c.Noun()) || s.CountsRows(b, c.Col()):
			return ""
		case c.Title() != "" && len(b.Measures()) > 0 && (h.Ends(vocabulary.RateEnds, c.Noun()) || h.Ends(vocabulary.DescribingEnds, c.Noun()) && !cells.IsAim(h, c.Noun())):
			return tally.ClassD
		}
		return tally.ClassC
	case vocabulary.RoleProgress, vocabulary.RoleProblems, vocabulary.RoleNextSteps, vocabulary.RoleProblemsNext: // figures taken for words
		if s.MoreNumbers(b, c.Col()) {
			return tally.ClassC
		}
	case vocabulary.RoleTotal:
		if c.When().Plan && h.Has(vocabulary.TotalAims, c.Title()) {
			return tally.ClassD
		}
	case vocabulary.RoleAside:
		if c.IsShareOfOther() || c.IsMovement() || h.Has(vocabulary.AsideMissed, c.Noun()) {
			return tally.ClassD
		}
	}
	return ""
}
