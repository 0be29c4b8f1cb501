package main

import (
	"context"
	"errors"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// demoOrders follows the rows of a month's edition: the office closes what was answered since the last, sends what the rules propose, and
// the departments answer all of it but the last, which runs out of time.
func demoOrders(ctx context.Context, p *program, d *workflow.Workflow, day demoDay) error {
	orders, office := demoLedger{workflow.Orders{Workflow: d}}, byPerson(demoSupervisor)
	if followed, err := orders.of(ctx, day.period); err != nil || followed > 0 { // the demo runs on a database that has it already
		p.sayFollowed(day.period, followed)
		return err
	}
	waiting, err := orders.List(ctx, workflow.OrdersAsked{Plan: day.plan.key, State: tally.OrderAnswered})
	if err != nil {
		return err
	}
	for _, o := range waiting {
		if _, err := orders.Close(ctx, office, o.N, o.Version, "演示：经核实，措施已落实"); err != nil {
			return err
		}
	}
	opened, err := orders.OpenProposed(ctx, office, day.plan.key, day.period, nil, workflow.NewOrder{})
	if errors.Is(err, &models.Error{Code: models.Invalid}) { // everything is followed already
		return nil
	}
	if err != nil {
		return err
	}
	for _, o := range opened[:len(opened)-1] {
		cause, measure, err := orders.Draft(ctx, o)
		if err != nil {
			return err
		}
		if len([]rune(cause)) < tally.LeastAnswer {
			cause = "演示：项目审批和到账比计划慢"
		}
		if len([]rune(measure)) < tally.LeastAnswer {
			measure = "演示：倒排工期，逐个项目跟踪"
		}
		if _, err := orders.Answer(ctx, clerkOf(o.Department), o.N, workflow.OrderAnswer{Cause: cause, Measure: measure}); err != nil {
			return err
		}
	}
	p.sayFollowed(day.period, len(opened))
	return nil
}

// demoLedger is the ledger of the demo's plan.
type demoLedger struct{ workflow.Orders }

// of is how many orders were opened on a period's edition.
func (l demoLedger) of(ctx context.Context, period tally.Round) (n int, err error) {
	all, err := l.List(ctx, workflow.OrdersAsked{Plan: demoPlan})
	for _, o := range all {
		if o.Origin.Period == period && o.Basis == tally.OrderByRule {
			n++
		}
	}
	return n, err
}

func (p *program) sayFollowed(period tally.Round, n int) {
	p.say("%s按规则督办 %d 项", period.Chinese(), n)
}

// demoMeeting is what a meeting decided shortly before the day on which the demo stands still, once.
func demoMeeting(ctx context.Context, d *workflow.Workflow, department string) error {
	orders := workflow.Orders{Workflow: d}
	all, err := orders.List(ctx, workflow.OrdersAsked{Plan: demoPlan})
	if err != nil {
		return err
	}
	for _, o := range all {
		if o.Basis == tally.OrderMeeting {
			return nil
		}
	}
	_, err = orders.Open(ctx, byPerson(demoSupervisor), workflow.NewOrder{Basis: tally.OrderMeeting, Plan: demoPlan, Subject: "演示：尽快完成保税仓库二期竣工备案",
		Source: "管委会主任办公会第11次", SourceDate: d.Now().AddDate(0, 0, -1).Format("2006-01-02"), Department: department, Days: 2})
	return err
}
