package beside

import (
	"maps"
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
)

// Past is what a plan prints of the years before: what the last one came to, by how much it grew where that stands beside it, and an
// earlier one that the plan starts from.
type Past struct {
	Last, Growth, Base *tally.Fact
	year               string // the last
}

// PastOf looks through the facts of a row for the year before a round and for those before it.
func PastOf(r *tally.Row, p tally.Round) Past {
	f := Past{year: strconv.Itoa(p.Year() - 1)}
	for i := range r.Indicator.Facts {
		x := &r.Indicator.Facts[i]
		if x.Kind == tally.FactAverage || !x.Value.OK() {
			continue
		}
		switch {
		case x.Period == f.year && x.Unit == "%" && f.Growth == nil:
			f.Growth = x
		case x.Period == f.year && x.Unit != "%" && f.Last == nil:
			f.Last = x
		case x.Kind == tally.FactBase && x.Period != f.year && (f.Base == nil || f.Base.Kind != tally.FactBase), len(x.Period) == 4 && x.Period < f.year && (f.Base == nil || f.Base.Kind != tally.FactBase && f.Base.Period < x.Period):
			f.Base = x
		}
	}
	if f.Last == nil { // of a rate the rate itself
		f.Last, f.Growth = f.Growth, nil
	}
	return f
}

// Format shows a fact's number with its unit where that is not the row's, and with its year where its column does not say it.
func (f Past) Format(r *tally.Row, x *tally.Fact) string {
	words := OwnUnit(r, x.Unit)
	if x == f.Growth {
		words = "%"
	}
	if x == f.Base && x.Period != "" {
		year := x.Period
		if len(year) == 4 {
			year += "年"
		}
		words += "（" + year + "）"
	}
	return numfmt.In(numfmt.Decimals(x.Value), "", words)
}

// Formats are the number formats that the edition's figures need.
func Formats(rows []tally.Row, p tally.Round) []string {
	all := map[string]bool{numfmt.Count: true, numfmt.Percent: true, numfmt.Points: true, numfmt.Moment: true, numfmt.Change: true, numfmt.Gap(2, "个百分点"): true}
	for d := range numfmt.MostDecimals + 1 {
		all[numfmt.Of(d, "")] = true
	}
	for i := range rows {
		r := &rows[i]
		t := r.Main.Target
		if t.Floor.OK() {
			all[TargetFormat(r, t)] = true
		}
		if t.Stretch.OK() {
			all[StretchFormat(r, t)] = true
		}
		if g, ok := Growth(r); ok {
			all[GrowthFormat(&g)] = true
		}
		past := PastOf(r, p)
		for _, f := range [...]*tally.Fact{past.Last, past.Growth, past.Base} {
			if f != nil {
				all[past.Format(r, f)] = true
			}
		}
		if r.Main.GapUnit != "" && r.Main.GapUnit != "个百分点" {
			all[numfmt.Gap(numfmt.Decimals(r.Main.Gap), r.Main.GapUnit)] = true
		}
	}
	delete(all, "")
	return slices.Sorted(maps.Keys(all))
}
