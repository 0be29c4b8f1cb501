package workflow

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// SameIndicators links indicators of different plans that are one (同一指标), and files what they share once.
type SameIndicators struct{ *Workflow }

// Link confirms that an indicator is one with another plan's; each by its id or name. Another caliber or kind of unit is refused.
func (d SameIndicators) Link(ctx context.Context, by models.Actor, a, b breakdown.IndicatorRef) error {
	if a.Plan == b.Plan {
		return invalid("plan", "同一指标是不同计划之间的，不能在一个计划里认。")
	}
	first, err := d.indicator(ctx, a)
	if err != nil {
		return err
	}
	second, err := d.indicator(ctx, b)
	if err != nil {
		return err
	}
	factor, err := d.factor(a.Plan, b.Plan, first, second)
	if err != nil {
		return err
	}
	return d.Store.Same.Link(ctx, by, breakdown.IndicatorRef{Plan: a.Plan, Indicator: first.ID}, breakdown.IndicatorRef{Plan: b.Plan, Indicator: second.ID}, factor)
}

// factor is one of the second's unit in the first's, where the two may be one indicator.
func (d SameIndicators) factor(plan, other string, first, second tally.Indicator) (exact.Number, error) {
	if first.Caliber != second.Caliber {
		return exact.Number{}, invalid("indicator", "口径不同，不能认作同一指标：计划“%s”的“%s”是“%s”，计划“%s”的“%s”是“%s”。", plan, first.Name, orNone(first.Caliber), other, second.Name, orNone(second.Caliber))
	}
	factor, ok := exact.MustNumber("1"), first.Unit == second.Unit
	if !ok {
		factor, ok = d.Words.Convert(factor, second.Unit, first.Unit)
	}
	if !ok {
		return exact.Number{}, invalid("indicator", "单位不是一类，不能认作同一指标：计划“%s”的“%s”用“%s”，计划“%s”的“%s”用“%s”。", plan, first.Name, orNone(first.Unit), other, second.Name, orNone(second.Unit))
	}
	if kind := func(m tally.Measure) bool { return m == tally.Growth || m == tally.Delta }; kind(first.Measure) != kind(second.Measure) {
		return exact.Number{}, invalid("indicator", "“%s”一个是总量、一个是增速，不能认作同一指标。", first.Name)
	}
	return factor, nil
}

// SameCandidate is an indicator of another plan that may be said to be the same.
type SameCandidate struct{ Plan, Title, Indicator, Name string }

// mostCandidates is how many candidates a form offers; others are linked by the command or the API.
const mostCandidates = 300

// Candidates are the indicators of other plans of the same years, of the same caliber and kind of unit, those of the same name first. Plans
// of other years are not looked through: they are never filed together, and there are more of them every year.
func (d SameIndicators) Candidates(ctx context.Context, plan string, ind tally.Indicator) ([]SameCandidate, error) {
	heads, err := d.Store.Plans.Heads(ctx, "")
	if err != nil {
		return nil, err
	}
	partners, err := d.Store.Same.Of(ctx, plan)
	if err != nil {
		return nil, err
	}
	var years calendar.Years
	for _, h := range heads {
		if h.Key == plan {
			years = h.Years
		}
	}
	var same, rest []SameCandidate
	for _, h := range heads {
		if h.Key == plan || !years.Meets(h.Years) || slices.ContainsFunc(partners, func(s breakdown.SameIndicator) bool { return s.Ours == ind.ID && s.Plan == h.Key }) {
			continue
		}
		linked, err := d.Store.Same.Of(ctx, h.Key)
		if err != nil {
			return nil, err
		}
		p, err := d.Plan(ctx, h.Key, tally.Round{})
		if err != nil {
			return nil, err
		}
		taken := map[string]bool{}
		for _, s := range linked {
			taken[s.Ours] = true
		}
		for _, other := range p.Indicators {
			if _, no := d.factor(plan, h.Key, ind, other); no != nil || taken[other.ID] {
				continue
			}
			c := SameCandidate{h.Key, h.Title, other.ID, other.Name}
			if other.Name == ind.Name {
				same = append(same, c)
			} else {
				rest = append(rest, c)
			}
		}
	}
	all := append(same, rest...)
	return all[:min(len(all), mostCandidates)], nil
}

