package workflow

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// reasons says for 更正表 who changed what since the edition before, and why: a department's newer version (why it was
// returned, or what the department explained), and targets revised.
func reasons(ctx context.Context, d *Workflow, in models.Inputs, previous tally.Edition) ([]tally.Correction, error) {
	versions := map[string]int{}
	for _, r := range previous.Figures {
		if r.Period == in.Period {
			versions[r.Department] = max(versions[r.Department], r.Source.Version)
		}
	}
	var out []tally.Correction
	for _, now := range in.Submissions {
		if now.Period != in.Period || now.Version <= versions[now.Department] {
			continue
		}
		all, err := d.Store.Submissions.List(ctx, in.Plan.Key, in.Period, now.Department)
		if err != nil {
			return nil, err
		}
		c := tally.Correction{Department: now.Department, Why: fmt.Sprintf("部门重新报送第%d版", now.Version)}
		for _, sub := range all {
			if sub.Version == now.Version {
				c.By = sub.By
			}
			if sub.Version < now.Version && sub.Reason != "" {
				c.Why = sub.Reason
			}
		}
		out = append(out, c)
	}
	revised, err := revisedTargets(ctx, d.Store, in, previous)
	if err != nil {
		return nil, err
	}
	said, err := answersSince(ctx, d.Store, in.Plan.Key, previous.CutOff)
	return slices.Concat(said, revised, out), err // a department's reason covers what no revision of a target explains
}

// answersSince gives what was said of the plan after the edition before, for each thing that it can change.
func answersSince(ctx context.Context, store *models.Store, plan string, since time.Time) ([]tally.Correction, error) {
	all, err := store.Questions.List(ctx, plan)
	var out []tally.Correction
	for _, q := range all {
		if q.Answer == "" || !q.At.After(since) {
			continue
		}
		for _, id := range q.Indicators {
			for _, what := range []string{"读法", "亮灯", "责任单位", "指标"} {
				out = append(out, tally.Correction{Indicator: id, What: what, By: q.By, Why: q.Reason})
			}
		}
	}
	return out, err
}

// revisedTargets gives the revisions of targets made after the edition before.
func revisedTargets(ctx context.Context, store *models.Store, in models.Inputs, previous tally.Edition) ([]tally.Correction, error) {
	revisions, err := store.Targets.Revisions(ctx, in.Plan.Key, "")
	if err != nil {
		return nil, err
	}
	var out []tally.Correction
	for _, r := range revisions {
		if r.At.After(previous.CutOff) {
			out = append(out, tally.Correction{Indicator: r.Indicator, What: "目标值", By: r.By, Why: r.Reason + r.Reference})
		}
	}
	return out, nil
}
