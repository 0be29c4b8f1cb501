package phrase

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// sentences are the places where a phrase is cut into sentences that are read each by itself: its start, and behind each stop
// that ends one. A tier printed behind a stop (确保8%;力争10%) goes with what is before it.
func (l composer) sentences() []int {
	cuts := []int{0}
	for i, r := range l.r {
		if r != ';' && r != '。' && r != '!' && r != '?' || l.bracket[i] || i+1 >= len(l.r) || i == cuts[len(cuts)-1] {
			continue
		}
		next := i + 1
		if n, c := l.wordAt(cFloor|cStretch, next); c != 0 && l.boundAt(next+n) {
			continue
		}
		cuts = append(cuts, next)
	}
	return cuts
}

// boundAt reports a number right behind the words bound to it, with no name between: 力争达到10%.
func (l composer) boundAt(i int) bool {
	for end := i; end < len(l.r) && end-i < 8; end++ {
		if !isDigit(l.r[end]) {
			continue
		}
		if !l.closesClause(end) {
			return false
		}
		at := end
		for at > i {
			n, c := l.w.table.before.longestBack(l.r[i:at])
			if n == 0 || c&cNone != 0 {
				return false
			}
			at -= n
		}
		return true
	}
	return false
}

// piece reads a part of the line by itself, with all before it as its context.
func (l composer) piece(from, to int) reading {
	h := l.h
	h.Context = strings.TrimSpace(h.Context + l.text(0, from))
	p := newLine(l.w, l.text(from, to), h)
	return makerOf(p).sentence()
}

// compose reads the sentences of a phrase one by one and puts the targets side by side. ok is false where at most one of them
// holds a number: then the phrase is read in one.
func (l composer) compose(cuts []int) (reading, bool) {
	all := reading{l: l.line}
	var readings []reading
	for k, from := range cuts {
		to := len(l.r)
		if k+1 < len(cuts) {
			to = cuts[k+1]
		}
		r := l.piece(from, to)
		if r.p.Readable {
			if why := r.disagrees(); why != "" {
				r.p = declined(why)
			}
		}
		if !r.p.Readable && !r.numbers() || r.p.Readable && len(r.values()) == 0 {
			continue
		}
		readings = append(readings, r)
	}
	if len(readings) < 2 {
		return reading{}, false
	}
	all.pieces = readings
	for _, r := range readings {
		if !r.p.Readable {
			all.p = r.p
			return all, true
		}
	}
	all.p = sideBySide(readings)
	return all, true
}

// sideBySide makes one phrase of several.
func sideBySide(readings []reading) tally.Phrase {
	p := tally.Phrase{Readable: true, Measure: tally.Multi, Drop: true, Parts: []tally.Part{}}
	for k, r := range readings {
		if r.p.Max.OK() {
			return declined("一句里有几个目标，其中有区间，请分开填")
		}
		if r.p.Floor.OK() && r.p.Stretch.OK() {
			return declined("一句里有几档目标，请分开填")
		}
		own := r.parts()
		if k == 0 {
			p.Unit, p.Deadline = r.p.Unit, r.p.Deadline
		}
		if r.p.Deadline != "" {
			p.Deadline = r.p.Deadline
		}
		if r.p.Unit != p.Unit {
			p.Unit = ""
		}
		p.Drop = p.Drop && r.p.Drop
		p.Parts = append(p.Parts, own...)
	}
	if opposedParts(p.Parts) {
		return declined("一句里有几个方向不同的目标，请分开填")
	}
	settleOp(&p)
	return p
}

// disagrees says where a clause reads otherwise in its sentence than alone with the sentence before it, "" where none does:
// then one of the two readings is wrong, and the program cannot tell which.
func (r reading) disagrees() string {
	l := r.l
	cut := composer{l}
	cuts := cut.clauses(r.qs)
	if len(cuts) < 2 {
		return ""
	}
	have := r.values()
	for k, from := range cuts {
		to := len(l.r)
		if k+1 < len(cuts) {
			to = cuts[k+1]
		}
		if r.leans(from, to) {
			continue
		}
		alone := cut.piece(from, to)
		if !alone.p.Readable {
			continue
		}
		for _, v := range alone.values() {
			if !slices.ContainsFunc(have, func(g goal) bool { return g.covers(v) }) {
				return "“" + strings.Trim(l.text(from, to), ",，、:： ") + "”单独读和连着读意思不同，请分开填"
			}
		}
	}
	return ""
}

// clauses are where the line can be cut at , : and 、 into clauses that could stand alone: not inside brackets, quotation marks
// and lists of bare numbers, not round 分别.
func (l composer) clauses(qs []quantity) []int {
	cuts := []int{0}
	for i := 0; i < len(l.r); i++ {
		if !strings.ContainsRune(",:、", l.r[i]) || l.bracket[i] || l.quoted[i] || inside(qs, i) {
			continue
		}
		if l.r[i] == '、' && strings.Contains(string(l.r[l.clauseStart(i):l.clauseEnd(i)]), "分别") && !l.beginsWith(cFloor|cStretch, i+1) {
			continue
		}
		cuts = append(cuts, i+1)
	}
	return cuts
}

// leans reports a clause whose numbers take their meaning from another one: a threshold, a baseline, the rest of a list, no
// number at all that stands alone.
func (r reading) leans(from, to int) bool {
	for i := range r.qs {
		q := &r.qs[i]
		if q.end <= from || q.start >= to {
			continue
		}
		related := q.role == roleThreshold || q.role == roleAside || q.role != roleTarget && q.roles[0].cost == costRelation
		if related || (clauses{r.l}).listed(r.qs, i) || q.start >= from && makerOf(r.l).sharedByMany(*q) {
			return true
		}
	}
	return false
}

// closesClause reports that the number at i, with its unit and the words bound to it, is the last of its clause.
func (l composer) closesClause(i int) bool {
	_, end := l.digitsAt(i)
	_, end, _ = l.unitAt(end)
	for {
		n, c := l.w.table.after.longest(l.r[min(end, len(l.r)):])
		if n == 0 || c&(cAfterAtLeast|cAfterAtMost|cAfterApprox) == 0 {
			return end >= l.clauseEnd(end)
		}
		end += n
	}
}
