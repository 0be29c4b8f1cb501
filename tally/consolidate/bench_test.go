package consolidate

import (
	"fmt"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// BenchmarkConsolidate is the month of the issue: 200 departments of 60 indicators, September, filed each month.
func BenchmarkConsolidate(b *testing.B) {
	for _, months := range []int{1, 9} {
		b.Run(fmt.Sprintf("200x60/months=%d", months), func(b *testing.B) {
			in := Input{Plan: tally.Plan{Key: "big"}, Period: tally.MonthOf(2018, 9), CutOff: time.Unix(0, 0), Rules: shippedRules(b, "default"), Words: shippedWords(b)}
			for d := range 200 {
				unit := fmt.Sprintf("部门%d", d)
				for k := range 60 {
					id := fmt.Sprintf("%d-%d", d, k)
					m := []tally.Measure{tally.Level, tally.Count, tally.Growth, tally.Share}[k%4]
					name := fmt.Sprintf("指标%d-%d", d, k)
					in.Plan.Indicators = append(in.Plan.Indicators, indicator(id, name, m, "亿元", fmt.Sprint(100+k), unit))
					for p := 10 - months; p <= 9; p++ {
						in.Figures = append(in.Figures, figure(id, unit, tally.MonthOf(2018, p).String(), tally.SpanYTD, fmt.Sprintf("%d.%d", 7*p, k), "亿元"))
					}
				}
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Consolidate(in); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
