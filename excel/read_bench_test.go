package excel

import (
	"bytes"
	"fmt"
	"io/fs"
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
)

// sixtyRows is a progress sheet of 60 indicators, as a department sends it.
func sixtyRows(t testing.TB) []byte {
	var b bytes.Buffer
	b.WriteString("2018年1-9月主要目标任务完成情况表\n填报单位:经济发展局\n序号|指标名称|计量单位|年度目标|9月当月|1-9月累计|完成年度目标%|存在问题|下一步措施|备注\n")
	for i := range 60 {
		fmt.Fprintf(&b, "%d|指标%d产值|亿元|%d|%d.5|%d.25|%d.1|||\n", i+1, i+1, 200+i, i+3, 100+i, 50+i%40)
	}
	return workbook(t, paper{rows: b.String(), merges: "A1:J1"})
}

// BenchmarkReadProgress60 reads a 60-row sheet from its bytes to its items; the part that is the workbook reader's is measured beside it.
func BenchmarkReadProgress60(b *testing.B) {
	r, data := newReader(b), sixtyRows(b)
	opt := layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2018, 9)}
	b.Run("whole", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			got, err := r.Read(b.Context(), "月报.xlsx", data, opt)
			if err != nil || len(got.Items) != 60 {
				b.Fatal(err, len(got.Items))
			}
		}
	})
	b.Run("cells", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := xlsx.Read(b.Context(), data, xlsx.Limits{}); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkReadPlan reads the printed three-year table.
func BenchmarkReadPlan(b *testing.B) {
	r := newReader(b)
	data, err := fs.ReadFile(samples.Files, "plans/wenzhou-2018-2020.xlsx")
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := r.Read(b.Context(), "计划.xlsx", data, layout.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
