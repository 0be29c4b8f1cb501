package workflow

import (
	"context"

	"github.com/tallysheet/tallysheet/tally"
)

// Preview computes what the next edition of a period would light under a rule, by preset or file name; nothing is
// claimed, frozen or kept.
func (d *Workflow) Preview(ctx context.Context, plan string, period tally.Round, rules string) (tally.Edition, error) {
	settings, err := d.Store.Plans.Settings(ctx, plan)
	if err != nil {
		return tally.Edition{}, err
	}
	if err := takes(settings, period); err != nil {
		return tally.Edition{}, err
	}
	due, err := due(settings, period)
	if err != nil {
		return tally.Edition{}, err
	}
	in, err := d.Store.Editions.CurrentInputs(ctx, plan, period, due)
	if err != nil {
		return tally.Edition{}, err
	}
	in.Settings.Rules = rules
	return d.compute(ctx, in, nil, false)
}
