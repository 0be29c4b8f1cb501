package consolidate

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

func TestTotals(t *testing.T) {
	in := zone(t, "default", "2018-09")
	in.Plan.Indicators = []tally.Indicator{
		indicator("1", "到位资金", tally.Level, "亿元", "30", "甲区"), indicator("2", "到位资金", tally.Level, "万元", "100000", "乙区"),
		indicator("3", "到位资金", tally.Level, "亿元", "8", "甲区"), // once a department
		indicator("4", "占比", tally.Share, "%", "8", "甲区"), indicator("5", "占比", tally.Share, "%", "8", "乙区"),
	}
	in.Figures = []tally.Figure{figure("1", "甲区", "2018-09", tally.SpanYTD, "24", "亿元"), figure("2", "乙区", "2018-09", tally.SpanYTD, "60000", "万元")}
	totals := consolidated(t, in).Totals
	if len(totals) != 1 {
		t.Fatalf("%+v", totals)
	}
	got := totals[0]
	if got.Target.String() != "40" || got.YTD.String() != "30" || got.Completion.String() != "0.75" || got.Gap.String() != "0" || got.Unit != "亿元" {
		t.Errorf("%+v", got) // a mean of the rates would be 70%
	}
	in.Figures = in.Figures[:1]
	got = consolidated(t, in).Totals[0]
	if got.Missing != 1 || got.Completion.String() != "0.6" || got.Gap.OK() {
		t.Errorf("one is missing: %+v", got)
	}
}

func TestWhatDoesNotAdd(t *testing.T) {
	w := shippedWords(t)
	row := func(m tally.Measure, unit, caliber string) tally.Row {
		ind := indicator("1", "财政收入", m, unit, "10", "甲")
		ind.Caliber = caliber
		return tally.Row{Indicator: &ind, Main: tally.Deviation{Target: &ind.Targets[0], Actual: n("5")}}
	}
	for _, x := range []struct {
		what string
		rows []tally.Row
		says string
	}{
		{"growth", []tally.Row{row(tally.Growth, "%", ""), row(tally.Growth, "%", "")}, "不能相加"},
		{"rank", []tally.Row{row(tally.Rank, "位", "")}, "不能相加"},
		{"stock", []tally.Row{row(tally.Stock, "家", "")}, "不能相加"},
		{"calibers", []tally.Row{row(tally.Level, "亿元", "省口径"), row(tally.Level, "亿元", "市口径")}, "口径不同"},
		{"units", []tally.Row{row(tally.Level, "亿元", ""), row(tally.Level, "亩", "")}, "不能相加"},
		{"nothing", nil, "没有"},
	} {
		if _, err := RollUp(x.rows, w); err == nil || !strings.Contains(err.Error(), x.says) {
			t.Errorf("%s: %v", x.what, err)
		}
	}
}
