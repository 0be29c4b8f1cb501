package tally_test

import (
	"fmt"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func numberOf(t *testing.T, s string) exact.Number {
	t.Helper()
	n, err := exact.ParseNumber(s)
	if err != nil {
		t.Fatal(s, err)
	}
	return n
}

// TestNeeded: what a row still takes, in words.
func TestNeeded(t *testing.T) {
	row := func(target, actual string) *tally.Row {
		return &tally.Row{Indicator: &tally.Indicator{Item: tally.Item{Unit: "亿元"}}, Main: tally.Deviation{Basis: tally.BySchedule, Actual: numberOf(t, actual),
			Target: &tally.Target{Period: "2018", Op: tally.OpAtLeast, Floor: numberOf(t, target), Unit: "亿元"}}}
	}
	known := row("228", "168.92")
	known.LastYear = numberOf(t, "150")
	known.Indicator.Facts = []tally.Fact{{Period: "2017", Value: numberOf(t, "205"), Unit: "亿元"}}
	ceiling := row("90", "60")
	ceiling.Main.Target.Op = tally.OpAtMost
	growth := row("8", "6")
	growth.Main.Basis = tally.ByTarget
	far := row("100", "10")
	far.Main.Target.Period = "2020"
	for _, x := range []struct {
		what  string
		row   *tally.Row
		month int
		want  string
	}{
		{"short", row("228", "168.92"), 9, "还差 59.08 亿元，后 3 个月月均需完成 19.69 亿元（是前几个月月均的 1.05 倍）"},
		{"with last year", known, 9, "还差 59.08 亿元，后 3 个月月均需完成 19.69 亿元（是前几个月月均的 1.05 倍），要比去年同期增长 7.4%"},
		{"nothing done yet", row("100", "0"), 1, "还差 100 亿元，后 11 个月月均需完成 9.09 亿元"},
		{"December", row("100", "99"), 12, "还差 1 亿元"},
		{"reached", row("100", "100"), 9, ""},
		{"a ceiling", ceiling, 9, ""},
		{"growth", growth, 9, ""},
		{"another year", far, 9, ""},
	} {
		got := ""
		if n, ok := x.row.Needed(tally.MonthOf(2018, x.month)); ok {
			got = n.SentenceOf(fmt.Sprintf)
		}
		if got != x.want {
			t.Errorf("%s: %q, want %q", x.what, got, x.want)
		}
	}
}

// TestCountsSayWhyRowsAreGrey tells the four reasons apart, and a month before from now.
func TestCountsSayWhyRowsAreGrey(t *testing.T) {
	grey := func(department string, asked bool, basis tally.Basis, figures []int, x tally.Item) tally.Row {
		return tally.Row{Department: department, Indicator: &tally.Indicator{Item: x}, Figures: figures, Main: tally.Deviation{Light: tally.Grey, Asked: asked, Basis: basis},
			Year: []tally.MonthPoint{{Light: tally.Red}, {Light: tally.Grey}}}
	}
	ed := tally.Edition{Period: tally.MonthOf(2018, 9), Reports: []tally.Report{{Department: "财政局", State: tally.ReportAccepted}, {Department: "商务局", State: tally.ReportMissing}, {Department: "科技局", State: tally.ReportUnaccepted}},
		Rows: []tally.Row{
			grey("商务局", false, tally.BySchedule, nil, tally.Item{}),
			grey("商务局", true, tally.Unmeasured, nil, tally.Item{}),
			grey("财政局", false, tally.BySchedule, nil, tally.Item{}),
			grey("财政局", false, tally.BySchedule, nil, tally.Item{Every: 3}),
			grey("财政局", false, tally.ByDate, []int{0}, tally.Item{}),
			grey("财政局", false, tally.Unmeasured, []int{0}, tally.Item{}),
			{Department: "财政局", Main: tally.Deviation{Light: tally.Green}, Year: []tally.MonthPoint{{Light: tally.Green}}},
		}}
	c := ed.LightCounts()
	for why, want := range map[tally.GreyReason]int{tally.GreyUnfiled: 2, tally.GreyAsked: 1, tally.GreyNotDue: 2, tally.GreyUnmeasured: 1} {
		if c.Grey[why] != want {
			t.Errorf("%s: %d, want %d", why.Chinese(), c.Grey[why], want)
		}
	}
	if c.All != 7 || c.Now[tally.Green] != 1 || c.Now[tally.Grey] != 6 || c.Before[tally.Red] != 6 || c.Filed != 2 || c.Unread != 1 || c.Of != 3 || c.Asked != 1 {
		t.Errorf("%+v", c)
	}
}
