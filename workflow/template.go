package workflow

import (
	"bytes"
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/excel/template"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Template is a department's workbook to fill for a period, with a name to save it under.
func (d *Workflow) Template(ctx context.Context, plan, department string, period tally.Period) (name string, data []byte, err error) {
	in, _, err := d.checkInput(ctx, Filing{Plan: plan, Department: department, Period: period})
	if err != nil {
		return "", nil, err
	}
	if len(in.Plan.LedBy(in.Department, in.DepartmentAliases)) == 0 {
		return "", nil, &models.Error{Code: models.NotFound, Message: fmt.Sprintf("计划中没有由“%s”牵头的指标,没有要填的表。", in.Department)}
	}
	var b bytes.Buffer
	t := template.Template{Plan: in.Plan, Department: in.Department, Aliases: in.DepartmentAliases, Period: period, History: in.History}
	if err := template.Write(&b, t); err != nil {
		return "", nil, err
	}
	return fmt.Sprintf("%s%s填报表.xlsx", in.Department, period.Chinese()), b.Bytes(), nil
}
