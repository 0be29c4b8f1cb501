package workflow

import (
	"context"

	"github.com/tallysheet/tallysheet/tally"
)

// Trial is what the next edition of a period would say (试汇总). Nothing is claimed, frozen or kept.
type Trial struct {
	Next tally.Edition  // with the corrections that it would print
	Last *tally.Edition // that stands, nil where there is none
	Same bool           // Next would say what Last says: publishing makes no other edition
}

// Trial computes the next edition of a period as it would be published now.
func (d *Workflow) Trial(ctx context.Context, plan string, period tally.Round) (Trial, error) {
	last, err := newest(ctx, d, plan, period)
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
	t.Next, err = d.compute(ctx, in, last, false)
	return t, err
}
