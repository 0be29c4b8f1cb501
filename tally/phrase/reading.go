package phrase

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// Origin says what a part of a reading rests on.
type Origin string

// The origins that a reader of phrases can give; what a person confirmed is known elsewhere.
const (
	Printed    Origin = "printed"    // the phrase, its row or its column says so
	Vocabulary Origin = "vocabulary" // the words of its name say so (words.yaml)
	Assumed    Origin = "assumed"    // nothing says so
)

// Origins are those of the parts of a reading.
type Origins struct {
	Measure Origin `json:"measure"`
	Unit    Origin `json:"unit"`
	Better  Origin `json:"better"`
	Horizon Origin `json:"horizon"` // Printed where the phrase names a year or a deadline
	Force   Origin `json:"force"`   // 确保 or 力争; a number alone is 确保, assumed
}

// Reading is a phrase with how it was read: what each of its numbers is and why, what each part rests on, and what else it
// could mean.
type Reading struct {
	tally.Phrase
	Text         string         `json:"text"`
	Numbers      []Number       `json:"numbers"`
	Origin       Origins        `json:"origin"`
	Alternatives []tally.Phrase `json:"alternatives"` // readings with the next likely role of one number, the likelier first
}

// Number is one number of a phrase, in the order printed.
type Number struct {
	Text    string        `json:"text"`    // with its unit and the words bound to it
	Role    string        `json:"role"`    // target, threshold, baseline, scope, name, remark, rate, vague, relative, weak, unsure, unknown, whole
	Why     string        `json:"why"`     // why it has that role, in Chinese
	Next    string        `json:"next"`    // the next likely role, "" where there is none
	NextWhy string        `json:"nextWhy"` // and why
	Of      string        `json:"of"`      // what it is of, as printed; "" where the phrase does not say
	Measure tally.Measure `json:"measure"` // of a target by itself
	Better  tally.Better  `json:"better"`
	Drop    bool          `json:"drop"`
	Stretch bool          `json:"stretch"`
}

// Read reads a phrase as Phrase does, and says how.
func (w *Words) Read(text string, h Hint) Reading {
	if p, ok := w.bare(text, h); ok {
		l := newLine(w, text, h)
		qs, ms := weigh(l)
		return reading{l: l, qs: qs, ms: ms, p: p}.public(text)
	}
	return w.parse(text, h).public(text)
}

// Clauses reads a sentence, then each of its clauses by itself with the sentence as its context, in order. A clause that ends
// within a list that only its end explains (产值超10亿元、20亿元的企业) is not cut.
func (w *Words) Clauses(sentence string, h Hint) (whole Reading, clauses []Reading) {
	whole = w.Read(sentence, h)
	l := newLine(w, sentence, h)
	qs, _ := weigh(l)
	r, cut := reading{l: l, qs: qs}, composer{l}
	cuts := append(cut.clauses(qs), cut.sentences()...)
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	from := 0
	for k := range cuts {
		to := len(l.r)
		if k+1 < len(cuts) {
			if to = cuts[k+1]; r.leans(from, to) {
				continue
			}
		}
		text := l.text(from, to)
		own := h
		own.Context = h.Context + l.text(0, from)
		clauses = append(clauses, w.Read(text, own))
		from = to
	}
	return whole, clauses
}

// public is the reading as others use it.
func (r reading) public(text string) Reading {
	out := Reading{Phrase: r.p, Text: text, Numbers: []Number{}, Origin: r.origins(), Alternatives: []tally.Phrase{}}
	for _, one := range r.single() {
		for i := range one.qs {
			out.Numbers = append(out.Numbers, one.number(i))
		}
	}
	if len(r.pieces) == 0 {
		out.Alternatives = r.alternatives()
	}
	return out
}

// single are the readings of the sentences, or this one.
func (r reading) single() []reading {
	if len(r.pieces) > 0 {
		return r.pieces
	}
	return []reading{r}
}

func (r reading) number(i int) Number {
	q := &r.qs[i]
	n := Number{Text: r.l.text(q.from, q.to), Role: q.role.String(), Why: q.roles[0].why, Stretch: q.role == roleTarget && q.stretch}
	if next, ok := q.runnerUp(); ok {
		n.Next, n.NextWhy = next.role.String(), next.why
	}
	if q.role == roleTarget {
		m := makerOf(r.l)
		n.Of = m.noun(r.qs, i)
		p := m.single(*q, r.l.h)
		n.Measure, n.Drop = p.Measure, p.Drop
		n.Better = m.better(p, r.qs[i:i+1])
	}
	return n
}

