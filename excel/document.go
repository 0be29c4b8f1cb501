package excel

import (
	"context"
	"errors"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// OpenDocument opens the zip of a .docx under the limits and the checks of a workbook's. The error is an *xlsx.Refusal that speaks of a
// document.
func (r *Reader) OpenDocument(data []byte) (*xlsx.Package, error) {
	p, err := xlsx.OpenPackage(data, r.Limits)
	return p, OfDocument(err)
}

// OfDocument turns the words of a workbook's refusal into those of a document's.
func OfDocument(err error) error {
	var no *xlsx.Refusal
	if !errors.As(err, &no) {
		return err
	}
	said := *no
	words := strings.NewReplacer("工作簿", "文档", "WPS 或 Excel", "WPS 或 Word", ".xlsx", ".docx", "工作表、", "", "表格", "文档", "报送", "计划")
	said.Message, said.Expected = words.Replace(no.Message), words.Replace(no.Expected)
	return &said
}

// ConvertDocument gives the .docx of a .doc or .wps, by the confined converter; without one the error is an *xlsx.Refusal.
func (r *Reader) ConvertDocument(ctx context.Context, old []byte) ([]byte, error) {
	if r.Converter == nil {
		return nil, &xlsx.Refusal{Message: "这是旧版 .doc 或 .wps 文档", Expected: "请在 WPS 或 Word 中打开后另存为 .docx，再上传"}
	}
	out, err := r.Converter.ConvertDocument(ctx, old)
	return out, OfDocument(err)
}

// ReadTable reads a table of a document as if it stood in a sheet: row 1 is its first row, column A its first column. A table that is
// no plan gives no items.
func (r *Reader) ReadTable(ctx context.Context, title string, rows [][]string) (tally.Reading, error) {
	sheet := &xlsx.Sheet{Name: "表格"}
	for i, row := range rows {
		cells := make([]xlsx.Cell, 0, len(row))
		for k, text := range row {
			if text == "" {
				continue
			}
			cells = append(cells, xlsx.Cell{Col: k + 1, Kind: xlsx.Text, Value: text})
			sheet.MaxCol = max(sheet.MaxCol, k+1)
		}
		if len(cells) > 0 {
			sheet.Rows = append(sheet.Rows, xlsx.Row{Number: i + 1, Cells: cells})
		}
	}
	book := &xlsx.Workbook{Sheets: []*xlsx.Sheet{sheet}}
	var out tally.Reading
	err := r.Contained(ctx, title, func() (err error) {
		out, err = layout.Reader{Words: r.Words.Words, Headings: r.Headings}.Read(ctx, title, book, layout.Options{Kind: tally.KindPlan})
		return err
	})
	return out, err
}
