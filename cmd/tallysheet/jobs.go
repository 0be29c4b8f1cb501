package main

import (
	"context"
	"fmt"
	"net/netip"
	"net/url"
	"strings"
	"time"

	settings "github.com/tallysheet/tallysheet/handlers/office"
	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// clockFlags are how the clock runs; the hidden ones are for tests of several processes.
type clockFlags struct {
	SMTP string `name:"smtp" env:"TALLYSHEET_SMTP" help:"Server for e-mail: smtp://USER:PASSWORD@HOST:587?from=ADDRESS or smtps://…"`

	KeepAudit  *int `name:"keep-audit-days" env:"TALLYSHEET_KEEP_AUDIT_DAYS" help:"Days that audit rows are kept, 183 or more; 0 is for ever. As the administrator set it, else 400, where not given."`
	KeepTraces *int `name:"keep-traces-days" env:"TALLYSHEET_KEEP_TRACES_DAYS" help:"Days that sent notices and used links are kept; 0 is for ever. As the administrator set it, else 400, where not given."`

	Robots     []string `name:"robot-network" env:"TALLYSHEET_ROBOT_NETWORK" placeholder:"CIDR" help:"Network of the office's own, such as 10.1.0.0/16, where robots and webhooks may stand; others than public ones are refused."`
	AcceptRisk bool     `name:"accept-risk" help:"Work although something acknowledged could be lost or the clock is not to be believed; it is put on record."`

	Tick  time.Duration `default:"1m" hidden:"" help:"Time between two looks at what is owed."`
	Lease time.Duration `default:"90s" hidden:"" help:"How long a claim holds without a sign of life."`
	Skew  time.Duration `hidden:"" help:"How far this process's clock is put off."`
}

const day = 24 * time.Hour

// putOff puts the program's clock off, before anybody looks at it.
func (f clockFlags) putOff(p *program) {
	if f.Skew != 0 {
		now := p.now
		p.now = func() time.Time { return now().Add(f.Skew) }
	}
}

// clock gives the clock of this program.
func (f clockFlags) clock(p *program, d *workflow.Workflow, publicURL string) (*jobs.Clock, error) {
	c := &jobs.Clock{Workflow: d, Log: p.log(), Every: f.Tick, Lease: f.Lease, PublicURL: strings.TrimSuffix(publicURL, "/"),
		Trust: &jobs.Trust{Most: mostGain}, Keep: func(ctx context.Context) (models.Retention, error) { return f.keep(ctx, d.Store) }}
	for _, text := range f.Robots {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return nil, fmt.Errorf("%w：--robot-network 应为网段，如 10.1.0.0/16，写的是“%s”", errUsage, text)
		}
		c.Networks = append(c.Networks, network.Masked())
	}
	if f.KeepAudit != nil {
		if err := (models.Retention{Audit: time.Duration(*f.KeepAudit) * day}).Validate(); err != nil {
			return nil, fmt.Errorf("%w：%w", errUsage, err)
		}
	}
	if f.SMTP != "" {
		var err error
		if c.Mail, err = jobs.ParseMail(f.SMTP); err != nil {
			return nil, fmt.Errorf("%w：%w", errUsage, err)
		}
	}
	return c, nil
}

// keep is how long what has served its time is kept: as given here, else as the administrator set it.
func (f clockFlags) keep(ctx context.Context, store *models.Store) (models.Retention, error) {
	set, err := store.Site.Settings(ctx)
	days := func(given, set *int) time.Duration { return time.Duration(settings.InForce(given, set)) * day }
	return models.Retention{Audit: days(f.KeepAudit, set.AuditDays), Traces: days(f.KeepTraces, set.TraceDays)}, err
}

// started is what the page of settings says of the clock.
func (f clockFlags) started() settings.Started {
	s := settings.Started{AuditDays: f.KeepAudit, TraceDays: f.KeepTraces, Networks: f.Robots}
	if u, err := url.Parse(f.SMTP); err == nil {
		s.Mail = u.Hostname()
	}
	return s
}

