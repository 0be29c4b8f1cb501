package edition_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// described is the fixture with what a plan prints beside its numbers.
func described(t testing.TB) tally.Edition {
	t.Helper()
	ed := fixture(t)
	n := exact.MustNumber
	level := &ed.Rows[1]
	level.Main.Target.Text = "88亿元（其中数字经济20亿元）"
	level.Indicator.Targets = append(slices.Clone(level.Indicator.Targets), tally.Target{Cell: "Z9", Period: level.Main.Target.Period, Text: "10%", Op: tally.OpAtLeast, Floor: n("10"), Unit: "%"})
	level.LastYear = n("60")
	level.Indicator.Facts = []tally.Fact{
		{Cell: "K6", Heading: "2017年完成", Kind: tally.FactLastYear, Period: "2017", Text: "80.5", Value: n("80.5"), Unit: "亿元"},
		{Cell: "L6", Heading: "2017年增幅", Kind: tally.FactLastYear, Period: "2017", Text: "9.1", Value: n("9.1"), Unit: "%"},
		{Cell: "M6", Heading: "2015年基数", Kind: tally.FactBase, Period: "2015", Text: "70", Value: n("70"), Unit: "亿元"},
		{Cell: "N6", Heading: "年均增长", Kind: tally.FactAverage, Period: "2017", Text: "6", Value: n("6"), Unit: "%"}}
	apart := &ed.Rows[13] // a limit in 亿元 of a row in 万美元
	apart.Main.Target.Unit, apart.Main.Target.Op, apart.Main.Target.Text = "亿元", tally.OpAtMost, "不超过7000（亿元）"
	unnamed := &ed.Rows[15]
	unnamed.Indicator.Unit, unnamed.Main.Target.Unit = "", "家"
	share := &ed.Rows[6]
	share.LastYear = n("12.5")
	return ed
}

// What the plan says beside a number is shown: the unit that is the target's own, the unit that the row does not name, the words in
// brackets, the growth beside a level, what the years before came to.
func TestTargetsAreShownWhole(t *testing.T) {
	o := open(t, written(t, described(t)))
	read := sheetNamed(t, cellsIn(t, written(t, described(t))), "汇总表")
	for _, x := range []struct{ head, name, value, format string }{
		{"上年", "规模以上工业增加值", "80.5", "#,##0.0"}, {"上年增幅", "规模以上工业增加值", "9.1", `#,##0.0"%"`}, {"基期", "规模以上工业增加值", "70", `#,##0"（2015年）"`},
		{"增幅", "规模以上工业增加值", "10", `#,##0"%"`}, {"原文", "规模以上工业增加值", "88亿元（其中数字经济20亿元）", ""}, {"原文", "利用外资", "", ""},
		{"确保", "利用外资", "7000", `"≤"#,##0"亿元"`}, {"单位", "高成长型企业培育数", "家", ""}, {"确保", "高成长型企业培育数", "50", "#,##0"},
	} {
		c := o.under(t, "汇总表", x.head, x.name)
		row, _, _ := xlsx.ParseRef(c.ref)
		format := formatAt(read, row, c.ref)
		if c.value != x.value || x.format != "" && !strings.HasPrefix(format, x.format) {
			t.Errorf("%s %s: %q {%s}, want %q {%s}", x.name, x.head, c.value, format, x.value, x.format)
		}
	}
	if c := o.under(t, "汇总表", "同比", "规模以上工业增加值"); !near(formulaValue(t, o.cells["汇总表"], c.formula), 64.31/60-1) {
		t.Errorf("同比 of a level is =%s → %s", c.formula, c.value)
	}
	if c := o.under(t, "汇总表", "同比", "其中：交通投资增速"); !near(formulaValue(t, o.cells["汇总表"], c.formula), 2.6) {
		t.Errorf("同比 of a rate is =%s → %s", c.formula, c.value)
	}
}

// A trace says in which cell of the plan a figure of the years before stands.
func TestTraceOfFacts(t *testing.T) {
	ed := described(t)
	at := open(t, written(t, ed)).under(t, "汇总表", "上年", "规模以上工业增加值").ref
	ed.Layout = edition.LayoutOf(ed)
	if _, says, err := edition.Trace(ed, nil, "汇总表", at); err != nil || !strings.Contains(says, "计划工作簿“附件”K6，“2017年完成”的80.5") {
		t.Error(says, err)
	}
}

// A column stands where something stands in it, and an edition that was issued with an empty one is still traced in its own columns.
func TestColumnsOnlyWhereSomethingStands(t *testing.T) {
	ed := fixture(t)
	before := edition.LayoutOf(ed)
	for i := range ed.Rows {
		r := &ed.Rows[i]
		r.Month, r.LastMonth = exact.Number{}, exact.Number{}
	}
	o := open(t, written(t, ed))
	for _, c := range o.cells["汇总表"] {
		if slices.Contains([]string{"本月", "上月累计", "去年同期", "同比", "力争", "增幅", "原文", "上年", "基期"}, c.value) {
			t.Errorf("%s says %s over nothing", c.ref, c.value)
		}
	}
	ytd := open(t, written(t, fixture(t))).under(t, "汇总表", "完成率", "利用外资").ref // behind both of them
	for _, layout := range [][]tally.SheetLayout{nil, before} {
		ed.Layout = layout
		if figures, says, err := edition.Trace(ed, nil, "汇总表", ytd); err != nil || len(figures) != 1 || !strings.Contains(says, "完成率=") {
			t.Error(figures, says, err)
		}
	}
}

// The colour of a gap is that of its light: above a ceiling it is red, below one it is not.
func TestGapsAreColouredByTheirLight(t *testing.T) {
	o := open(t, written(t, rich(t)))
	for i, name := range o.names {
		part := string(o.parts["xl/worksheets/sheet"+string(rune('1'+i))+".xml"])
		if strings.Contains(part, "lessThan") {
			t.Errorf("%s colours by the sign of a number", name)
		}
		if slices.Contains([]string{"领导简报", "汇总表", "偏差预警"}, name) && strings.Count(part, "=\"红\"</formula>")+strings.Count(part, "=&#34;红&#34;</formula>") != 2 {
			t.Errorf("%s: light and gap do not both follow the word", name)
		}
	}
}

// A row whose target is for a later year shows that one, with its year; a sheet without bars does not say how to read them.
func TestTargetsOfLaterYears(t *testing.T) {
	ed := fixture(t)
	for i := range ed.Rows {
		r := &ed.Rows[i]
		r.Main = tally.Deviation{Target: &tally.Target{}, Basis: tally.Unmeasured, Light: tally.Grey, Sentence: "未到期：目标期为2020"}
		own := *r.Indicator
		own.Targets = []tally.Target{{Cell: "D9", Period: "2021", Text: "500亿元", Floor: exact.MustNumber("500")}, {Cell: "C9", Period: "2020", Text: "420亿元以上", Floor: exact.MustNumber("420")}}
		r.Indicator = &own
	}
	o := open(t, written(t, ed))
	if c := o.under(t, "汇总表", "确保", "利用外资"); c.value != "420亿元以上（2020年）" {
		t.Errorf("the target says %q", c.value)
	}
	for _, c := range o.cells["汇总表"] {
		if strings.Contains(c.value, "进度图示") {
			t.Errorf("%s says %q of bars that are not there", c.ref, c.value)
		}
	}
}
