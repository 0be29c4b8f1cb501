package models

import (
	"slices"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// figuresElsewhere gives what stands in other plans for indicators that are one with ours (同一指标), as figures of ours: in our unit, of a
// department that says which plan it was.
func figuresElsewhere(conn *gorm.DB, own *Submission, indicators []string) ([]tally.Figure, error) {
	same, err := breakdown.SameOf(conn, own.Plan)
	if err != nil || len(same) == 0 {
		return nil, err
	}
	of := map[string]map[string]breakdown.SameIndicator{} // by plan and its indicator
	for _, s := range same {
		if !slices.Contains(indicators, s.Ours) {
			continue
		}
		if of[s.Plan] == nil {
			of[s.Plan] = map[string]breakdown.SameIndicator{}
		}
		of[s.Plan][s.Indicator] = s
	}
	var out []tally.Figure
	for plan, theirs := range of {
		filed, err := figuresOf(conn, conn.Table("submissions AS s").Where("s.plan_key = ? AND s.period = ?", plan, own.Period.String()).Where(stands))
		if err != nil {
			return nil, err
		}
		for _, f := range onePerMonth(filed) {
			s, linked := theirs[f.Indicator]
			if !linked || f.Period != own.Period {
				continue
			}
			f.Indicator, f.Department = s.Ours, f.Department+"（计划“"+plan+"”）"
			if f.PrintedIn == "" {
				f.PrintedIn = f.Unit
			}
			if f.Value.OK() {
				f.Value = f.Value.Mul(s.Factor)
			}
			f.Unit = ""
			out = append(out, f)
		}
	}
	return out, nil
}

// plansBeside are the plan and those that have an indicator in common with it.
func plansBeside(conn *gorm.DB, plan string) ([]string, error) {
	same, err := breakdown.SameOf(conn, plan)
	plans := []string{plan}
	for _, s := range same {
		plans = append(plans, s.Plan)
	}
	slices.Sort(plans)
	return slices.Compact(plans), err
}
