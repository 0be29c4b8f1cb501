package edition_test

import (
	"regexp"
	"slices"
	"strconv"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// A sheet that is handed on in many pieces, with cells that say what the one above says and cells that do not, holds
// every figure in its line.
func TestLongSheetsHoldEveryFigure(t *testing.T) {
	ed := large(t, 25, 60)
	for i := range ed.Figures {
		f := &ed.Figures[i]
		filed := *f.Source.FiledWith
		filed.By = []string{"李四", "=1+1", "", "王五 "}[i/3%4]
		f.Source.Cell, f.Source.FiledWith = "D"+strconv.Itoa(i), &filed
	}
	read, err := xlsx.Read(t.Context(), written(t, ed), xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	sources := sheetNamed(t, read, "溯源")
	for i := range ed.Figures {
		f, row := &ed.Figures[i], i+2
		want := []string{strconv.Itoa(i + 1), f.Indicator, f.Department, f.Value.Plain(), f.Printed, f.Source.Cell, f.Source.By(), f.Source.SHA256()}
		var got []string
		for _, column := range []int{1, 2, 4, 7, 9, 13, 15, 18} {
			got = append(got, sources.At(row, column).Value)
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Fatalf("row %d of 溯源: %s", row, d)
		}
	}
}

// Columns that stand as they stood in the line before are filled again after a figure whose indicator the edition does not have.
func TestTargetStandsAfterAStrangeFigure(t *testing.T) {
	ed := fixture(t)
	own := ed.Figures[slices.IndexFunc(ed.Figures, func(f tally.Figure) bool { return f.Period == ed.Period })]
	strange := own
	strange.Indicator = "unknown"
	ed.Figures, ed.FiguresOwn = []tally.Figure{own, strange, own}, false // older: every line says what its indicator is held against
	for i := range ed.Rows {
		ed.Rows[i].Figures = nil
	}
	read, err := xlsx.Read(t.Context(), written(t, ed), xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	data := sheetNamed(t, read, "数据")
	for _, heading := range data.Rows[0].Cells {
		if heading.Value == "溯源行" {
			continue
		}
		want, strange, got := data.At(2, heading.Col).Value, data.At(3, heading.Col).Value, data.At(4, heading.Col).Value
		if want != got {
			t.Errorf("%s: got %q, want %q", heading.Value, got, want)
		}
		if heading.Value == "目标原文" && (want == "" || strange != "") {
			t.Errorf("targets %q and, of the strange figure, %q", want, strange)
		}
	}
}

var sparkline = regexp.MustCompile(`<x14:sparkline><xm:f>(?:'|&#39;)汇总表(?:'|&#39;)!([A-Z]+)(\d+):([A-Z]+)(\d+)</xm:f><xm:sqref>([A-Z]+)(\d+)</xm:sqref></x14:sparkline>`)

// Every row with a year has a sparkline of its own line, and all draw the same columns.
func TestSparklineOfEveryRow(t *testing.T) {
	ed := rich(t)
	var want []string
	for i := range ed.Rows {
		if len(ed.Rows[i].Year) > 1 {
			want = append(want, strconv.Itoa(5+i))
		}
	}
	all := sparkline.FindAllStringSubmatch(string(open(t, written(t, ed)).parts["xl/worksheets/sheet3.xml"]), -1)
	if len(all) != len(want) || len(all) < 2 {
		t.Fatalf("%d sparklines for %d rows", len(all), len(want))
	}
	for i, m := range all {
		if m[2] != want[i] || m[4] != want[i] || m[6] != want[i] || m[1] != all[0][1] || m[3] != all[0][3] || m[5] != all[0][5] {
			t.Errorf("row %s is drawn by %s", want[i], m[0])
		}
	}
}
