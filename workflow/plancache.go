package workflow

import (
	"context"
	"sync"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
)

// planCache keeps the plans last used ready to match sheets with: reading a plan costs as much as it is long, and a
// month of 200 departments would read it 200 times. The zero value is empty.
type planCache struct {
	mu   sync.Mutex
	kept []cachedPlan // the last used at the end
}

type cachedPlan struct {
	key    string
	period tally.Round
	stamp  int64
	names  *check.PlanNames
}

// cachedPlans is how many plans and periods are kept.
const cachedPlans = 8

// planNames gives the plan as it stands for the period, ready to match. The stamp was read before: a change that came
// since is taken under the older stamp, and read again next time.
func (d *Workflow) planNames(ctx context.Context, key string, period tally.Round, stamp int64) (*check.PlanNames, error) {
	d.plans.mu.Lock()
	defer d.plans.mu.Unlock()
	for i, c := range d.plans.kept {
		if c.key == key && c.period == period && c.stamp == stamp {
			d.plans.kept = append(append(d.plans.kept[:i:i], d.plans.kept[i+1:]...), c)
			return c.names, nil
		}
	}
	plan, err := d.Plan(ctx, key, period)
	if err != nil {
		return nil, err
	}
	names := check.NewPlanNames(d.Words.Lexicon, plan)
	kept := make([]cachedPlan, 0, cachedPlans)
	for _, c := range d.plans.kept {
		if (c.key != key || c.period != period) && len(kept) < cachedPlans-1 {
			kept = append(kept, c)
		}
	}
	d.plans.kept = append(kept, cachedPlan{key, period, stamp, names})
	return names, nil
}
