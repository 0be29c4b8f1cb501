package main

import (
	"context"
	"os"
)

type templateCommand struct {
	Plan       string `required:"" help:"The plan's key."`
	Department string `required:"" help:"The department, by its name or an alias."`
	Period     string `required:"" help:"The round: 2018-09, 2018-W05, 2018-Q1, 2018-H1, 2018, 2018-05-20."`
	Out        string `short:"o" required:"" help:"Where the workbook is written."`
	jsonFlag
}

// Run writes the workbook that the department fills.
func (c templateCommand) Run(ctx context.Context, p *program) error {
	d, period, err := p.openAt(ctx, c.Period)
	if err != nil {
		return err
	}
	_, data, err := d.Template(ctx, c.Plan, c.Department, period)
	if err != nil {
		return err
	}
	if err := os.WriteFile(c.Out, data, 0o600); err != nil {
		return err
	}
	return p.result(c.JSON, map[string]string{"file": c.Out}, func() { p.say("填报表：%s", c.Out) })
}
