package workflow

import (
	"context"
	"errors"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// ConsolidateDue issues the edition that a period owes at its cut-off, for the clock: any number of processes may ask, and
// one edition comes of it. An edition whose inputs were fixed at or after the cut-off is the answer, and so is the
// newest where nothing has changed since. It is a Conflict while another process is at it. A failure leaves the edition free
// to be claimed again; counting failures is the caller's.
func (d *Workflow) ConsolidateDue(ctx context.Context, plan string, w calendar.Window, o models.ClaimOptions) (number int, err error) {
	last, same, err := d.standing(ctx, plan, w.Period, w.Due)
	if err != nil {
		return 0, err
	}
	if last != nil && (same || !last.CutOff.Before(w.CutOff)) {
		return last.Number, nil
	}
	o.ByHand, number = true, 1
	if last != nil {
		number = last.Number + 1
	}
	run, err := d.Store.Editions.Claim(ctx, plan, w.Period, number, o)
	if err != nil {
		return 0, err
	}
	held, stop := d.Store.Runs.Hold(ctx, run, o.Lease)
	err = errors.New("cut short") // stands where what follows panics
	defer func() {
		stop()
		if err != nil {
			err = errors.Join(err, d.free(ctx, run, err))
		}
	}()
	_, err = d.publish(held, models.System(), run, w.Due)
	return run.Revision, err
}

// free gives a claim back after a failure, also where the caller is told to stop.
func (d *Workflow) free(ctx context.Context, run models.Run, cause error) error {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	err := d.Store.Runs.Release(ctx, run, cause.Error(), 0)
	if isCode(err, models.Fenced) { // another process has it already
		return nil
	}
	return err
}
