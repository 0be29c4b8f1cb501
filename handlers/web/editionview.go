package web

import (
	"slices"

	"github.com/shopspring/decimal"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// EditionView is a published edition laid out for pages: sorted and counted once, because an edition never changes and a
// large one has thousands of rows. It is read by many at once and not changed.
type EditionView struct {
	*tally.Edition
	Total    tally.Counts          // what a leader reads first
	Worst    []*tally.Row          // red, then yellow, worst first
	Rest     []*tally.Row          // green, then grey, in the plan's own order
	Asked    []*tally.Row          // grey until somebody says what their target means
	Rows     map[string]*tally.Row // by indicator
	Schedule float64               // that most rows stand under, percent, for pictures
}

func NewEditionView(ed *tally.Edition) *EditionView {
	f := &EditionView{Edition: ed, Rows: make(map[string]*tally.Row, len(ed.Rows))}
	byLight := map[tally.Light][]*tally.Row{}
	for i := range ed.Rows {
		r := &ed.Rows[i]
		byLight[r.Main.Light] = append(byLight[r.Main.Light], r)
		f.Rows[r.Indicator.ID] = r
		if r.Waits() {
			f.Asked = append(f.Asked, r)
		}
	}
	for _, i := range tally.Worst(ed.Rows) {
		f.Worst = append(f.Worst, &ed.Rows[i])
	}
	f.Rest = append(byLight[tally.Green], byLight[tally.Grey]...)
	f.Total = ed.LightCounts()
	ed.Departments = byPlace(ed.Departments)
	f.Schedule = commonSchedule(ed.Rows)
	return f
}

// byPlace puts the departments in the order of their places, those without one last.
func byPlace(all []tally.DepartmentResult) []tally.DepartmentResult {
	out := make([]tally.DepartmentResult, 0, len(all))
	for _, i := range tally.Placed(all) {
		out = append(out, all[i])
	}
	return out
}

// WithLight is the rows of a light, worst first.
func (f *EditionView) WithLight(light tally.Light) []*tally.Row {
	return slices.DeleteFunc(slices.Clone(f.Worst), func(r *tally.Row) bool { return r.Main.Light != light })
}

// commonSchedule is the schedule that most rows stand under, in percent.
func commonSchedule(rows []tally.Row) float64 {
	count := map[string]int{}
	var most exact.Number
	for i := range rows {
		if s := rows[i].Main.Schedule; s.OK() {
			if count[s.Plain()]++; count[s.Plain()] > count[most.Plain()] {
				most = s
			}
		}
	}
	return forEye(most.Decimal().Shift(2))
}

// forEye is a number for a picture: nothing is computed from it.
func forEye(d decimal.Decimal) float64 { return d.Round(2).InexactFloat64() }

// EyeOrNil is forEye of a number that may be absent, times something.
func EyeOrNil(n exact.Number, times decimal.Decimal) *float64 {
	if !n.OK() {
		return nil
	}
	f := forEye(n.Decimal().Mul(times))
	return &f
}
