package meaning

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// confirm puts what a person said in the place of what a row prints: the plan's year, the row's unit, the words of a
// target that could not be read. Done again it changes nothing.
func (w *Words) confirm(it *tally.Item, said map[tally.QuestionCode]string) {
	if unit := said[tally.AskUnit]; unit != "" {
		for i := range it.Targets { // printed without a unit of its own, it is in the row's
			t := &it.Targets[i]
			if own := w.Phrase(t.Text, phrase.Hint{Name: it.Name}).Unit; own == "" && t.Unit == it.Unit {
				t.Unit = unit
			}
		}
		it.Unit = unit
	}
	for i := range it.Targets {
		t := &it.Targets[i]
		if year := said[tally.AskYear]; year != "" && t.Period == "" {
			t.Period = year
		}
	}
	words := said[tally.AskNumber]
	if words == "" {
		return
	}
	for i := range it.Targets {
		t := &it.Targets[i]
		if t.Tier != "" || t.Why == "" && !w.asksNumber(it, t) {
			continue
		}
		read, _ := w.TargetOf(words, phrase.Hint{Name: it.Name, Unit: it.Unit})
		read.Cell, read.StretchCell, read.Period, read.Tier = t.Cell, t.StretchCell, t.Period, t.Tier
		if read.Unit == "" {
			read.Unit = it.Unit
		}
		*t = read
	}
}

// asksNumber reports a target that has a number, and of which it is asked all the same how much it is (每人40学时).
func (w *Words) asksNumber(it *tally.Item, t *tally.Target) bool {
	m := w.vocabulary.Of(w.rowOf(it, t, ownYears(it), nil), w)
	return slices.ContainsFunc(m.Doubts, func(d Doubt) bool { return d.Code == tally.AskNumber })
}
