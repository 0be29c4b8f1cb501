package excel

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// FuzzSheet puts any sheet to the layouts, written as lines of cells parted by | with the merged ranges behind a line of ---.
func FuzzSheet(f *testing.F) {
	f.Add("2018年1-9月完成情况表\n指标名称|单位|年度目标|9月|1-9月累计\n税收|亿元|21|1.6|16.9\n其中:增值税|亿元|12|0.9|9", uint8(0), uint16(0))
	f.Add("目标任务|指标|2018年|2019年|责任单位\n重点|税收(亿元)|21|22|财政局\n|出口|10亿元2个,20亿元1个。|/|商务局", uint8(1), uint16(0x2312))
	f.Add("1.税收增长6%以上。(牵头单位:财政局)\n责任单位:税务局", uint8(1), uint16(0))
	f.Add("区|税收增速(%)|投资(亿元)\n甲区|7.9(3)|-\n注:说明", uint8(2), uint16(0x1102))
	r := layoutsOf(f)
	f.Fuzz(func(t *testing.T, text string, kind uint8, merge uint16) {
		sheet := &xlsx.Sheet{Name: "表"}
		for i, line := range strings.Split(text, "\n") {
			row := xlsx.Row{Number: i + 1}
			for c, v := range strings.Split(line, "|") {
				if v == "" || c >= 64 {
					continue
				}
				cell := xlsx.Cell{Col: c + 1, Kind: xlsx.Text, Value: v}
				if n, err := exact.ParseNumber(v); err == nil && n.OK() {
					cell.Kind = xlsx.Number
				}
				row.Cells = append(row.Cells, cell)
				sheet.MaxCol = max(sheet.MaxCol, c+1)
			}
			if len(row.Cells) > 0 {
				sheet.Rows = append(sheet.Rows, row)
			}
		}
		m := xlsx.Range{FirstRow: int(merge&15) + 1, FirstCol: int(merge>>4&15) + 1}
		m.LastRow, m.LastCol = m.FirstRow+int(merge>>8&3), m.FirstCol+int(merge>>12)
		sheet.Merges = []xlsx.Range{m}
		out, err := r.Read(t.Context(), "表.xlsx", &xlsx.Workbook{Sheets: []*xlsx.Sheet{sheet}}, layout.Options{Kind: []tally.Kind{"", tally.KindPlan, tally.KindProgress}[kind%3], Period: tally.MonthOf(2018, 9)})
		if err != nil {
			t.Fatal(err)
		}
		for _, it := range out.Items {
			if it.Name == "" || it.Row < 1 {
				t.Fatalf("item without name or row: %+v", it)
			}
		}
	})
}
