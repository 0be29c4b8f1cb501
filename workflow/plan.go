package workflow

import (
	"context"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// PlanImport is what became of a breakdown workbook.
type PlanImport struct {
	Reading tally.Reading   `json:"reading"`
	Plan    tally.Plan      `json:"plan"` // empty where it was refused
	Info    models.PlanInfo `json:"info"`
}

// Refused reports whether a class A finding stands, and nothing was stored.
func (p PlanImport) Refused() bool { return tally.HasClass(p.Reading.Findings, tally.ClassA) }

// ImportPlan reads a breakdown workbook and keeps it as the plan, or as its next revision.
func (d *Workflow) ImportPlan(ctx context.Context, by models.Actor, key, name string, data []byte) (PlanImport, error) {
	var out PlanImport
	var err error
	out.Reading, err = d.Reader.Read(ctx, name, data, layout.Options{Kind: tally.KindPlan})
	if err != nil || out.Refused() {
		return out, unconverted(err)
	}
	plan := tally.Plan{Key: key, Title: out.Reading.Title}
	if plan.Title == "" {
		plan.Title = name
	}
	asked, ofPlan := map[[2]string][]tally.Question{}, [2]string{}
	for _, q := range out.Reading.Questions {
		if q.Code == tally.AskYear {
			asked[ofPlan] = append(asked[ofPlan], q)
			continue
		}
		for _, row := range q.Of() {
			key := [2]string{q.Sheet, fmt.Sprint(row)}
			asked[key] = append(asked[key], q)
		}
	}
	for _, it := range out.Reading.Items {
		plan.Indicators = append(plan.Indicators, tally.Indicator{Item: it, Asked: slices.Concat(asked[[2]string{it.Sheet, fmt.Sprint(it.Row)}], asked[ofPlan])})
	}
	if out.Info, err = d.Store.Plans.Import(ctx, by, plan, models.File{Name: name, Bytes: data}); err != nil {
		return out, err
	}
	out.Plan, err = d.Store.Plans.Get(ctx, key)
	return out, err
}
