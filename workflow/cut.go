package workflow

import (
	"bytes"
	"context"
	"fmt"
	"path"
	"strings"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Workbook gives the workbook of an edition as somebody may have it: whole for department "", else the department's own
// lines. It is the same file whether it is downloaded or sent. number 0 is the newest edition.
func (d *Workflow) Workbook(ctx context.Context, plan string, period tally.Round, number int, department string) (name string, data []byte, err error) {
	if department == "" {
		info, data, err := d.Store.Editions.Workbook(ctx, plan, period, number)
		return info.FileName, data, err
	}
	info, ed, err := d.Store.Editions.Get(ctx, plan, period, number)
	if err != nil {
		return "", nil, err
	}
	var own bytes.Buffer
	if err := excel.WriteDepartment(&own, ed, department); err != nil {
		return "", nil, fmt.Errorf("write the edition of %s: %w", department, err)
	}
	return ownName(info, department), own.Bytes(), nil
}

// ownName puts the department into the name of the file.
func ownName(info models.EditionInfo, department string) string {
	ext := path.Ext(info.FileName)
	return strings.TrimSuffix(info.FileName, ext) + " " + department + ext
}
