package main

import (
	"context"
	"path/filepath"

	"github.com/tallysheet/tallysheet/tally"
)

type planCommand struct {
	Import   planImportCommand   `cmd:"" help:"Import a breakdown workbook as a plan, or a new revision of one."`
	List     planListCommand     `cmd:"" help:"List the plans."`
	Show     planShowCommand     `cmd:"" help:"Show a plan's indicators and targets."`
	Set      planSetCommand      `cmd:"" help:"Set how an indicator is held against its target: how often, lag, weight, curve."`
	Calendar planCalendarCommand `cmd:"" help:"Say or set when the plan's months open, fall due, are cut off and lock, and which it owes."`
	Revise   planReviseCommand   `cmd:"" help:"Revise a target from a month on."`
}

type planImportCommand struct {
	File string `arg:"" help:"The breakdown workbook (目标任务分解表)."`
	Plan string `required:"" help:"The plan's key, such as kfq-2018."`
	jsonFlag
}

// Run imports the plan and says what was read.
func (c planImportCommand) Run(ctx context.Context, p *program) error {
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	imported, err := d.ImportPlan(ctx, actor(), c.Plan, filepath.Base(c.File), data)
	if err != nil {
		return err
	}
	if c.JSON {
		err = p.json(imported)
	} else {
		p.sayFindings(imported.Reading.Findings)
		if !imported.Refused() {
			p.say("计划 %s：%s，指标 %d 项。", imported.Plan.Key, imported.Plan.Title, len(imported.Plan.Indicators))
		}
	}
	if err == nil && imported.Refused() {
		return errRefused
	}
	return err
}

type planListCommand struct {
	jsonFlag
}

// Run lists the plans.
func (c planListCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	plans, err := d.Store.Plans.List(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return p.json(plans)
	}
	for _, plan := range plans {
		p.say("%s\t%s\t指标 %d 项", plan.Key, plan.Title, plan.Indicators)
	}
	return nil
}

type planShowCommand struct {
	Plan string `arg:"" help:"The plan's key."`
	jsonFlag
}

// Run shows one plan.
func (c planShowCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	plan, err := d.Store.Plans.Get(ctx, c.Plan)
	if err != nil {
		return err
	}
	if c.JSON {
		return p.json(plan)
	}
	p.say("%s %s", plan.Key, plan.Title)
	for _, ind := range plan.Indicators {
		for _, t := range ind.Targets {
			p.say("%s\t%s\t%s\t%s\t%s", ind.Name, first(ind.Lead), t.Period, t.Text, unitOf(ind, t))
		}
	}
	return nil
}

func first(names []string) string {
	if len(names) == 0 {
		return ""
	}
	return names[0]
}

// unitOf is the unit that the target is in: its own, or else the indicator's.
func unitOf(ind tally.Indicator, t tally.Target) string {
	if t.Unit != "" {
		return t.Unit
	}
	return ind.Unit
}
