package workflow

import (
	"context"
	"errors"

	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
)

// Cells reads the cells of a filed workbook, of an old .xls or .et those of its converted copy. A file that cannot be
// read is an *xlsx.Refusal.
func (d *Workflow) Cells(ctx context.Context, data []byte) (*xlsx.Workbook, error) {
	release, err := d.reading.take(ctx, d.Reader.Limits, data, 0)
	if err != nil {
		return nil, err
	}
	defer release()
	book, err := d.Reader.Cells(ctx, data)
	return book, unconverted(err)
}

// unconverted gives the wait for another conversion the code that says so.
func unconverted(err error) error {
	if errors.Is(err, legacy.ErrBusy) {
		return &models.Error{Code: models.Busy, Message: "正在转换别人上传的旧版 .xls 或 .et 工作簿，请过一分钟再试；在 WPS 或 Excel 中另存为 .xlsx 上传则不用等待。"}
	}
	return err
}

// unmarked says why there is no marked copy: the file cannot be read.
func unmarked(err error) error {
	var no *xlsx.Refusal
	if errors.As(err, &no) {
		return &models.Error{Code: models.Invalid, Message: "没有标注件：" + no.Message + "。" + no.Expected + "。"}
	}
	return unconverted(err)
}
