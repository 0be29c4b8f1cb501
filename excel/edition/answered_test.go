package edition_test

import (
	"bytes"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/edition"
)

// A workbook written with its answers is the one written without, and the answers are those of a walk of their own.
func TestWritingAnswersOnTheWay(t *testing.T) {
	edition.SetBlockSize(t, 2000)
	ed := rich(t)
	ed.Layout = edition.LayoutOf(ed)
	var blocks, walked [][]byte
	keep := func(to *[][]byte) func([]byte) int {
		return func(b []byte) int {
			*to = append(*to, slices.Clone(b))
			return len(*to) - 1
		}
	}
	var file bytes.Buffer
	got, err := edition.Describe(ed).WriteAnswered(&file, keep(&blocks), nil)
	if err != nil || !bytes.Equal(file.Bytes(), written(t, ed)) {
		t.Errorf("the workbook differs from the one without answers, %v", err)
	}
	want := edition.AnswersOf(ed, keep(&walked))
	for i := range want.Sheets { // the blocks of sheets that are written side by side come in any order
		for k := range want.Sheets[i].Blocks {
			a, b := &got.Sheets[i].Blocks[k], &want.Sheets[i].Blocks[k]
			if !bytes.Equal(blocks[a.At], walked[b.At]) {
				t.Fatalf("block %d of %s differs", k, want.Sheets[i].Name)
			}
			a.At = b.At
		}
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
