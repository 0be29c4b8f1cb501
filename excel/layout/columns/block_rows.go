package columns

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// SpansFigures reports a range over several columns of what was done.
func (b *Block) SpansFigures(m xlsx.Range) bool {
	n := 0
	for c := m.FirstCol; c <= min(m.LastCol, len(b.cols)); c++ {
		if b.cols[c-1].role.IsActual() {
			n++
		}
	}
	return n > 1
}

// Span is over what time the column's figures run.
func (c *Column) Span() tally.Span {
	if c.point && c.role == vocabulary.RoleYTD {
		return tally.SpanPoint
	}
	switch c.role {
	case vocabulary.RoleMonth:
		return tally.SpanMonth
	case vocabulary.RoleProject:
		return tally.SpanProject
	}
	return tally.SpanYTD
}

// OthersHaveMore reports that the rows of the block carry a number, a unit, a unit in charge or a target beside
// their name, so that one with nothing but a name is a heading.
func (b *Block) OthersHaveMore() bool {
	return b.kind == tally.KindPlan || b.seq > 0 || b.unit > 0 || len(b.targets) > 0
}

// Caliber is that of the first column whose heading names one.
func (b *Block) Caliber() string {
	for i := range b.cols {
		if c := &b.cols[i]; c.caliber != "" {
			return c.caliber
		}
	}
	return ""
}

// Holds reports that a row has something in the columns of the measure.
func (f *figures) Holds(row xlsx.Row) bool {
	for _, cols := range [...][]*Column{f.targets, f.actuals} {
		for _, c := range cols {
			if cell := row.At(c.col); cell.Kind != xlsx.Blank || cell.Formula {
				return true
			}
		}
	}
	return false
}

// Only is the column of a role where there is one and no other.
func (t *table) Only(role vocabulary.Role) (c *Column, ok bool) {
	for i := range t.cols {
		if t.cols[i].role == role {
			if ok {
				return nil, false
			}
			c, ok = &t.cols[i], true
		}
	}
	return c, ok
}

// sort puts a column to those of its kind.
func (b *Block) sort(c *Column) {
	switch {
	case c.role == vocabulary.RoleSeq && b.seq == 0:
		b.seq = c.col
	case c.role.IsUnitInCharge():
		b.inCharge = append(b.inCharge, c)
	case c.role == vocabulary.RoleDeadline:
		b.deadlines = append(b.deadlines, c)
	case c.role.IsText():
		b.texts = append(b.texts, c)
	case c.role.IsTarget():
		b.targets = append(b.targets, c)
	case c.role.IsActual():
		b.actuals = append(b.actuals, c)
	case c.role == vocabulary.RoleGrowth:
		b.growths = append(b.growths, c)
	case c.role == vocabulary.RoleRate:
		b.rates = append(b.rates, c)
	}
}

func (s Sheet) mergesDown(b *Block, col int) bool {
	for _, row := range s.g.Rows[b.body:b.end] {
		if m := s.g.Merge(row.Number, col); m.LastRow > m.FirstRow && m.LastCol == m.FirstCol {
			return true
		}
	}
	return false
}
