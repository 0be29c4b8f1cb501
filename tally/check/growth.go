package check

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// judged are the figures of a row that its indicator is held against. Where the plan's target is growth (增长8.6%) and the
// sheet prints amounts with their growth beside them, the growth is what is judged: the amount stays before it where the
// plan counts the indicator in amounts, and is left where the plan counts it in per cent.
func (k gathering) judged(ind *tally.Indicator, it *tally.Item) []tally.Actual {
	if len(it.Growth) == 0 || !k.growthMeant(ind) {
		return it.Actuals
	}
	inRates := k.words.InPercent(k.unitOf(ind))
	out := make([]tally.Actual, 0, len(it.Actuals)+len(it.Growth))
	for _, a := range it.Actuals {
		if !inRates || k.words.InPercent(a.Unit) {
			out = append(out, a)
		}
	}
	for _, g := range it.Growth {
		if !slices.ContainsFunc(out, func(a tally.Actual) bool { return a.Cell == g.Cell }) {
			out = append(out, g)
		}
	}
	return out
}

// growthMeant reports an indicator whose target in force is a growth in per cent.
func (k gathering) growthMeant(ind *tally.Indicator) bool {
	if ind.Measure != tally.Growth {
		return false
	}
	t := targetFor(ind, k.in.Period)
	return t != nil && k.words.InPercent(t.Unit)
}
