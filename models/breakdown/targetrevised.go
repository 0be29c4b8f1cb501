package breakdown

import "github.com/tallysheet/tallysheet/tally"

// RevisedTarget is one revision of a target: what it was, what it is, from when, why and by which paper.
type RevisedTarget struct {
	TargetRevision
	Old tally.Target
}

// RevisedTargets gives the revisions of targets that changed an earlier one and hold at a period, of all periods for none; in
// the order in which they were made. Withdrawn says that a target was taken back.
func RevisedTargets(revisions []TargetRevision, at tally.Round) []RevisedTarget {
	var all []RevisedTarget
	for i, r := range revisions {
		if r.Revision > 1 && i > 0 && (at.IsZero() || r.Effective.Compare(at) <= 0) {
			all = append(all, RevisedTarget{r, revisions[i-1].Target})
		}
	}
	return all
}
