package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

type consolidateCommand struct {
	Plan   string `required:"" help:"The plan's key."`
	Period string `required:"" help:"The round: 2018-09, 2018-W05, 2018-Q1, 2018-H1, 2018, 2018-05-20."`
	Out    string `short:"o" required:"" help:"Where the workbook is written."`
	jsonFlag
}

// Run issues the edition and writes its workbook.
func (c consolidateCommand) Run(ctx context.Context, p *program) error {
	d, period, err := p.openAt(ctx, c.Period)
	if err != nil {
		return err
	}
	stop := p.showMaking(d, c.Plan, period)
	ed, err := workflow.Issue(ctx, d, actor(), c.Plan, period)
	stop()
	if err != nil {
		return err
	}
	if err := writeWorkbook(ctx, d, ed, c.Out); err != nil {
		return err
	}
	return p.result(c.JSON, ed, func() {
		p.say("%s 第 %d 版：%s", period.Chinese(), ed.Number, c.Out)
		p.sayLights(ed)
	})
}

// writeWorkbook writes the workbook of an edition into a file, piece by piece.
func writeWorkbook(ctx context.Context, d *workflow.Workflow, ed tally.Edition, name string) error {
	workbook, err := d.Store.Editions.OpenWorkbook(ctx, ed.Plan, ed.Period, ed.Number)
	if err != nil {
		return err
	}
	file, err := os.OpenFile(name, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(file, workbook)
	return errors.Join(err, file.Close())
}

// saidWorst is how many rows, and how many departments, are named; the workbook has them all.
const saidWorst = 10

// sayLights prints the counts of the lights, the worst rows with their sentences, and who has not reported.
func (p *program) sayLights(ed tally.Edition) {
	counts := map[tally.Light]int{}
	for _, r := range ed.Rows {
		counts[r.Main.Light]++
	}
	p.say("  绿 %d 黄 %d 红 %d 灰 %d", counts[tally.Green], counts[tally.Yellow], counts[tally.Red], counts[tally.Grey])
	worst := tally.Worst(ed.Rows)
	for _, i := range worst[:min(saidWorst, len(worst))] {
		r := ed.Rows[i]
		p.say("  %s %s（%s）：%s", r.Main.Light.Chinese(), r.Indicator.Name, r.Department, r.Main.Sentence)
	}
	if rest := len(worst) - saidWorst; rest > 0 {
		p.say("  另有 %d 项红灯、黄灯，见汇总表的“偏差预警”。", rest)
	}
	p.sayUnreported(ed)
}

// sayUnreported names the departments whose report is not in, by how it stands.
func (p *program) sayUnreported(ed tally.Edition) {
	names := map[string][]string{}
	var states []string
	for _, rep := range ed.Reports {
		if rep.State == tally.ReportAccepted {
			continue
		}
		state := rep.State.Chinese()
		if names[state] == nil {
			states = append(states, state)
		}
		names[state] = append(names[state], rep.Department)
	}
	for _, state := range states {
		all := names[state]
		more := ""
		if len(all) > saidWorst {
			more = "等"
		}
		p.say("  %s %d 个：%s%s", state, len(all), strings.Join(all[:min(saidWorst, len(all))], "、"), more)
	}
}

type traceCommand struct {
	Plan    string `required:"" help:"The plan's key."`
	Period  string `required:"" help:"The round: 2018-09, 2018-W05, 2018-Q1, 2018-H1, 2018, 2018-05-20."`
	Edition int    `help:"The edition's number; the latest if left out."`
	Cell    string `arg:"" help:"A cell of the edition, as 汇总表!I5."`
	jsonFlag
}

// Run follows the cell back to the figures that it shows.
func (c traceCommand) Run(ctx context.Context, p *program) error {
	period, err := parsePeriod(c.Period)
	if err != nil {
		return err
	}
	if !strings.Contains(c.Cell, "!") {
		return fmt.Errorf("%w：单元格应写成“表名!单元格”，如 汇总表!I5", errUsage)
	}
	store, err := p.openStore(ctx)
	if err != nil {
		return err
	}
	d := workflow.Workflow{Store: store, Now: p.clock}
	trace, err := d.Trace(ctx, c.Plan, period, c.Edition, c.Cell)
	if err != nil {
		return err
	}
	return p.result(c.JSON, trace, func() {
		p.say("%s 第 %d 版 %s", period.Chinese(), trace.Edition, trace.Says)
		for _, f := range trace.Figures {
			s := f.Source
			p.say("%s %s %s %s ← %s 第 %d 版 %s %s!%s（%s报送）", f.Department, f.Period, f.Value, f.Unit, s.Submission(), s.Version(), s.File(), s.Sheet, s.Cell, s.By())
		}
		for _, from := range trace.Drafted {
			p.say("目标出处 %s ← %s：%s", from.Indicator, from.Document, from.Sentence)
		}
	})
}
