package cells

import (
	"strconv"
	"strings"

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

// samePeriod stands in headings of last year's figures: 上年同期 without months does not say which part of the year it is.
const samePeriod = "同期"

// FactTime is the time of a column of a plan that tells of an earlier year, counted from the plan's first year.
func FactTime(h *vocabulary.Headings, path []Heading, when vocabulary.When, first int) (tally.FactKind, string) {
	year, last, same := when.Year, Says(h, path, vocabulary.LastYear), false
	for _, p := range path {
		same = same || strings.Contains(p.Text, samePeriod)
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
