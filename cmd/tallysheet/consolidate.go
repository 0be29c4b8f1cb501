package main

import (
	"context"
	"fmt"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

type consolidateCommand struct {
	Plan   string `required:"" help:"The plan's key."`
	Period string `required:"" help:"The month, as 2018-09."`
	Out    string `short:"o" required:"" help:"Where the workbook is written."`
	JSON   bool   `help:"Print the edition as JSON."`
}

// Run issues the edition and writes its workbook.
func (c consolidateCommand) Run(ctx context.Context, p *program) error {
	period, err := parsePeriod(c.Period)
	if err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	ed, workbook, err := d.Consolidate(ctx, actor(), c.Plan, period)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, workbook, 0o600); err != nil {
		return err
	}
	if c.JSON {
		return p.json(ed)
	}
	p.say("%s 第 %d 版:%s", period.Chinese(), ed.Number, c.Out)
	p.sayLights(ed)
	return nil
}

// sayLights prints the counts of the lights and every red row with its sentence.
func (p *program) sayLights(ed tally.Edition) {
	counts := map[tally.Light]int{}
	for _, r := range ed.Rows {
		counts[r.Main.Light]++
	}
	p.say("  绿 %d 黄 %d 红 %d 灰 %d", counts[tally.Green], counts[tally.Yellow], counts[tally.Red], counts[tally.Grey])
	for _, r := range ed.Rows {
		if r.Main.Light == tally.Red {
			p.say("  红 %s(%s):%s", r.Indicator.Name, r.Department, r.Main.Sentence)
		}
	}
	for _, rep := range ed.Reports {
		if rep.State != tally.ReportAccepted {
			p.say("  %s:%s", rep.Department, rep.State.Chinese())
		}
	}
}

type traceCommand struct {
	Plan    string `required:"" help:"The plan's key."`
	Period  string `required:"" help:"The month, as 2018-09."`
	Edition int    `help:"The edition's number; the latest if left out."`
	Cell    string `arg:"" help:"A cell of the edition, as 汇总表!J12."`
	JSON    bool   `help:"Print JSON."`
}

// Run follows the cell back to the figures that it shows.
func (c traceCommand) Run(ctx context.Context, p *program) error {
	period, err := parsePeriod(c.Period)
	if err != nil {
		return err
	}
	if !strings.Contains(c.Cell, "!") {
		return fmt.Errorf("%w: want SHEET!CELL, such as 汇总表!J12", errUsage)
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	trace, err := d.Trace(ctx, c.Plan, period, c.Edition, c.Cell)
	if err != nil {
		return err
	}
	if c.JSON {
		return p.json(trace)
	}
	p.say("%s 第 %d 版 %s:%s", period.Chinese(), trace.Edition, c.Cell, trace.Says)
	for _, f := range trace.Figures {
		s := f.Source
		p.say("%s %s %s %s ← %s 第 %d 版 %s %s!%s", f.Department, f.Period, f.Value, f.Unit, s.Submission, s.Version, s.File, s.Sheet, s.Cell)
	}
	return nil
}
