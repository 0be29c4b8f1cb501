package cells

import (
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/tally"
)

// Says reports a word of a list in a column's headings.
func Says(h *vocabulary.Headings, path []Heading, list vocabulary.List) bool {
	return slices.ContainsFunc(path, func(p Heading) bool { return h.Has(list, p.Text) })
}

// FactTime is the time of a column of a plan that tells of an earlier year, counted from the plan's first year.
func FactTime(h *vocabulary.Headings, path []Heading, when vocabulary.When, first int) (tally.FactKind, string) {
	year, last := when.Year, Says(h, path, vocabulary.LastYear)
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
	if year == 0 || Says(h, path, vocabulary.SamePeriod) && !when.Months() { // 上年同期 without months does not say which part of the year it is
		return kind, ""
	}
	return kind, strconv.Itoa(year) + when.Part()
}
