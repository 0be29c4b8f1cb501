package edition

import (
	"testing"

	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/tally"
)

// OldLayoutOf is the layout that an edition is traced by which kept none.
func OldLayoutOf(ed tally.Edition) []tally.SheetLayout {
	var all []tally.SheetLayout
	ed.Layout = nil
	for _, l := range LayoutOf(ed) {
		if l.Sheet == ScoreSheet { // editions that kept no layout had no such sheet
			continue
		}
		was, _ := heads.Kept(ed, l)
		all = append(all, was)
	}
	return all
}

// SetPartLines makes the parts of long tables short for a test.
func SetPartLines(t testing.TB, n int) {
	was := partLines
	partLines = n
	t.Cleanup(func() { partLines = was })
}

// SetBlockSize makes the blocks of answers short for a test.
func SetBlockSize(t testing.TB, n int) {
	was := blockSize
	blockSize = n
	t.Cleanup(func() { blockSize = was })
}

// AnswersOf writes down what every cell of an edition's workbook answers. put takes a block and says where it is.
func AnswersOf(ed tally.Edition, put func(block []byte) (at int)) Answers {
	var all Answers
	for _, s := range traced(ed).sheets() {
		a := newAnswering(s, put)
		s.lines(func(l line) bool { a.line(l); return true })
		all.Sheets = append(all.Sheets, a.done())
	}
	return all
}
