package workflow

import (
	"bytes"
	"context"
	"errors"
	"fmt"

	"github.com/tallysheet/tallysheet/excel/template"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Template is a department's workbook to fill for a period, with a name to save it under.
func (d *Workflow) Template(ctx context.Context, plan, department string, period tally.Round) (name string, data []byte, err error) {
	if period.IsZero() {
		return "", nil, &models.Error{Code: models.Invalid, Message: "没有说明要填哪一期，应为 2018-09、2018-W05 这样的形式。"}
	}
	t, err := d.templateOf(ctx, plan, department, period)
	if err != nil {
		return "", nil, err
	}
	var b bytes.Buffer
	err = template.Write(&b, t)
	switch {
	case errors.Is(err, template.ErrNothingToFill) && len(t.Plan.LedBy(t.Department, t.Aliases)) == 0:
		err = &models.Error{Code: models.NotFound, Message: fmt.Sprintf("计划中没有由“%s”牵头的指标，没有要填的表。", t.Department)}
	case errors.Is(err, template.ErrNothingToFill):
		err = &models.Error{Code: models.NotFound, Message: fmt.Sprintf("“%s”牵头的指标在%s没有要报的，没有要填的表。", t.Department, period.Full())}
	}
	if err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("%s%s填报表.xlsx", t.Department, period.Full()), b.Bytes(), nil
}

// TemplateRows is how many rows a department has to fill for a period: what it leads that has a target for it.
func (d *Workflow) TemplateRows(ctx context.Context, plan, department string, period tally.Round) (int, error) {
	t, err := d.templateOf(ctx, plan, department, period)
	return t.Rows(), err
}

func (d *Workflow) templateOf(ctx context.Context, plan, department string, period tally.Round) (template.Template, error) {
	in, on, err := d.checkInput(ctx, Filing{Plan: plan, Department: department, Period: period})
	if err != nil {
		return template.Template{}, err
	}
	if err := takes(on.Settings, period); err != nil {
		return template.Template{}, err
	}
	return template.Template{Plan: in.Names.Plan(), Words: d.Words, Department: in.Department, Aliases: in.DepartmentAliases, Period: period, History: in.History, Asked: in.Asked}, nil
}
