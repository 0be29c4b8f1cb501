package workflow

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/consolidate"
)

// reasons says for 更正表 who changed what since the edition before, and why, each at the row that it belongs to: a department's newer
// version, and targets revised. Beside them it says what became of whole reports, for rows that those leave out.
func reasons(ctx context.Context, d *Workflow, in models.Inputs, previous *tally.Edition) (each, whole []tally.Correction, err error) {
	versions, err := d.Store.Editions.VersionsIn(ctx, previous.Plan, previous.Period, previous.Number)
	if err != nil {
		return nil, nil, err
	}
	var refiled []tally.Correction
	stands := map[string]bool{}
	for _, now := range in.Submissions {
		if now.Period != in.Period {
			continue
		}
		if stands[now.Department] = true; now.Version <= versions[now.Department] {
			continue
		}
		rows, report, err := refiledRows(ctx, d.Store, in, now, versions[now.Department])
		if err != nil {
			return nil, nil, err
		}
		refiled, whole = append(refiled, rows...), append(whole, report)
	}
	for _, department := range slices.Sorted(maps.Keys(versions)) {
		if stands[department] {
			continue
		}
		gone, err := goneReport(ctx, d.Store, in, department)
		if err != nil {
			return nil, nil, err
		}
		whole = append(whole, gone)
	}
	revised, err := revisedTargets(ctx, d.Store, in.Plan.Key, previous.CutOff)
	if err != nil {
		return nil, nil, err
	}
	said, err := answersSince(ctx, d.Store, in.Plan.Key, previous.CutOff)
	return slices.Concat(said, revised, refiled), whole, err
}

// goneReport says why a report that the edition before was made from is no longer in force.
func goneReport(ctx context.Context, store *models.Store, in models.Inputs, department string) (tally.Correction, error) {
	gone := tally.Correction{Department: department, What: consolidate.WholeReport, Why: "报送不再有效（撤回或待审核）"}
	all, err := store.Submissions.List(ctx, in.Plan.Key, in.Period, department)
	for _, sub := range all { // the last that was given back says it
		if sub.State == models.Returned {
			gone.By, gone.Why = sub.DecidedBy, "报送已退回"
			if sub.Reason != "" {
				gone.Why += "：" + sub.Reason
			}
		}
	}
	return gone, err
}

// refiledRows gives for each row that a department's newer version reports why it is another, the nearest reason first: why it was given
// back, where that names the row; that the cell was corrected on its page; what was explained or waived at the cell; why the report was given
// back, where that names no row; else that it was filed again.
// Only what was given back since the version before counts, and report says what is known of the whole.
func refiledRows(ctx context.Context, store *models.Store, in models.Inputs, now models.FrozenSubmission, before int) (out []tally.Correction, report tally.Correction, err error) {
	all, err := store.Submissions.List(ctx, in.Plan.Key, in.Period, now.Department)
	if err != nil {
		return nil, report, err
	}
	var version models.Submission
	back := ""
	for _, sub := range all {
		if sub.Version == now.Version {
			version = sub
		}
		if before <= sub.Version && sub.Version < now.Version && sub.Reason != "" {
			back = sub.Reason
		}
	}
	findings, err := store.Findings.List(ctx, version.ID)
	if err != nil {
		return nil, report, err
	}
	named := indicatorsNamed(back, in.Plan.Indicators)
	report = tally.Correction{Department: now.Department, By: version.By, Why: fmt.Sprintf("部门重新报送第%d版", now.Version)}
	seen := map[string]bool{}
	figures := in.FiguresBy(now.Department)
	for i := range figures {
		f := &figures[i]
		if f.Period != in.Period || f.Source.Version() != now.Version || seen[f.Indicator] {
			continue
		}
		seen[f.Indicator] = true
		c := report
		c.Indicator = f.Indicator
		by, why := saidAt(f.Source, version, findings)
		switch {
		case named[f.Indicator]:
			c.Why = back
		case why != "":
			c.By, c.Why = by, why
		case back != "" && len(named) == 0:
			c.Why = back
		}
		out = append(out, c)
	}
	return out, report, nil
}

// saidAt is what was done or said at a figure's own cell.
func saidAt(at tally.Source, version models.Submission, findings []models.FiledFinding) (by, why string) {
	for _, a := range version.Amended {
		if a.Sheet == at.Sheet && a.Cell == at.Cell && a.Version == version.Version {
			return a.By, a.Says()
		}
	}
	for i := range findings {
		if f := &findings[i]; f.Text != "" && f.Cell == at.Cell && f.Sheet == at.Sheet {
			return f.By, f.Text
		}
	}
	return "", ""
}

// indicatorsNamed are the indicators, by ID, whose names a text has; a name within a longer one that is there is not meant.
func indicatorsNamed(text string, all []tally.Indicator) map[string]bool {
	if text == "" {
		return nil
	}
	byLength := make([]*tally.Indicator, len(all))
	for i := range all {
		byLength[i] = &all[i]
	}
	slices.SortStableFunc(byLength, func(a, b *tally.Indicator) int {
		return cmp.Or(cmp.Compare(len(b.Name), len(a.Name)), cmp.Compare(a.Name, b.Name))
	})
	named, rest, last := map[string]bool{}, text, ""
	for _, ind := range byLength {
		switch {
		case ind.Name == "":
		case ind.Name == last: // a name that several rows have
			named[ind.ID] = true
		case strings.Contains(rest, ind.Name):
			named[ind.ID], last = true, ind.Name
			rest = strings.ReplaceAll(rest, ind.Name, "\x00")
		}
	}
	return named
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
func revisedTargets(ctx context.Context, store *models.Store, plan string, since time.Time) ([]tally.Correction, error) {
	revisions, err := store.Targets.RevisedSince(ctx, plan, since)
	out := make([]tally.Correction, 0, len(revisions))
	for _, r := range revisions {
		out = append(out, tally.Correction{Indicator: r.Indicator, What: "目标值", By: r.By, Why: r.Reason + r.Reference})
	}
	return out, err
}
