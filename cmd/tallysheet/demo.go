package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

// demoPlan is the sample plan that the departments' sheets report on.
const demoPlan = "wenzhou-2018-2020"

type demoCommand struct {
	Once   bool   `help:"Stop after the files."`
	Dir    string `default:"demo" help:"Where the database and the editions are written."`
	Listen string `default:"127.0.0.1:8080" help:"Address of the web page."`
}

// Run lets the samples happen on the days when such sheets come in, so that nobody is late by years: plans are
// imported, sheets filed, an edition issued a month. Then it serves, on the day when the last sheets came: that month is due.
func (c demoCommand) Run(ctx context.Context, p *program) error {
	if err := os.MkdirAll(c.Dir, 0o750); err != nil {
		return err
	}
	if p.Database == defaultDatabase {
		p.Database = "sqlite:" + filepath.Join(c.Dir, "tallysheet.db")
	}
	var today time.Time
	p.now = func() time.Time { return today }
	plans, err := samplePlans()
	if err != nil {
		return err
	}
	days := demoDays(plans)
	today = days[0].at
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	for _, day := range days {
		today = day.at
		if err := c.live(ctx, p, d, day); err != nil {
			return err
		}
	}
	if err := demoMeeting(ctx, d, "商务局"); err != nil {
		return err
	}
	p.now = time.Now // a password is as old as it is
	if err := demoPeople(ctx, p, d, c.Dir); err != nil {
		return err
	}
	p.say("演示里的今天是%s：%s正在报送。", today.Format("2006年1月2日"), days[len(days)-1].period.Chinese())
	if c.Once {
		return nil
	}
	began := time.Now()
	p.now = func() time.Time { return today.Add(time.Since(began)) }
	return serve(ctx, p, d, c.Listen, handlers.Config{Demo: true, CodeClock: time.Now, Backups: filepath.Join(c.Dir, "backups"), Started: clockFlags{}.started()})
}

// demoDay is one thing that happens in the demo, at 9:00 of its day.
type demoDay struct {
	at     time.Time
	do     demoAct
	plan   samplePlan
	period tally.Round
}

// demoAct is what happens.
type demoAct int

const (
	demoImport  demoAct = iota // the plan, in January of its first month's year
	demoFile                   // the sheets of a month, on the 3rd of the next
	demoPublish                // its edition, on the 11th
)

// demoDays lays what happens out in time, up to the filing of the last sheets.
func demoDays(plans []samplePlan) []demoDay {
	var days []demoDay
	for _, plan := range plans {
		days = append(days, demoDay{at: morning(plan.months[0].Year(), 1, 9), do: demoImport, plan: plan})
		for _, m := range plan.months {
			next := m.Add(1)
			days = append(days, demoDay{morning(next.Year(), next.Month(), 3), demoFile, plan, m}, demoDay{morning(next.Year(), next.Month(), 11), demoPublish, plan, m})
		}
	}
	slices.SortStableFunc(days, func(a, b demoDay) int { return a.at.Compare(b.at) })
	last := len(days)
	for days[last-1].do != demoFile {
		last--
	}
	return days[:last]
}

func morning(year, month, day int) time.Time {
	return time.Date(year, time.Month(month), day, 9, 0, 0, 0, tally.China)
}

func (c demoCommand) live(ctx context.Context, p *program, d *workflow.Workflow, day demoDay) error {
	switch day.do {
	case demoImport:
		return demoPlans(ctx, p, d, day.plan)
	case demoFile:
		return demoSheets(ctx, p, d, day)
	case demoPublish:
		if err := c.edition(ctx, p, d, day); err != nil || day.plan.key != demoPlan {
			return err
		}
		return demoOrders(ctx, p, d, day)
	}
	return nil
}

// demoPlans imports a sample plan, and lets it owe the months that there are sheets of.
func demoPlans(ctx context.Context, p *program, d *workflow.Workflow, plan samplePlan) error {
	data, err := plan.workbook()
	if err != nil {
		return err
	}
	office := byPerson(demoSupervisor)
	imported, err := d.ImportPlan(ctx, office, plan.key, plan.key+".xlsx", data)
	if err != nil {
		return fmt.Errorf("plan %s: %w", plan.key, err)
	}
	if imported.Refused() {
		p.sayFindings(imported.Reading.Findings)
		return fmt.Errorf("plan %s: %w", plan.key, errRefused)
	}
	p.say("计划 %s：指标 %d 项", imported.Plan.Title, len(imported.Plan.Indicators))
	if err := demoAnswers(ctx, p, d, imported); err != nil {
		return err
	}
	was, err := d.PlanCalendar(ctx, plan.key)
	from, until := plan.months[0], plan.months[len(plan.months)-1]
	if err != nil || was.From == from && was.Until == until {
		return err
	}
	_, err = d.SetCalendar(ctx, office, plan.key, was.Version, func(to *calendar.Calendar) error {
		to.From, to.Until = from, until
		return nil
	})
	return err
}

// demoAnswers lets the demo's supervisor answer what the plan leaves open as it is proposed, and prints what was asked and said.
func demoAnswers(ctx context.Context, p *program, d *workflow.Workflow, imported workflow.PlanImport) error {
	_, err := d.AnswerAllProposed(ctx, byPerson(demoSupervisor), imported.Plan.Key, "演示：按建议确认")
	if err != nil {
		return err
	}
	all, err := d.Questions(ctx, imported.Plan.Key)
	p.sayQuestions(imported.Plan.Key, all)
	return err
}

// demoSheets files the departments' sheets of one month.
func demoSheets(ctx context.Context, p *program, d *workflow.Workflow, day demoDay) error {
	sheets, err := day.plan.sheets(day.period)
	if err != nil {
		return err
	}
	for _, s := range sheets {
		filed, err := d.Submit(ctx, clerkOf(s.department), workflow.Filing{Plan: day.plan.key, Department: s.department, Period: day.period, Name: s.department + ".xlsx", Data: s.data})
		if err != nil {
			return fmt.Errorf("%s %s: %w", day.period, s.department, err)
		}
		if filed.Refused() {
			p.sayFindings(filed.Reading.Findings)
			return fmt.Errorf("%s %s: %w", day.period, s.department, errRefused)
		}
	}
	return nil
}

// edition issues the month's edition and writes it beside the database, under the plan's key where it is not the demo's own.
func (c demoCommand) edition(ctx context.Context, p *program, d *workflow.Workflow, day demoDay) error {
	ed, err := workflow.Issue(ctx, d, byPerson(demoSupervisor), day.plan.key, day.period)
	if err != nil {
		return err
	}
	name := "汇总表-" + day.period.String() + ".xlsx"
	if day.plan.key != demoPlan {
		name = "汇总表-" + day.plan.key + "-" + day.period.String() + ".xlsx"
	}
	file := filepath.Join(c.Dir, name)
	if err := writeWorkbook(ctx, d, ed, file); err != nil {
		return err
	}
	p.say("%s 第 %d 版：%s", day.period.Chinese(), ed.Number, file)
	p.sayLights(ed)
	return nil
}
