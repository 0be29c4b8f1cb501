package columns

import (
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// settleTwins tells two columns of figures for one time apart where the sheet says which is which: both are equal in every row, or one says
// that it is of this year and the other holds what was done before it too. What it does not say stays a clash.
func (s *finder) settleTwins(b *Block) {
	for {
		a, c, clashes := b.clash()
		if !clashes || !a.role.IsActual() {
			return
		}
		switch own, all := s.sinceStart(b, a, c); {
		case s.sayTheSame(b, a.col, c.col):
			c.role = vocabulary.RoleAside
			s.Note(fmt.Sprintf("工作表“%s”%s列“%s”与%s列“%s”逐行相同，只读一列", s.g.Name, c.Letter(), c.Title(), a.Letter(), a.Title()))
			b.actuals = slices.DeleteFunc(b.actuals, func(c *Column) bool { return c.role == vocabulary.RoleAside })
		case all != nil:
			all.role = vocabulary.RoleProject
			s.Note(fmt.Sprintf("工作表“%s”%s列“%s”是本年的，%s列“%s”按项目开工以来的累计读", s.g.Name, own.Letter(), own.Title(), all.Letter(), all.Title()))
		default:
			return
		}
		b.measures = []figures{b.figures}
	}
}

// sinceStart finds of two sums the one of this year (本年累计) and the one since the beginning (累计), in a table that holds what was done
// before this year or what is to be done in all: the second is never less, and what was done before is the difference, where it is printed.
func (s Sheet) sinceStart(b *Block, a, c *Column) (own, all *Column) {
	ofYear := func(c *Column) bool {
		return c.role == vocabulary.RoleYTD && (cells.Says(s.Headings, c.path, vocabulary.WithinYear) || c.when.Year > 0 || c.when.UpTo && c.when.From == 1)
	}
	switch own, all = a, c; {
	case ofYear(a) == ofYear(c) || a.role != c.role:
		return nil, nil
	case ofYear(c):
		own, all = c, a
	}
	before, total := s.lastWith(b, vocabulary.RolePrior), s.lastWith(b, vocabulary.RoleTotal)
	if before == nil && total == nil {
		return nil, nil
	}
	number := func(row int, c *Column) exact.Number { return s.Figure(s.g.At(row, c.col), "", "").Number }
	more := 0
	for _, row := range s.body(b) {
		x, y := number(row.Number, own), number(row.Number, all)
		if !x.OK() || !y.OK() {
			continue
		}
		if y.Cmp(x) < 0 {
			return nil, nil
		}
		if before != nil && before.noun != "" {
			if p := number(row.Number, before); p.OK() && p.Add(x).Cmp(y) != 0 && total == nil {
				return nil, nil
			}
		}
		if y.Cmp(x) > 0 {
			more++
		}
	}
	if more == 0 {
		return nil, nil
	}
	return own, all
}
