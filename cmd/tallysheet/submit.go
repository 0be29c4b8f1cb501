package main

import (
	"context"
	"path/filepath"
	"strings"
	"unicode"

	"github.com/tallysheet/tallysheet/workflow"
)

type submitCommand struct {
	File       string            `arg:"" help:"The department's workbook."`
	Plan       string            `required:"" help:"The plan's key."`
	Department string            `required:"" help:"The department that files it."`
	Period     string            `required:"" help:"The round: 2018-09, 2018-W05, 2018-Q1, 2018-H1, 2018, 2018-05-20."`
	Draft      bool              `help:"Keep it as a draft; file it later."`
	Explain    map[string]string `mapsep:"none" placeholder:"CELL=TEXT" help:"Explain the class C findings of a cell, in 6 characters or more."`
	jsonFlag
}

// Run files the workbook and says what became of it.
func (c submitCommand) Run(ctx context.Context, p *program) error {
	period, err := parsePeriod(c.Period)
	if err != nil {
		return err
	}
	data, err := readFile(c.File)
	if err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	filed, err := d.Submit(ctx, actor(), workflow.Filing{
		Plan: c.Plan, Department: c.Department, Period: period, Name: filepath.Base(c.File), Data: data,
		Draft: c.Draft, Explain: c.Explain,
	})
	if err != nil {
		return err
	}
	shared, err := workflow.SameIndicators{Workflow: d}.Share(ctx, actor(), filed.Submission)
	if err != nil {
		return err
	}
	if c.JSON {
		err = p.json(struct {
			workflow.Filed
			Shared []workflow.SharedFiling `json:"shared,omitempty"`
		}{filed, shared})
	} else {
		p.sayFindings(filed.Reading.Findings)
		p.sayPlace(c.File, filed.Belongs)
		p.say("报送 %s 第 %d 版：%s", filed.Submission.ID, filed.Submission.Version, filed.Submission.State.Words())
		for _, s := range shared {
			p.say("计划 %s：%s", s.Plan, s.Says)
		}
	}
	if err == nil && filed.Refused() {
		return errRefused
	}
	return err
}

// sayPlace says where a misplaced workbook belongs, as the command that puts it there.
func (p *program) sayPlace(file string, at *workflow.Place) {
	if at != nil {
		p.say("放到那里：tallysheet submit %s --plan %s --department %s --period %s", shellWord(file), shellWord(at.Plan), shellWord(at.Department), at.Period)
	}
}

// shellWord quotes what a shell would take apart.
func shellWord(s string) string {
	if strings.ContainsFunc(s, func(r rune) bool {
		return r < 0x80 && !strings.ContainsRune("-_./:", r) && !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}) {
		return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
	}
	return s
}
