package figurelist

import (
	"bytes"
	"encoding/csv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func list(t *testing.T, form string, n int) []byte {
	t.Helper()
	var b bytes.Buffer
	l, err := New(&b, form, time.UTC)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		f := tally.Figure{Indicator: "i1", Department: "财政局", Period: tally.MonthOf(2018, 9), Span: tally.SpanYTD, Value: exact.MustNumber("-7.50"), Unit: "亿元", Printed: "=1+1",
			Source: tally.Source{FiledWith: &tally.FiledWith{Version: i + 1, File: "a<b>&.xlsx", At: time.Unix(0, 0)}, Cell: "D6"}}
		if i == 1 {
			f.Value = exact.MustNumber("12345678901234567.89")
		}
		if err := l.Add("财政总收入", &f); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// Every figure is there, numbers as numbers with all their digits, what departments typed as text; a list longer than a worksheet
// goes on in another.
func TestWorkbook(t *testing.T) {
	mostRows = 3
	t.Cleanup(func() { mostRows = 1 << 20 })
	f, err := excelize.OpenReader(bytes.NewReader(list(t, XLSX, 5)))
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(f.GetSheetList(), " "); got != "数据 数据(2) 数据(3)" {
		t.Fatal(got)
	}
	n := 0
	for _, s := range f.GetSheetList() {
		rows, err := f.GetRows(s)
		if err != nil || rows[0][0] != "指标编号" {
			t.Fatal(s, rows, err)
		}
		n += len(rows) - 1
	}
	if n != 5 {
		t.Errorf("%d figures", n)
	}
	for cell, want := range map[string]string{"F2": "-7.50", "H2": "=1+1", "K2": "a<b>&.xlsx", "F3": "12345678901234567.89"} {
		if got, err := f.GetCellValue("数据", cell, excelize.Options{RawCellValue: true}); err != nil || got != want && got != strings.TrimSuffix(want, "0") {
			t.Errorf("%s: %q %v", cell, got, err)
		}
	}
	for cell, want := range map[string]excelize.CellType{"F2": excelize.CellTypeUnset, "H2": excelize.CellTypeInlineString, "F3": excelize.CellTypeInlineString} {
		if got, err := f.GetCellType("数据", cell); err != nil || got != want {
			t.Errorf("%s is %v %v", cell, got, err)
		}
	}
}

func TestCSV(t *testing.T) {
	text, found := bytes.CutPrefix(list(t, CSV, 2), []byte("\ufeff"))
	rows, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
	if err != nil || !found || len(rows) != 3 || rows[1][5] != "-7.5" && rows[1][5] != "-7.50" || rows[1][7] != "'=1+1" {
		t.Errorf("%v %v", rows, err)
	}
	if _, err := New(nil, "pdf", nil); err == nil {
		t.Error("a form that there is not")
	}
}
