package models

import (
	"context"
	"slices"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// AsIf gives what an edition would be made from if a version, in whatever state, were in force. Nothing is claimed, fixed or kept; due is as
// for Freeze. The inputs have no digest: no edition is made from them.
func (s Editions) AsIf(ctx context.Context, sub Submission, due time.Time) (Inputs, error) {
	in, err := s.collect(ctx, sub.Plan, sub.Period, due)
	if err != nil {
		return in, err
	}
	itself := FrozenSubmission{ID: sub.ID, Department: sub.Department, Period: sub.Period, Version: sub.Version, SHA256: sub.SHA256}
	is := func(f FrozenSubmission) bool { return f.Department == sub.Department && f.Period == sub.Period }
	if at := slices.IndexFunc(in.Submissions, is); at >= 0 {
		in.Submissions[at] = itself
	} else {
		in.Submissions = append(in.Submissions, itself)
	}
	if in.Remarks, err = remarksOf(s.db.Reading(ctx), s.remarks, in.Submissions, sub.Period); err != nil {
		return in, err
	}
	files, err := evidenceIn(s.db.Reading(ctx), sub.Plan, sub.Period)
	if err != nil {
		return in, err
	}
	in.Remarks = withEvidence(in.Remarks, files, in.Plan, sub.Period)
	for i := range in.Reports {
		if r := &in.Reports[i]; r.Department == sub.Department {
			r.State, r.Version = tally.ReportAccepted, sub.Version
		}
	}
	in.Filed, err = s.filedIn(ctx, in.Submissions)
	return in, err
}
