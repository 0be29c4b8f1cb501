package jobs

import (
	"context"
	"errors"
	"time"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"github.com/tallysheet/tallysheet/models"
)

const defaultLimit = 10 * time.Minute

// one claims a run and does it; do ends the run itself where it succeeds. Its failure is recorded with the run, and so is
// no error here.
func (c *Clock) one(ctx context.Context, key models.RunKey, did *Did, do func(context.Context, models.Run) error) error {
	run, ok, err := c.Workflow.Store.Runs.Claim(ctx, key, c.claim())
	if err != nil || !ok {
		return err
	}
	limit := c.Limit
	if limit <= 0 {
		limit = defaultLimit
	}
	working, cancel := context.WithTimeout(ctx, limit)
	defer cancel()
	held, stop := c.Workflow.Store.Runs.Hold(working, run, c.Lease)
	// A plan that cannot be computed must not take the service along: a panic of one run is its failure.
	err = parallel.Safely(func() error { return do(held, run) })
	stop()
	if err == nil {
		return nil
	}
	ended, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	return c.giveBack(ended, run, err, ctx.Err() != nil, did)
}

// giveBack ends a claim that did not come to its end.
func (c *Clock) giveBack(ctx context.Context, run models.Run, cause error, stopping bool, did *Did) error {
	var err error
	switch {
	case isCode(cause, models.Fenced): // another process has it
	case stopping:
		err = c.Workflow.Store.Runs.Release(ctx, run, "服务停止", 0)
	case isCode(cause, models.Conflict):
		// Somebody is at the same edition, by hand or before dying. That is no failure; a lease later it is free.
		err = c.Workflow.Store.Runs.Release(ctx, run, cause.Error(), c.lease()/3)
	default:
		err = c.fail(ctx, run, cause, did)
	}
	if isCode(err, models.Fenced) {
		return nil
	}
	return err
}

func (c *Clock) fail(ctx context.Context, run models.Run, cause error, did *Did) error {
	retry := c.Retry
	if retry == nil {
		retry = models.RetryAfter
	}
	parked, err := c.Workflow.Store.Runs.Fail(ctx, run, cause, retry(run.Failures+1))
	if err != nil {
		return err
	}
	say := []any{"job", run.Job, "period", run.Period, "revision", run.Revision, "failures", run.Failures + 1, "error", cause}
	if parked {
		did.Parked++
		c.Log.ErrorContext(ctx, "a run failed for the fifth time and is parked", say...)
		return nil
	}
	did.Failed++
	c.Log.WarnContext(ctx, "a run failed and will be tried again", say...)
	return nil
}

func (c *Clock) lease() time.Duration {
	if c.Lease > 0 {
		return c.Lease
	}
	return models.Lease
}

func isCode(err error, code models.Code) bool { return errors.Is(err, &models.Error{Code: code}) }
