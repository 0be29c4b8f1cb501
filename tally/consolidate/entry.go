package consolidate

import (
	"cmp"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// entry says where a figure stands in what was filed. Two years of them are half a million, of which some ten thousand are needed: so an
// entry is two words, and the figure is read from its pack when it is asked for.
type entry struct {
	key uint64 // period, span, and how near its department is to leading the indicator: in that order
	of  int32  // index into Filed
	n   int32  // of the figure there
}

// The parts of a key.
const (
	nearBits = 10
	spanBits = 2
	farthest = 1<<nearBits - 1
)

func keyOf(order int, s tally.Span) uint64 {
	return (uint64(order)<<spanBits | uint64(spanOrder(s))) << nearBits //nolint:gosec // small and not negative
}

func (e entry) order() int { return int(e.key >> (nearBits + spanBits)) } //nolint:gosec // as it was put in

func spanOrder(s tally.Span) int {
	switch s {
	case tally.SpanYTD, tally.SpanPoint: // which is kept as it
		return 0
	case tally.SpanMonth:
		return 1
	case tally.SpanProject:
	}
	return 2
}

// hand finds what was filed for each member, those of its figures first that are the better; the figures of the period come to Figures,
// in the order of the plan. Figures of indicators that the plan does not have are left out.
func (c *consolidation) hand() {
	c.Filed = inOrder(c.Filed, compareFiled)
	c.packed = len(c.Filed)
	c.Filed = append(c.Filed[:c.packed:c.packed], loose(c.Figures)...)
	c.now = c.Period.Order()
	var closing []int
	for _, p := range c.closing {
		closing = append(closing, p.Order())
	}
	all, places := c.allEntries()
	begins := make([]int, len(c.members)+1)
	for _, k := range places {
		begins[k+1]++
	}
	for k := range c.members {
		begins[k+1] += begins[k]
	}
	c.entries = make([]entry, len(all))
	next := slices.Clone(begins)
	for i, k := range places {
		c.entries[next[k]] = all[i]
		next[k]++
	}
	now := 0
	for i := range all {
		if all[i].order() == c.now {
			now++
		}
	}
	figures, to := make([]tally.Figure, 0, now), 0
	for k := range c.members {
		m, from := &c.members[k], to
		for _, e := range c.oneEach(c.entries[begins[k]:begins[k+1]]) {
			c.entries[to] = e // never beyond where it was
			to++
		}
		m.from, m.entries, m.figures = from, c.entries[from:to:to], len(figures)
		m.own = len(m.entries)
		for i, e := range m.entries {
			if e.order() != c.now && slices.Contains(closing, e.order()) {
				c.filed[c.canonical(c.Filed[e.of].Department)] = true
			}
			if e.order() == c.now {
				if m.own == len(m.entries) {
					m.own = i
				}
				figures = append(figures, c.Filed[e.of].Figure(int(e.n)))
				c.filed[c.canonical(c.Filed[e.of].Department)] = true
			}
		}
	}
	c.entries = c.entries[:to]
	c.Figures = figures
	c.each = make([]int, len(figures))
	for i := range c.each {
		c.each[i] = i
	}
}

// allEntries are those of the plan's indicators, with the places of these.
func (c *consolidation) allEntries() (all []entry, places []int32) {
	n := 0
	for i := range c.Filed {
		n += c.Filed[i].Figures.Len()
	}
	all, places = make([]entry, 0, n), make([]int32, 0, n)
	next := 0 // the place behind the last: a sheet has its indicators in the order of the plan, so that it is nearly always the next one's
	for of := range c.Filed {
		f := &c.Filed[of]
		own := f.Period.Order()
		indicator, place, near := "", -1, 0
		for i := range f.Figures.Len() {
			if id := f.Figures.Indicator(i); id != indicator {
				indicator, place = id, -1
				k, known := next, next < len(c.members) && c.members[next].ID == id
				if !known {
					k, known = c.place[id]
				}
				if known {
					place, near, next = k, min(farthest, c.members[k].standsFor(f.Department)), k+1
				}
			}
			if place < 0 {
				continue
			}
			order := own
			if p := f.Figures.Period(i, f.Period); p != f.Period {
				order = p.Order()
			}
			all = append(all, entry{keyOf(order, f.Figures.Span(i)) | uint64(near), int32(of), int32(i)}) //nolint:gosec // fit
			places = append(places, int32(place))                                                         //nolint:gosec // fits
		}
	}
	return all, places
}

// oneEach sorts the entries of an indicator, the better of two first, and leaves of what a department's submissions say of one period and
// span that of the submission for the period, or else what was filed last: a later sheet that repeats an earlier month does not rewrite it.
func (c *consolidation) oneEach(all []entry) []entry {
	compare := func(a, b entry) int {
		if a.key != b.key {
			return cmp.Compare(a.key, b.key)
		}
		return c.compareEqual(a, b)
	}
	if !slices.IsSortedFunc(all, compare) {
		slices.SortFunc(all, compare)
	}
	return slices.CompactFunc(all, func(a, b entry) bool {
		return a.key == b.key && int(a.of) < c.packed && int(b.of) < c.packed && c.Filed[a.of].Department == c.Filed[b.of].Department
	})
}

// compareEqual orders two figures of one indicator, period and span by whose and which they are.
func (c *consolidation) compareEqual(a, b entry) int {
	f, g := &c.Filed[a.of], &c.Filed[b.of]
	if d := cmp.Compare(f.Department, g.Department); d != 0 {
		return d
	}
	own, other := f.Period.Order() == a.order(), g.Period.Order() == b.order()
	switch {
	case own != other && own:
		return -1
	case own != other:
		return 1
	case a.of == b.of && own:
		return int(a.n - b.n)
	case a.of == b.of:
		return int(b.n - a.n)
	}
	x, y := f.Figure(int(a.n)), g.Figure(int(b.n))
	return cmp.Or(g.Period.Compare(f.Period), cmp.Compare(y.Source.Version(), x.Source.Version()), y.Source.At().Compare(x.Source.At()),
		cmp.Compare(x.Source.Submission(), y.Source.Submission()), cmp.Compare(x.Source.Cell, y.Source.Cell))
}

// compareFiled orders what was filed by department and period.
func compareFiled(a, b tally.FiledFigures) int {
	return cmp.Or(cmp.Compare(a.Department, b.Department), a.Period.Compare(b.Period), cmp.Compare(a.Source.Version(), b.Source.Version()),
		cmp.Compare(a.Source.Submission(), b.Source.Submission()))
}

// standsFor is how near a department is to leading the indicator.
func (m *member) standsFor(department string) int {
	if k := slices.Index(m.units, department); k >= 0 {
		return k
	}
	return len(m.units)
}
