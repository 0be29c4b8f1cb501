package columns

import (
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// dropOtherRounds leaves aside what a table tells of another round beside its own: 本季度 beside 本月 in a month's sheet, 9月累计 beside 本年累计
// in a week's; in a month's the latter is the month's own.
func (s Sheet) dropOtherRounds(b *Block) {
	months, years := 0, 0
	for i := range b.cols {
		switch c := &b.cols[i]; {
		case c.role == vocabulary.RoleMonth && cells.Says(s.Headings, c.path, vocabulary.OfOneMonth):
			months++
		case c.role == vocabulary.RoleYTD && cells.Says(s.Headings, c.path, vocabulary.WithinYear):
			years++
		}
	}
	monthly := b.period.IsZero() || b.period.Kind() == tally.Monthly
	for i := range b.cols {
		c := &b.cols[i]
		switch {
		case c.role == vocabulary.RoleMonth && monthly && months > 0 && cells.Says(s.Headings, c.path, vocabulary.OfQuarter):
			c.role = vocabulary.RoleAside
		case c.role == vocabulary.RoleYTD && years > 0 && c.when.To > 0 && c.when.From == c.when.To && c.when.To > 1 && !cells.Says(s.Headings, c.path, vocabulary.WithinYear) && len(c.path) == 1 && s.Headings.Is(vocabulary.SumWords, c.noun):
			if c.role = vocabulary.RoleAside; monthly && months == 0 {
				c.role = vocabulary.RoleMonth
			}
		}
	}
}
