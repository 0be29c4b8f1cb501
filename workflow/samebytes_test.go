package workflow_test

import (
	"bytes"
	"testing"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/models"
)

// P18: what was issued is written again from what is kept of it, a hundred times, to the bytes that were issued; so a copy can be held
// against the record at any time.
func TestTheIssuedWorkbookIsWrittenAgainByteForByte(t *testing.T) {
	onShared(t, func(s shared) {
		s.files("经济发展局", "70")
		ed, issued, err := s.Consolidate(t.Context(), models.System(), "p", september)
		if err != nil {
			t.Fatal(err)
		}
		if ed.Audit.IsZero() {
			t.Error("the edition carries no anchor")
		}
		_, kept, err := s.Store.Editions.Get(t.Context(), "p", september, ed.Number)
		if err != nil {
			t.Fatal(err)
		}
		for range 100 {
			var again bytes.Buffer
			if err := excel.WriteEdition(&again, kept); err != nil {
				t.Fatal(err)
			}
			if !bytes.Equal(again.Bytes(), issued) {
				t.Fatal("the same edition gave other bytes")
			}
		}
	})
}
