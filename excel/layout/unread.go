package layout

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// sayUnread says which columns hold figures and were not read because their heading is in no word of the vocabulary, or names
// money that is neither aimed at nor done: nothing is dropped in silence.
func (s *sheetReading) sayUnread(b *block) {
	for i := range b.cols {
		c := &b.cols[i]
		if c.col == b.name || b.mapped || b.to > 0 && (c.col < b.from || c.col > b.to) || !c.mayBeMissed(s.Headings) || !s.holdsNumbers(b, c.col) {
			continue
		}
		said := "“" + vocabulary.Clip(c.title(), 20) + "”没有认出是什么数"
		switch title := c.title(); {
		case title == "" && c.col < b.name: // before the names such numbers only count the rows
			continue
		case title == "":
			said = "没有表头"
		case c.role == vocabulary.RoleAside:
			said = "“" + vocabulary.Clip(title, 20) + "”不是目标也不是完成数"
		case c.role == vocabulary.RoleTotal:
			said = "“" + vocabulary.Clip(title, 20) + "”不是本年的目标"
		}
		s.doubt(xlsx.Ref(b.last, c.col), fmt.Sprintf("%s列%s，这一列没有读", c.letter(), said), "不必报送的可以不管；要报送的请把表头写清楚（目标值、本月完成、累计完成等），或请督查部门在“列对应关系”页上指明")
	}
}

// mayBeMissed reports a column that somebody may think was read.
func (c *column) mayBeMissed(h *vocabulary.Headings) bool {
	switch c.role {
	case vocabulary.RoleNone, vocabulary.RoleAmount:
		return !h.Has(vocabulary.NoFigures, c.noun)
	case vocabulary.RoleTotal:
		return c.when.Plan && h.Has(vocabulary.TotalAims, c.title())
	case vocabulary.RoleAside:
		return h.Has(vocabulary.AsideMissed, c.noun)
	}
	return false
}

// doubt is the finding for a cell that was left unread and blocks nothing.
func (s *journal) doubt(cell, message, expected string) {
	f := tally.NewFinding(tally.LayoutUnknown, s.on, cell, message, expected)
	f.Class = tally.ClassD
	s.find(f)
}

// anyFigure reports a number in a column of targets or figures.
func (s sheet) anyFigure(b *block) bool {
	for _, c := range b.cols {
		if (c.role.IsTarget() || c.role.IsActual()) && s.holdsNumbers(b, c.col) {
			return true
		}
	}
	return false
}

func (s sheet) holdsNumbers(b *block, col int) bool {
	for _, row := range s.body(b) {
		c := row.At(col)
		if c.ShowsDate() {
			continue
		}
		if _, ok := lexicon.ReadNumber(c.Value); c.Kind == xlsx.Number || c.Kind == xlsx.Text && ok {
			return true
		}
	}
	return false
}
