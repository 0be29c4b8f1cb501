package consolidate

import "github.com/tallysheet/tallysheet/tally"

// own leaves of all figures those that the edition's own cells rest on: the period's, the months that a sum is made of, a month ago
// and a year ago. The other months stand in the rows' years as numbers, and their figures with their own editions: an edition that
// carried them all would grow from month to month. The rows' indexes are moved to what is left.
func (c *consolidation) own(rows []tally.Row) []tally.Figure {
	keep, n := make([]bool, len(c.Figures)), 0
	mark := func(i int) {
		if !keep[i] {
			keep[i] = true
			n++
		}
	}
	for i := range c.Figures {
		if c.Figures[i].Period == c.Period {
			mark(i)
		}
	}
	for k := range rows {
		for _, i := range rows[k].Figures {
			mark(i)
		}
		for _, i := range c.members[k].rests {
			mark(i)
		}
	}
	own, to := make([]tally.Figure, 0, n), make([]int, len(c.Figures))
	for i := range c.Figures {
		if keep[i] {
			to[i] = len(own)
			own = append(own, c.Figures[i])
		}
	}
	for k := range rows {
		r := &rows[k]
		moved := make([]int, len(r.Figures)) // those of most rows are pieces of one list that they share
		for j, i := range r.Figures {
			moved[j] = to[i]
		}
		if r.Figures != nil {
			r.Figures = moved
		}
	}
	return own
}
