package rows

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// factsOf keeps what a row prints of earlier years, with its cells.
func factsOf(r *bodyReading, row xlsx.Row, it *tally.Item) {
	for _, c := range r.f.Facts() {
		cell := row.At(c.Col())
		if r.Fault(cell, row.Number, tally.ClassD) {
			continue
		}
		unit, from := r.targetUnit(c, it)
		if c.Role() == vocabulary.RoleAverage || c.Unit() == "%" {
			unit, from = "%", fromHead
		}
		f := r.Figure(cell, it.Name, unit)
		if f.Nothing {
			continue
		}
		fact := tally.Fact{Cell: xlsx.Ref(row.Number, c.Col()), Heading: strings.ReplaceAll(c.Title(), "\n", ""), Text: f.Text}
		if fact.Kind = tally.FactAverage; c.Role() != vocabulary.RoleAverage {
			fact.Kind, fact.Period = cells.FactTime(r.Headings, c.Path(), c.When(), r.b.FirstYear())
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
