package workflow

import (
	"context"
	"slices"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Place is where a workbook belongs by what it says of itself, where that is elsewhere than it was handed in for.
type Place struct {
	Plan       string      `json:"plan"`
	Department string      `json:"department"`
	Period     tally.Round `json:"period"`
}

// misplacing are the findings that a workbook is another plan's, department's or month's.
var misplacing = []tally.Code{tally.PlanDiffers, tally.DepartmentDiffers, tally.PeriodDiffers}

// Misplaced reports findings for which PlaceOf may have an answer.
func Misplaced(findings []tally.Finding) bool {
	return slices.ContainsFunc(findings, func(f tally.Finding) bool { return slices.Contains(misplacing, f.Code) })
}

// belongs finds the place of a checked workbook; nil where it is where it belongs, or where the place that it names is
// none of this site.
func (d *Workflow) belongs(ctx context.Context, f Filing, c Checked, says tally.Round) (*Place, error) {
	p := Place{Plan: f.Plan, Department: c.Department, Period: f.Period}
	r := c.Reading
	if r.Plan != "" {
		p.Plan = r.Plan
	}
	if r.Department != "" && slices.ContainsFunc(r.Findings, func(f tally.Finding) bool { return f.Code == tally.DepartmentDiffers }) {
		p.Department = r.Department
	}
	if !says.IsZero() {
		if err := TakesRound(ctx, d.Store, p.Plan, says); err != nil {
			return nil, nil //nolint:nilerr,nilnil // a round that the plan does not have is no place
		}
		p.Period = says
	}
	on, err := d.Store.Submissions.CheckContext(ctx, p.Plan, p.Department, p.Period)
	if isCode(err, models.NotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if p.Department = on.Department.Name; p == (Place{f.Plan, c.Department, f.Period}) {
		return nil, nil
	}
	return &p, nil
}

// PlaceOf is where a filed workbook belongs; nil where nothing speaks against the place that it was filed for.
func (d *Workflow) PlaceOf(ctx context.Context, sub models.Submission) (*Place, error) {
	f, err := filingOf(ctx, d.Store, sub)
	if err != nil {
		return nil, err
	}
	checked, err := d.Check(ctx, f)
	return checked.Belongs, err
}

// filingOf is a submission as it was handed in.
func filingOf(ctx context.Context, store *models.Store, sub models.Submission) (Filing, error) {
	name, data, err := store.Submissions.OriginalBytes(ctx, sub.ID)
	return Filing{Plan: sub.Plan, Department: sub.Department, Period: sub.Period, Name: name, Data: data}, err
}

// PutInPlace keeps the workbook of a draft as a draft where it belongs. The misplaced draft is thrown away where it still is one and
// the newest: else both stand, and the wrong one would be filed.
func (d *Workflow) PutInPlace(ctx context.Context, by models.Actor, sub models.Submission, at Place) (Filed, error) {
	f, err := filingOf(ctx, d.Store, sub)
	if err != nil {
		return Filed{}, err
	}
	f.Plan, f.Department, f.Period, f.Draft, f.amends = at.Plan, at.Department, at.Period, true, sub.ID
	got, err := d.Submit(ctx, by, f)
	if err != nil || sub.State != models.Draft {
		return got, err
	}
	if err := d.Store.Submissions.Discard(ctx, by, sub.ID, sub.Revision); err != nil && !isCode(err, models.Conflict) {
		return got, err
	}
	return got, nil
}
