package excel

import (
	"context"
	"errors"
	"path"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// AsXLSX gives the .xlsx that a file is read as: its own bytes, or its converted copy where it is an old workbook by its
// bytes and the reader has a Converter. The error is an *xlsx.Refusal where the conversion fails, ErrBusy, or the
// context's. That the file can be read is not promised.
func (r *Reader) AsXLSX(ctx context.Context, data []byte) (file []byte, converted bool, err error) {
	limit := r.Limits.File
	if limit <= 0 {
		limit = xlsx.DefaultLimits().File
	}
	var no *xlsx.Refusal
	if r.Converter == nil || int64(len(data)) > limit || !errors.As(xlsx.Sniff("", data), &no) || !no.OldBinary {
		return data, false, nil
	}
	file, err = r.Converter.Convert(ctx, data)
	return file, true, err
}

// workbook reads a file's workbook, converted where it must be.
func (r *Reader) workbook(ctx context.Context, data []byte) (book *xlsx.Workbook, converted bool, err error) {
	file, converted, err := r.AsXLSX(ctx, data)
	if err != nil {
		return nil, false, err
	}
	book, err = xlsx.Read(ctx, file, r.Limits)
	return book, converted, err
}

// saidConverted is the note that what was read is a converted copy.
func saidConverted() tally.Finding {
	return tally.NewFinding(tally.FileConverted, "", "",
		"文件是旧版 .xls 或 .et 工作簿，已自动转换成 .xlsx 后读取，单元格位置与原件相同；原件按原样保存，标注件标在转换后的文件上",
		"请核对读到的数；下次请在 WPS 或 Excel 中另存为 .xlsx 再上传")
}

// Mark is the function Mark within the reader's limits. An old workbook cannot be marked as it is, so its
// converted copy is, and the name that the copy should have ends in .xlsx; any other keeps its name.
func (r *Reader) Mark(ctx context.Context, name string, original []byte, findings []tally.Finding, headers ...tally.Header) (newName string, marked []byte, err error) {
	file, converted, err := r.AsXLSX(ctx, original)
	if err != nil {
		return "", nil, err
	}
	if converted && !strings.EqualFold(path.Ext(name), ".xlsx") {
		name = strings.TrimSuffix(name, path.Ext(name)) + ".xlsx"
	}
	marked, err = Marker{Limits: r.Limits}.Mark(file, findings, headers...)
	return name, marked, err
}
