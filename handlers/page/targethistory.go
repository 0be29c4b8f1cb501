package page

import (
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// targetChange is one revision of a target: what it was, what it is, from when, why and by which paper.
type targetChange struct {
	breakdown.TargetRevision
	Old tally.Target
}

// changesOf gives the revisions of targets that changed an earlier one and hold at a period, of all periods for none; in
// the order in which they were made. Withdrawn says that a target was taken back.
func changesOf(revisions []breakdown.TargetRevision, at tally.Round) []targetChange {
	var all []targetChange
	for i, r := range revisions {
		if r.Revision > 1 && i > 0 && (at.IsZero() || r.Effective.Compare(at) <= 0) {
			all = append(all, targetChange{r, revisions[i-1].Target})
		}
	}
	return all
}

// byIndicator parts changes by their indicators.
func byIndicator(changes []targetChange) map[string][]targetChange {
	out := map[string][]targetChange{}
	for _, c := range changes {
		out[c.Indicator] = append(out[c.Indicator], c)
	}
	return out
}

// holding puts the target that holds at a period in the place of one that takes effect later. The plan is shared, so
// that what changes is copied.
func holding(plan tally.Plan, changes map[string][]targetChange, at tally.Round) tally.Plan {
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
