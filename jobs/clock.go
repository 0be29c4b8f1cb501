package jobs

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/netip"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/workflow"
)

// Clock does what is owed. Workflow and Log are needed; the other fields have defaults.
type Clock struct {
	Workflow *workflow.Workflow
	Log      *slog.Logger
	Now      func(context.Context) (time.Time, error) // the clock of the database where nil: replicas agree on it
	Every    time.Duration                            // between two looks; a minute where 0
	Lease    time.Duration                            // of a claim; models.Lease where 0
	Limit    time.Duration                            // of one run, 10 minutes where 0; then it has failed
	Retry    func(failures int) time.Duration         // the wait after a failure; models.RetryAfter where nil
	Owner    string                                   // of the claims, to be shown; host and process where ""

	Mail      *Mail                                           // nil: e-mail cannot be sent
	HTTP      *http.Client                                    // for robots and webhooks; where nil, one that reaches the public networks and Networks alone
	Networks  []netip.Prefix                                  // of the operator's own, where robots may stand
	Trust     *Trust                                          // in the clock; every time is believed where nil
	Gap       time.Duration                                   // between two messages to one robot; what the kind allows where 0
	PublicURL string                                          // what people type to reach the service; "" puts no link into notices
	Keep      func(context.Context) (models.Retention, error) // what is removed once a day; nothing where nil

	looked atomic.Int64 // when, in seconds
	begin  sync.Once
	sender *http.Client
}

// Did says what one pass did.
type Did struct {
	Locked       int `json:"locked"`       // periods
	Consolidated int `json:"consolidated"` // periods; the edition may have been there
	Ordered      int `json:"ordered"`      // orders opened by a plan's rules
	Failed       int `json:"failed"`       // runs that will be tried again
	Parked       int `json:"parked"`       // runs that failed for the fifth time
}

func (d *Did) add(e Did) {
	d.Locked += e.Locked
	d.Consolidated += e.Consolidated
	d.Ordered += e.Ordered
	d.Failed += e.Failed
	d.Parked += e.Parked
}

// Run looks now and then every minute until ctx ends, and delivers beside that: a robot that is slow must not hold up a
// month. What is under way at the end is given back, to be taken by another process at once.
func (c *Clock) Run(ctx context.Context) {
	every := c.Every
	if every <= 0 {
		every = time.Minute
	}
	var posting sync.WaitGroup
	posting.Go(func() { c.loop(ctx, every/6, c.Deliver) })
	c.loop(ctx, every, func(ctx context.Context) error {
		_, err := c.Look(ctx)
		return err
	})
	posting.Wait()
}

func (c *Clock) loop(ctx context.Context, every time.Duration, do func(context.Context) error) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for ctx.Err() == nil {
		if err := do(ctx); err != nil && ctx.Err() == nil {
			c.Log.ErrorContext(ctx, "the clock could not do all that is owed", "error", err)
		}
		select {
		case <-ctx.Done():
		case <-tick.C:
		}
	}
}

// Once does everything that is owed now, deliveries too.
func (c *Clock) Once(ctx context.Context) (Did, error) {
	did, err := c.Look(ctx)
	return did, errors.Join(err, c.Deliver(ctx))
}

// Look does what the calendars owe now and puts the notices of it in the outbox. A plan or a run that fails keeps
// nothing else back; the errors are those of the database and of plans whose calendar cannot be read.
func (c *Clock) Look(ctx context.Context) (Did, error) {
	now, err := c.now(ctx)
	if err != nil {
		return Did{}, err
	}
	if err := c.believed(ctx, now); err != nil {
		return Did{}, err
	}
	plans, err := c.Workflow.Store.Plans.Heads(ctx, "")
	if err != nil {
		return Did{}, err
	}
	var did Did
	var errs []error
	for _, p := range plans {
		one, err := c.plan(ctx, p, now)
		did.add(one)
		if err != nil {
			errs = append(errs, fmt.Errorf("plan %s: %w", p.Key, err))
		}
	}
	err = errors.Join(append(errs, c.remindOrders(ctx, now), c.notices(ctx), c.retain(ctx, now), c.anchor(ctx, now))...)
	if err == nil {
		c.looked.Store(now.Unix())
	}
	return did, err
}

func (c *Clock) plan(ctx context.Context, p breakdown.PlanHead, now time.Time) (Did, error) {
	calendar, err := c.Workflow.BoundedCalendar(ctx, p)
	if err != nil {
		return Did{}, err
	}
	did, err := c.months(ctx, p.Key, calendar, now)
	return did, errors.Join(err, c.remind(ctx, p, calendar, now))
}

func (c *Clock) now(ctx context.Context) (time.Time, error) {
	if c.Now != nil {
		return c.Now(ctx)
	}
	return c.Workflow.Store.DatabaseTime(ctx)
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
