package main

import (
	"context"
	"fmt"
	"strings"

	"golang.org/x/text/width"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

type planQuestionsCommand struct {
	Plan string `arg:"" help:"The plan's key."`
	jsonFlag
}

// questionList is the questions of a plan as JSON has them.
type questionList struct {
	Questions []breakdown.PlanQuestion `json:"questions"`
}

// Run lists what is open and what was said.
func (c planQuestionsCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	all, err := d.Questions(ctx, c.Plan)
	if err != nil {
		return err
	}
	return p.result(c.JSON, questionList{all}, func() {
		if len(all) == 0 {
			p.say("计划 %s 没有待确认的问题。", c.Plan)
		}
		p.sayQuestions(c.Plan, all)
	})
}

type planWordsCommand struct {
	Plan string `arg:"" help:"The plan's key."`
	jsonFlag
}

// Run prints the proposal.
func (c planWordsCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	words, err := d.SiteWords(ctx, c.Plan)
	if err != nil {
		return err
	}
	return p.result(c.JSON, map[string]string{"words": words}, func() { fmt.Fprint(p.out, words) })
}

// sayWords says that what was confirmed can be taught.
func (p *program) sayWords(ctx context.Context, d *workflow.Workflow, plan string) error {
	words, err := d.SiteWords(ctx, plan)
	if words != "" {
		p.say("要让以后的计划不再问，可把下面几行加入本单位词表（TALLYSHEET_WORDS 指的 words.yaml；tallysheet plan words %s 可再打印）：", plan)
		p.say("%s", strings.TrimSuffix(words, "\n"))
	}
	return err
}

type planConfirmCommand struct {
	Plan        string `arg:"" help:"The plan's key."`
	Indicator   string `xor:"what" help:"The indicator's name or id."`
	Question    int    `xor:"what" help:"The question's number, as plan questions lists it."`
	AllProposed bool   `xor:"what" help:"Answer every open question as it is proposed. Each answer is printed."`
	Answer      string `help:"The answer to --question: one of its choices."`
	Better      string `help:"higher or lower."`
	Measure     string `help:"level, count, stock, growth, share, ratio, rank, delta, ceiling, milestone or text."`
	Unit        string `help:"The unit that departments report in."`
	Target      string `help:"The target in other words, where the workbook's cannot be read."`
	Lead        string `help:"The department in charge; several apart by 、."`
	Support     string `help:"The departments that support; none for nobody."`
	Parent      string `help:"The indicator that this one is a part of, or none."`
	Horizon     string `help:"The year that the target is for."`
	Path        string `help:"To a later year's target: even, compound, or each year's figure as 2018=1200,2019=1400."`
	Base        string `help:"The figure of the year that an even or compound path begins with, as 2016=1000."`
	Same        bool   `xor:"twice" help:"The indicator that stands twice is one: the second row is left out."`
	Distinct    bool   `xor:"twice" help:"They are two, told apart by their groups."`
	Reason      string `required:"" help:"Why, kept in the audit."`
	jsonFlag
}

// Run keeps what was said, and prints it.
func (c planConfirmCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	switch {
	case c.AllProposed:
		answered, err := d.AnswerAllProposed(ctx, actor(), c.Plan, c.Reason)
		return p.answered(d, ctx, c, answered, err)
	case c.Question != 0:
		answered, err := d.Answer(ctx, actor(), c.Plan, c.Reason, workflow.Answer{N: c.Question, Answer: c.Answer})
		return p.answered(d, ctx, c, answered, err)
	case c.Indicator == "":
		return fmt.Errorf("%w：要给出 --indicator、--question 或 --all-proposed", errUsage)
	}
	ind, err := d.Confirm(ctx, actor(), workflow.Confirmation{Plan: c.Plan, Indicator: c.Indicator, Better: c.Better, Measure: c.Measure, Unit: c.Unit,
		Target: c.Target, Lead: c.Lead, Support: c.Support, Parent: c.Parent, Horizon: c.Horizon, Path: c.Path, Base: c.Base,
		Same: c.Same, Distinct: c.Distinct, Reason: c.Reason})
	if err != nil {
		return err
	}
	if c.JSON {
		return p.json(ind)
	}
	if c.Same {
		p.say("“%s”是同一个指标，第二行不再单列。", ind.Name)
	} else {
		p.say("%s：%s", ind.Name, ind.Sentence())
	}
	return p.sayWords(ctx, d, c.Plan)
}

// answered prints the questions that were answered, and how many are left.
func (p *program) answered(d *workflow.Workflow, ctx context.Context, c planConfirmCommand, answered []breakdown.PlanQuestion, err error) error {
	if err != nil {
		return err
	}
	open, err := d.OpenQuestions(ctx, c.Plan)
	if err != nil {
		return err
	}
	if c.JSON {
		return p.json(questionList{answered})
	}
	p.sayAnswered(answered, len(open))
	return p.sayWords(ctx, d, c.Plan)
}

// sayAnswered prints each answer, and how many questions are left.
func (p *program) sayAnswered(answered []breakdown.PlanQuestion, open int) {
	for _, q := range answered {
		p.say("%d. %s：%s（%s）", q.N, q.About(fmt.Sprintf), tally.AnswerWord(q.Code, q.Answer), q.Why)
	}
	p.say("已确认 %d 项，还有 %d 项待确认。", len(answered), open)
}

// sayQuestions prints questions as a table.
func (p *program) sayQuestions(plan string, all []breakdown.PlanQuestion) {
	if len(all) == 0 {
		return
	}
	open := 0
	rows := [][]string{{"序号", "单元格", "指标", "原文", "待确认", "可选", "建议", "答复"}}
	for _, q := range all {
		var choices []string
		for _, c := range q.Choices {
			choices = append(choices, c+"="+tally.AnswerWord(q.Code, c))
		}
		answer := "待确认"
		if q.Answer != "" {
			answer = tally.AnswerWord(q.Code, q.Answer) + "（" + q.By + "）"
		} else {
			open++
		}
		rows = append(rows, []string{fmt.Sprint(q.N), q.Sheet + "!" + q.Cell, q.About(fmt.Sprintf), oneLine(q.Printed), q.Why, strings.Join(choices, "；"), q.Proposed, answer})
	}
	for _, line := range columns(rows) {
		p.say("%s", line)
	}
	if open > 0 {
		p.say("有 %d 项读法待确认，确认以前这些指标亮灰灯，数照收。逐项：tallysheet plan confirm %s --question N --answer A --reason …；全部按建议：tallysheet plan confirm %s --all-proposed --reason …", open, plan, plan)
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// columns sets rows under one another; what is too wide for its column moves its own line alone.
func columns(rows [][]string) []string {
	const widest = 40
	wide := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, text := range row {
			if w := printedWidth(text); w <= widest {
				wide[i] = max(wide[i], w)
			}
		}
	}
	lines := make([]string, 0, len(rows))
	for _, row := range rows {
		var line strings.Builder
		for i, text := range row {
			line.WriteString(text)
			if i < len(row)-1 {
				line.WriteString(strings.Repeat(" ", 2+max(0, wide[i]-printedWidth(text))))
			}
		}
		lines = append(lines, line.String())
	}
	return lines
}

// printedWidth is how many columns of a terminal a text takes: a Chinese character takes two.
func printedWidth(text string) int {
	n := 0
	for _, r := range text {
		n++
		if k := width.LookupRune(r).Kind(); k == width.EastAsianWide || k == width.EastAsianFullwidth {
			n++
		}
	}
	return n
}