type jobsCommand struct {
	Run    jobsRunCommand    `cmd:"" help:"Do what the calendar owes, without the web page."`
	List   jobsListCommand   `cmd:"" help:"List what is under way, waits for another try, or is parked."`
	Outbox jobsOutboxCommand `cmd:"" help:"List the notices that were sent or wait, newest first."`
	Retry  jobsRetryCommand  `cmd:"" help:"Let a parked run be tried again."`
}

type jobsRunCommand struct {
	clockFlags
	PublicURL string `name:"public-url" env:"TALLYSHEET_PUBLIC_URL" placeholder:"https://HOST" help:"The address that people type, for the links in notices."`
	Once      bool   `help:"Look once and stop."`
	jsonFlag
}

// Run does what is owed, once or until it is told to stop.
func (c jobsRunCommand) Run(ctx context.Context, p *program) error {
	c.putOff(p)
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	clock, err := c.clock(p, d, c.PublicURL)
	if err != nil {
		return err
	}
	if err := p.believeClock(ctx, d.Store, c.AcceptRisk); err != nil {
		return err
	}
	if !c.Once {
		clock.Run(ctx)
		return nil
	}
	did, err := clock.Once(ctx)
	if err != nil {
		return err
	}
	return p.result(c.JSON, did, func() {
		p.say("锁定 %d 个月，汇总 %d 个月；失败待重试 %d 项，停下 %d 项。", did.Locked, did.Consolidated, did.Failed, did.Parked)
	})
}

type jobsListCommand struct {
	All bool `help:"Those that are done too."`
	jsonFlag
}

// Run lists runs.
func (c jobsListCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	states := []models.RunState{models.RunPending, models.RunRunning, models.RunFailed, models.RunParked}
	if c.All {
		states = nil
	}
	runs, err := d.Store.Runs.List(ctx, "", states...)
	if err != nil {
		return err
	}
	if runs == nil {
		runs = []models.Run{}
	}
	return p.result(c.JSON, runs, func() {
		if len(runs) == 0 {
			p.say("没有未完成的任务。")
		}
		for _, r := range runs {
			p.say("%s\t%s\t第%d次\t%s", r.Job, r.Period, r.Revision, sayRun(r))
		}
	})
}

type jobsOutboxCommand struct {
	Limit  int  `default:"100" help:"How many."`
	Parked bool `help:"Only those that failed for good."`
	jsonFlag
}

// Run lists notices.
func (c jobsOutboxCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	var states []models.RunState
	if c.Parked {
		states = append(states, models.RunParked)
	}
	rows, err := d.Store.Outbox.List(ctx, c.Limit, states...)
	if err != nil {
		return err
	}
	return p.result(c.JSON, rows, func() {
		if len(rows) == 0 {
			p.say("没有通知。")
		}
		for _, r := range rows {
			p.say("%s\t%s\t%s\t%s", r.At.In(tally.China).Format("2006-01-02 15:04"), r.Channel, r.Subject, sayRun(r.Run))
		}
	})
}

type jobsRetryCommand struct {
	Job      string `arg:"" help:"The job, as jobs list prints it."`
	Period   string `arg:"" help:"Its period."`
	Revision int    `default:"1" help:"Its revision."`
	jsonFlag
}

// Run frees a parked run.
func (c jobsRetryCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	key := models.RunKey{Job: c.Job, Period: c.Period, Revision: c.Revision}
	if err := d.Store.Runs.Unpark(ctx, actor(), key); err != nil {
		return err
	}
	return p.result(c.JSON, key, func() { p.say("%s %s 将重新执行。", c.Job, c.Period) })
}

// sayRun says how a run stands.
func sayRun(r models.Run) string {
	s := r.State.Chinese()
	if r.Failures > 0 {
		s += fmt.Sprintf("，失败%d次", r.Failures)
	}
	if r.State == models.RunFailed {
		s += "，" + r.RetryAt.In(tally.China).Format("15:04") + "再试"
	}
	if r.LastError != "" {
		line, _, _ := strings.Cut(r.LastError, "\n")
		s += "：" + line
	}
	return s
}
