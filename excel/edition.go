package excel

import (
	"io"

	"github.com/tallysheet/tallysheet/excel/edition"
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

// TraceCell answers which figures a cell of the workbook comes from, and how, in plain Chinese. A sum or a count gives
// every figure in it; a heading or a target gives none and says why. An unknown sheet or a cell outside it is an
// error (edition.ErrNoCell).
func TraceCell(ed tally.Edition, sheet, cell string) ([]tally.Figure, string, error) {
	return edition.Trace(ed, sheet, cell)
}
