package desk

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// BoundedCalendar is the plan's calendar with its first and last month filled in where the supervisor sets none: from
// the month that was not cut off when the plan was first imported, to the end of the plan's years.
func (d *Desk) BoundedCalendar(ctx context.Context, plan string) (tally.Calendar, error) {
	c, err := d.Calendar(ctx, plan)
	if err != nil {
		return c, err
	}
	imports, err := d.Store.PlanRevisions(ctx, plan)
	if err != nil {
		return c, err
	}
	p, err := d.Store.Plan(ctx, plan)
	if err != nil {
		return c, err
	}
	return c.Starting(imports[0].At.Time, lastMonth(p)), nil
}

// lastMonth is December of the last year that a plan has targets for, zero where no target says a year.
func lastMonth(p tally.Plan) tally.Period {
	var last tally.Period
	for _, ind := range p.Indicators {
		for _, t := range ind.Targets {
			var year int
			if _, err := fmt.Sscanf(t.Period, "%4d", &year); err == nil && year > last.Year {
				last = tally.Period{Year: year, Month: 12}
			}
		}
	}
	return last
}

// ConsolidateDue issues the edition that a period owes at its cut-off, for the clock: any number of processes may ask, and
// one edition comes of it. An edition whose inputs were fixed at or after the cut-off is the answer, and so is the
// newest where nothing has changed since. It is a Conflict while another process is at it. A failure leaves the edition free
// to be claimed again; counting failures is the caller's.
func (d *Desk) ConsolidateDue(ctx context.Context, plan string, w tally.Window, o models.ClaimOptions) (number int, err error) {
	last, same, err := d.standing(ctx, plan, w.Period, w.Due)
	if err != nil {
		return 0, err
	}
	if last != nil && (same || !last.CutOff.Before(w.CutOff)) {
		return last.Number, nil
	}
	o.ByHand, o.Number = true, 1
	if last != nil {
		o.Number = last.Number + 1
	}
	run, err := d.Store.ClaimEdition(ctx, plan, w.Period, o)
	if err != nil {
		return 0, err
	}
	held, stop := d.Store.Hold(ctx, run, o.Lease)
	err = errors.New("cut short") // stands where what follows panics
	defer func() {
		stop()
		if err != nil {
			err = errors.Join(err, d.free(ctx, run, err))
		}
	}()
	_, _, err = d.publish(held, models.System(), run, w.Due)
	return run.Revision, err
}

// free gives a claim back after a failure, also where the caller is told to stop.
func (d *Desk) free(ctx context.Context, run models.Run, cause error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	err := d.Store.Release(ctx, run, cause.Error(), 0)
	if isCode(err, models.Fenced) { // another process has it already
		return nil
	}
	return err
}
