package web

import (
	"context"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// CommentOn says what the office thinks of a round that the plan has, of a department in it or of all ("").
func (s *Site) CommentOn(ctx context.Context, plan string, period tally.Round, department, text string) error {
	if err := workflow.TakesRound(ctx, s.Store, plan, period); err != nil {
		return err
	}
	return s.Store.Periods.Comment(ctx, PersonOf(ctx).Actor(), plan, period, department, text)
}
