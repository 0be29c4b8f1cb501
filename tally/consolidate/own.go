package consolidate

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// own gives those figures that the edition's own cells rest on: the period's, and the months that a sum of it is made of. What stood a
// month or a year ago and in the other months of the year are numbers in its rows, and their figures are found with the submissions that
// it was made from: an edition that carried them would grow from month to month. The rows' indexes are moved to what is given.
func (c *consolidation) own(rows []tally.Row) []tally.Figure {
	if !c.restsOnEarlier(rows) {
		return c.evidenced(c.Figures) // nearly always: they stand as the rows do, and a second copy of a million is a quarter of all that is held
	}
	own := make([]tally.Figure, 0, len(c.Figures))
	for k := range rows {
		r, m := &rows[k], &c.members[k]
		earlier := slices.DeleteFunc(slices.Clone(r.Figures), func(i int) bool { return i < len(c.Figures) })
		slices.Sort(earlier) // as they stand among the entries, so that neither list hangs on the other's order
		first := len(own)
		for _, i := range earlier {
			own = append(own, c.read(m, i-len(c.Figures)-m.from))
		}
		now := len(own)
		own = append(own, c.Figures[m.figures:c.end(k)]...)
		moved := make([]int, len(r.Figures)) // those of most rows are pieces of one list that they share
		for j, i := range r.Figures {
			if i < len(c.Figures) {
				moved[j] = now + i - m.figures
			} else {
				at, _ := slices.BinarySearch(earlier, i)
				moved[j] = first + at
			}
		}
		if r.Figures != nil {
			r.Figures = moved
		}
	}
	return c.evidenced(own)
}

// evidenced gives the figures of the period the files that stand behind them.
func (c *consolidation) evidenced(figures []tally.Figure) []tally.Figure {
	for i := range figures {
		if f := &figures[i]; f.Period == c.Period {
			more := tally.SourceMore{Amended: f.Source.Amended()}
			if k, ok := c.said[[2]string{f.Indicator, c.canonical(f.Department)}]; ok {
				more.Evidence = c.Remarks[k].Evidence
			}
			if more.Evidence != f.Source.Evidence() {
				f.Source = f.Source.With(more)
			}
		}
	}
	return figures
}

// end is where the figures of the period of a member end.
func (c *consolidation) end(k int) int {
	if k+1 < len(c.members) {
		return c.members[k+1].figures
	}
	return len(c.Figures)
}

// restsOnEarlier reports a row that is made of figures of another round.
func (c *consolidation) restsOnEarlier(rows []tally.Row) bool {
	for k := range rows {
		if slices.ContainsFunc(rows[k].Figures, func(i int) bool { return i >= len(c.Figures) }) {
			return true
		}
	}
	return false
}
