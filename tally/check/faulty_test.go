package check_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
)

// The faulty sheet as a reader hands it over, its two unreadable cells already found.
func faultySheet() tally.Reading {
	r := sheetOf(
		row(4, "地区生产总值", "亿元").target("228").figure("E", september, tally.SpanMonth, ""),
		row(5, "规模以上工业增加值", "亿元").target("88").month("7.29").ytd("643100"),
		row(6, "固定资产投资增速", "%").target("16").figure("E", september, tally.SpanMonth, ""),
		row(7, "龙头骨干企业培育数", "个").target("20").month("2").ytd("15"),
		row(8, "龙头骨干企业培育数", "个").target("20").month("2").ytd("16"),
		row(9, "高成长型企业培育数", "个").target("45").month("6").ytd("37"),
		row(10, "省“隐形冠军”企业数", "家").target("5").month("1").ytd("3"),
		row(11, "网红企业数", "家").target("3").month("1").ytd("1"),
		row(12, "小升规企业数", "家").target("40").month("4").ytd("12"),
	)
	r.Findings = []tally.Finding{
		tally.NewFinding(tally.NumberUnreadable, "表", "F4", "读不出", ""),
		tally.NewFinding(tally.FormulaUncached, "表", "F6", "没有结果", ""),
	}
	return r
}

func developmentPlan() tally.Plan {
	finance := indicator("财政总收入", "亿元", tally.Level, "27")
	finance.Lead = []string{"财政局"}
	invest := "固定资产投资增速"
	return plan2018(
		indicator("地区生产总值", "亿元", tally.Level, "228"),
		indicator("规模以上工业增加值", "亿元", tally.Level, "88"),
		finance,
		indicator(invest, "%", tally.Growth, "16"),
		child(indicator("交通投资增速", "%", tally.Growth, "15"), invest),
		child(indicator("民间投资增速", "%", tally.Growth, "10"), invest),
		indicator("龙头骨干企业培育数", "个", tally.Count, "20"),
		indicator("高成长型企业培育数", "个", tally.Count, "50"),
		indicator("省“隐形冠军”培育企业数", "", tally.Count, "5"),
		indicator("小升规企业数", "", tally.Count, "40"),
	)
}

func TestFaultySheetGivesItsFindingsAndNoOther(t *testing.T) {
	t.Parallel()
	ytd, month := tally.SpanYTD, tally.SpanMonth
	got := checked(t, check.Input{Plan: developmentPlan(), Reading: faultySheet(), History: tally.NewHistory([]tally.Figure{
		past("规模以上工业增加值", "亿元", july, ytd, "49.85"),
		past("规模以上工业增加值", "亿元", august, ytd, "57.02"), past("规模以上工业增加值", "亿元", august, month, "7.17"),
		past("龙头骨干企业培育数", "个", august, ytd, "13"), past("高成长型企业培育数", "个", august, ytd, "31"),
		past("省“隐形冠军”培育企业数", "家", august, ytd, "2"), past("小升规企业数", "家", august, ytd, "14"),
		past("固定资产投资增速", "%", august, ytd, "13.1"),
	})})
	var briefs []brief
	for _, f := range got.Findings {
		b := brief{Cell: f.Cell, Code: f.Code, Class: f.Class, Suggest: f.Suggest}
		if f.Code == tally.ItemMissing {
			b.About = f.About
		}
		briefs = append(briefs, b)
	}
	want := []brief{
		{"F4", tally.NumberUnreadable, "A", "", ""},
		{"F5", tally.UnitSuspect, "C", "", ""},
		{"F6", tally.FormulaUncached, "A", "", ""},
		{"B8", tally.ItemDuplicate, "A", "", ""},
		{"D9", tally.TargetDiffers, "C", "", ""},
		{"B10", tally.ItemUnknown, "A", "", "省“隐形冠军”培育企业数"},
		{"B11", tally.ItemUnknown, "A", "", ""},
		{"F12", tally.YTDDecreased, "C", "", ""},
		{"", tally.ItemMissing, "B", "交通投资增速", ""},
		{"", tally.ItemMissing, "B", "民间投资增速", ""},
		{"", tally.ItemMissing, "B", "省“隐形冠军”培育企业数", ""},
	}
	if d := cmp.Diff(want, briefs); d != "" {
		t.Errorf("findings (-want +got):\n%s", d)
	}
	for _, f := range got.Findings {
		t.Log(f.Cell, f.Message, "|", f.Expected)
	}
}
