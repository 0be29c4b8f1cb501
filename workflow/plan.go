package workflow

import (
	"context"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// PlanImport is what became of a breakdown workbook.
type PlanImport struct {
	Reading tally.Reading      `json:"reading"`
	Plan    tally.Plan         `json:"plan"` // empty where it was refused
	Info    breakdown.PlanInfo `json:"info"`

	Questions []breakdown.PlanQuestion `json:"questions"` // that are open
}

// Refused reports whether a class A finding stands, and nothing was stored.
func (p PlanImport) Refused() bool { return tally.HasClass(p.Reading.Findings, tally.ClassA) }

// ImportPlan reads a breakdown workbook and keeps it as the plan, or as its next revision.
func (d *Workflow) ImportPlan(ctx context.Context, by models.Actor, key, name string, data []byte) (PlanImport, error) {
	var out PlanImport
	release, err := d.reading.take(ctx, d.Reader.Limits, data, 0)
	if err != nil {
		return out, err
	}
	defer release()
	out.Reading, err = d.Reader.Read(ctx, name, data, layout.Options{Kind: tally.KindPlan})
	if err != nil || out.Refused() {
		return out, unconverted(err)
	}
	if err := d.keepUnits(ctx, key, &out.Reading); err != nil || out.Refused() {
		return out, err
	}
	plan := tally.Plan{Key: key, Title: out.Reading.Title}
	if plan.Title == "" {
		plan.Title = name
	}
	for _, it := range out.Reading.Items {
		plan.Indicators = append(plan.Indicators, tally.Indicator{Item: it})
	}
	if out.Info, err = d.Store.Plans.Import(ctx, by, plan, breakdown.File{Name: name, Bytes: data, Asked: askedOf(out.Reading)}); err != nil {
		return out, err
	}
	if out.Plan, err = d.Plan(ctx, key, tally.Round{}); err != nil {
		return out, err
	}
	out.Questions, err = d.OpenQuestions(ctx, key)
	out.sayOpen()
	return out, err
}

// sayOpen lets the reading ask what the plan still asks: what was answered before is no finding any more.
func (p *PlanImport) sayOpen() {
	p.Reading.Questions = nil
	p.Reading.Findings = slices.DeleteFunc(p.Reading.Findings, func(f tally.Finding) bool { return f.Code == tally.MeaningAsked })
	for _, q := range p.Questions {
		p.Reading.Questions = append(p.Reading.Questions, q.Question)
		p.Reading.Findings = append(p.Reading.Findings, q.Finding())
	}
}

// Plan gives a plan as it stands for a period (none: with its newest targets), each indicator read as its workbook prints
// it and as a person said.
func (d *Workflow) Plan(ctx context.Context, key string, period tally.Round) (tally.Plan, error) {
	plan, err := d.Store.Plans.At(ctx, key, period)
	if err != nil {
		return plan, err
	}
	return settled(d.Words, plan), nil
}

// settled reads a plan's indicators as a person said. The plan given is shared and stays as it is.
func settled(w *meaning.Words, plan tally.Plan) tally.Plan {
	own := false // copied where something was confirmed: a plan is shared, and long
	for i := range plan.Indicators {
		if len(plan.Indicators[i].Confirmed) == 0 {
			continue
		}
		if !own {
			plan.Indicators, own = slices.Clone(plan.Indicators), true
		}
		w.Settle(&plan.Indicators[i])
	}
	return plan
}

// settledPast is settled of indicators as they stood.
func settledPast(w *meaning.Words, past []tally.PastIndicator) []tally.PastIndicator {
	past = slices.Clone(past)
	for i := range past {
		if len(past[i].Indicator.Confirmed) > 0 {
			w.Settle(&past[i].Indicator)
		}
	}
	return past
}
