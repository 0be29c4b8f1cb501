package workflow

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Filed is what became of a workbook that was handed in.
type Filed struct {
	Checked
	Submission models.Submission `json:"submission"`
}

// Submit reads, checks and files a workbook. With class A findings it is kept as a draft, and Refused says so.
// Filing the same again changes nothing and answers the same.
func (d *Workflow) Submit(ctx context.Context, by models.Actor, f Filing) (Filed, error) {
	release, err := d.reading.take(ctx, d.Reader.Limits, f.Data, 0)
	if err != nil {
		return Filed{}, err
	}
	defer release()
	checked, err := d.check(ctx, f)
	if err != nil {
		return Filed{Checked: checked}, err
	}
	if err := noWorkbook(checked.Reading); err != nil {
		return Filed{Checked: checked}, err
	}
	explanations, err := explained(checked.Reading.Findings, f.Explain)
	if err != nil {
		return Filed{Checked: checked}, err
	}
	for i, found := range checked.Reading.Findings {
		if text, ok := f.carried[asks{found.Code, found.Sheet, found.Cell}]; ok && found.Class == tally.ClassC && explanations[i] == "" {
			explanations[i] = text
		}
	}
	typed := carried(checked.Reading.Findings, f.earlier, explanations)
	sub, err := d.Store.Submissions.File(ctx, models.Filing{
		Plan: f.Plan, Department: checked.Department, Period: f.Period, By: by, FileName: f.Name, Bytes: f.Data, Draft: f.Draft,
		Findings: checked.Reading.Findings, Explanations: explanations, Figures: checked.Figures, Remarks: checked.Remarks,
		Headers: checked.Reading.Headers, IdempotencyKey: f.IdempotencyKey, Typed: typed, Amends: f.amends, Amendments: f.amendments,
	})
	if err == nil && f.Mapping != nil && !checked.Refused() {
		err = d.keepMapping(ctx, by, checked.Department, f.Mapping, checked.Reading)
	}
	return Filed{Checked: checked, Submission: sub}, err
}

// noWorkbook is the refusal of a file of which nothing could be read because of what it is: a picture, a PDF, a text.
func noWorkbook(r tally.Reading) error {
	for _, f := range r.Findings {
		if len(r.Items) == 0 && (f.Code == tally.FileUnsupported || f.Code == tally.FileLimit) && f.Class == tally.ClassA {
			return &models.Error{Code: models.Invalid, Message: f.Message + "。" + f.Expected + "。没有保存这个文件。"}
		}
	}
	return nil
}

// explained lays the explanations given for cells on the class C findings of those cells. One for a cell
// without such a finding is refused: the department would think that it had explained something.
func explained(findings []tally.Finding, byCell map[string]string) (map[int]string, error) {
	out := map[int]string{}
	used := map[string]bool{}
	for i, f := range findings {
		for _, cell := range []string{f.Cell, f.Sheet + "!" + f.Cell} {
			if text, ok := byCell[cell]; ok && f.Class == tally.ClassC {
				out[i], used[cell] = text, true
			}
		}
	}
	for cell := range byCell {
		if !used[cell] {
			return nil, &models.Error{Code: models.Invalid, Message: fmt.Sprintf("单元格 %s 没有需要说明的问题（C 类），说明没有采用，请核对单元格。", cell)}
		}
	}
	return out, nil
}

// Marked gives a filed workbook back with its findings marked, under its own name; of an old .xls or .et the
// converted copy. One that cannot be read cannot be marked (code Invalid).
func (d *Workflow) Marked(ctx context.Context, id string) (name string, data []byte, err error) {
	name, original, err := d.Store.Submissions.OriginalBytes(ctx, id)
	if err != nil {
		return "", nil, err
	}
	filed, err := d.Store.Findings.List(ctx, id)
	if err != nil {
		return "", nil, err
	}
	findings := make([]tally.Finding, 0, len(filed))
	for _, f := range filed {
		if f.State != models.FindingClosed {
			findings = append(findings, f.Finding)
		}
	}
	headers, err := d.Store.Submissions.Headers(ctx, id)
	if err != nil {
		return "", nil, err
	}
	release, err := d.reading.take(ctx, d.Reader.Limits, original, len(findings))
	if err != nil {
		return "", nil, err
	}
	defer release()
	name, data, err = d.Reader.Mark(ctx, name, original, findings, headers...)
	return name, data, unmarked(err)
}
