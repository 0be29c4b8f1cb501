package excel

import (
	"context"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/excel/mark"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// asXLSX gives the .xlsx that a file is read as: its own bytes, or its converted copy where it is an old workbook by its
// bytes and the reader has a Converter. The error is an *xlsx.Refusal where the conversion fails, ErrBusy, or the
// context's. That the file can be read is not promised.
func (r *Reader) asXLSX(ctx context.Context, data []byte) (file []byte, converted bool, err error) {
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
	file, converted, err := r.asXLSX(ctx, data)
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

// Mark is the function Mark within the reader's limits, with the name that the copy should have: 九月-退件.xlsx for
// 九月.xlsx, so that neither file is taken for the other. An old workbook cannot be marked as it is, so its converted
// copy is.
func (r *Reader) Mark(ctx context.Context, name string, original []byte, findings []tally.Finding, headers ...tally.Header) (newName string, marked []byte, err error) {
	err = r.Contained(ctx, name, func() error {
		file, _, err := r.asXLSX(ctx, original)
		if err != nil {
			return err
		}
		marked, err = mark.Marker{Limits: r.Limits}.Mark(file, findings, headers...)
		return err
	})
	if err != nil {
		return "", nil, err
	}
	return markedName(name), marked, nil
}

const markedSuffix = "-退件"

// markedName is the name of a file's marked copy; that of a marked copy handed in again says it once.
func markedName(name string) string {
	base, ext := name, ".xlsx"
	switch kind := path.Ext(name); strings.ToLower(kind) {
	case ".xlsm": // Excel opens no workbook with macros under another name
		base, ext = strings.TrimSuffix(name, kind), kind
	case ".xlsx", ".xls", ".et":
		base = strings.TrimSuffix(name, kind)
	}
	return strings.TrimSuffix(base, markedSuffix) + markedSuffix + ext
}

// Replace puts values into cells, within the reader's limits, with the name that the workbook then has: an old .xls or .et cannot be written as
// it is, so its converted copy is, and it is called .xlsx. A cell that cannot be replaced is an *xlsx.Refusal that names it.
func (r *Reader) Replace(ctx context.Context, name string, original []byte, values []mark.CellText) (newName string, out mark.Replacement, err error) {
	newName = name
	err = r.Contained(ctx, name, func() error {
		file, converted, err := r.asXLSX(ctx, original)
		if err != nil {
			return err
		}
		if converted {
			newName = strings.TrimSuffix(name, path.Ext(name)) + ".xlsx"
		}
		out, err = mark.Marker{Limits: r.Limits}.Replace(ctx, file, values)
		return err
	})
	return newName, out, err
}

// Cells reads the cells of a workbook, of an old .xls or .et those of its converted copy. A file that cannot be read is an
// *xlsx.Refusal.
func (r *Reader) Cells(ctx context.Context, data []byte) (book *xlsx.Workbook, err error) {
	err = r.Contained(ctx, "", func() error {
		book, _, err = r.workbook(ctx, data)
		return err
	})
	return book, err
}

// sayRecomputed finds the formulas of read rows whose result LibreOffice did not leave as the file holds it: it computes
// them anew, and knows not all of them, nor other workbooks that they refer to.
func sayRecomputed(out *tally.Reading, book *xlsx.Workbook, original []byte) {
	saved := legacy.Results(original)
	type line struct {
		sheet string
		row   int
	}
	read := map[line]bool{}
	for _, it := range out.Items {
		read[line{it.Sheet, it.Row}] = true
	}
	for _, s := range book.Sheets {
		for _, row := range s.Rows {
			if !read[line{s.Name, row.Number}] {
				continue
			}
			for _, c := range row.Cells {
				if !c.Formula {
					continue
				}
				was, known := saved[legacy.Place{Sheet: s.Name, Row: row.Number, Col: c.Col}]
				if !known || !unchanged(was, c) {
					out.Findings = append(out.Findings, recomputed(s.Name, xlsx.Ref(row.Number, c.Col), was, known, c))
				}
			}
		}
	}
}

func unchanged(was legacy.Result, c xlsx.Cell) bool {
	if c.Kind == xlsx.Number {
		return was.Same(c.Value)
	}
	return !was.Number
}

func recomputed(sheet, cell string, was legacy.Result, known bool, c xlsx.Cell) tally.Finding {
	message := fmt.Sprintf("单元格是公式，转换旧版工作簿时重新计算过：原件中的结果是 %s，转换后是 %s", was.Text(), orNothing(c.Value))
	if !known {
		message = "单元格是公式，转换旧版工作簿时重新计算过，原件中的结果无法核对"
	}
	return tally.NewFinding(tally.FormulaUncached, sheet, cell, message, "请在 WPS 或 Excel 中打开原文件，另存为 .xlsx 再上传，或直接填入数字")
}

func orNothing(s string) string {
	if s == "" {
		return "空"
	}
	return s
}
