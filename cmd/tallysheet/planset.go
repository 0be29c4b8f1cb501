package main

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/workflow"
)

type planSetCommand struct {
	Plan      string  `arg:"" help:"The plan's key."`
	Indicator string  `required:"" help:"The indicator's name or id."`
	Every     *int    `help:"Months between reports: 1, 3, 6, 12; 0 for what the workbook says."`
	Lag       *int    `help:"错月: the figure filed for a month is that of so many months before."`
	Weight    *string `help:"Points of the year-end score; an empty text for what the workbook says."`
	Curve     *string `help:"What should be done of the target by the end of each month named, as 3=20%,6=50%,9=0.75; none for month ÷ 12."`
	Reason    string  `required:"" help:"Why, kept in the audit."`
	jsonFlag
}

// Run sets how the indicator is held against its target.
func (c planSetCommand) Run(ctx context.Context, p *program) error {
	set := breakdown.IndicatorSettings{Every: c.Every, Lag: c.Lag}
	if c.Weight != nil {
		w, err := exact.ParseNumber(*c.Weight)
		if err != nil {
			return fmt.Errorf("%w：--weight %s 不是数", errUsage, *c.Weight)
		}
		set.Weight = &w
	}
	if c.Curve != nil {
		curve, err := tally.ParseCurve(*c.Curve)
		if err != nil {
			return fmt.Errorf("%w：--curve：%w", errUsage, err)
		}
		set.Curve = &curve
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	ind, err := d.Indicator(ctx, c.Plan, c.Indicator)
	if err != nil {
		return err
	}
	set.Version = &ind.SettingsVersion
	if err := d.Store.Indicators.Set(ctx, actor(), c.Plan, ind.ID, set, c.Reason); err != nil {
		return err
	}
	if ind, err = d.Indicator(ctx, c.Plan, ind.ID); err != nil {
		return err
	}
	return p.result(c.JSON, ind, func() { p.say("指标“%s”已设置。", ind.Name) })
}

type planReviseCommand struct {
	Plan      string `arg:"" help:"The plan's key."`
	Indicator string `required:"" help:"The indicator's name or id."`
	Period    string `required:"" help:"The year of the target, such as 2018."`
	Target    string `required:"" help:"The new target in its own words, such as 240亿元."`
	Effective string `required:"" help:"The first month that it holds for, such as 2018-10. Months that have an edition keep the old one."`
	Reason    string `required:"" help:"Why."`
	Reference string `help:"文号 of the paper that revises it."`
	jsonFlag
}

// Run puts the new target beside the old.
func (c planReviseCommand) Run(ctx context.Context, p *program) error {
	effective, err := parsePeriod(c.Effective)
	if err != nil {
		return err
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	t, err := d.ReviseTarget(ctx, actor(), workflow.TargetRevision{Plan: c.Plan, Indicator: c.Indicator, Period: c.Period, Text: c.Target,
		Effective: effective, Reason: c.Reason, Reference: c.Reference})
	if err != nil {
		return err
	}
	return p.result(c.JSON, t, func() {
		p.say("指标“%s”%s年的目标自%s起为：%s。", c.Indicator, c.Period, effective.Chinese(), t.Text)
	})
}
