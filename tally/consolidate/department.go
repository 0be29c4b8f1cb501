package consolidate

import (
	"cmp"
	"slices"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// departments counts the lights of each. An indicator that several units share counts once: its lead carries it.
func (c *consolidation) departments(rows []tally.Row) []tally.DepartmentResult {
	at := map[string]int{}
	var all []tally.DepartmentResult
	for _, d := range c.Departments {
		at[d] = len(all)
		all = append(all, tally.DepartmentResult{Name: d, Lights: map[tally.Light]int{}})
	}
	sums, counts := make([]exact.Number, len(all)), make([]int64, len(all))
	scores, scored, figured := make([]exact.Number, len(all)), make([]bool, len(all)), make([]bool, len(all))
	vetoes := make([]string, len(all))
	for i := range rows {
		r := &rows[i]
		k, ok := at[r.Department]
		if !ok {
			continue
		}
		all[k].Indicators++
		figured[k] = figured[k] || len(r.Figures) > 0
		all[k].Lights[r.Main.Light]++
		if r.Main.Basis == tally.BySchedule && r.Main.Completion.OK() {
			sums[k] = sums[k].Add(r.Main.Completion)
			counts[k]++
		}
		if r.Score != nil {
			scores[k], scored[k] = scores[k].Add(r.Score.Points), true
		}
		if c.Rules.Score.Vetoes(r) && vetoes[k] == "" {
			vetoes[k] = r.Indicator.Name
		}
	}
	for k := range all {
		if counts[k] > 0 {
			all[k].Average = exact.Num(sums[k].Decimal().DivRound(decimal.NewFromInt(counts[k]), exact.KeptDecimals))
		}
		if scored[k] {
			s := c.Rules.Score.Department(scores[k], vetoes[k], c.report(all[k].Name))
			all[k].Score, all[k].Scored = s.Points, &s
		}
	}
	rank(all, figured)
	return all
}

// rank gives the places 1, 2, 3 …: by share of green among what was measured, then by average completion; equals share
// a place, and the next place follows. Who has no figure has none: a light that the calendar alone lit is no result.
func rank(all []tally.DepartmentResult, figured []bool) {
	var order []int
	for k := range all {
		if measured(all[k]) > 0 && figured[k] {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return -compareResults(all[a], all[b]) })
	place := 0
	for k, i := range order {
		if k == 0 || compareResults(all[i], all[order[k-1]]) != 0 {
			place++
		}
		all[i].Place = place
	}
}

func measured(d tally.DepartmentResult) int {
	return d.Lights[tally.Green] + d.Lights[tally.Yellow] + d.Lights[tally.Red]
}

func compareResults(a, b tally.DepartmentResult) int {
	return cmp.Or(
		cmp.Compare(a.Lights[tally.Green]*measured(b), b.Lights[tally.Green]*measured(a)),
		a.Average.Cmp(b.Average))
}

func (c *consolidation) report(department string) tally.Report {
	for _, r := range c.reported {
		if r.Department == department {
			r.Late = r.Late && r.State != tally.ReportMissing // what is not filed is 未报, not late too
			return r
		}
	}
	state := tally.ReportMissing
	if c.filed[department] {
		state = tally.ReportAccepted
	}
	return tally.Report{Department: department, State: state}
}

// underNames gives the reports under the names that departments have now: what one filed before it was renamed is its report, and none is
// missing beside it.
func underNames(all []tally.Report, name func(string) string) []tally.Report {
	out := make([]tally.Report, 0, len(all))
	at := map[string]int{}
	for _, r := range all {
		r.Department = name(r.Department)
		k, several := at[r.Department]
		switch {
		case !several:
			at[r.Department] = len(out)
			out = append(out, r)
		case out[k].State == tally.ReportMissing, r.State == tally.ReportAccepted && out[k].State != tally.ReportAccepted:
			out[k] = r
		}
	}
	return out
}

// reports is who has filed, in the order of the departments, each with the indicators that it still owes. A unit
// that neither carries an indicator nor filed is not asked.
func (c *consolidation) reports(ed tally.Edition) []tally.Report {
	owed, carries := map[string][]string{}, map[string]bool{}
	for i := range ed.Rows {
		r := &ed.Rows[i]
		carries[r.Department] = carries[r.Department] || c.asked(r.Indicator.ID)
		if len(r.Figures) == 0 && c.owes(r) {
			owed[r.Department] = append(owed[r.Department], r.Indicator.Name)
		}
	}
	var all []tally.Report
	for _, d := range c.Departments {
		r := c.report(d)
		if _, known := c.state[d]; !known && !carries[d] && (c.Asked.Some || !c.filed[d]) {
			continue
		}
		if len(r.Missing) == 0 {
			r.Missing = owed[d]
		}
		all = append(all, r)
	}
	return all
}

// owes reports a row that should have had a figure: it has a target of numbers, and this is not a month that it skips.
func (c *consolidation) owes(r *tally.Row) bool {
	t, has := c.target(r.Indicator)
	if !has || t.Bare() || r.Main.Target.Why != "" && t.Bare() {
		return false
	}
	if !c.asked(r.Indicator.ID) {
		return false
	}
	if r.Indicator.Every > 1 {
		return r.Indicator.DueIn(c.Period)
	}
	return (c.Period.Kind() != tally.Monthly || c.Period.Month() != 1) && !c.quarterly(&c.members[c.place[r.Indicator.ID]])
}
