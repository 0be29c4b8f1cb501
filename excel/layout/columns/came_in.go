package columns

import "github.com/tallysheet/tallysheet/excel/vocabulary"

// cameIn takes a sum of money that else only stands beside what was done (6月到位资金, 本年累计到位资金) for what was done, in a table that
// says of nothing else that it was: its heading says over what time it runs.
func cameIn(s *finder, b *Block, c *Column) {
	h := s.Headings
	if !h.Has(vocabulary.AsideMissed, c.noun) || !h.IsQuantity(vocabulary.WithoutBrackets(c.noun)) || !s.mostlyNumbers(b, c.col) {
		return
	}
	for i := range b.cols { // money that came in is not what was done of 计划投资
		if t := &b.cols[i]; t.role.IsTarget() {
			if noun := s.measured(t, 0); noun != "" && !h.Has(vocabulary.CameIn, noun) {
				return
			}
		}
	}
	switch {
	case h.Has(vocabulary.SumWords, c.noun):
		c.role = vocabulary.RoleYTD
	case h.Has(vocabulary.OfMonth, c.noun):
		c.role = vocabulary.RoleMonth
	case c.when.Months():
		c.role = vocabulary.RoleDone
	}
}

// asksWhatCameIn reports a target that says of itself that it is of money that comes in: 2021年到位计划.
func asksWhatCameIn(s *finder, b *Block) bool {
	for i := range b.cols {
		if t := &b.cols[i]; t.role.IsTarget() && s.Headings.Has(vocabulary.ArrivesIn, t.Title()) {
			return true
		}
	}
	return false
}
