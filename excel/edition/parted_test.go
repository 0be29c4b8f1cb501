package edition_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// A table longer than a worksheet goes on in a part of its own: no line is lost, each part is a table under the heading, and links and
// traces name the part.
func TestLongTablesGoOnInParts(t *testing.T) {
	edition.SetPartLines(t, 50)
	ed := large(t, 3, 30)
	file := written(t, ed)
	o, book := open(t, file), cellsIn(t, file)
	if got := strings.Join(o.names, " "); !strings.Contains(got, "数据 数据(2) ") || !strings.HasSuffix(got, "溯源 溯源(2) 溯源(3) 溯源(4)") {
		t.Fatal(got)
	}
	last := sheetNamed(t, book, "溯源(4)")
	n := len(ed.Figures)
	if got := last.At((n-1)%50+2, 1).Value; got != strconv.Itoa(n) {
		t.Errorf("the last figure is %s of %d", got, n)
	}
	lines := 0
	for _, s := range book.Sheets {
		if strings.HasPrefix(s.Name, "数据") {
			lines += len(s.Rows) - 1
			if s.At(1, 1).Value != "行类" || len(s.Rows) > 51 {
				t.Errorf("%s: %q over %d rows", s.Name, s.At(1, 1).Value, len(s.Rows))
			}
		}
	}
	want := n // a figure each, and the months of each indicator that has any
	for i := range ed.Rows {
		if len(ed.Rows[i].Year) > 0 || ed.Rows[i].LastYear.OK() {
			want++
		}
	}
	if lines < want {
		t.Errorf("%d lines of at least %d", lines, want)
	}
	figures, says, err := edition.Trace(ed, book, "溯源(4)", "G"+strconv.Itoa((n-1)%50+2))
	if err != nil || len(figures) != 1 || figures[0].Indicator != ed.Figures[n-1].Indicator || strings.Contains(says, "存档") {
		t.Error(figures, says, err)
	}
	for _, l := range o.sheets["汇总表"].Links {
		if strings.Contains(l.Location, "溯源(2)") {
			return
		}
	}
	t.Error("no link leads into a later part")
}

// An edition issued when 数据 had a line for each figure of each month answers for the lines that it was issued with.
func TestOldEditionsKeepTheirLines(t *testing.T) {
	ed := fixture(t)
	ed.FiguresOwn = false
	for i := range ed.Figures {
		at := xlsx.Ref(i+2, 10)
		figures, _, err := edition.Trace(ed, nil, "数据", at)
		if err != nil || len(figures) != 1 || figures[0].Source.Cell != ed.Figures[i].Source.Cell || figures[0].Period != ed.Figures[i].Period {
			t.Fatal(at, figures, err)
		}
	}
}
