package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/workflow"
)

// fileLimit is a little over the largest workbook that is read; the reader says the exact limit.
const fileLimit = 64 << 20

type checkCommand struct {
	File       string `arg:"" help:"The workbook."`
	Plan       string `help:"Check against this plan."`
	Department string `help:"The department that files it."`
	Period     string `help:"What it is filed for: 2018-09, 2018-W05, 2018-Q1, 2018-H1, 2018, 2018-05-20."`
	Map        string `type:"existingfile" help:"A mapping of columns made by hand."`
	Marked     string `help:"Write the workbook back with its findings marked."`
	Why        bool   `help:"Print stage by stage why its sheets, columns, rows and units were read so."`
	jsonFlag
}

// Run reads the workbook, checks it where a plan is named, and prints the reading.
func (c checkCommand) Run(ctx context.Context, p *program) error {
	period, err := parsePeriod(c.Period)
	if err != nil {
		return err
	}
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	opt := layout.Options{Department: c.Department, Period: period}
	if c.Why {
		opt.Why = &trail.Trail{}
	}
	if c.Map != "" {
		if opt.Mapping, err = p.readMapping(c.Map); err != nil {
			return err
		}
	}
	reading, err := c.read(ctx, p, data, opt)
	if err != nil {
		return err
	}
	if c.Why {
		p.sayWhy(c.JSON, opt.Why)
	}
	if c.Marked != "" {
		var refused *xlsx.Refusal
		err := c.writeMarked(ctx, p, data, reading)
		if err != nil && !errors.As(err, &refused) {
			return err
		}
		if refused != nil {
			fmt.Fprintf(p.errs, "文件读不了，没有写出标注件：%s\n", refused.Message)
		}
	}
	err = p.result(c.JSON, reading, func() {
		p.sayReading(reading)
		if c.Plan == "" && reading.Kind == tally.KindProgress {
			p.say("没有给出 --plan，只看了表本身，没有对照计划审核。")
		}
	})
	if err == nil && tally.HasClass(reading.Findings, tally.ClassA) {
		return errRefused
	}
	return err
}

// read reads the file, and checks it against the plan where one is named.
func (c checkCommand) read(ctx context.Context, p *program, data []byte, opt layout.Options) (tally.Reading, error) {
	name := filepath.Base(c.File)
	if c.Plan == "" {
		reader, err := p.reader()
		if err != nil {
			return tally.Reading{}, err
		}
		return reader.Read(ctx, name, data, opt)
	}
	if c.Department == "" || c.Period == "" {
		return tally.Reading{}, fmt.Errorf("%w：给出 --plan 时要同时给出 --department 和 --period", errUsage)
	}
	d, err := p.open(ctx)
	if err != nil {
		return tally.Reading{}, err
	}
	checked, err := d.Check(ctx, workflow.Filing{Plan: c.Plan, Department: c.Department, Period: opt.Period, Name: name, Data: data, Mapping: opt.Mapping, Why: opt.Why})
	return checked.Reading, err
}

// sayWhy prints why a workbook was read as it was: to the errors where the results are JSON.
func (p *program) sayWhy(json bool, why *trail.Trail) {
	to := p.out
	if json {
		to = p.errs
	}
	for _, stage := range trail.Stages() {
		lines := why.Told(stage)
		if len(lines) == 0 {
			lines = []string{"没有走到这一步"}
		}
		fmt.Fprintf(to, "【%s】\n", stage.Chinese())
		for _, l := range lines {
			fmt.Fprintf(to, "　%s\n", l)
		}
	}
}

func parsePeriod(s string) (tally.Round, error) {
	period, err := tally.ParseRound(s)
	if err != nil {
		return period, fmt.Errorf("%w：“%s”不是报告期，%s", errUsage, s, tally.HowWritten)
	}
	return period, nil
}

func (p *program) readMapping(file string) (*byhand.Mapping, error) {
	reader, err := p.reader()
	if err != nil {
		return nil, err
	}
	text, err := os.ReadFile(file) // #nosec G304 -- the operator names the file
	if err != nil {
		return nil, err
	}
	return byhand.Parse(reader.Headings, text)
}

// readFile reads a workbook, of which no more than the reader would look at.
func readFile(name string) ([]byte, error) {
	f, err := os.Open(name) // #nosec G304 -- the operator names the file
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, fileLimit))
}

func (c checkCommand) writeMarked(ctx context.Context, p *program, original []byte, r tally.Reading) error {
	reader, err := p.reader()
	if err != nil {
		return err
	}
	_, marked, err := reader.Mark(ctx, c.File, original, r.Findings, r.Headers...)
	if err != nil {
		return err
	}
	return os.WriteFile(c.Marked, marked, 0o600)
}

// sayReading prints a reading for a person: what it is, what was read, what was found.
func (p *program) sayReading(r tally.Reading) {
	kind := map[tally.Kind]string{tally.KindPlan: "目标任务分解表", tally.KindProgress: "进展报表"}[r.Kind]
	p.say("%s：%s", r.File, cmp.Or(kind, "读不出内容"))
	if r.Title != "" {
		p.say("标题：%s", r.Title)
	}
	if !r.Period.IsZero() {
		p.say("报告期：%s", r.Period.Chinese())
	}
	if r.Department != "" {
		p.say("填报单位：%s", r.Department)
	}
	for _, it := range r.Items {
		for _, t := range it.Targets {
			p.say("%s!%s\t%s\t目标 %s\t%s", it.Sheet, t.Cell, it.Name, t.Text, t.Unit)
		}
		for _, a := range it.Actuals {
			p.say("%s!%s\t%s\t%s %s\t%s %s", it.Sheet, a.Cell, it.Name, a.Period, a.Span.In(a.Period), a.Text, a.Unit)
		}
	}
	p.sayFindings(r.Findings)
	for _, n := range r.Notes {
		p.say("注：%s", n)
	}
}

func (p *program) sayFindings(findings []tally.Finding) {
	if len(findings) == 0 {
		p.say("没有发现问题。") // 审核通过 is what the office decides
		return
	}
	p.say("审核问题 %d 条：", len(findings))
	if len(findings) <= saidWhole {
		for _, f := range findings {
			p.sayFinding(f)
		}
		return
	}
	for _, g := range check.Group(findings) {
		p.say("[%s] %s %s %d 条，前几条：", g.Class, g.Code, g.Code.Chinese(), g.Count)
		for _, f := range g.First {
			p.sayFinding(f)
		}
	}
	p.say("用 --marked 写出标注件，或用 --json 看全部。")
}

// saidWhole is how many findings are printed one by one; more are told by kind.
const saidWhole = 200

func (p *program) sayFinding(f tally.Finding) {
	at := f.Cell
	if f.Sheet != "" && f.Cell != "" {
		at = f.Sheet + "!" + f.Cell
	}
	said := slices.DeleteFunc([]string{fmt.Sprintf("[%s]", f.Class), string(f.Code), at, f.Message}, func(s string) bool { return s == "" })
	if f.Expected != "" {
		said = append(said, "→ "+f.Expected) // as the marked file has it
	}
	p.say("%s", strings.Join(said, " "))
}
