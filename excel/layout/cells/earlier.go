package cells

import (
	"strconv"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// Says reports a word of a list in a column's headings.
func Says(h *vocabulary.Headings, path []Heading, list vocabulary.List) bool {
	for _, p := range path {
		if h.Has(list, p.Text) {
			return true
		}
	}
	return false
}

// FactTime is the time of a column of a plan that tells of an earlier year, counted from the plan's first year.
func FactTime(h *vocabulary.Headings, path []Heading, when vocabulary.When, first int) (tally.FactKind, string) {
	year, last, same := when.Year, Says(h, path, vocabulary.LastYear), false
	for _, p := range path {
		same = same || h.Has(vocabulary.SamePeriod, p.Text) // 上年同期 without months does not say which part of the year it is
	}
	if year == 0 && last && first > 0 {
		year = first - 1
	}
	kind := tally.FactPast
	switch {
	case Says(h, path, vocabulary.BaseYear):
		kind = tally.FactBase
	case last, year > 0 && year == first-1:
		kind = tally.FactLastYear
	}
	if year == 0 || same && !when.Months() {
		return kind, ""
	}
	return kind, strconv.Itoa(year) + when.Part()
}
