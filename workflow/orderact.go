package workflow

import (
	"context"
	"slices"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// OrderAnswer is a department's answer: why it is so, what it does about it. Version is the one that was seen, 0 for the one that stands.
type OrderAnswer struct {
	Version int    `json:"version"`
	Cause   string `json:"cause"`
	Measure string `json:"measure"`
}

// Answer answers an order.
func (d Orders) Answer(ctx context.Context, by models.Actor, n int, a OrderAnswer) (tally.Order, error) {
	return d.looked(ctx)(d.Store.Orders.Answer(ctx, by, n, a.Version, a.Cause, a.Measure))
}

// Close closes an order (销号).
func (d Orders) Close(ctx context.Context, by models.Actor, n, version int, result string) (tally.Order, error) {
	return d.looked(ctx)(d.Store.Orders.Close(ctx, by, n, version, result))
}

// LastDay is a new last day of an order: a date, or so many working days from now; neither leaves the one that stands.
type LastDay struct {
	Due  string
	Days int
}

// Return sends an answer back, with a new last day where one is given.
func (d Orders) Return(ctx context.Context, by models.Actor, n, version int, reason string, last LastDay) (tally.Order, error) {
	due, err := d.later(ctx, n, last.Due, last.Days)
	if err != nil {
		return tally.Order{}, err
	}
	return d.looked(ctx)(d.Store.Orders.Return(ctx, by, n, version, reason, due))
}

// Extend sets a later last day.
func (d Orders) Extend(ctx context.Context, by models.Actor, n, version int, reason string, last LastDay) (tally.Order, error) {
	due, err := d.later(ctx, n, last.Due, last.Days)
	if err != nil {
		return tally.Order{}, err
	}
	return d.looked(ctx)(d.Store.Orders.Extend(ctx, by, n, version, reason, due))
}

// later is the new last day of an order, "" where none is given.
func (d Orders) later(ctx context.Context, n int, due string, days int) (string, error) {
	o, err := d.Store.Orders.Get(ctx, n)
	if err != nil || o.State == tally.OrderClosed || due == "" && days == 0 { // what is closed is refused by the act itself
		return "", err
	}
	return d.due(ctx, NewOrder{Plan: o.Plan, Due: due, Days: days}, tally.OrderRules{})
}

// looked lays the calendar on the order that an act gave.
func (d Orders) looked(ctx context.Context) func(tally.Order, error) (tally.Order, error) {
	return func(o tally.Order, err error) (tally.Order, error) {
		if err != nil {
			return o, err
		}
		one := []tally.Order{o}
		err = d.look(ctx, one)
		return one[0], err
	}
}

// Draft is what an answer begins with: what the department wrote beside the row in the newest sheet in force, from the order's own period on.
func (d Orders) Draft(ctx context.Context, o tally.Order) (cause, measure string, err error) {
	if o.Indicator == "" {
		return "", "", nil
	}
	subs, err := d.Store.Submissions.Newest(ctx, o.Plan, o.Department, o.Origin.Period)
	if err != nil {
		return "", "", err
	}
	periods := []tally.Round{o.Origin.Period}
	for _, s := range subs {
		if s.Period.Compare(o.Origin.Period) > 0 && s.State == models.Accepted {
			periods = append(periods, s.Period)
		}
	}
	slices.SortFunc(periods, func(a, b tally.Round) int { return b.Compare(a) })
	for _, p := range periods {
		remarks, err := d.Store.Submissions.Remarks(ctx, o.Plan, p)
		if err != nil {
			return "", "", err
		}
		for _, r := range remarks {
			if r.Indicator == o.Indicator && r.Department == o.Department && r.Problems+r.Explanation+r.NextSteps != "" {
				return joinLines(r.Problems, r.Explanation), r.NextSteps, nil
			}
		}
	}
	return "", "", nil
}

// joinLines puts two texts under one another; what is said twice once.
func joinLines(a, b string) string {
	if a == "" || a == b {
		return b
	}
	if b == "" {
		return a
	}
	return a + "\n" + b
}
