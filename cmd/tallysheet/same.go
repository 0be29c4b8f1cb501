package main

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/workflow"
)

type planSameCommand struct {
	Plan      string `arg:"" help:"The plan's key."`
	Indicator string `help:"The indicator, by its name or id."`
	With      string `help:"The other plan's key."`
	As        string `help:"Its indicator, by name or id; of the same name where not given."`
	End       bool   `help:"Take the indicator out of its group again."`
	jsonFlag
}

// Run links or unlinks an indicator, and lists what is linked.
func (c planSameCommand) Run(ctx context.Context, p *program) error {
	if (c.With != "" || c.End) && c.Indicator == "" || c.Indicator != "" && c.With == "" && !c.End {
		return fmt.Errorf("%w：认作同一指标要给出 --indicator 和 --with，解除要给出 --indicator 和 --end", errUsage)
	}
	d, err := p.open(ctx)
	if err != nil {
		return err
	}
	same, ref := workflow.SameIndicators{Workflow: d}, breakdown.IndicatorRef{Plan: c.Plan, Indicator: c.Indicator}
	switch {
	case c.End:
		err = same.Unlink(ctx, actor(), ref)
	case c.With != "":
		as := c.As
		if as == "" {
			as = c.Indicator
		}
		err = same.Link(ctx, actor(), ref, breakdown.IndicatorRef{Plan: c.With, Indicator: as})
	}
	if err != nil {
		return err
	}
	if _, err := d.PlanCalendar(ctx, c.Plan); err != nil { // a plan that is not there
		return err
	}
	all, err := d.Store.Same.Of(ctx, c.Plan)
	if err != nil {
		return err
	}
	return p.result(c.JSON, map[string]any{"same": append([]breakdown.SameIndicator{}, all...)}, func() {
		for _, s := range all {
			p.say("%s = 计划 %s 的 %s", s.Ours, s.Plan, s.Indicator)
		}
		p.say("同一指标 %d 对，报送一次，各计划都用。", len(all))
	})
}
