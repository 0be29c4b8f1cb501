package web

import (
	"context"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// Same are the flows of indicators that several plans have.
func (s *Site) Same() workflow.SameIndicators { return workflow.SameIndicators{Workflow: s.Workflow} }

// Share files what was filed in the other plans that have it too. What was filed stands whatever comes of that: an error of ours is
// told to the log, and the next filing shares again.
func (s *Site) Share(ctx context.Context, sub models.Submission) []workflow.SharedFiling {
	shared, err := s.Same().Share(context.WithoutCancel(ctx), PersonOf(ctx).Actor(), sub)
	if err != nil {
		s.Log.ErrorContext(ctx, "filing not shared with other plans", "reference", ReferenceOf(ctx), "submission", sub.ID, "error", err.Error())
	}
	return shared
}
