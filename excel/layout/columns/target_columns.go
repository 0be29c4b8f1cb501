package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
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
	if last == 12 && lastFilled && !b.sur.When.Months() && s.addUp(b) {
		return true
	}
	return ahead || s.known.Kind == tally.KindPlan && last == 12 && lastFilled || TitledPlan(s.Headings, b.sur.Title) && (s.known.Kind == tally.KindPlan || last == 12 && lastFilled)
}

// addUp reports that in every row, two at least, quarters or months add up to the year's target, to the digit.
func (s Sheet) addUp(b *Block) bool {
	whole, parts := (*Column)(nil), []*Column(nil)
	for i := range b.cols {
		switch c := &b.cols[i]; {
		case c.role.IsTarget() && c.when.Part() == "" && whole == nil:
			whole = c
		case c.role == vocabulary.RoleNone && c.noun == "" && c.when.To > 0 && (c.when.Quarter > 0 || !c.when.UpTo):
			parts = append(parts, c)
		}
	}
	if whole == nil || len(parts) < 2 {
		return false
	}
	held := 0
	for _, row := range s.body(b) {
		want := s.Figure(row.At(whole.col), "", "").Number
		if !want.OK() {
			continue
		}
		sum := exact.Int(0)
		for _, c := range parts {
			if v := s.Figure(row.At(c.col), "", "").Number; v.OK() {
				sum = sum.Add(v)
			}
		}
		if sum.Cmp(want) != 0 {
			return false
		}
		held++
	}
	return held > 1
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
	if n := len(c.path); c.role.IsTarget() && n > 0 && c.when.From > 1 && s.Headings.Has(vocabulary.OfSum, c.path[n-1].Text) { // 第三季度累计
		c.when.From, c.when.Quarter, c.when.UpTo = 1, 0, true
	}
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

// measuresAsTargets takes the column in which a breakdown without one of targets tells them: 具体措施 with 新增停车泊位1200个.
func (s *finder) measuresAsTargets(b *Block) {
	if name := b.Column(b.name); b.kind != tally.KindPlan || name == nil || s.counts(b, name) { // 新增停车泊位1200个 names its own
		return
	}
	var found *Column
	for i := range b.cols {
		c := &b.cols[i]
		switch {
		case c.role.IsTarget():
			return
		case found != nil || c.col <= b.name || len(c.path) == 0:
		case c.role == vocabulary.RoleNextSteps || c.role == vocabulary.RoleProgress || c.role == vocabulary.RoleStatus || c.role == vocabulary.RoleNone:
			if s.counts(b, c) {
				found = c
			}
		}
	}
	if found != nil {
		found.role = vocabulary.RoleTarget
	}
}

// counts reports a column of texts with a number of something in one of them.
func (s *finder) counts(b *Block, c *Column) bool {
	counted := false
	for _, row := range s.body(b) {
		cell := row.At(c.col)
		if cell.Kind == xlsx.Number {
			return false
		}
		counted = counted || cell.Kind == xlsx.Text && cells.Measurable(vocabulary.HalfWidth(cell.Value))
	}
	return counted
}
