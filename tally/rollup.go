package tally

import (
	"fmt"
	"slices"
)

// RollUp adds the rows of one indicator up (DOMAIN §6). Flows add in one unit; growth, shares, ranks and stocks never
// do, and calibers never mix: those are an error that says why. The rate is Σ actual ÷ Σ target, never a mean of
// rates; rows without a figure add nothing to the actual and are counted in Missing. The unit is the first row's.
func RollUp(rows []Row, w *Words) (Total, error) {
	if len(rows) == 0 {
		return Total{}, fmt.Errorf("没有可以合计的行")
	}
	first := rows[0].Indicator
	unit := rows[0].Main.Target.Unit
	target, actual, due := integer(0), integer(0), integer(0)
	sum := Total{Name: first.Name, Unit: unit, Caliber: first.Caliber}
	scheduled := true
	for i := range rows {
		r := &rows[i]
		d := &r.Main
		if m := r.Indicator.Measure; m != Level && m != Count || d.Target.Drop || lowers(&r.Indicator, &d.Target) {
			return Total{}, fmt.Errorf("“%s”是%s类指标,不能相加", r.Indicator.Name, m)
		}
		if r.Indicator.Caliber != first.Caliber {
			return Total{}, fmt.Errorf("“%s”口径不同(%s、%s),不能相加", r.Indicator.Name, first.Caliber, r.Indicator.Caliber)
		}
		in := Against{Target: d.Target, Words: w}
		goal, ok := in.goal()
		if ok {
			goal, ok = rescale(w, goal, d.Target.Unit, unit)
		}
		if !ok || len(d.Target.Parts) > 0 || !d.Target.Value().OK() {
			return Total{}, fmt.Errorf("“%s”的目标“%s”不能相加", r.Indicator.Name, d.Target.Text)
		}
		target = target.add(goal)
		if !d.Actual.OK() {
			sum.Missing++
			continue
		}
		value, _ := rescale(w, rat(d.Actual), d.Target.Unit, unit) // the actual is in the target's unit, which was converted above
		actual = actual.add(value)
		if d.Schedule.OK() {
			due = due.add(goal.mul(rat(d.Schedule)))
		} else {
			scheduled = false
		}
	}
	return rates(sum, target, actual, due, scheduled), nil
}

// rescale brings an exact number from one unit to another.
func rescale(w *Words, r fraction, from, to string) (fraction, bool) {
	one, ok := w.ConvertPrinted(Int(1), from, to)
	if !ok {
		return fraction{}, false
	}
	return r.mul(rat(one)), true
}

// rates fills the rates of a total; the schedule is that of the parts, weighed by their targets, and is left out where
// a part has not reported.
func rates(t Total, target, actual, due fraction, scheduled bool) Total {
	t.Target, t.YTD = NumberOf(target), NumberOf(actual)
	if target.sign() <= 0 || actual.sign() < 0 {
		return t
	}
	completion := actual.quo(target)
	t.Completion = NumberOf(completion)
	if t.Missing == 0 && scheduled {
		at := due.quo(target)
		t.Schedule, t.Gap = NumberOf(at), NumberOf(points(completion.sub(at)))
	}
	return t
}

// totals adds up each indicator that several departments carry a share of, where it adds.
func (c *consolidation) totals(rows []Row) []Total {
	var all []Total
	for _, group := range c.several {
		var members []Row
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
		measure               Measure
	}
	kinds, units := make([]kind, len(c.Plan.Indicators)), make([]string, len(c.Plan.Indicators))
	err := sideBySide(len(kinds), func(k int) {
		ind := &c.Plan.Indicators[k]
		kinds[k], units[k] = kind{c.Words.Key(ind.Name), ind.Parent, ind.Caliber, ind.Measure}, c.members[k].carrier()
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
