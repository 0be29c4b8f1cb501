package phrase

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Sentence is a sentence of a document with its numbers and its dates at their places, each weighed by itself. Places are
// runes of Text.
type Sentence struct {
	Text    string // as printed, without spaces and numbering
	Figures []Figure
	Moments []Moment
}

// Figure is one number of a sentence and, where it is a target, what is to be reached.
type Figure struct {
	From, Start, End, To int // of the words bound to it, of the number itself, of its unit, of the words bound behind it
	Role                 string
	Why                  string
	Next                 string // the next likely role
	Value, Max           exact.Number
	Unit                 string
	Op                   tally.Op
	Stretch              bool // 力争
	Unclear              bool // 确保 or 力争 is not to be told
	Drop, Growth         bool
	Measure              tally.Measure
	Better               tally.Better
	Threshold            exact.Number // of what is counted
	ThresholdUnit        string
	Named                int      // where the name before it ends: behind 比重; From where none is bound
	Subjects             []string // of 分别 and 均: the names that the numbers share out
	Word                 bool     // printed in words: 两家
}

// Moment is a date or a stretch of time, never a value.
type Moment struct {
	From, To         int
	Year, Month, Day int // 0 where not printed
	Deadline         bool
	Text             string
}

// Sentence weighs the numbers of one sentence of a document, or of a part of one with the text before it as its context.
// Unlike Phrase it declines nothing: what cannot be told keeps its role and its reason, and the caller says what becomes of it.
func (w *Words) Sentence(text string, h Hint) Sentence {
	if runes := []rune(text); len(runes) > maxPhrase {
		text = string(runes[:maxPhrase])
	}
	l := newLine(w, text, h)
	qs, ms := weigh(l)
	mk := makerOf(l)
	out := Sentence{Text: l.text(0, len(l.r))}
	for _, m := range ms {
		out.Moments = append(out.Moments, Moment{m.start, min(m.end, len(l.r)), m.year, m.month, m.day, m.deadline, l.text(m.start, min(m.end, len(l.r)))})
	}
	var targets []quantity
	for i := range qs {
		if qs[i].role == roleTarget {
			qs[i].stretch, qs[i].forceless = mk.force(qs, i)
			targets = append(targets, qs[i])
		}
	}
	mk.shareOperator(targets)
	k := 0
	for i := range qs {
		q := qs[i]
		if q.role == roleTarget {
			q = targets[k]
			k++
		}
		out.Figures = append(out.Figures, figureOf(mk, q, qs[i:i+1]))
	}
	return out
}

func figureOf(l maker, q quantity, one []quantity) Figure {
	f := Figure{
		From: q.from, Start: q.start, End: q.end, To: q.to, Role: q.role.String(), Why: q.roles[0].why, Value: q.value, Max: q.max,
		Unit: q.unit, Stretch: q.stretch, Unclear: q.forceless, Threshold: q.threshold, ThresholdUnit: q.thresholdIn, Named: max(q.from, q.named),
		Subjects: l.subjects(q), Word: q.chinese,
	}
	if next, ok := q.runnerUp(); ok {
		f.Next = next.role.String()
	}
	if !q.value.OK() {
		return f
	}
	p := l.single(q, l.h)
	f.Op, f.Drop, f.Measure, f.Better = l.opOf(q), p.Drop, p.Measure, l.better(p, one)
	f.Growth = q.before&(cGrow|cRise|cDrop) != 0
	if f.Op == tally.OpRange && !q.max.OK() {
		f.Op = tally.OpAtLeast
	}
	return f
}

// Zero finds a promise that something does not happen (零死亡, 不发生…事故) in a clause without numbers: the words that say so.
func (w *Words) Zero(clause string, h Hint) (words string, ok bool) {
	l := newLine(w, clause, h)
	p := makerOf(l).sentence().p
	if !p.Readable || !p.Floor.OK() || !p.Floor.Decimal().IsZero() {
		return "", false
	}
	for _, hit := range l.words {
		if hit.class&(cZero|cZeroVerb) != 0 {
			return strings.TrimSpace(l.text(hit.start, hit.end)), true
		}
	}
	return "", false
}
