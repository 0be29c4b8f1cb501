package layout

import (
	"cmp"
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// factColumn reports a column of a plan that prints what was, not what is asked: an earlier year's figures, words or growth, the growth a year.
// What compares months, or names no time at all (上月, 历史), is none.
func (s *sheetReading) factColumn(b *block, c *column) bool {
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

// factsOf keeps what a row prints of earlier years, with its cells.
func factsOf(r *bodyReading, row xlsx.Row, it *tally.Item) {
	for _, c := range r.f.facts {
		cell := row.At(c.col)
		if r.fault(cell, row.Number, tally.ClassD) {
			continue
		}
		unit, from := r.targetUnit(c, it)
		if c.role == vocabulary.RoleAverage || c.unit == "%" {
			unit, from = "%", fromHead
		}
		f := r.Figure(cell, it.Name, unit)
		if f.Nothing {
			continue
		}
		fact := tally.Fact{Cell: xlsx.Ref(row.Number, c.col), Heading: strings.ReplaceAll(c.title(), "\n", ""), Text: f.Text}
		if fact.Kind = tally.FactAverage; c.role != vocabulary.RoleAverage {
			fact.Kind, fact.Period = cells.FactTime(r.Headings, c.path, c.when, firstYear(r.b))
		}
		if f.Number.OK() && f.Why == "" {
			if f.Unit != "" {
				unit, from = f.Unit, fromCell
			}
			fact.Value, fact.Unit = f.Number, unit
			r.sayUnit(fact.Cell, it, unit, from)
		}
		it.Facts = append(it.Facts, fact)
	}
}

// firstYear is the first year that a plan's targets are for; 0 where none is printed.
func firstYear(b *block) int {
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

// shareFacts gives the columns of facts to the measures that they are of.
func (s *sheetReading) shareFacts(b *block, facts []*column) {
	for _, c := range facts {
		noun, found := s.measured(c), false
		for i := range b.measures {
			if m := &b.measures[i]; m.noun == noun || len(b.measures) == 1 {
				m.facts, found = append(m.facts, c), true
			}
		}
		if !found {
			s.note(fmt.Sprintf("工作表“%s”%s列“%s”看不出是哪一项的，未读", s.g.Name, c.letter(), c.title()))
		}
	}
}
