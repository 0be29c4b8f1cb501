package main

import (
	"context"
	"strings"
)

type departmentCommand struct {
	List  departmentListCommand  `cmd:"" help:"List the departments with their other names."`
	Merge departmentMergeCommand `cmd:"" help:"Make one department another name of another."`
}

type departmentListCommand struct {
	Plan string `help:"Only those of this plan."`
	jsonFlag
}

// Run lists the departments.
func (c departmentListCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	all, err := d.Store.Departments.List(ctx, c.Plan)
	if err != nil {
		return err
	}
	return p.result(c.JSON, all, func() {
		for _, dep := range all {
			p.say("%s\t%s", dep.Name, strings.Join(dep.Aliases, "、"))
		}
	})
}

type departmentMergeCommand struct {
	From   string `arg:"" help:"The department that goes."`
	Into   string `arg:"" help:"The department whose other name it becomes."`
	Reason string `required:"" help:"Why, kept in the audit."`
	jsonFlag
}

// Run merges them.
func (c departmentMergeCommand) Run(ctx context.Context, p *program) error {
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	if err := d.Store.Departments.Merge(ctx, actor(), c.From, c.Into, c.Reason); err != nil {
		return err
	}
	return p.result(c.JSON, map[string]string{"from": c.From, "into": c.Into}, func() { p.say("“%s”已并入“%s”。", c.From, c.Into) })
}
