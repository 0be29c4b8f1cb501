package check_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestFiguresAreExactInThePlansUnitAndKnowTheirCell(t *testing.T) {
	t.Parallel()
	r := sheetOf(row(5, "财政总收入", "万元").month("22,604").ytd("217012").noted("含上划"))
	r.SHA256 = "ab"
	got := checked(t, check.Input{Plan: plan2018(indicator("财政总收入", "亿元", tally.Level, "27")), Reading: r})
	source := func(cell string) tally.Source {
		return tally.Source{FiledWith: &tally.FiledWith{File: "表.xlsx", SHA256: "ab"}, Sheet: "表", Cell: cell}
	}
	want := []tally.Figure{
		{Indicator: "财政总收入", Department: "经济发展局", Period: september, Span: tally.SpanMonth, Value: exact.MustNumber("2.2604"), Unit: "亿元", Printed: "22,604", PrintedIn: "万元", Source: source("E5")},
		{Indicator: "财政总收入", Department: "经济发展局", Period: september, Span: tally.SpanYTD, Value: exact.MustNumber("21.7012"), Unit: "亿元", Printed: "217012", PrintedIn: "万元", Source: source("F5")},
	}
	if d := cmp.Diff(want, got.Figures); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if len(got.Remarks) != 1 || got.Remarks[0].Progress != "含上划" {
		t.Errorf("remarks: %+v", got.Remarks)
	}
}

func TestOnlyTheFiledMonthBecomesFigures(t *testing.T) {
	t.Parallel()
	r := sheetOf(row(5, "高新占比", "%").figure("J", july, tally.SpanYTD, "58.6").figure("K", august, tally.SpanYTD, "59.1").ytd("60.2"))
	got := checked(t, check.Input{Plan: plan2018(indicator("高新占比", "%", tally.Share, "60")), Reading: r})
	if len(got.Figures) != 1 || got.Figures[0].Source.Cell != "F5" || len(got.Findings) != 0 {
		t.Errorf("%+v %v", got.Figures, got.Findings)
	}
}

func TestWhatThereIsAtTheEndIsFiledAsTheYearToDate(t *testing.T) {
	t.Parallel()
	r := sheetOf(row(5, "养老床位", "张").figure("F", september, tally.SpanPoint, "3060"))
	got := checked(t, check.Input{Plan: plan2018(indicator("养老床位", "张", tally.Stock, "3200")), Reading: r})
	if len(got.Figures) != 1 || got.Figures[0].Span != tally.SpanYTD || len(got.Findings) != 0 {
		t.Errorf("%+v %v", got.Figures, got.Findings)
	}
	got = checked(t, check.Input{Plan: plan2018(indicator("养老床位", "张", tally.Stock, "3200")), Reading: sheetOf(row(5, "养老床位", "张").figure("F", september, tally.SpanPoint, ""))})
	if len(got.Findings) != 1 || got.Findings[0].Cell != "F5" || got.Findings[0].Code != tally.ValueEmpty {
		t.Errorf("an empty one: %v", got.Findings)
	}
}

func TestTenThousandFindingsStillMakeAReport(t *testing.T) {
	t.Parallel()
	var fs []tally.Finding
	for i := range 10000 {
		fs = append(fs, tally.NewFinding([]tally.Code{tally.Jump, tally.ItemUnknown}[i%2], "表", fmt.Sprintf("B%d", i), "m", "e"))
	}
	got := check.Group(fs)
	if len(got) != 2 || got[0].Code != tally.ItemUnknown || got[0].Count != 5000 || got[1].Count != 5000 || len(got[1].First) == 0 || len(got[1].First) > 10 {
		t.Fatalf("%+v", got)
	}
	if got[0].First[0].Cell != "B1" {
		t.Errorf("first cell %s", got[0].First[0].Cell)
	}
}

// The order of the rows in a reading changes nothing, and a second check of the same input says the same.
func TestOrderOfRowsDoesNotMatter(t *testing.T) {
	t.Parallel()
	plan, history := developmentPlan(), tally.NewHistory([]tally.Figure{past("小升规企业数", "家", august, tally.SpanYTD, "14")})
	rapid.Check(t, func(rt *rapid.T) {
		r := faultySheet()
		for i := range r.Items {
			it := &r.Items[i]
			for j := range it.Actuals {
				n := rapid.Int64Range(-5, 2000000).Draw(rt, "value")
				it.Actuals[j].Value, it.Actuals[j].Text = exact.Int(n), fmt.Sprint(n)
			}
		}
		shuffled := r
		shuffled.Items = rapid.Permutation(r.Items).Draw(rt, "rows")
		in := check.Input{Plan: plan, Reading: r, History: history}
		want := checked(t, in)
		in.Reading = shuffled
		got := checked(t, in)
		if d := cmp.Diff(want.Findings, got.Findings); d != "" {
			rt.Errorf("findings (-want +got):\n%s", d)
		}
		if d := cmp.Diff(want.Figures, got.Figures); d != "" {
			rt.Errorf("figures (-want +got):\n%s", d)
		}
	})
}

func BenchmarkCheck(b *testing.B) {
	for _, rows := range []int{60, 6000} {
		b.Run(fmt.Sprint(rows), func(b *testing.B) {
			var inds []tally.Indicator
			var items []rowOf
			var figures []tally.Figure
			for i := range rows {
				name := fmt.Sprintf("第%d号项目投资", i)
				inds = append(inds, indicator(name, "亿元", tally.Level, "86"))
				items = append(items, row(i+4, name, "万元").target("860000").month("73000").ytd("643000").rate("74.77"))
				figures = append(figures, past(name, "亿元", august, tally.SpanYTD, "57"))
			}
			in := check.Input{Plan: plan2018(inds...), Department: "经济发展局", Period: september, Reading: sheetOf(items...), History: tally.NewHistory(figures)}
			c := &check.Checker{Words: fieldWords(b).Words}
			b.ReportAllocs()
			for b.Loop() {
				if got := c.Check(in); len(got.Figures) != 2*rows {
					b.Fatal(len(got.Figures))
				}
			}
		})
	}
}
