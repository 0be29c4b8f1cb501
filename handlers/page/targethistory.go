package page

import (
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// byIndicator parts changes by their indicators.
func byIndicator(changes []breakdown.RevisedTarget) map[string][]breakdown.RevisedTarget {
	out := map[string][]breakdown.RevisedTarget{}
	for _, c := range changes {
		out[c.Indicator] = append(out[c.Indicator], c)
	}
	return out
}

// holding puts the target that holds at a period in the place of one that takes effect later. The plan is shared, so
// that what changes is copied.
func holding(plan tally.Plan, changes map[string][]breakdown.RevisedTarget, at tally.Round) tally.Plan {
	inds := make([]tally.Indicator, len(plan.Indicators))
	copy(inds, plan.Indicators)
	for i := range inds {
		later := changes[inds[i].ID]
		if len(later) == 0 {
			continue
		}
		targets := append([]tally.Target(nil), inds[i].Targets...)
		for k := range targets {
			for n := len(later) - 1; n >= 0; n-- { // back to the newest that holds
				c := later[n]
				if c.Target.Period == targets[k].Period && c.Target.Tier == targets[k].Tier && c.Effective.Compare(at) > 0 {
					targets[k] = c.Old
				}
			}
		}
		inds[i].Targets = targets
	}
	plan.Indicators = inds
	return plan
}
