package excel

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/excel/mark"
)

// TestAnOldWorkbookIsCorrectedInItsCopy: what comes of an .xls is called .xlsx and reads with the corrected cell.
func TestAnOldWorkbookIsCorrectedInItsCopy(t *testing.T) {
	t.Parallel()
	old := saveOld(t, oldSample)
	r := newReader(t)
	var err error
	if r.Converter, err = legacy.FindConverter("auto"); err != nil {
		t.Fatal(err)
	}
	r.Converter.Temp = t.TempDir()
	name, out, err := r.Replace(t.Context(), "九月.xls", old, []mark.CellText{{Sheet: "9月", Cell: "F5", Text: "170.25"}})
	if err != nil || name != "九月.xlsx" || len(out.Done) != 1 || out.Done[0].Old != "168.92" {
		t.Fatalf("%q %+v %v", name, out.Done, err)
	}
	read, err := r.Read(t.Context(), name, out.Data, layout.Options{})
	if err != nil || len(read.Items) == 0 || read.Items[0].Actuals[0].Value.String() != "170.25" {
		t.Fatalf("%v %+v", err, read.Items)
	}
}
