package main

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

type planCommand struct {
	Draft    planDraftCommand    `cmd:"" help:"Draft a breakdown from a plan document (.docx, .html, .txt; .doc and .wps with LibreOffice)."`
	Import   planImportCommand   `cmd:"" help:"Import a breakdown workbook as a plan, or a new revision of one."`
	List     planListCommand     `cmd:"" help:"List the plans."`
	Show     planShowCommand     `cmd:"" help:"Show a plan's indicators and targets."`
	Set      planSetCommand      `cmd:"" help:"Set how an indicator is held against its target: how often, lag, weight, curve."`
	Calendar planCalendarCommand `cmd:"" help:"Say or set which rounds the plan has, when they open, fall due, are cut off and lock, and which it owes."`
	Comment  planCommentCommand  `cmd:"" help:"Say what the office thinks of a round (季点评), of a department in it or of all."`
	Revise   planReviseCommand   `cmd:"" help:"Revise a target from a month on."`

	Questions planQuestionsCommand `cmd:"" help:"Say what the plan's workbook does not settle, and what was said of it."`
	Words     planWordsCommand     `cmd:"" help:"Print what the answers teach, as lines for the site's own words.yaml."`
	Same      planSameCommand      `cmd:"" help:"Say which indicators of other plans are the same: they are filed once."`
	Confirm   planConfirmCommand   `cmd:"" help:"Say what a target means, or answer what is asked of the plan."`
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
		p.sayImported(imported)
		if !imported.Refused() {
			p.say("计划 %s：%s，指标 %d 项。", imported.Plan.Key, imported.Plan.Title, len(imported.Plan.Indicators))
			p.sayChanges(imported.Info)
			p.sayQuestions(imported.Plan.Key, imported.Questions)
		}
	}
	if err == nil && imported.Refused() {
		return errRefused
	}
	return err
}

// sayImported prints the findings; what is asked follows as a table of its own.
func (p *program) sayImported(imported workflow.PlanImport) {
	findings := imported.Reading.Findings
	if !imported.Refused() {
		findings = slices.DeleteFunc(slices.Clone(findings), func(f tally.Finding) bool { return f.Code == tally.MeaningAsked })
	}
	if len(findings) == 0 && len(imported.Questions) > 0 {
		p.say("表已读全，有 %d 项读法待确认。", len(imported.Questions))
		return
	}
	p.sayFindings(findings)
}

// sayChanges tells what a revision of a plan changes, and from when: a row that is left out ends, and nobody is to learn it from next
// month's findings.
func (p *program) sayChanges(info breakdown.PlanInfo) {
	if info.Revision < 2 {
		return
	}
	var all []string
	for _, x := range [...]struct{ key, says string }{{"indicators_new", "新增指标 %d 项"}, {"indicators_retired", "退出指标 %d 项"},
		{"targets_new", "新增目标 %d 个"}, {"targets_revised", "调整目标 %d 个"}, {"targets_withdrawn", "取消目标 %d 个"},
		{"indicators_changed", "位置或内容有变的指标 %d 项"}} {
		if n := info.Changes[x.key]; n > 0 {
			all = append(all, fmt.Sprintf(x.says, n))
		}
	}
	switch {
	case len(all) == 0:
		p.say("与上一次导入相比，指标和目标没有变化。")
	case info.Effective.IsZero():
		p.say("与上一次导入相比：%s。", strings.Join(all, "，"))
	default:
		p.say("与上一次导入相比：%s；从%s起生效，以前各期不变。", strings.Join(all, "，"), info.Effective.Chinese())
	}
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
	plan, err := d.Plan(ctx, c.Plan, tally.Round{})
	if err != nil {
		return err
	}
	if c.JSON {
		return p.json(plan)
	}
	p.say("%s %s", plan.Key, plan.Title)
	for _, ind := range plan.Indicators {
		for _, t := range ind.Targets {
			p.say("%s\t%s\t%s\t%s\t%s\t%s", ind.Name, first(ind.Lead), t.Period, t.Text, unitOf(ind, t), ind.SentenceOf(&t, fmt.Sprintf))
		}
		if len(ind.Targets) == 0 {
			p.say("%s\t%s\t\t%s\t%s\t%s", ind.Name, first(ind.Lead), oneLine(ind.Text()), ind.Unit, ind.Sentence())
		}
		for _, f := range ind.Facts {
			p.say("\t%s（%s!%s）", f.Words(), ind.Sheet, f.Cell)
		}
		for _, q := range ind.Asked {
			p.say("\t%s", q.Sentence())
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
