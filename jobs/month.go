package jobs

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// months does what the cut-off months of a plan owe, oldest first.
func (c *Clock) months(ctx context.Context, plan string, cal calendar.Calendar, now time.Time) (Did, error) {
	var did Did
	owed := cal.Owed(tally.Round{}, now)
	if cal.Lock {
		err := c.each(ctx, models.LockJob+plan, owed, &did, func(ctx context.Context, run models.Run, w calendar.Window) error {
			if err := c.Workflow.Store.Periods.LockClaimed(ctx, run, plan, w.Period, "已到封账时间"); err != nil {
				return err
			}
			did.Locked++
			return nil
		})
		if err != nil {
			return did, err
		}
	}
	err := c.each(ctx, models.MonthJob+plan, owed, &did, func(ctx context.Context, run models.Run, w calendar.Window) error {
		number, err := c.Workflow.ConsolidateDue(ctx, plan, w, c.claim())
		if err != nil {
			return err
		}
		if late := now.Sub(w.CutOff); late > time.Hour {
			c.Log.WarnContext(ctx, "consolidated late", "plan", plan, "period", w.Period.String(), "late", late.Round(time.Minute).String())
		}
		did.Consolidated++
		return c.Workflow.Store.Runs.Finish(ctx, models.System(), run, fmt.Sprintf("第%d版", number))
	})
	if err != nil {
		return did, err
	}
	return did, c.openOrders(ctx, plan, owed, &did)
}

// each does the runs of a job that its windows owe and that are not done.
func (c *Clock) each(ctx context.Context, job string, owed []calendar.Window, did *Did, do func(context.Context, models.Run, calendar.Window) error) error {
	runs, err := c.Workflow.Store.Runs.List(ctx, job)
	if err != nil {
		return err
	}
	state := map[string]models.RunState{}
	for _, r := range runs {
		state[r.Period] = r.State
	}
	for _, w := range owed {
		key := models.RunKey{Job: job, Period: w.Period.String(), Revision: 1}
		switch state[key.Period] {
		case models.RunDone, models.RunParked:
			continue
		case models.RunPending, models.RunRunning, models.RunFailed: // the claim says whose turn it is
		case "":
			if _, err := c.Workflow.Store.Runs.Materialise(ctx, key); err != nil {
				return err
			}
		}
		if err := c.one(ctx, key, did, func(ctx context.Context, run models.Run) error { return do(ctx, run, w) }); err != nil {
			return err
		}
	}
	return nil
}
