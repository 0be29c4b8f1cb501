package workflow

import (
	"context"
	"fmt"
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Questions gives what a plan does not settle and what was said of it, by number. An open question proposes what was said
// of the same indicator before: in last year's plan, or of the row as it was.
func (d *Workflow) Questions(ctx context.Context, plan string) ([]breakdown.PlanQuestion, error) {
	all, err := d.Store.Questions.List(ctx, plan)
	if err != nil || !slices.ContainsFunc(all, isOpen) {
		return all, err
	}
	elsewhere, err := d.Store.Questions.Elsewhere(ctx, plan)
	if err != nil {
		return nil, err
	}
	year, err := firstYearOf(ctx, d, plan)
	if err != nil {
		return nil, err
	}
	for i := range all {
		if !isOpen(all[i]) {
			continue
		}
		if before := saidBefore(d.Words, all[i], all); before != nil {
			propose(&all[i], *before, "这一行改动前")
			continue
		}
		before := saidBefore(d.Words, all[i], elsewhere)
		if before == nil {
			continue
		}
		when := "以前"
		if other, err := firstYearOf(ctx, d, before.Plan); err == nil && other != 0 && other+1 == year {
			when = "去年"
		}
		propose(&all[i], *before, when)
	}
	return all, nil
}

func isOpen(q breakdown.PlanQuestion) bool { return q.Answer == "" }

// OpenQuestions gives the open ones alone.
func (d *Workflow) OpenQuestions(ctx context.Context, plan string) ([]breakdown.PlanQuestion, error) {
	all, err := d.Questions(ctx, plan)
	return slices.DeleteFunc(all, func(q breakdown.PlanQuestion) bool { return !isOpen(q) }), err
}

// saidBefore finds the answer to what was asked of the same indicator, by name and unit; nil where there is none that can be given.
func saidBefore(w *meaning.Words, q breakdown.PlanQuestion, among []breakdown.PlanQuestion) *breakdown.PlanQuestion {
	if q.Code == tally.AskYear || q.Code == tally.AskNumber {
		return nil // each plan has its own
	}
	for i := range among {
		a := &among[i]
		if a.Answer == "" || a.Code != q.Code || a.Plan == q.Plan && len(a.Indicators) > 0 {
			continue
		}
		same := w.Key(a.Indicator) == w.Key(q.Indicator) && (a.Unit == q.Unit || w.SameKind(a.Unit, q.Unit))
		if q.Code == tally.AskDepartment {
			same = a.Printed == q.Printed
		}
		if same && (len(q.Choices) == 0 || slices.Contains(q.Choices, a.Answer)) {
			return a
		}
	}
	return nil
}

// propose proposes an earlier answer, and says whose it was.
func propose(q *breakdown.PlanQuestion, before breakdown.PlanQuestion, when string) {
	q.Proposed = before.Answer
	q.Why += fmt.Sprintf("；%s确认过“%s”（计划%s，%s）", when, tally.AnswerWord(before.Code, before.Answer), before.Plan, before.By)
}

// firstYearOf is the first year that a plan's own targets are for; 0 where none is printed.
func firstYearOf(ctx context.Context, d *Workflow, key string) (int, error) {
	plan, err := d.Plan(ctx, key, tally.Round{})
	if err != nil {
		return 0, err
	}
	first := 0
	for _, ind := range plan.Indicators {
		for _, t := range ind.Targets {
			if len(t.Period) < 4 || t.Tier != "" {
				continue
			}
			if y, err := strconv.Atoi(t.Period[:4]); err == nil && (first == 0 || y < first) {
				first = y
			}
		}
	}
	return first, nil
}

// askedOf ties a reading's questions to the plan's rows.
func askedOf(r tally.Reading) []breakdown.AskedOf {
	type place struct {
		sheet string
		row   int
	}
	at, lead := map[place]int{}, map[string][]int{}
	var all []int
	for i, it := range r.Items {
		at[place{it.Sheet, it.Row}] = i
		all = append(all, i)
		for _, l := range it.Lead {
			lead[l] = append(lead[l], i)
		}
	}
	asked := make([]breakdown.AskedOf, 0, len(r.Questions))
	for _, q := range r.Questions {
		of := breakdown.AskedOf{Question: q}
		switch q.Code {
		case tally.AskYear:
			of.Of = all
		case tally.AskDepartment:
			of.Of = lead[q.Printed]
		default:
			for _, row := range q.Of() {
				if i, ok := at[place{q.Sheet, row}]; ok {
					of.Of = append(of.Of, i)
				}
			}
		}
		if len(of.Of) > 0 {
			of.Unit = r.Items[of.Of[0]].Unit
		}
		asked = append(asked, of)
	}
	return asked
}
