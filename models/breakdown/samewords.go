package breakdown

import "github.com/tallysheet/tallysheet/tally"

// sameWords keeps the words that come again and again in a plan once: units, leads, measures and years are a few dozen, and each indicator
// and target is read with its own.
type sameWords map[string]string

func word[T ~string](w sameWords, s *T) {
	if len(*s) == 0 {
		return
	}
	if kept, known := w[string(*s)]; known {
		*s = T(kept)
		return
	}
	w[string(*s)] = string(*s)
}

func (w sameWords) ofItem(x *tally.Item) {
	word(w, &x.Sheet)
	word(w, &x.Unit)
	word(w, &x.Caliber)
	word(w, &x.Measure)
	word(w, &x.Better)
	word(w, &x.Deadline)
	for _, names := range [][]string{x.Group, x.Lead, x.Support, x.Implementing} {
		for i := range names {
			word(w, &names[i])
		}
	}
}

func (w sameWords) ofTarget(t *tally.Target) {
	word(w, &t.Period)
	word(w, &t.Tier)
	word(w, &t.Op)
	word(w, &t.Unit)
	word(w, &t.StretchUnit)
	for _, o := range []*tally.Origin{&t.Origin.Better, &t.Origin.Measure, &t.Origin.Unit, &t.Origin.Horizon} {
		word(w, o)
	}
}
