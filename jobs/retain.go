package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models"
)

// retain sweeps once a day.
func (c *Clock) retain(ctx context.Context, now time.Time) error {
	if c.Keep == nil {
		return nil
	}
	key := models.RunKey{Job: models.RetainJob, Period: now.UTC().Format(time.DateOnly), Revision: 1}
	run, err := c.Workflow.Store.Runs.Get(ctx, key)
	switch {
	case isCode(err, models.NotFound):
		if _, err := c.Workflow.Store.Runs.Materialise(ctx, key); err != nil {
			return err
		}
	case err != nil, run.State == models.RunDone, run.State == models.RunParked:
		return err
	}
	var did Did
	return c.one(ctx, key, &did, func(ctx context.Context, run models.Run) error {
		keep, err := c.Keep(ctx)
		if err != nil {
			return err
		}
		removed, err := c.Workflow.Store.Retain(ctx, keep)
		if err != nil {
			return err
		}
		return c.Workflow.Store.Runs.Finish(ctx, models.System(), run, fmt.Sprintf("清理审计记录%d条、过期痕迹%d条", removed.Audit, removed.Traces))
	})
}
