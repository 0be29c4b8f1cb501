package workflow

import (
	"context"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/consolidate"
	"github.com/tallysheet/tallysheet/tally/deviation"
)

// Trial is what the next edition of a period would say (试汇总). Nothing is claimed, frozen or kept.
type Trial struct {
	Next tally.Edition  // with the corrections that it would print
	Last *tally.Edition // that stands, without its figures; nil where there is none
	Same bool           // Next would say what Last says: publishing makes no other edition
}

// Trial computes the next edition of a period as it would be published now.
func (d *Workflow) Trial(ctx context.Context, plan string, period tally.Round) (Trial, error) {
	last, err := newest(ctx, plan, period, d.Store.Editions.Rows)
	if err != nil {
		return Trial{}, err
	}
	in, err := inputsNow(ctx, d, plan, period)
	if err != nil {
		return Trial{}, err
	}
	t := Trial{Last: last}
	in.Number = 1
	if last != nil {
		if t.Same, err = unchanged(ctx, d, in, last); err != nil {
			return Trial{}, err
		}
		in.Number = last.Number + 1
	}
	rules, err := d.rulesOf(in.Settings)
	if err != nil {
		return Trial{}, err
	}
	ci, err := inputOf(ctx, d, in, rules, last)
	if err != nil {
		return Trial{}, err
	}
	if ci.Previous != nil { // its rows are here: they need not be read twice
		ci.Previous.Rows = func(do func(*tally.Row)) error {
			for i := range last.Rows {
				do(&last.Rows[i])
			}
			return nil
		}
	}
	t.Next, err = consolidate.Consolidate(ci)
	return t, err
}

// Under computes a period of the figures that stand now under the plan's own rule and under another one, so that whatever differs comes of
// the rule alone. Each row's year says the same of the months before. Nothing is claimed, frozen or kept.
func (d *Workflow) Under(ctx context.Context, plan string, period tally.Round, rules *deviation.Rules) (own, other tally.Edition, err error) {
	in, err := inputsNow(ctx, d, plan, period)
	if err != nil {
		return own, other, err
	}
	if own, err = d.compute(ctx, in, nil); err != nil {
		return own, other, err
	}
	other, err = computeUnder(ctx, d, in, rules, nil)
	return own, other, err
}
