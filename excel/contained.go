package excel

import (
	"context"
	"errors"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/internal/parallel"
)

// Contained does work on one file. A panic in it is told in full to the log, and is an *xlsx.Refusal of that file: a
// workbook of a form that nobody thought of must not end the process, nor keep the other files from being read.
func (r *Reader) Contained(ctx context.Context, name string, work func() error) error {
	err := parallel.Safely(work)
	var broke *parallel.Panic
	if !errors.As(err, &broke) {
		return err
	}
	if r.Log != nil {
		r.Log.ErrorContext(ctx, "a workbook broke the reading", "file", name, "error", broke.Error())
	}
	return &xlsx.Refusal{
		Message:  "读取或审核这个文件时程序出了错，没有采用其中的内容，别的文件不受影响",
		Expected: "请换用系统下发的填报表填报，或在 WPS、Excel 中另存为 .xlsx 后再上传；仍然不行的，请把文件交给系统管理员",
	}
}
