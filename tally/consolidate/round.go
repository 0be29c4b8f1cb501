package consolidate

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// A round that is made of shorter ones takes their figures where it has none of its own: what had been done by the end of a quarter
// stands in the report of its third month. A round's own value is never taken for that of another kind: a quarter's is the sum of its
// three months or nothing.

// closingOf are the rounds that a round is made of which end last in it, the nearest kind first.
func (c *consolidation) closingOf(p tally.Round) []tally.Round {
	var rounds []tally.Round
	for _, kind := range c.MadeOf {
		if kind.ShorterThan(p.Kind()) {
			rounds = append(rounds, p.Closing(kind))
		}
	}
	return rounds
}

// stands reports the edition's round, or one whose cumulative figures stand for it.
func (c *consolidation) stands(p tally.Round) bool {
	return p == c.Period || slices.Contains(c.closing, p)
}

// find is what the indicator stood at by the end of a round: as it was filed for the round, or else for one that the round is made of
// and that ends with it.
func (c *consolidation) find(m *member, t *tally.Target, p tally.Round) found {
	f := c.filedFor(m, t, p)
	if f.ok || len(c.MadeOf) == 0 {
		return f
	}
	closing := c.closing
	if p != c.Period {
		closing = c.closingOf(p)
	}
	for _, part := range closing {
		g := c.filedFor(m, t, part)
		if !g.ok || !g.cumulative(m) {
			continue
		}
		if p == c.Period && g.figures == nil { // an earlier one's are left out elsewhere: here the row's light rests on it
			g.figures = []int{c.index(m, g.at)}
		}
		return g
	}
	return f
}

// cumulative reports what may stand for a longer round: what has run up from the beginning of the year or of the project, and what does
// not add up but stands as it is.
func (f found) cumulative(m *member) bool {
	return f.figure.Span != tally.SpanMonth || !deviation.Accumulates(m.Measure)
}

// ownValue is the round's own value and the figures that it is made of: as filed, or the sum of all the rounds of a kind in it.
func (c *consolidation) ownValue(m *member) (exact.Number, []int) {
	if k, ok := m.figure(c.now, tally.SpanMonth); ok {
		i := c.index(m, k)
		return c.Figures[i].Value, c.each[i : i+1 : i+1]
	}
	if !deviation.Accumulates(m.Measure) || !c.Period.Kind().Tiles() {
		return exact.Number{}, nil
	}
	for _, kind := range c.MadeOf {
		if !kind.Tiles() {
			continue
		}
		if sum, figures, ok := c.sumOf(m, c.Period.Parts(kind)); ok {
			return sum.Value, figures
		}
	}
	return exact.Number{}, nil
}

// sumOf adds the own values of rounds up, where each of them was filed, in one unit: the last figure with their sum.
func (c *consolidation) sumOf(m *member, rounds []tally.Round) (sum tally.Figure, figures []int, ok bool) {
	total := exact.Integer(0)
	for i, p := range rounds {
		k, there := m.figure(p.Order(), tally.SpanMonth)
		if !there {
			return tally.Figure{}, nil, false
		}
		f := c.read(m, k)
		if !f.Value.OK() || i > 0 && f.Unit != sum.Unit {
			return tally.Figure{}, nil, false
		}
		figures = append(figures, c.index(m, k))
		total, sum = total.Add(exact.FractionOf(f.Value)), f
	}
	sum.Value = exact.NumberOf(total)
	return sum, figures, len(figures) > 0
}

// sum is the year to date of what was filed round by round, where the rounds of the kind fill the year.
func (c *consolidation) sum(m *member, p tally.Round) found {
	if !p.Kind().Tiles() {
		return found{}
	}
	sum, figures, ok := c.sumOf(m, p.SoFar())
	if !ok {
		return found{}
	}
	if p != c.Period && !c.stands(p) {
		figures = nil
	}
	sum.Span, sum.Printed = tally.SpanYTD, ""
	return found{figure: sum, figures: figures, ok: true}
}

// borrowed says of a figure that it was filed for another round than the edition's, "" for its own.
func (c *consolidation) borrowed(f *tally.Figure) string {
	if f.Period.IsZero() || f.Period == c.Period || c.Period.Kind() != tally.Monthly {
		return ""
	}
	return "取自" + f.Period.Full() + "的累计数，"
}

// asked reports an indicator of which a report is asked in the round itself.
func (c *consolidation) asked(id string) bool { return c.Asked.For(id) }
