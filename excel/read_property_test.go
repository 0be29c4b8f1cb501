package excel

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// headingWords and bodyWords are what sheets are made of; put together at random they make headings and bodies in every wrong place.
var headingWords = []string{"序号", "指标名称", "指标名称", "指标", "目标任务", "一级指标", "单位", "计量单位", "2018年", "2018年", "目标值", "2018年目标", "确保", "力争", "1-9月", "9月当月", "累计", "本月", "1-8月累计", "完成情况",
	"完成率", "同比增长(%)", "责任单位", "牵头单位", "配合单位", "完成时限", "存在问题", "进展情况", "备注", "区", "预计完成", "总投资(亿元)", "上年同期", ""}

var bodyWords = []string{"", "", "", "税收(亿元)", "税收", "高企保有量", "固定资产投资增速", "其中:", "其中:工业投资", "#项目", "  缩进", "一、重点", "(一)", "合计", "填表人:", "注:", "亿元", "%", "228", "3.5", "10%", "增长10%,力争12%", "10亿元2个,20亿元1个", "/", "-", "…", "约三",
	"12.3(4)", "２２", "2017年12月", "财政局、税务局", "附件", "2018年1-9月完成情况表", "单位:万元", "填报单位:商务局", "牵头单位:甲局", "1.增长6%以上。(牵头单位:乙局)", "已完成", "指标名称"}

func randomBook(t *rapid.T) *xlsx.Workbook {
	book := &xlsx.Workbook{}
	for s := range rapid.IntRange(1, 2).Draw(t, "sheets") {
		sheet := &xlsx.Sheet{Name: fmt.Sprintf("表%d", s), HiddenRows: map[int]bool{}, HiddenCols: map[int]bool{2: rapid.Bool().Draw(t, "hide")}}
		heading := rapid.IntRange(1, 4).Draw(t, "heading")
		for n := 1; n <= rapid.IntRange(5, 14).Draw(t, "rows"); n++ {
			var row xlsx.Row
			words := bodyWords
			if n == heading || n == heading+1 && rapid.Bool().Draw(t, "second") {
				words = headingWords
			}
			for col := 1; col <= 7; col++ {
				if c := randomCell(t, words, n == heading); c.Kind != xlsx.Blank || c.Formula {
					c.Col = col
					row.Cells = append(row.Cells, c)
					sheet.MaxCol = max(sheet.MaxCol, col)
				}
			}
			if row.Number = n; len(row.Cells) > 0 {
				sheet.Rows = append(sheet.Rows, row)
			}
		}
		for range rapid.IntRange(0, 5).Draw(t, "merges") {
			r, c := rapid.IntRange(1, 14).Draw(t, "r"), rapid.IntRange(1, 9).Draw(t, "c")
			sheet.Merges = append(sheet.Merges, xlsx.Range{FirstRow: r, FirstCol: c, LastRow: r + rapid.IntRange(0, 3).Draw(t, "h"), LastCol: c + rapid.IntRange(0, 4).Draw(t, "w")})
		}
		book.Sheets = append(book.Sheets, sheet)
	}
	return book
}

func randomCell(t *rapid.T, words []string, heading bool) xlsx.Cell {
	word := rapid.SampledFrom(words).Draw(t, "word")
	n := rapid.IntRange(0, 19).Draw(t, "kind")
	if heading && n > 0 {
		n = 19
	}
	switch {
	case n == 0:
		return xlsx.Cell{Kind: xlsx.Error, Value: "#DIV/0!"}
	case n == 1:
		return xlsx.Cell{Formula: true}
	case n == 2:
		return xlsx.Cell{Kind: xlsx.Number, Value: "43373", Format: "yyyy-mm-dd"}
	case n < 7:
		return xlsx.Cell{Kind: xlsx.Number, Value: rapid.SampledFrom([]string{"1", "228", "0.741", "2018", "8.699999999999999", "1e3"}).Draw(t, "number"), Format: rapid.SampledFrom([]string{"", "0.00%", "0!.0,"}).Draw(t, "format")}
	case word == "":
		return xlsx.Cell{}
	}
	return xlsx.Cell{Kind: xlsx.Text, Value: word}
}

// TestReadAnySheet puts random sheets to the layouts: whatever stands there, nothing panics, every figure that comes out stands in its
// cell, no cell is taken for two figures of one item, and the same sheet reads the same twice.
func TestReadAnySheet(t *testing.T) {
	r := layoutsOf(t)
	rapid.Check(t, func(t *rapid.T) {
		book := randomBook(t)
		opt := layout.Options{Kind: rapid.SampledFrom([]tally.Kind{"", tally.KindPlan, tally.KindProgress}).Draw(t, "as"), Period: tally.MonthOf(2018, 9)}
		read := func() tally.Reading {
			out, err := r.Read(t.Context(), "表.xlsx", book, opt)
			if err != nil {
				t.Fatal(err)
			}
			return out
		}
		got := read()
		if diff := cmp.Diff(got, read()); diff != "" {
			t.Fatal(diff)
		}
		for _, it := range got.Items {
			if it.Name == "" || it.Row == 0 {
				t.Fatalf("item without name or row: %+v", it)
			}
			seen := map[string]bool{}
			for _, a := range it.Actuals {
				if seen[a.Cell] || !standsIn(book, it.Sheet, a.Cell) {
					t.Fatalf("%s of %s: twice, or nothing stands there", a.Cell, it.Name)
				}
				seen[a.Cell] = true
			}
		}
		if len(got.Items) == 0 && len(got.Findings) == 0 && len(got.Headers) == 0 && len(got.Notes) == 0 {
			t.Fatal("nothing read, and nothing said")
		}
	})
}

func standsIn(book *xlsx.Workbook, sheet, at string) bool {
	for _, s := range book.Sheets {
		if s.Name != sheet {
			continue
		}
		for _, row := range s.Rows {
			for _, c := range row.Cells {
				if xlsx.Ref(row.Number, c.Col) == at {
					return strings.TrimSpace(c.Value) != ""
				}
			}
		}
	}
	return false
}
