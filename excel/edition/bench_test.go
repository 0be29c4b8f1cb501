package edition_test

import (
	"fmt"
	"io"
	"runtime"
	"strconv"
	"testing"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// large is an edition of n departments with rows indicators each: a month's figure and a year to date for every one.
func large(t testing.TB, n, rows int) tally.Edition {
	base := fixture(t)
	ed := base
	ed.Rows, ed.Figures, ed.Departments, ed.Reports = nil, nil, nil, nil
	for d := range n {
		office := fmt.Sprintf("部门%03d", d+1)
		result := tally.DepartmentResult{Name: office, Indicators: rows, Lights: map[tally.Light]int{}, Place: d + 1, Average: exact.MustNumber("0.7351234")}
		for k := range rows {
			r := base.Rows[(d+k)%len(base.Rows)]
			own := *r.Indicator
			r.Indicator = &own
			r.Department, r.Indicator.Lead = office, []string{office}
			r.Indicator.ID = office + "-" + strconv.Itoa(k)
			r.Indicator.Name = office + r.Indicator.Name
			if r.Main.Light == tally.Red {
				r.Remark = tally.Remark{Problems: "部分项目进度偏慢", NextSteps: "加快推进,按月调度"}
			}
			for _, i := range r.Figures[:min(1, len(r.Figures))] {
				for _, span := range []tally.Span{tally.SpanYTD, tally.SpanMonth} {
					f := base.Figures[i]
					f.Indicator, f.Department, f.Span = r.Indicator.ID, office, span
					ed.Figures = append(ed.Figures, f)
				}
			}
			r.Figures = []int{len(ed.Figures) - 2, len(ed.Figures) - 1}
			result.Lights[r.Main.Light]++
			ed.Rows = append(ed.Rows, r)
		}
		ed.Departments = append(ed.Departments, result)
		ed.Reports = append(ed.Reports, tally.Report{Department: office, State: tally.ReportAccepted, Version: 1})
	}
	return ed
}

func benchmarkWrite(b *testing.B, departments, rows int) {
	ed := large(b, departments, rows)
	runtime.GC()
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		if err := edition.Write(io.Discard, ed); err != nil {
			b.Fatal(err)
		}
	}
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	b.ReportMetric(float64(m.Sys)/1e6, "MB-from-system")
	b.ReportMetric(float64(len(ed.Rows)), "rows")
}

// All sheets of 200 departments with 60 indicators each.
func BenchmarkWriteEdition12k(b *testing.B) { benchmarkWrite(b, 200, 60) }

// A hundred thousand rows: eight times as many, and about eight times as long.
func BenchmarkWriteEdition100k(b *testing.B) { benchmarkWrite(b, 1000, 100) }
