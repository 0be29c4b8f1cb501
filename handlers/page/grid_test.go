package page

import (
	"bytes"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel"
	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
)

// TestPageShowsWhatIsRead holds the page's text of a figure against the figure that was read from its cell, under formats that scale,
// paint a unit and have several sections.
func TestPageShowsWhatIsRead(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	defer f.Close()
	rows := []struct {
		format string
		value  any
		page   string
		read   string
	}{
		{"0.00,", 8250, "8.25", "8.25亿元"}, {"0!.0000", 82500, "8.25", "8.25亿元"}, {`0.0"%"`, 12.5, "12.5%", "12.5%"}, {`0.00\万`, 8.25, "8.25万", "8.25万元"},
		{"[>=1000000]#,##0.0,,;0", 860, "860", "860亿元"}, {"[<=1]0.0%;0.0", 12.5, "12.5", "12.5亿元"}, {"0.0%", 0.741, "74.1%", "74.1%"},
	}
	set := func(cell string, v any) {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for i, h := range []string{"指标名称", "单位", "1-9月累计完成"} {
		set(string(rune('A'+i))+"1", h)
	}
	for i, r := range rows {
		at := strconv.Itoa(i + 2)
		set("A"+at, "指标"+string(rune('甲'+i)))
		set("B"+at, "亿元")
		set("C"+at, r.value)
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &r.format})
		if err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellStyle("Sheet1", "C"+at, "C"+at, style); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	words, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	headings, err := vocabulary.ParseHeadings(templates.Headings())
	if err != nil {
		t.Fatal(err)
	}
	reader := &excel.Reader{Words: words, Headings: headings}
	got, err := reader.Read(t.Context(), "九月.xlsx", b.Bytes(), layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2018, 9)})
	if err != nil || len(got.Items) != len(rows) {
		t.Fatal(err, len(got.Items), got.Findings)
	}
	book, err := xlsx.Read(t.Context(), b.Bytes(), xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	page := gridOf(book, nil, nil, gridAsk{})
	for i, r := range rows {
		if shown := page.Rows[i+1].Cells[2].Text; shown != r.page {
			t.Errorf("%v under %q: the page shows %s, want %s", r.value, r.format, shown, r.page)
		}
		if a := got.Items[i].Actuals; len(a) != 1 || a[0].Value.String()+a[0].Unit != r.read {
			t.Errorf("%v under %q was read as %+v, want %s", r.value, r.format, a, r.read)
		}
	}
}
