package workflow

import (
	"context"
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

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
	plan.Indicators = slices.Clone(plan.Indicators)
	for i := range plan.Indicators {
		w.Settle(&plan.Indicators[i])
	}
	return plan
}
