package phrase

import (
	"cmp"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// settleOp gives the phrase the operator of all its parts, at least for a mix of at least and more, else none.
func settleOp(p *tally.Phrase) {
	p.Op = commonOp(p.Parts)
	op := p.Parts[0].Op
	if op != tally.OpNone && !slices.ContainsFunc(p.Parts, func(part tally.Part) bool { return part.Op != op }) {
		p.Op = op
	}
}

// opposedParts reports a mix of at least and at most.
func opposedParts(parts []tally.Part) bool {
	up, down := false, false
	for _, part := range parts {
		low := part.Op == tally.OpAtMost || part.Op == tally.OpLess
		up, down = up || !low, down || low
	}
	return up && down
}

// parts are the targets of a reading, one each.
func (r reading) parts() []tally.Part {
	p := r.p
	if p.Measure == tally.Multi || len(p.Parts) == 1 && p.Parts[0].Threshold.OK() {
		return p.Parts
	}
	part := tally.Part{Unit: p.Unit, Count: p.Floor, Op: p.Op}
	if !p.Floor.OK() {
		part.Count, part.Stretch = p.Stretch, true
	}
	if part.Op == tally.OpAtLeast {
		part.Op = tally.OpNone
	}
	for i := range r.qs {
		if r.qs[i].role == roleTarget {
			part.Of = clauses{r.l}.noun(r.qs, i)
			break
		}
	}
	return append([]tally.Part{part}, p.Parts...)
}

// goal is a target without what it is of.
type goal struct {
	count, unit, threshold string
	op                     tally.Op
	stretch                bool
}

// values are the targets of a reading, in order.
func (r reading) values() []goal {
	var out []goal
	if r.p.Max.OK() {
		lower, stretch := r.p.Floor, !r.p.Floor.OK()
		if stretch {
			lower = r.p.Stretch
		} else if r.p.Stretch.OK() {
			out = append(out, goal{count: r.p.Stretch.String(), unit: r.stretchUnit(), stretch: true})
		}
		return append(out, goal{count: lower.String() + "-" + r.p.Max.String(), unit: r.p.Unit, op: tally.OpRange, stretch: stretch})
	}
	if r.p.Floor.OK() && r.p.Stretch.OK() {
		return append(out, goal{count: r.p.Floor.String(), unit: r.p.Unit, op: r.p.Op}, goal{count: r.p.Stretch.String(), unit: r.stretchUnit(), stretch: true})
	}
	if !r.p.Floor.OK() && !r.p.Stretch.OK() && len(r.p.Parts) == 0 {
		return nil
	}
	for _, part := range r.parts() {
		v := goal{count: part.Count.String(), unit: part.Unit, threshold: part.Threshold.String(), op: part.Op, stretch: part.Stretch}
		if v.op == tally.OpNone {
			v.op = tally.OpAtLeast
			if r.p.Measure == tally.Multi && r.p.Op != tally.OpNone && r.p.Op != tally.OpAtLeast && !slices.ContainsFunc(r.p.Parts, func(x tally.Part) bool { return x.Op != tally.OpNone }) {
				v.op = r.p.Op
			}
		}
		out = append(out, v)
	}
	return out
}

// numbers reports a printed number that is no name and no time.
func (r reading) numbers() bool {
	return slices.ContainsFunc(r.qs, func(q quantity) bool { return q.role != roleName })
}

// stretchUnit is the unit of 力争.
func (r reading) stretchUnit() string { return cmp.Or(r.p.StretchUnit, r.p.Unit) }

// covers reports that a goal of the sentence is that of the clause: a tier takes the operator of its floor, a number without a
// unit that of the list it stands in.
func (g goal) covers(alone goal) bool {
	if g.op == tally.OpNone {
		g.op = alone.op
	}
	if alone.unit == "" {
		g.unit = ""
	}
	return g == alone
}
