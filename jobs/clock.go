// Package jobs is what runs by the clock: periods are locked and consolidated at their cut-off, those who have not
// filed are reminded, notices are delivered, and what has been kept long enough is removed.
//
// The clock decides nothing by itself. Each minute it makes a run of everything that is owed, however long the
// service was off; the claim of the run decides which process does it, and its publication that it is done once
// (models.Claim, RELIABILITY §4). No scheduler library keeps that promise, so the tick is a plain ticker.
package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"time"

	"github.com/tallysheet/tallysheet/desk"
	"github.com/tallysheet/tallysheet/models"
)

// Clock does what is owed. Desk and Log are needed; the other fields have defaults.
type Clock struct {
	Desk  *desk.Desk
	Log   *slog.Logger
	Now   func(context.Context) (time.Time, error) // the clock of the database where nil: replicas agree on it
	Every time.Duration                            // between two looks; a minute where 0
	Lease time.Duration                            // of a claim; models.Lease where 0
	Limit time.Duration                            // of one run, 10 minutes where 0; then it has failed
	Retry func(failures int) time.Duration         // the wait after a failure; models.RetryAfter where nil
	Owner string                                   // of the claims, to be shown; host and process where ""
}

// Did says what one pass did.
type Did struct {
	Locked       int `json:"locked"`       // periods
	Consolidated int `json:"consolidated"` // periods; the edition may have been there
	Failed       int `json:"failed"`       // runs that will be tried again
	Parked       int `json:"parked"`       // runs that failed for the fifth time
}

func (d *Did) add(e Did) {
	d.Locked += e.Locked
	d.Consolidated += e.Consolidated
	d.Failed += e.Failed
	d.Parked += e.Parked
}

// Run looks now and then every minute until ctx ends. What is under way then is given back, to be taken by another
// process at once.
func (c *Clock) Run(ctx context.Context) {
	every := c.Every
	if every <= 0 {
		every = time.Minute
	}
	tick := time.NewTicker(every)
	defer tick.Stop()
	for ctx.Err() == nil {
		if _, err := c.Once(ctx); err != nil && ctx.Err() == nil {
			c.Log.ErrorContext(ctx, "the clock could not do all that is owed", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

// Once does everything that is owed now. A plan or a run that fails keeps nothing else back; the errors are
// those of the database and of plans whose calendar cannot be read.
func (c *Clock) Once(ctx context.Context) (Did, error) {
	now, err := c.now(ctx)
	if err != nil {
		return Did{}, err
	}
	plans, err := c.Desk.Store.Plans(ctx)
	if err != nil {
		return Did{}, err
	}
	var did Did
	var errs []error
	for _, p := range plans {
		one, err := c.months(ctx, p.Key, now)
		did.add(one)
		if err != nil {
			errs = append(errs, fmt.Errorf("plan %s: %w", p.Key, err))
		}
	}
	return did, errors.Join(errs...)
}

func (c *Clock) now(ctx context.Context) (time.Time, error) {
	if c.Now != nil {
		return c.Now(ctx)
	}
	return c.Desk.Store.DatabaseTime(ctx)
}

func (c *Clock) owner() string {
	if c.Owner != "" {
		return c.Owner
	}
	host, err := os.Hostname()
	if err != nil {
		host = "?"
	}
	return fmt.Sprintf("%.80s:%d", host, os.Getpid())
}

func (c *Clock) claim() models.ClaimOptions {
	return models.ClaimOptions{Owner: c.owner(), Lease: c.Lease}
}
