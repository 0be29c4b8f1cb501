package consolidate

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// lastYear is what the indicator stood at a year ago: as it was filed, or else as the plan prints it for the same months. A place
// in a ranking is one a year, so that of the whole year serves every month.
func (c *consolidation) lastYear(r *tally.Row, m *member, t *tally.Target) {
	if r.LastYear = c.find(m, t, c.Period.YearAgo()).figure.Value; r.LastYear.OK() || m.Lag > 0 || !m.Curve.From.IsZero() {
		return
	}
	fact, ok := tally.Fact{}, false
	if c.Period.Kind().Tiles() { // a plan prints what stood at the ends of months
		fact, ok = m.StoodAt(c.Period.Closing(tally.Monthly).Add(-12))
	}
	if !ok && m.Measure == tally.Rank {
		fact, ok = m.Of(c.Period.Year() - 1)
	}
	if !ok {
		return
	}
	if n, comparable := c.Words.ConvertPrinted(fact.Value, fact.Unit, m.Unit); comparable {
		kept := fact // here alone: of the other rows, nearly all, nothing is kept
		r.LastYear, r.LastYearFact = n, &kept
	}
}

// yearAgo is what an earlier month of the year is held against, where the light of the row is made from last year's figure.
func (c *consolidation) yearAgo(r *tally.Row, m *member, t *tally.Target, p tally.Round) exact.Number {
	switch {
	case m.Measure == tally.Rank && r.LastYearFact != nil:
		return r.LastYear
	case m.Measure == tally.Growth && m.Confirmed[tally.AskUnit] != "":
		return c.find(m, t, p.YearAgo()).figure.Value
	}
	return exact.Number{}
}
