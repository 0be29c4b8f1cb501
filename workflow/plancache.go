package workflow

import (
	"context"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2/simplelru"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
)

// planCache keeps the plans last used ready to match sheets with: reading a plan costs as much as it is long, and a
// month of 200 departments would read it 200 times. The zero value is empty.
type planCache struct {
	mu   sync.Mutex
	kept *lru.LRU[planOf, cachedPlan]
}

type planOf struct {
	key    string
	period tally.Round
}

type cachedPlan struct {
	stamp int64
	names *check.PlanNames
}

// cachedPlans is how many plans and periods are kept.
const cachedPlans = 8

// planNames gives the plan as it stands for the period, ready to match. The stamp was read before: a change that came
// since is taken under the older stamp, and read again next time.
func (d *Workflow) planNames(ctx context.Context, key string, period tally.Round, stamp int64) (*check.PlanNames, error) {
	d.plans.mu.Lock()
	defer d.plans.mu.Unlock()
	if d.plans.kept == nil {
		var err error
		if d.plans.kept, err = lru.NewLRU[planOf, cachedPlan](cachedPlans, nil); err != nil {
			return nil, err
		}
	}
	if c, ok := d.plans.kept.Get(planOf{key, period}); ok && c.stamp == stamp {
		return c.names, nil
	}
	plan, err := d.Store.Plans.At(ctx, key, period)
	if err != nil {
		return nil, err
	}
	names := check.NewPlanNames(d.Words.Lexicon, plan)
	d.plans.kept.Add(planOf{key, period}, cachedPlan{stamp, names})
	return names, nil
}
