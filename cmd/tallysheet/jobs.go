package main

import (
	"context"
	"time"

	"github.com/tallysheet/tallysheet/desk"
	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
)

// clockFlags are how the clock runs; the hidden ones are for tests of several processes.
type clockFlags struct {
	Tick  time.Duration `default:"1m" hidden:"" help:"Time between two looks at what is owed."`
	Lease time.Duration `default:"90s" hidden:"" help:"How long a claim holds without a sign of life."`
	Skew  time.Duration `hidden:"" help:"How far this process's clock is put off."`
}

// clock gives the clock of this program.
func (f clockFlags) clock(p *program, d *desk.Desk) *jobs.Clock {
	if f.Skew != 0 {
		now := p.now
		p.now = func() time.Time { return now().Add(f.Skew) }
	}
	return &jobs.Clock{Desk: d, Log: p.log(), Every: f.Tick, Lease: f.Lease}
}

type jobsCommand struct {
	Run   jobsRunCommand   `cmd:"" help:"Do what the calendar owes, without the web page."`
	List  jobsListCommand  `cmd:"" help:"List what is under way, waits for another try, or is parked."`
	Retry jobsRetryCommand `cmd:"" help:"Let a parked run be tried again."`
}

type jobsRunCommand struct {
	clockFlags
	Once bool `help:"Look once and stop."`
}

// Run does what is owed, once or until it is told to stop.
func (c jobsRunCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	clock := c.clock(p, d)
	if !c.Once {
		clock.Run(ctx)
		return nil
	}
	did, err := clock.Once(ctx)
	if err == nil {
		err = p.json(did)
	}
	return err
}

type jobsListCommand struct {
	All bool `help:"Those that are done too."`
}

// Run lists runs as JSON.
func (c jobsListCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	states := []models.RunState{models.RunPending, models.RunRunning, models.RunFailed, models.RunParked}
	if c.All {
		states = nil
	}
	runs, err := d.Store.Runs(ctx, "", states...)
	if err != nil {
		return err
	}
	if runs == nil {
		runs = []models.Run{}
	}
	return p.json(runs)
}

type jobsRetryCommand struct {
	Job      string `arg:"" help:"The job, as jobs list prints it."`
	Period   string `arg:"" help:"Its period."`
	Revision int    `default:"1" help:"Its revision."`
}

// Run frees a parked run.
func (c jobsRetryCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	if err := d.Store.Unpark(ctx, actor(), models.RunKey{Job: c.Job, Period: c.Period, Revision: c.Revision}); err != nil {
		return err
	}
	p.say("%s %s 将重新执行。", c.Job, c.Period)
	return nil
}
