package edition

import (
	"maps"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
)

// behind are the rows to be warned of: red before yellow, the worst first, else in the plan's order.
func behind(ed tally.Edition) []int {
	var rows []int
	for i := range ed.Rows {
		if l := ed.Rows[i].Main.Light; l == tally.Red || l == tally.Yellow {
			rows = append(rows, i)
		}
	}
	slices.SortStableFunc(rows, func(i, j int) int {
		a, b := &ed.Rows[i].Main, &ed.Rows[j].Main
		switch {
		case a.Light != b.Light && a.Light == tally.Red:
			return -1
		case a.Light != b.Light:
			return 1
		case a.Behind.OK() != b.Behind.OK():
			if a.Behind.OK() {
				return -1
			}
			return 1
		}
		return b.Behind.Decimal().Cmp(a.Behind.Decimal())
	})
	return rows
}

// byPlace are the departments in the order of their places, those without one last.
func byPlace(ed tally.Edition) []int {
	all := make([]int, len(ed.Departments))
	for i := range all {
		all[i] = i
	}
	slices.SortStableFunc(all, func(i, j int) int {
		a, b := ed.Departments[i].Place, ed.Departments[j].Place
		if (a == 0) != (b == 0) {
			return b - a
		}
		return a - b
	})
	return all
}

// withLight are the rows that have a light.
func (b *book) withLight(l tally.Light) []int {
	var rows []int
	for i := range b.ed.Rows {
		if b.lightOf(i) == l {
			rows = append(rows, i)
		}
	}
	return rows
}

// lightOf is a row's light; what has none is grey.
func (b *book) lightOf(i int) tally.Light {
	switch l := b.ed.Rows[i].Main.Light; l {
	case tally.Green, tally.Yellow, tally.Red:
		return l
	}
	return tally.Grey
}

// unfiled are the reports that are not in, or came late.
func unfiled(ed tally.Edition) []int {
	var all []int
	for i, r := range ed.Reports {
		if r.State != tally.ReportAccepted || r.Late || len(r.Missing) > 0 {
			all = append(all, i)
		}
	}
	return all
}

// reportWord says how a report stands.
func reportWord(r tally.Report) string {
	switch r.State {
	case tally.ReportAccepted:
		if r.Late {
			return "迟报"
		}
		return "按时报送"
	case tally.ReportUnaccepted:
		if r.Late {
			return "迟报,未审核"
		}
		return "未审核"
	case tally.ReportReturned:
		return "已退回,未重报"
	case tally.ReportDraft:
		return "只存草稿,未提交"
	}
	return "未报"
}

// sortedKeys are the keys in order.
func sortedKeys(m map[string]bool) []string { return slices.Sorted(maps.Keys(m)) }