// Unlink takes an indicator out again; what was filed stays as it is, and from then on it is filed by itself.
func (d SameIndicators) Unlink(ctx context.Context, by models.Actor, ref breakdown.IndicatorRef) error {
	ind, err := d.indicator(ctx, ref)
	if err != nil {
		return err
	}
	return d.Store.Same.Unlink(ctx, by, breakdown.IndicatorRef{Plan: ref.Plan, Indicator: ind.ID})
}

func orNone(text string) string { return cmp.Or(text, "没有写") }

// indicator finds an indicator by its id, or by its name where one alone has it.
func (d SameIndicators) indicator(ctx context.Context, ref breakdown.IndicatorRef) (tally.Indicator, error) {
	p, err := d.Plan(ctx, ref.Plan, tally.Round{})
	if err != nil {
		return tally.Indicator{}, err
	}
	var found []tally.Indicator
	for _, ind := range p.Indicators {
		if ind.ID == ref.Indicator {
			return ind, nil
		}
		if ind.Name == ref.Indicator {
			found = append(found, ind)
		}
	}
	if len(found) != 1 {
		return tally.Indicator{}, &models.Error{Code: models.NotFound, Field: "indicator",
			Message: fmt.Sprintf("计划“%s”里叫“%s”的指标有%d个，请用指标的编号。", ref.Plan, ref.Indicator, len(found))}
	}
	return found[0], nil
}

// SharedFiling says what became of another plan that has indicators in common with what was filed.
type SharedFiling struct {
	Plan       string `json:"plan"`
	Title      string `json:"title"`
	Submission string `json:"submission,omitempty"` // made of the same file; "" where the plan was left as it was
	Version    int    `json:"version,omitempty"`
	Says       string `json:"says"`
}

// Share files what a submission has in common with other plans there too, from the same file: one submission a plan, each figure at its
// one cell. A plan that is locked, was returned, or holds or expects more than is shared, stays as it is and says so. What is only a
// draft shares nothing.
func (d SameIndicators) Share(ctx context.Context, by models.Actor, sub models.Submission) ([]SharedFiling, error) {
	if sub.State == models.Draft || sub.State == models.Returned {
		return nil, nil
	}
	same, err := d.Store.Same.Of(ctx, sub.Plan)
	if err != nil || len(same) == 0 {
		return nil, err
	}
	figures, err := d.Store.Figures.List(ctx, sub.ID)
	if err != nil {
		return nil, err
	}
	plans := map[string]*sharedRows{}
	for _, s := range same {
		for _, f := range figures {
			if f.Indicator == s.Ours {
				if plans[s.Plan] == nil {
					plans[s.Plan] = &sharedRows{ids: map[sheetRow]string{}}
				}
				plans[s.Plan].add(f.Source, s.Indicator)
			}
		}
	}
	var out []SharedFiling
	for _, plan := range slices.Sorted(maps.Keys(plans)) {
		one, err := d.shareWith(ctx, by, sub, plan, plans[plan])
		if err != nil {
			return out, fmt.Errorf("share with plan %s: %w", plan, err)
		}
		if one != nil {
			out = append(out, *one)
		}
	}
	return out, nil
}

