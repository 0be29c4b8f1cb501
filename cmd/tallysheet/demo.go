package main

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// demoPlan is the sample plan that the departments' sheets report on.
const demoPlan = "wenzhou-2018-2020"

type demoCommand struct {
	Once   bool   `help:"Stop after the files."`
	Dir    string `default:"demo" help:"Where the database and the editions are written."`
	Listen string `default:"127.0.0.1:8080" help:"Address of the web page."`
}

// Run imports the samples, issues an edition a month, says what is red, and serves.
func (c demoCommand) Run(ctx context.Context, p *program) error {
	if err := os.MkdirAll(c.Dir, 0o750); err != nil {
		return err
	}
	if p.Database == defaultDatabase {
		p.Database = "sqlite:" + filepath.Join(c.Dir, "tallysheet.db")
	}
	// The samples are filed on the days when such sheets come in, so that nobody is late by years.
	clock := time.Date(2018, 8, 3, 9, 0, 0, 0, china)
	p.now = func() time.Time { return clock }
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	if err := demoPlans(ctx, p, d); err != nil {
		return err
	}
	months, err := fs.ReadDir(samples.Files, "progress")
	if err != nil {
		return err
	}
	for _, m := range months {
		period, err := tally.ParsePeriod(m.Name())
		if err != nil {
			return err
		}
		next := period.Add(1)
		clock = time.Date(next.Year, time.Month(next.Month), 3, 9, 0, 0, 0, china)
		if err := demoSheets(ctx, p, d, period); err != nil {
			return err
		}
		clock = clock.AddDate(0, 0, 8)
		if err := c.edition(ctx, p, d, period); err != nil {
			return err
		}
	}
	p.now = time.Now
	if c.Once {
		return nil
	}
	if err := demoPeople(ctx, p, d); err != nil {
		return err
	}
	return serve(ctx, p, d, c.Listen, handlers.Config{})
}

// demoPlans imports the sample plans.
func demoPlans(ctx context.Context, p *program, d *workflow.Workflow) error {
	plans, err := fs.Glob(samples.Files, "plans/*.xlsx")
	if err != nil {
		return err
	}
	for _, file := range plans {
		data, err := samples.Files.ReadFile(file)
		if err != nil {
			return err
		}
		key := strings.TrimSuffix(path.Base(file), ".xlsx")
		imported, err := d.ImportPlan(ctx, actor(), key, path.Base(file), data)
		if err != nil {
			return fmt.Errorf("plan %s: %w", key, err)
		}
		if imported.Refused() {
			p.sayFindings(imported.Reading.Findings)
			return fmt.Errorf("plan %s: %w", key, errRefused)
		}
		p.say("计划 %s：指标 %d 项", imported.Plan.Title, len(imported.Plan.Indicators))
	}
	return nil
}

// demoSheets files the departments' sheets of one month.
func demoSheets(ctx context.Context, p *program, d *workflow.Workflow, period tally.Period) error {
	sheets, err := fs.Glob(samples.Files, "progress/"+period.String()+"/*.xlsx")
	if err != nil {
		return err
	}
	for _, file := range sheets {
		data, err := samples.Files.ReadFile(file)
		if err != nil {
			return err
		}
		dept := strings.TrimSuffix(path.Base(file), ".xlsx")
		filed, err := d.Submit(ctx, actor(), workflow.Filing{Plan: demoPlan, Department: dept, Period: period, Name: path.Base(file), Data: data})
		if err != nil {
			return fmt.Errorf("%s %s: %w", period, dept, err)
		}
		if filed.Refused() {
			p.sayFindings(filed.Reading.Findings)
			return fmt.Errorf("%s %s: %w", period, dept, errRefused)
		}
	}
	return nil
}

// edition issues the month's edition and writes it beside the database.
func (c demoCommand) edition(ctx context.Context, p *program, d *workflow.Workflow, period tally.Period) error {
	ed, workbook, err := d.Consolidate(ctx, actor(), demoPlan, period)
	if err != nil {
		return err
	}
	file := filepath.Join(c.Dir, "汇总表-"+period.String()+".xlsx")
	if err := os.WriteFile(file, workbook, 0o600); err != nil {
		return err
	}
	p.say("%s 第 %d 版：%s", period.Chinese(), ed.Number, file)
	p.sayLights(ed)
	return nil
}
