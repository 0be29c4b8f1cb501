package columns

import (
	"cmp"
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// factColumn reports a column of a plan that prints what was, not what is asked: an earlier year's figures, words or growth, the growth a year.
// What compares months, or names no time at all (上月, 历史), is none.
func (s *finder) factColumn(b *Block, c *Column) bool {
	if b.kind != tally.KindPlan || b.matrix {
		return false
	}
	earlier := c.when.Year > 0 && b.year > 0 && c.when.Year < b.year
	switch c.role {
	case vocabulary.RoleAverage:
		return true
	case vocabulary.RolePrior:
		return c.when.Year > 0 || cells.Says(s.Headings, c.path, vocabulary.LastYear) || cells.Says(s.Headings, c.path, vocabulary.BaseYear)
	case vocabulary.RoleGrowth:
		if earlier || cells.Says(s.Headings, c.path, vocabulary.LastYear) && !cells.Says(s.Headings, c.path, vocabulary.ComparedWith) {
			c.growth, c.role = true, vocabulary.RolePrior
			return true
		}
	case vocabulary.RoleProgress:
		if earlier || cells.Says(s.Headings, c.path, vocabulary.LastYear) {
			c.role = vocabulary.RolePrior
			return true
		}
	}
	return false
}

// shareFacts gives the columns of facts to the measures that they are of.
func (s *finder) shareFacts(b *Block, facts []*Column) {
	for _, c := range facts {
		noun, found := s.measured(c, 0), false
		for i := range b.measures {
			if m := &b.measures[i]; m.noun == noun || len(b.measures) == 1 {
				m.facts, found = append(m.facts, c), true
			}
		}
		if !found {
			s.Note(fmt.Sprintf("工作表“%s”%s列“%s”看不出是哪一项的，未读", s.g.Name, c.Letter(), c.Title()))
		}
	}
}

// FirstYear is the first year that a plan's targets are for; 0 where none is printed.
func (b *Block) FirstYear() int {
	if y := vocabulary.FirstYear(b.sur.Title); y > 0 {
		return y
	}
	first := 0
	for _, c := range b.targets {
		if y := c.when.Year; y > 0 && (first == 0 || y < first) {
			first = y
		}
	}
	return cmp.Or(first, b.year)
}

// Facts are the columns of what was in earlier years.
func (f *figures) Facts() []*Column { return f.facts }
