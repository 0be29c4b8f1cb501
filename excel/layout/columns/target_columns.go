package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// partsTheYear reports that the quarters or months beside the year's target are its parts, not what was done in them: the title
// parts targets (季度分解表) and all of the year is filled, or times are filled that had not come when the sheet was filed.
func (s *finder) partsTheYear(b *Block) bool {
	last, lastFilled, ahead := 0, false, false
	for i := range b.cols {
		c := &b.cols[i]
		if c.role == vocabulary.RoleNone && c.isWholeYear(s.Headings) {
			last, lastFilled = 12, s.mostlyFilled(b, c.col)
			continue
		}
		if c.role != vocabulary.RoleNone || c.noun != "" || c.when.To == 0 || c.when.Year > 0 && b.year > 0 && c.when.Year < b.year {
			continue
		}
		filled := s.mostlyFilled(b, c.col)
		if c.when.To > last {
			last, lastFilled = c.when.To, filled
		}
		ahead = ahead || filled && !s.known.Period.IsZero() && b.year >= s.known.Period.Year() && (c.when.To > s.known.Period.Month() || b.year > s.known.Period.Year())
	}
	return ahead || s.known.Kind == tally.KindPlan && last == 12 && lastFilled || TitledPlan(s.Headings, b.sur.Title) && (s.known.Kind == tally.KindPlan || last == 12 && lastFilled)
}

// isWholeYear reports a heading that says 全年 beside quarters and months, and nothing else.
func (c *Column) isWholeYear(h *vocabulary.Headings) bool {
	return c.when.To == 0 && h.Is(vocabulary.WholeYear, c.noun)
}

// mostlyFilled reports a column with something in most of the rows.
func (s Sheet) mostlyFilled(b *Block, col int) bool {
	rows, filled := 0, 0
	for _, row := range s.body(b) {
		if len(row.Cells) < 2 {
			continue
		}
		rows++
		if c := row.At(col); c.Value != "" && !s.Headings.IsNothing(c.Value) {
			filled++
		}
	}
	return filled*2 > rows
}

// dateTarget dates 本月计划 and 累计目标 by the month of the sheet; where none is known, they are no targets of the year.
func (s *finder) dateTarget(b *Block, c *Column) {
	if !c.role.IsTarget() || c.when.Months() || b.mapped {
		return
	}
	month, sum := false, false
	for _, h := range c.path {
		if s.Headings.Has(vocabulary.NextYear, h.Text) && c.when.Year == 0 && b.year > 0 {
			c.when.Year = b.year + 1
		}
		month = month || s.Headings.Has(vocabulary.OfMonth, h.Text)
		sum = sum || s.Headings.Has(vocabulary.OfSum, h.Text)
	}
	if !month && !sum {
		return
	}
	p := b.period
	if p.IsZero() {
		p = s.known.Period
	}
	switch {
	case p.IsZero():
		c.role = vocabulary.RoleAside
		s.Note(fmt.Sprintf("工作表“%s”%s列“%s”是当期的目标，但看不出是哪个月，未读", s.g.Name, c.Letter(), c.Title()))
	case sum:
		c.when.From, c.when.To, c.when.UpTo = 1, p.Month(), true
	default:
		c.when.From, c.when.To = p.Month(), p.Month()
	}
}
