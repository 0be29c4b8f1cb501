package excel

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/excel/namedcopy"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// WriteEdition writes the consolidated workbook of DESIGN §6. The same edition gives the same bytes, always.
func WriteEdition(w io.Writer, ed tally.Edition) error { return edition.Write(w, ed) }

// WriteDepartment writes the workbook as one department may see it: its own lines in every sheet.
func WriteDepartment(w io.Writer, ed tally.Edition, department string) error {
	return edition.Write(w, ed.Cut(department))
}

// WriteBrief writes 领导简报 alone, one page of A4.
func WriteBrief(w io.Writer, ed tally.Edition) error { return edition.WriteBrief(w, ed) }

// WriteNamed writes a copy of an issued workbook that bears a name and a time in the heads of its pages and in a hidden property.
func WriteNamed(w io.Writer, workbook []byte, c tally.NamedCopy) error {
	return namedcopy.Write(w, workbook, c, edition.OnPaper)
}

// TraceCell answers which figures a cell of the workbook comes from, and how, in plain Chinese. A sum or a count gives
// every figure in it; a heading or a target gives none and says why. The address is that of the workbook as it was issued, and the
// answer is held against what stands there in it. An unknown sheet or a cell outside it is an error (edition.ErrNoCell); a workbook
// that cannot be read is one too.
func TraceCell(ctx context.Context, ed tally.Edition, workbook []byte, sheet, cell string) ([]tally.Figure, string, error) {
	stored, err := xlsx.Read(ctx, workbook, xlsx.Limits{Ratio: 1 << 20, Rows: 1 << 20})
	var refused *xlsx.Refusal
	large := errors.As(err, &refused) && refused.Limit
	if err != nil && !large {
		return nil, "", fmt.Errorf("stored workbook: %w", err)
	}
	figures, says, err := edition.Trace(ed, stored, sheet, cell)
	if large && err == nil {
		says += "存档的工作簿太大，没有与其中的这一格核对。"
	}
	return figures, says, err
}

// DescribeEdition describes the workbook of an edition: its layout, to be kept with the edition, and what WriteAnswered writes, the workbook
// and what every cell of it comes from, in blocks that put takes and says where they stand.
func DescribeEdition(ed tally.Edition) *edition.Workbook { return edition.Describe(ed) }
