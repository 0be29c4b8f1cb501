package main

import (
	"context"

	"github.com/tallysheet/tallysheet/workflow"
)

type planCommentCommand struct {
	Plan       string `arg:"" help:"The plan's key."`
	Period     string `required:"" help:"The round: 2018-Q1, 2018-09, 2018-W05, 2018-H1, 2018, 2018-05-20."`
	Department string `help:"The department that it is about; of all where it is left out."`
	Text       string `arg:"" help:"What is said, in the place of what was said before; an empty text takes that back."`
	jsonFlag
}

// Run says it, and prints all that is said of the round then.
func (c planCommentCommand) Run(ctx context.Context, p *program) error {
	d, period, err := p.openAt(ctx, c.Period)
	if err != nil {
		return err
	}
	if err := workflow.TakesRound(ctx, d.Store, c.Plan, period); err != nil {
		return err
	}
	if err := d.Store.Periods.Comment(ctx, actor(), c.Plan, period, c.Department, c.Text); err != nil {
		return err
	}
	all, err := d.Store.Periods.Comments(ctx, c.Plan, period)
	if err != nil {
		return err
	}
	return p.result(c.JSON, all, func() {
		for _, one := range all {
			of := one.Department
			if of == "" {
				of = "总体"
			}
			p.say("%s %s：%s（%s）", period.Full(), of, one.Text, one.By)
		}
	})
}