// alternatives are the readings that come out where one number has its next likely role instead, each once, without the one taken.
func (r reading) alternatives() []tally.Phrase {
	out := []tally.Phrase{}
	for i := range r.qs {
		next, ok := r.qs[i].runnerUp()
		if !ok || next.role != roleTarget && r.qs[i].role != roleTarget {
			continue
		}
		qs := slices.Clone(r.qs)
		qs[i].role = next.role
		m := makerOf(r.l)
		p, qs := m.read(qs, r.ms, r.l.h)
		if !p.Readable || len(reading{l: r.l, qs: qs, p: p}.values()) == 0 {
			continue
		}
		p.Deadline, p.Better = r.p.Deadline, m.better(p, qs)
		if !slices.ContainsFunc(append(out, r.p), func(x tally.Phrase) bool { return sameTargets(x, p) }) {
			out = append(out, p)
		}
	}
	return out
}

func sameTargets(a, b tally.Phrase) bool {
	return a.Readable == b.Readable && a.Op == b.Op && a.Unit == b.Unit && a.Floor.Equal(b.Floor) && a.Stretch.Equal(b.Stretch) && a.Max.Equal(b.Max) && slices.Equal(a.Parts, b.Parts)
}

// origins tells what the parts of the reading rest on. For several targets each has the weakest of them.
func (r reading) origins() Origins {
	o := Origins{Measure: Assumed, Unit: Assumed, Better: Assumed, Horizon: Assumed, Force: Assumed}
	first := true
	for _, one := range r.single() {
		if one.l == nil {
			continue
		}
		for _, m := range one.ms {
			if m.year > 0 {
				o.Horizon = Printed
			}
		}
		for i := range one.qs {
			if one.qs[i].role != roleTarget || one.qs[i].stretch && r.p.Floor.OK() { // 力争 means what its 确保 does
				continue
			}
			own := one.originsOf(i)
			if first {
				own.Horizon = o.Horizon
				o, first = own, false
				continue
			}
			o.Measure, o.Unit, o.Better, o.Force = weaker(o.Measure, own.Measure), weaker(o.Unit, own.Unit), weaker(o.Better, own.Better), weaker(o.Force, own.Force)
		}
	}
	if first && r.p.Readable && r.p.Floor.OK() { // 零死亡
		o.Measure, o.Unit, o.Better, o.Force = Printed, Printed, Printed, Printed
	}
	return o
}

func weaker(a, b Origin) Origin {
	for _, o := range [...]Origin{Assumed, Vocabulary} {
		if a == o || b == o {
			return o
		}
	}
	return Printed
}

// originsOf tells what the parts of one target rest on.
func (r reading) originsOf(i int) Origins {
	l, q := r.l, &r.qs[i]
	o := Origins{Measure: Assumed, Unit: Assumed, Better: Assumed, Force: Assumed}
	if q.unit != "" || l.h.Unit != "" {
		o.Unit = Printed
	}
	clause := l.clauseStart(q.start)
	if l.ctx.forced || l.has(cFloor|cStretch, clause, q.start) || q.stretch {
		o.Force = Printed
	}
	name := l.named | l.w.table.measure.of(string(l.r[clause:q.from]))
	moves := q.before & (cGrow | cRise | cDrop | cRankTop | cRankUp)
	bounds := q.nearest&(cAtMost|cLess|cAtLeast|cMore) != 0 || q.after&(cAfterAtLeast|cAfterAtMost) != 0
	switch {
	case moves != 0 || l.isPlace(*q) || q.after&cAfterAtMost != 0 || q.nearest&(cAtMost|cLess) != 0 || l.has(cAdds, clause, q.start):
		o.Measure = Printed
	case name.is(growthEnds | shareEnds | stockEnds | stockHas | rankHas | ratioHas | indexEnds | countEnds | rateEnds), l.isPercent(q.unit):
		o.Measure = Vocabulary
	}
	switch {
	case moves != 0 || bounds:
		o.Better = Printed
	case name.is(lowerHas | lowerRates | higherEnds | cures | fallEnds), l.has(cStrong, clause, q.from):
		o.Better = Vocabulary
	}
	return o
}
