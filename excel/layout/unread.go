package layout

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// sayUnread says which columns hold figures and were not read because their heading is in no word of the vocabulary, or names
// money that is neither aimed at nor done: nothing is dropped in silence.
func (s *sheetReading) sayUnread(b *columns.Block) {
	for i := range b.Columns() {
		c := &b.Columns()[i]
		if c.Col() == b.NameCol() || b.IsMapped() || b.To() > 0 && (c.Col() < b.From() || c.Col() > b.To()) || !mayBeMissed(c, s.Headings) || !s.HoldsNumbers(b, c.Col()) {
			continue
		}
		said := "“" + vocabulary.Clip(c.Title(), 20) + "”没有认出是什么数"
		switch title := c.Title(); {
		case title == "" && c.Col() < b.NameCol(): // before the names such numbers only count the rows
			continue
		case title == "":
			said = "没有表头"
		case c.Role() == vocabulary.RoleAside:
			said = "“" + vocabulary.Clip(title, 20) + "”不是目标也不是完成数"
		case c.Role() == vocabulary.RoleTotal:
			said = "“" + vocabulary.Clip(title, 20) + "”不是本年的目标"
		}
		f := tally.NewFinding(tally.LayoutUnknown, s.On(), xlsx.Ref(b.Last(), c.Col()), fmt.Sprintf("%s列%s，这一列没有读", c.Letter(), said), "不必报送的可以不管；要报送的请把表头写清楚（目标值、本月完成、累计完成等），或请督查部门在“列对应关系”页上指明")
		if f.Class = tally.ClassD; c.Role() == vocabulary.RoleNone && c.When().To > 0 && c.When().To == b.Period().Month() && (c.When().Year == 0 || c.When().Year == b.Year()) {
			f.Class = tally.ClassC // 10月产值 in a sheet of October
		}
		s.Find(f)
	}
}

// mayBeMissed reports a column that somebody may think was read.
func mayBeMissed(c *columns.Column, h *vocabulary.Headings) bool {
	switch c.Role() {
	case vocabulary.RoleNone, vocabulary.RoleAmount:
		return !h.Has(vocabulary.NoFigures, c.Noun())
	case vocabulary.RoleTotal:
		return c.When().Plan && h.Has(vocabulary.TotalAims, c.Title())
	case vocabulary.RoleAside:
		return h.Has(vocabulary.AsideMissed, c.Noun())
	}
	return false
}
