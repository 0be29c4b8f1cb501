package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/workflow"
)

type orderAnswerCommand struct {
	N       int    `arg:"" help:"The order's number."`
	Cause   string `help:"Why it is so, 6 characters or more; may be left out of an order that leaders asked for."`
	Measure string `required:"" help:"What is done about it, 6 characters or more."`
	jsonFlag
}

// Run answers an order.
func (c orderAnswerCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	o, err := workflow.Orders{Workflow: d}.Answer(ctx, actor(), c.N, workflow.OrderAnswer{Cause: c.Cause, Measure: c.Measure})
	return p.orderResult(c.jsonFlag, o, err)
}

type orderCloseCommand struct {
	N      int    `arg:"" help:"The order's number."`
	Result string `help:"What was found when the answer was verified."`
	jsonFlag
}

// Run closes an order.
func (c orderCloseCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	o, err := workflow.Orders{Workflow: d}.Close(ctx, actor(), c.N, 0, c.Result)
	return p.orderResult(c.jsonFlag, o, err)
}

type orderReturnCommand struct {
	N      int    `arg:"" help:"The order's number."`
	Reason string `required:"" help:"Why the answer does not do."`
	Due    string `help:"A new last day, as 2018-10-15."`
	Days   int    `help:"A new last day, so many working days from now."`
	jsonFlag
}

// Run sends an answer back.
func (c orderReturnCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	o, err := workflow.Orders{Workflow: d}.Return(ctx, actor(), c.N, 0, c.Reason, workflow.LastDay{Due: c.Due, Days: c.Days})
	return p.orderResult(c.jsonFlag, o, err)
}

type orderExtendCommand struct {
	N      int    `arg:"" help:"The order's number."`
	Reason string `required:"" help:"Why there is more time."`
	Due    string `xor:"until" help:"The new last day, as 2018-10-15."`
	Days   int    `xor:"until" help:"So many working days from now."`
	jsonFlag
}

// Run extends an order.
func (c orderExtendCommand) Run(ctx context.Context, p *program) error {
	if c.Due == "" && c.Days == 0 {
		return fmt.Errorf("%w：要给出 --due 或 --days", errUsage)
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	o, err := workflow.Orders{Workflow: d}.Extend(ctx, actor(), c.N, 0, c.Reason, workflow.LastDay{Due: c.Due, Days: c.Days})
	return p.orderResult(c.jsonFlag, o, err)
}

type orderRulesCommand struct {
	Plan        string  `arg:"" help:"The plan's key."`
	Red         string  `enum:",on,off" default:"" help:"on: all red rows."`
	YellowTwice string  `enum:",on,off" default:"" help:"on: rows that are yellow twice running."`
	Points      *string `help:"Rows that are behind by so many percentage points; an empty text for no such rule."`
	Days        int     `help:"Working days for the answer."`
	Auto        string  `enum:",on,off" default:"" help:"on: the clock opens them after the edition at the cut-off; off: a person sends them."`
	jsonFlag
}

// Run changes what is given, and says the rules.
func (c orderRulesCommand) Run(ctx context.Context, p *program) error {
	opened, err := p.open(ctx)
	if err != nil {
		return err
	}
	d := workflow.Orders{Workflow: opened}
	set, err := opened.Store.Plans.Settings(ctx, c.Plan)
	if err != nil {
		return err
	}
	rules := set.OrderRules()
	if c.Red+c.YellowTwice+c.Auto != "" || c.Points != nil || c.Days != 0 {
		if rules, err = d.SetOrderRules(ctx, actor(), c.Plan, set.Version, c.change); err != nil {
			return err
		}
	}
	return p.result(c.JSON, rules, func() { p.say("%s", rules.Words()) })
}

func (c orderRulesCommand) change(r *tally.OrderRules) error {
	turn(c.Red, &r.Red)
	turn(c.YellowTwice, &r.Twice)
	turn(c.Auto, &r.Auto)
	if c.Days != 0 {
		r.Days = c.Days
	}
	if c.Points == nil {
		return nil
	}
	n, err := exact.ParseNumber(strings.TrimSpace(*c.Points))
	if err != nil {
		return fmt.Errorf("%w：--points 应为数字，不能是 %s", errUsage, *c.Points)
	}
	r.Points = n
	return nil
}
