package consolidate

import (
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// RollUp adds the rows of one indicator up (DOMAIN §6). Flows add in one unit; growth, shares, ranks and stocks never
// do, and calibers never mix: those are an error that says why. The rate is Σ actual ÷ Σ target, never a mean of
// rates; rows without a figure add nothing to the actual and are counted in Missing. The unit is the first row's.
func RollUp(rows []tally.Row, w *meaning.Words) (tally.Total, error) {
	if len(rows) == 0 {
		return tally.Total{}, fmt.Errorf("没有可以合计的行")
	}
	first := rows[0].Indicator
	unit := rows[0].Main.Target.Unit
	target, actual, due := exact.Integer(0), exact.Integer(0), exact.Integer(0)
	sum := tally.Total{Name: first.Name, Unit: unit, Caliber: first.Caliber}
	scheduled := true
	for i := range rows {
		r := &rows[i]
		d := &r.Main
		if m := r.Indicator.Measure; m != tally.Level && m != tally.Count || d.Target.Drop || deviation.IsLimit(r.Indicator, d.Target) {
			return tally.Total{}, fmt.Errorf("“%s”是%s类指标，不能相加", r.Indicator.Name, m)
		}
		if r.Indicator.Caliber != first.Caliber {
			return tally.Total{}, fmt.Errorf("“%s”口径不同（%s、%s），不能相加", r.Indicator.Name, first.Caliber, r.Indicator.Caliber)
		}
		in := deviation.Against{Target: d.Target, Words: w}
		goal, ok := in.Goal()
		if ok {
			goal, ok = rescale(w, goal, d.Target.Unit, unit)
		}
		if !ok || len(d.Target.Parts) > 0 || !d.Target.Value().OK() {
			return tally.Total{}, fmt.Errorf("“%s”的目标“%s”不能相加", r.Indicator.Name, d.Target.Text)
		}
		target = target.Add(goal)
		if !d.Actual.OK() {
			sum.Missing++
			continue
		}
		value, _ := rescale(w, exact.FractionOf(d.Actual), d.Target.Unit, unit) // the actual is in the target's unit, which was converted above
		actual = actual.Add(value)
		if d.Schedule.OK() {
			due = due.Add(goal.Mul(exact.FractionOf(d.Schedule)))
		} else {
			scheduled = false
		}
	}
	return rates(sum, target, actual, due, scheduled), nil
}

// rescale brings an exact number from one unit to another.
func rescale(w *meaning.Words, r exact.Fraction, from, to string) (exact.Fraction, bool) {
	one, ok := w.ConvertPrinted(exact.Int(1), from, to)
	if !ok {
		return exact.Fraction{}, false
	}
	return r.Mul(exact.FractionOf(one)), true
}

// rates fills the rates of a total; the schedule is that of the parts, weighed by their targets, and is left out where
// a part has not reported.
func rates(t tally.Total, target, actual, due exact.Fraction, scheduled bool) tally.Total {
	t.Target, t.YTD = exact.NumberOf(target), exact.NumberOf(actual)
	if target.Sign() <= 0 || actual.Sign() < 0 {
		return t
	}
	completion := actual.Quo(target)
	t.Completion = exact.NumberOf(completion)
	if t.Missing == 0 && scheduled {
		at := due.Quo(target)
		t.Schedule, t.Gap = exact.NumberOf(at), exact.NumberOf(exact.Points(completion.Sub(at)))
	}
	return t
}

// totals adds up each indicator that several departments carry a share of, where it adds.
func (c *consolidation) totals(rows []tally.Row) []tally.Total {
	var all []tally.Total
	for _, group := range c.several {
		var members []tally.Row
		for _, k := range group {
			members = append(members, rows[k])
		}
		t, err := RollUp(members, c.Words)
		if err != nil {
			continue // what does not add has no total; the rows stand for themselves
		}
		t.Rows = group
		all = append(all, t)
	}
	return all
}

// sameInSeveral groups the indicators that bear one name, unit, caliber and measure in different departments: indexes into the plan,
// in its order.
func (c *consolidation) sameInSeveral() ([][]int, error) {
	type kind struct {
		name, parent, caliber string
		measure               tally.Measure
	}
	kinds, units := make([]kind, len(c.Plan.Indicators)), make([]string, len(c.Plan.Indicators))
	err := sideBySide(len(kinds), func(k int) {
		ind := &c.Plan.Indicators[k]
		kinds[k], units[k] = kind{c.Words.Key(ind.Name), ind.Parent, ind.Caliber, ind.Measure}, c.carrier(&c.members[k])
	})
	if err != nil {
		return nil, err
	}
	groups := make(map[kind][]int, len(kinds))
	var order []kind
	for k, id := range kinds {
		group := groups[id]
		if group == nil {
			order = append(order, id)
		}
		switch at := slices.IndexFunc(group, func(other int) bool { return units[other] == units[k] }); {
		case at < 0:
			groups[id] = append(group, k)
		case c.Plan.Indicators[k].ID < c.Plan.Indicators[group[at]].ID: // not the first, which would go by the order of the rows
			group[at] = k
		}
	}
	var several [][]int
	for _, id := range order {
		if slices.Sort(groups[id]); len(groups[id]) > 1 {
			several = append(several, groups[id])
		}
	}
	return several, nil
}
