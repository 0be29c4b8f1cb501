package workflow

import (
	"context"
	"slices"

	"github.com/tallysheet/tallysheet/excel/template"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/onlineform"
	"github.com/tallysheet/tallysheet/tally"
)

// OnlineForm is a month's template as a page: what stands in it and what was typed so far.
type OnlineForm struct {
	template.Form
	Department string
	Values     map[string]string // by OnlineField
}

// OnlineField names one field of the form by its indicator and column, which hold where the plan changes.
func OnlineField(indicator, column string) string { return indicator + "|" + column }

// FormOf gives the form of a department for a period: fields as they are being typed, else as they stand in the newest version where that is
// the filled template.
func FormOf(ctx context.Context, d *Workflow, plan, department string, period tally.Round) (OnlineForm, error) {
	t, err := d.templateOf(ctx, plan, department, period)
	if err != nil {
		return OnlineForm{}, err
	}
	out := OnlineForm{Form: template.FormOf(t), Department: t.Department}
	typed, err := d.Store.Forms.Fields(ctx, onlineform.Owner{Plan: plan, Department: t.Department, Period: period})
	if err != nil {
		return out, err
	}
	if out.Values, err = filledBefore(ctx, d, plan, t.Department, period, out.Form); err != nil {
		return out, err
	}
	for field, text := range typed {
		out.Values[field] = text
	}
	return out, nil
}

// filledBefore reads the fields from the newest version of the month, where that is an issued template.
func filledBefore(ctx context.Context, d *Workflow, plan, department string, period tally.Round, form template.Form) (map[string]string, error) {
	values := map[string]string{}
	versions, err := d.Store.Submissions.List(ctx, plan, period, department)
	if err != nil || len(versions) == 0 {
		return values, err
	}
	_, data, err := d.Store.Submissions.OriginalBytes(ctx, versions[len(versions)-1].ID)
	if err != nil {
		return values, err
	}
	book, err := d.Cells(ctx, data)
	if err != nil || template.IssuedOf(book) == nil { // not what is filled here
		return values, nil //nolint:nilerr // the form is empty then
	}
	at := slices.IndexFunc(book.Sheets, func(s *xlsx.Sheet) bool { return s.Name == form.Sheet })
	if at < 0 {
		return values, nil
	}
	for _, row := range form.Rows {
		for j, c := range row.Cells {
			r, col, _ := xlsx.ParseRef(c.Ref)
			if text := book.Sheets[at].At(r, col).Text(book.Date1904); c.Open && text != "" {
				values[OnlineField(row.Indicator, form.Columns[j])] = text
			}
		}
	}
	return values, nil
}

// FileForm makes the filled template of a form and keeps it as a draft, so that each figure has file, sheet and cell like any other.
func FileForm(ctx context.Context, d *Workflow, by models.Actor, f Filing, values map[string]string) (Filed, error) {
	name, data, err := d.Template(ctx, f.Plan, f.Department, f.Period)
	if err != nil {
		return Filed{}, err
	}
	form, err := FormOf(ctx, d, f.Plan, f.Department, f.Period)
	if err != nil {
		return Filed{}, err
	}
	var cells []CellText
	for _, row := range form.Rows {
		for j, c := range row.Cells {
			if text := values[OnlineField(row.Indicator, form.Columns[j])]; c.Open && text != "" {
				cells = append(cells, CellText{Sheet: form.Sheet, Cell: c.Ref, Text: text})
			}
		}
	}
	if len(cells) == 0 {
		return Filed{}, &models.Error{Code: models.Invalid, Message: "还没有填任何数，没有保存。"}
	}
	_, filled, err := d.Reader.Replace(ctx, name, data, cells)
	if err != nil {
		return Filed{}, notReplaced(err)
	}
	f.Name, f.Data, f.Draft = name, filled.Data, true
	got, err := d.Submit(ctx, by, f)
	if err != nil {
		return got, err
	}
	return got, d.Store.Forms.Clear(ctx, onlineform.Owner{Plan: f.Plan, Department: got.Submission.Department, Period: f.Period})
}
