package rows

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// pair is the open rows of one indicator.
type pair struct{ named, planned, done xlsx.Row }

// pairRow takes a row of a pair: a new name ends the one before it. It reports false for a row of another kind.
func (r *bodyReading) pairRow(row xlsx.Row) bool {
	if r.b.PairCol() == 0 {
		return false
	}
	role := r.KindOfRow(row.At(r.b.PairCol()))
	if role == vocabulary.RoleNone || row.At(r.b.NameCol()).Kind == xlsx.Text && !r.sameName(row) {
		r.endPair()
	}
	if role == vocabulary.RoleNone {
		return false
	}
	if r.pair.named.Number == 0 {
		r.pair.named = row
	}
	switch {
	case role.IsTarget():
		r.pair.planned = row
	case role.IsDone():
		r.pair.done = row
	}
	return true
}

// sameName reports that a row goes on with the open pair's name.
func (r *bodyReading) sameName(row xlsx.Row) bool {
	return r.pair.named.Number > 0 && vocabulary.HeadingForm(r.pair.named.At(r.b.NameCol()).Value) == vocabulary.HeadingForm(row.At(r.b.NameCol()).Value)
}

// plannedOf reads the year's target of a row of the plan. What it plans for single months is said in a note: the schedule that a month is
// held against is the plan's own.
func (r *bodyReading) plannedOf(row xlsx.Row, it *tally.Item) {
	c := r.b.WholeYear()
	if c == nil {
		return
	}
	cell := row.At(c.Col())
	text := strings.TrimSpace(r.CellText(cell))
	if cell.Kind == xlsx.Blank || r.Headings.IsNothing(text) || r.Fault(cell, row.Number, tally.ClassA) {
		return
	}
	t := tally.Target{Cell: xlsx.Ref(row.Number, c.Col()), Text: text, Period: r.targetPeriod(c, it), Parts: []tally.Part{}}
	r.phrase(&t, c, it)
	r.addTarget(it, &t, vocabulary.RoleTarget)
}

// endPair reads the open pair as one indicator.
func (r *bodyReading) endPair() {
	if r.pair.named.Number > 0 {
		r.item(r.pair.named)
	}
	r.pair = pair{}
}
