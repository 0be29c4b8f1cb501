package workflow

import (
	"context"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// SharedWith says how the plans stand that have indicators in common with a submission's, for its department and period: filed of the same
// file, or as they are and why.
func (d SameIndicators) SharedWith(ctx context.Context, sub models.Submission) ([]SharedFiling, error) {
	same, err := d.Store.Same.Of(ctx, sub.Plan)
	if err != nil || len(same) == 0 {
		return nil, err
	}
	var plans []string
	for _, s := range same {
		plans = append(plans, s.Plan)
	}
	slices.Sort(plans)
	var out []SharedFiling
	for _, plan := range slices.Compact(plans) {
		head, err := d.head(ctx, plan)
		if err != nil {
			return nil, err
		}
		one := SharedFiling{Plan: plan, Title: head.Title}
		one.Says, err = d.stays(ctx, sub, plan)
		if isCode(err, models.NotFound) {
			continue
		}
		if err != nil {
			return nil, err
		}
		versions, err := d.Store.Submissions.List(ctx, plan, sub.Period, sub.Department)
		if err != nil {
			return nil, err
		}
		switch {
		case len(versions) > 0 && versions[len(versions)-1].SHA256 == sub.SHA256:
			last := versions[len(versions)-1]
			one.Submission, one.Version = last.ID, last.Version
			one.Says = fmt.Sprintf("共用的指标已用同一份文件报送（第%d版，%s）。", last.Version, last.State.Words())
		case one.Says != "":
		case sub.State == models.Draft:
			one.Says = "上报时一并用这份文件报送共用的指标。"
		default:
			one.Says = "没有用这份文件报送，请单独报送这个计划。"
		}
		out = append(out, one)
	}
	return out, nil
}

// CoveredBy says which of a department's plans need no sheet of their own in a period: everything that they expect from it is one with
// an indicator of another plan of the list, which is named. The first of those that cover one another is the one that is filed.
func (d SameIndicators) CoveredBy(ctx context.Context, department string, period tally.Round, plans []string) (map[string]string, error) {
	covered := map[string]string{}
	for _, plan := range slices.Backward(plans) {
		same, err := d.Store.Same.Of(ctx, plan)
		if err != nil {
			return nil, err
		}
		if len(same) == 0 {
			continue
		}
		p, err := d.Plan(ctx, plan, period)
		if err != nil {
			return nil, err
		}
		for _, other := range plans {
			if other != plan && covered[other] == "" && coversAll(p, department, other, same) {
				covered[plan] = other
				break
			}
		}
	}
	return covered, nil
}

// coversAll reports whether each indicator that a department leads in a plan is one with an indicator of the other.
func coversAll(p tally.Plan, department, other string, same []breakdown.SameIndicator) bool {
	led := 0
	for _, ind := range p.Indicators {
		if !slices.Contains(ind.Lead, department) {
			continue
		}
		led++
		if !slices.ContainsFunc(same, func(s breakdown.SameIndicator) bool { return s.Plan == other && s.Ours == ind.ID }) {
			return false
		}
	}
	return led > 0
}
