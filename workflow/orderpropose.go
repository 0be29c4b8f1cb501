package workflow

import (
	"context"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// OrderProposal is a row of an edition that the plan's rules follow, before anything is sent.
type OrderProposal struct {
	Indicator  string            `json:"indicator"`
	Name       string            `json:"name"`
	Light      tally.Light       `json:"light"`
	Sentence   string            `json:"sentence"`
	Rules      []tally.OrderRule `json:"rules"`
	Department string            `json:"department"` // "" where the plan names nobody: somebody must be named first
	Supports   []string          `json:"supports"`
	Due        string            `json:"due"`
	Followed   int               `json:"followed,omitempty"` // the order by which the row is followed already, or was since this edition
}

// OrderProposals are the rows of an edition that the plan's rules follow.
type OrderProposals struct {
	Edition tally.EditionRef `json:"edition"`
	Rules   tally.OrderRules `json:"rules"`
	Rows    []OrderProposal  `json:"rows"`
}

// Propose says which rows of the newest edition of a period the plan's rules follow, the worst first. It changes nothing.
func (d Orders) Propose(ctx context.Context, plan string, period tally.Round) (OrderProposals, error) {
	set, err := d.Store.Plans.Settings(ctx, plan)
	if err != nil {
		return OrderProposals{}, err
	}
	_, ed, err := d.Store.Editions.Rows(ctx, plan, period, 0)
	if err != nil {
		return OrderProposals{}, err
	}
	out := OrderProposals{Edition: tally.EditionRef{Period: ed.Period, Number: ed.Number}, Rules: set.OrderRules(), Rows: []OrderProposal{}}
	before, err := d.lightsBefore(ctx, &ed)
	if err != nil {
		return out, err
	}
	followed, err := d.Store.Orders.Followed(ctx, plan, period)
	if err != nil {
		return out, err
	}
	due, err := d.due(ctx, NewOrder{Plan: plan}, out.Rules)
	if err != nil {
		return out, err
	}
	for _, i := range tally.Worst(ed.Rows) {
		r := &ed.Rows[i]
		rules := out.Rules.Of(r, period, before[r.Indicator.ID])
		if len(rules) == 0 {
			continue
		}
		p := OrderProposal{Indicator: r.Indicator.ID, Name: r.Indicator.Name, Light: r.Main.Light, Sentence: r.Main.Sentence, Rules: rules,
			Department: r.Department, Due: due, Followed: followed[r.Indicator.ID]}
		if p.Supports, err = d.supports(ctx, tally.Order{Indicator: r.Indicator.ID, Department: r.Department, Supports: r.Indicator.Support}); err != nil {
			return out, err
		}
		out.Rows = append(out.Rows, p)
	}
	return out, nil
}

// lightsBefore are the lights of the round before, where the year of the edition's rows does not hold it: in January, and for what is no month.
func (d Orders) lightsBefore(ctx context.Context, ed *tally.Edition) (map[string]tally.Light, error) {
	last := ed.Period.Add(-1)
	if ed.Period.Kind() == tally.Monthly && last.Year() == ed.Period.Year() {
		return nil, nil
	}
	lights := map[string]tally.Light{}
	_, was, err := d.Store.Editions.Rows(ctx, ed.Plan, last, 0)
	if isCode(err, models.NotFound) {
		return lights, nil
	}
	for i := range was.Rows {
		lights[was.Rows[i].Indicator.ID] = was.Rows[i].Main.Light
	}
	return lights, err
}

// OpenProposed opens orders for those of the proposed rows that are named, all of them for none; what is followed by now is left out
// only where nothing was named.
func (d Orders) OpenProposed(ctx context.Context, by models.Actor, plan string, period tally.Round, indicators []string, common NewOrder) ([]tally.Order, error) {
	all, err := d.Propose(ctx, plan, period)
	if err != nil {
		return nil, err
	}
	chosen := all.choose(plan, indicators, common)
	if len(chosen) == 0 {
		return nil, invalid("", "没有要交办的行：按规则应督办的都已有督办单，或者还没有选中。")
	}
	return d.OpenAll(ctx, by, chosen)
}

func (ps OrderProposals) choose(plan string, indicators []string, common NewOrder) []NewOrder {
	rules := map[string][]tally.OrderRule{}
	var chosen []NewOrder
	add := func(id string) {
		n := common
		n.Plan, n.Period, n.Indicator, n.Rules, n.Basis = plan, ps.Edition.Period, id, rules[id], tally.OrderByRule
		chosen = append(chosen, n)
	}
	for _, p := range ps.Rows {
		rules[p.Indicator] = p.Rules
		if len(indicators) == 0 && p.Followed == 0 && p.Department != "" {
			add(p.Indicator)
		}
	}
	for _, id := range indicators {
		add(id)
	}
	return chosen
}

// OpenDue opens what the plan's rules follow in the newest edition of a period and ends the claimed run with it, for the clock.
func (d Orders) OpenDue(ctx context.Context, run models.Run, plan string, period tally.Round) (int, error) {
	all, err := d.Propose(ctx, plan, period)
	if err != nil {
		return 0, err
	}
	orders, err := d.make(ctx, all.choose(plan, nil, NewOrder{}))
	if err != nil {
		return 0, err
	}
	opened, err := d.Store.Orders.OpenClaimed(ctx, run, orders)
	return len(opened), err
}

// SetOrderRules sets which rows of a plan are followed. version is that of the settings on which it rests, 0 for whichever stands.
func (d Orders) SetOrderRules(ctx context.Context, by models.Actor, plan string, version int, change func(*tally.OrderRules) error) (tally.OrderRules, error) {
	set, err := d.Store.Plans.Settings(ctx, plan)
	if err != nil {
		return tally.OrderRules{}, err
	}
	rules := set.OrderRules()
	if err := change(&rules); err != nil {
		return rules, err
	}
	if set.Orders = &rules; version > 0 {
		set.Version = version
	}
	_, err = d.Store.Plans.SetSettings(ctx, by, plan, set)
	return rules, err
}