// shareWith files the shared rows of a submission in one other plan; nil where the department is not of it, or the month not reported.
func (d SameIndicators) shareWith(ctx context.Context, by models.Actor, sub models.Submission, plan string, rows *sharedRows) (*SharedFiling, error) {
	head, err := d.head(ctx, plan)
	if err != nil {
		return nil, err
	}
	out := &SharedFiling{Plan: plan, Title: head.Title}
	stays, err := d.stays(ctx, sub, plan)
	if isCode(err, models.NotFound) {
		return nil, nil
	}
	if out.Says = stays; err != nil || stays != "" {
		return out, err
	}
	theirs, err := d.Plan(ctx, plan, sub.Period)
	if err != nil {
		return nil, err
	}
	rows.plan, rows.names = plan, map[string]string{}
	for _, ind := range theirs.Indicators {
		rows.names[ind.ID] = ind.Name
	}
	f := Filing{Plan: plan, Department: sub.Department, Period: sub.Period, Name: sub.FileName, shared: rows}
	if f.Name, f.Data, err = d.Store.Submissions.OriginalBytes(ctx, sub.ID); err != nil {
		return nil, err
	}
	if f.carried, err = d.saidOf(ctx, sub); err != nil {
		return nil, err
	}
	checked, err := d.Check(ctx, f)
	if err != nil {
		return nil, err
	}
	if out.Says, err = d.lacks(ctx, checked, f); err != nil || out.Says != "" {
		return out, err
	}
	filed, err := d.Submit(ctx, by, f)
	if refused := (*models.Error)(nil); errors.As(err, &refused) { // locked meanwhile, or full: the plan stays, and says why
		out.Says = refused.Message
		return out, nil
	}
	if err != nil {
		return nil, err
	}
	out.Submission, out.Version = filed.Submission.ID, filed.Submission.Version
	out.Says = fmt.Sprintf("共用的指标已用同一份文件报送（第%d版，%s）。", filed.Submission.Version, filed.Submission.State.Words())
	return out, nil
}

// stays says why a plan is left as it is, "" where it may be filed.
func (d SameIndicators) stays(ctx context.Context, sub models.Submission, plan string) (string, error) {
	ground, err := d.Store.Submissions.CheckContext(ctx, plan, sub.Department, sub.Period)
	if err != nil {
		return "", err
	}
	lock, err := d.Store.Periods.LockOf(ctx, plan, ground.Department.Name, sub.Period)
	if err != nil {
		return "", err
	}
	if lock.Locked {
		return sub.Period.Chinese() + "已锁定，没有改动。", nil
	}
	versions, err := d.Store.Submissions.List(ctx, plan, sub.Period, ground.Department.Name)
	if err != nil || len(versions) == 0 {
		return "", err
	}
	switch last := versions[len(versions)-1]; last.State {
	case models.Returned:
		return fmt.Sprintf("第%d版已退回，没有改动，请按退回理由单独重报。", last.Version), nil
	case models.Draft:
		return fmt.Sprintf("第%d版还是草稿，没有改动。", last.Version), nil
	case models.Submitted, models.Accepted:
	}
	return "", nil
}

// lacks says what the shared rows cannot say for a plan: rows that it expects, or that its department filed by itself before.
func (d SameIndicators) lacks(ctx context.Context, checked Checked, f Filing) (string, error) {
	missing := 0
	for _, found := range checked.Reading.Findings {
		if found.Code == tally.ItemMissing {
			missing++
		}
		if found.Class == tally.ClassA {
			return "共用的指标在这个计划里还有必须改正的问题（" + found.Message + "），没有报送。", nil
		}
	}
	if missing > 0 {
		return fmt.Sprintf("还有%d个指标不在这份表里，没有报送，请单独报送这个计划。", missing), nil
	}
	versions, err := d.Store.Submissions.List(ctx, f.Plan, f.Period, checked.Department)
	if err != nil || len(versions) == 0 {
		return "", err
	}
	last := versions[len(versions)-1]
	before, err := d.Store.Figures.List(ctx, last.ID)
	for _, was := range before {
		if !slices.ContainsFunc(checked.Figures, func(now tally.Figure) bool { return now.Indicator == was.Indicator }) {
			return fmt.Sprintf("第%d版是单独报送的，还有别的指标，没有改动。", last.Version), err
		}
	}
	return "", err
}
