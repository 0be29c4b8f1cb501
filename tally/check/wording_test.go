package check_test

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
)

func TestAUnitIsPrintedOnce(t *testing.T) {
	for _, tc := range []struct{ printed, unit, want string }{
		{"74", "%", "74%"}, {"74%", "%", "74%"}, {"11亿元", "亿元", "11亿元"}, {"11", "亿元", "11亿元"}, {"1,234.5", "万元", "1,234.5万元"},
		{"2亿元", "万元", "2亿元"}, {"增长10%以上", "%", "增长10%以上"}, {"≥10", "个", "≥10个"}, {"１２", "家", "１２家"}, {"已完成", "个", "已完成"}, {"5", "", "5"},
	} {
		if got := tally.WithUnit(tc.printed, tc.unit); got != tc.want {
			t.Errorf("%q in %q: %q, want %q", tc.printed, tc.unit, got, tc.want)
		}
	}
}

// What a finding says of a cell must be true of it.
func TestFindingsSayWhatStandsThere(t *testing.T) {
	growth := indicator("规上工业增加值增速", "", tally.Growth, "10")
	growth.Targets[0].Text, growth.Targets[0].Unit = "增长10%", "%"
	plan := plan2018(growth, indicator("项目数", "个", tally.Count, "20"), indicator("占比", "%", tally.Share, "60"))
	money := func(r rowOf, text, printed string) rowOf {
		r = r.ytd(text)
		r.Actuals[0].Text, r.Actuals[0].Unit = printed, "亿元"
		return r
	}
	other := row(8, "项目数", "个").figure("E", tally.MonthOf(2018, 8), tally.SpanYTD, "12")
	for name, tc := range map[string]struct {
		row      rowOf
		has, not []string
	}{
		"money for a growth":     {money(row(5, "规上工业增加值增速", ""), "64", "64亿元"), []string{"64亿元，", "绝对数", "「增长10%」", "请填增长率（%）"}, []string{"亿元亿元", "请按计划的单位「%」", "没有填"}},
		"money for a share":      {money(row(5, "占比", ""), "64", "64"), []string{"64亿元", "请填占比（%）"}, []string{"亿元亿元", "请按计划的单位「%」"}},
		"money for a count":      {money(row(6, "项目数", ""), "11", "11亿元"), []string{"11亿元，", "请按计划的单位「个」填报"}, []string{"亿元亿元"}},
		"another month's figure": {other, []string{"只有2018年8月的数"}, []string{"没有填"}},
	} {
		var said strings.Builder
		r := sheetOf(tc.row)
		r.Period = september
		for _, f := range checked(t, check.Input{Plan: plan, Reading: r}).Findings {
			if f.Code != tally.ItemMissing {
				said.WriteString(f.Message + f.Expected + "\n")
			}
		}
		for _, want := range tc.has {
			if !strings.Contains(said.String(), want) {
				t.Errorf("%s: without %q: %s", name, want, said.String())
			}
		}
		for _, not := range tc.not {
			if strings.Contains(said.String(), not) {
				t.Errorf("%s: with %q: %s", name, not, said.String())
			}
		}
	}
}
