package excel

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// sheetOf makes a sheet of cells, a line a row; a text is a text cell, anything else a cell as it is.
func sheetOf(name string, rows ...[]any) *xlsx.Sheet {
	s := &xlsx.Sheet{Name: name}
	for r, row := range rows {
		out := xlsx.Row{Number: r + 1}
		for c, v := range row {
			var cell xlsx.Cell
			switch v := v.(type) {
			case string:
				cell = xlsx.Cell{Kind: xlsx.Text, Value: v}
			case int:
				cell = xlsx.Cell{Kind: xlsx.Number, Value: fmt.Sprint(v)}
			case xlsx.Cell:
				cell = v
			default:
				continue
			}
			cell.Col = c + 1
			out.Cells = append(out.Cells, cell)
			s.MaxCol = max(s.MaxCol, c+1)
		}
		s.Rows = append(s.Rows, out)
	}
	return s
}

func TestFaultyCells(t *testing.T) {
	errorCell, uncached := xlsx.Cell{Kind: xlsx.Error, Value: "#DIV/0!"}, xlsx.Cell{Formula: true}
	empty := xlsx.Cell{Kind: xlsx.Text, Formula: true} // a formula that gave an empty text
	out, err := layoutsOf(t).Read(t.Context(), "表.xlsx", &xlsx.Workbook{Sheets: []*xlsx.Sheet{sheetOf("9月",
		[]any{"指标名称", "单位", "年度目标", "累计完成", "完成率", "备注"},
		[]any{"税收", "亿元", 21, errorCell, errorCell, errorCell},
		[]any{"投资", "亿元", uncached, uncached, uncached, uncached},
		[]any{"出口", "亿元", 40, empty, empty, ""},
		[]any{errorCell, "亿元", 40, 3},
	)}}, layout.Options{Period: tally.MonthOf(2018, 9)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range out.Findings {
		got = append(got, string(f.Class)+" "+f.Cell+" "+string(f.Code))
	}
	want := "A D2 cell.error; D E2 cell.error; A C3 formula.uncached; A D3 formula.uncached; A A5 cell.error"
	if s := strings.Join(got, "; "); s != want {
		t.Errorf("%s\nwant %s", s, want)
	}
	if len(out.Items) != 3 || len(out.Items[2].Empty) != 1 {
		t.Errorf("items: %s", told(out))
	}
}

func TestReadRefuses(t *testing.T) {
	r := newReader(t)
	got, err := r.Read(t.Context(), "表.xlsx", []byte("<html><table></table></html>"), layout.Options{})
	if err != nil || len(got.Findings) != 1 || got.Findings[0].Code != tally.FileUnsupported || got.Findings[0].Class != tally.ClassA || got.Findings[0].Expected == "" {
		t.Errorf("%v %+v", err, got.Findings)
	}
	small := &Reader{Words: r.Words, Headings: r.Headings, Limits: xlsx.Limits{File: 100}}
	got, err = small.Read(t.Context(), "表.xlsx", workbook(t, paper{rows: "指标|累计\n税收|1"}), layout.Options{})
	if err != nil || len(got.Findings) != 1 || got.Findings[0].Code != tally.FileLimit {
		t.Errorf("%v %+v", err, got.Findings)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := r.Read(ctx, "表.xlsx", workbook(t, paper{rows: "指标|累计\n税收|1"}), layout.Options{}); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}

func TestReadStopsAtItsBounds(t *testing.T) {
	heading, row := []any{"区"}, []any{"某区"}
	for c := range 99 {
		heading, row = append(heading, fmt.Sprintf("工程%c里程", '甲'+rune(c))), append(row, 1)
	}
	rows := [][]any{heading}
	for range 300 {
		rows = append(rows, row)
	}
	bad := [][]any{{"指标名称", "累计"}}
	for i := range 1500 {
		bad = append(bad, []any{fmt.Sprint("指标", i), "约三成"})
	}
	for name, sheet := range map[string]*xlsx.Sheet{"items": sheetOf("表", rows...), "findings": sheetOf("表", bad...)} {
		out, err := layoutsOf(t).Read(t.Context(), "表.xlsx", &xlsx.Workbook{Sheets: []*xlsx.Sheet{sheet}}, layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2018, 9)})
		if err != nil {
			t.Fatal(err)
		}
		last := out.Findings[len(out.Findings)-1]
		if last.Code != tally.FileLimit || last.Class != tally.ClassA || len(out.Items) > 20_100 || len(out.Findings) > 1_010 {
			t.Errorf("%s: %d items, %d findings, last %+v", name, len(out.Items), len(out.Findings), last)
		}
	}
}
