package consolidate

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// zone is a small plan of three departments with a month of figures before and the one asked for.
func zone(t testing.TB, rules string, period string) Input {
	t.Helper()
	in := Input{Plan: tally.Plan{Key: "zone", Title: "目标任务分解表"}, Period: month(period), Number: 1,
		CutOff: time.Date(2018, 10, 10, 1, 0, 0, 0, time.UTC), Rules: shippedRules(t, rules), Words: shippedWords(t),
		Departments: []string{"经济发展局", "财政局", "商务局"}}
	for _, x := range []struct {
		id, name, lead string
		m              tally.Measure
		unit, target   string
	}{
		{"1", "地区生产总值", "经济发展局", tally.Level, "亿元", "228"},
		{"2", "固定资产投资增速", "经济发展局", tally.Growth, "%", "16"},
		{"3", "财政总收入", "财政局", tally.Level, "亿元", "27"},
		{"4", "利用外资", "商务局", tally.Level, "万美元", "7000"},
		{"5", "协调服务", "商务局", tally.Text, "", ""},
	} {
		in.Plan.Indicators = append(in.Plan.Indicators, indicator(x.id, x.name, x.m, x.unit, x.target, x.lead))
	}
	return in
}

func indicator(id, name string, m tally.Measure, unit, target string, lead ...string) tally.Indicator {
	value, err := exact.ParseNumber(target)
	if err != nil {
		panic(err)
	}
	return tally.Indicator{ID: id, Item: tally.Item{Name: name, Measure: m, Unit: unit, Better: tally.Higher, Lead: lead,
		Targets: []tally.Target{{Period: "2018", Op: tally.OpAtLeast, Floor: value, Unit: unit, Text: target}}}}
}

func figure(id, department, period string, span tally.Span, value, unit string) tally.Figure {
	return tally.Figure{Indicator: id, Department: department, Period: month(period), Span: span, Value: n(value), Unit: unit, Printed: value,
		Source: tally.Source{FiledWith: &tally.FiledWith{Submission: department + period, Version: 1, File: department + ".xlsx", By: "张三"}, Sheet: "9月", Cell: "F" + id}}
}

func consolidated(t testing.TB, in Input) tally.Edition {
	t.Helper()
	ed, err := Consolidate(in)
	if err != nil {
		t.Fatal(err)
	}
	return ed
}

func rowOf(t testing.TB, ed tally.Edition, id string) tally.Row {
	t.Helper()
	for _, r := range ed.Rows {
		if r.Indicator.ID == id {
			return r
		}
	}
	t.Fatalf("no row %s", id)
	return tally.Row{}
}

func september(t testing.TB, rules string) Input {
	in := zone(t, rules, "2018-09")
	in.Figures = []tally.Figure{
		figure("1", "经济发展局", "2018-09", tally.SpanYTD, "168.92", "亿元"),
		figure("2", "经济发展局", "2018-08", tally.SpanYTD, "13.1", "%"),
		figure("2", "经济发展局", "2018-09", tally.SpanYTD, "14.9", "%"),
		figure("3", "财政局", "2018-08", tally.SpanYTD, "19.4408", "亿元"),
		figure("3", "财政局", "2018-09", tally.SpanMonth, "2.2604", "亿元"),
		figure("3", "财政局", "2018-09", tally.SpanYTD, "21.7012", "亿元"),
		figure("3", "财政局", "2017-09", tally.SpanYTD, "20", "亿元"),
	}
	in.Reports = []tally.Report{{Department: "财政局", State: tally.ReportAccepted}, {Department: "经济发展局", State: tally.ReportAccepted, Late: true}}
	return in
}

func TestAMonthConsolidated(t *testing.T) {
	ed := consolidated(t, september(t, "default"))
	got := map[string][]string{}
	for _, r := range ed.Rows {
		got[r.Indicator.Name] = []string{r.Department, string(r.Main.Light), r.Main.Sentence, r.YTD.String(), r.Month.String(), r.LastMonth.String(), r.LastYear.String()}
	}
	want := map[string][]string{
		"地区生产总值":   {"经济发展局", "yellow", "低于序时进度（75%）0.91个百分点", "168.92", "", "", ""},
		"固定资产投资增速": {"经济发展局", "red", "低于目标1.1个百分点", "14.9", "", "13.1", ""},
		"财政总收入":    {"财政局", "green", "高于序时进度（75%）5.37个百分点", "21.7012", "2.2604", "19.4408", "20"},
		"利用外资":     {"商务局", "grey", "未报", "", "", "", ""},
		"协调服务":     {"商务局", "grey", "目标无法量化", "", "", "", ""},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	var order []string
	for _, r := range ed.Rows {
		order = append(order, r.Indicator.ID)
	}
	if !slices.IsSorted(order) {
		t.Errorf("not in the plan's order: %v", order)
	}
	f := rowOf(t, ed, "3").Figures
	if len(f) != 2 || ed.Figures[f[0]].Span != tally.SpanYTD || ed.Figures[f[1]].Span != tally.SpanMonth || ed.Figures[f[0]].Source.Cell != "F3" {
		t.Errorf("figures of 财政总收入: %v", f)
	}
	states := map[string]tally.Report{}
	for _, r := range ed.Reports {
		states[r.Department] = r
	}
	if r := states["商务局"]; r.State != tally.ReportMissing || !slices.Equal(r.Missing, []string{"利用外资"}) || !states["经济发展局"].Late {
		t.Errorf("reports: %+v", ed.Reports)
	}
	places := map[string]int{}
	for _, d := range ed.Departments {
		places[d.Name] = d.Place
	}
	if d := cmp.Diff(map[string]int{"财政局": 1, "经济发展局": 2, "商务局": 0}, places); d != "" {
		t.Error(d)
	}
}

func TestOrderOfInputsDoesNotMatter(t *testing.T) {
	a := september(t, "default")
	b := september(t, "default")
	slices.Reverse(b.Figures)
	slices.Reverse(b.Reports)
	if d := cmp.Diff(consolidated(t, a), consolidated(t, b)); d != "" {
		t.Error(d)
	}
	b.Figures[0].Value = n("14.8")
	if consolidated(t, a).Digest == consolidated(t, b).Digest {
		t.Error("another figure, the same digest")
	}
	c := september(t, "yinchuan")
	if consolidated(t, a).Digest == consolidated(t, c).Digest {
		t.Error("another rule, the same digest")
	}
}

func TestWhyThereIsNoFigure(t *testing.T) {
	october := func(change func(*Input)) tally.Row {
		in := september(t, "default")
		in.Period = month("2018-10")
		in.Figures = append(in.Figures, figure("2", "经济发展局", "2018-10", tally.SpanYTD, "16.3", "%"))
		change(&in)
		return rowOf(t, consolidated(t, in), "1")
	}
	for _, x := range []struct {
		what   string
		change func(*Input)
		says   string
	}{
		{"filed at a quarter's end only", func(*Input) {}, "本月无数据（季度指标，最近 2018-09：168.92亿元）"},
		{"said to be quarterly", func(in *Input) { in.Plan.Indicators[0].Every = 3 }, "本月无数据（季度指标，最近 2018-09：168.92亿元）"},
		{"yearly", func(in *Input) { in.Plan.Indicators[0].Every, in.Figures = 12, in.Figures[1:] }, "本月无数据（年度指标）"},
		{"due and not there", func(in *Input) {
			in.Period, in.Plan.Indicators[0].Every, in.Figures = month("2018-09"), 3, in.Figures[1:]
		}, "应报未报（季度指标）"},
		{"January", func(in *Input) {
			in.Period, in.Figures = month("2018-01"), []tally.Figure{figure("2", "经济发展局", "2018-01", tally.SpanYTD, "9", "%")}
		}, "本月无数据（1月与2月合并统计）"},
		{"not accepted", func(in *Input) {
			in.Figures, in.Reports[1].State = in.Figures[:6], tally.ReportUnaccepted
		}, "已报送，未审核"},
		{"returned", func(in *Input) {
			in.Figures, in.Reports[1].State = in.Figures[:6], tally.ReportReturned
		}, "已退回，未重报"},
		{"not filed", func(in *Input) { in.Figures, in.Reports = in.Figures[:6], nil }, "未报"},
		{"only the month", func(in *Input) {
			in.Figures = append(in.Figures, figure("1", "经济发展局", "2018-10", tally.SpanMonth, "20", "亿元"))
		}, "只有当月数，没有本年累计数"},
		{"only since the beginning", func(in *Input) {
			in.Figures = append(in.Figures, figure("1", "经济发展局", "2018-10", tally.SpanProject, "500", "亿元"))
		}, "只有自开始累计数，不能与年度目标比较"},
		{"no target this year", func(in *Input) { in.Plan.Indicators[0].Targets[0].Period = "2017" }, "没有2018年的目标"},
		{"target of a later year", func(in *Input) { in.Plan.Indicators[0].Targets[0].Period = "2020" }, "未到期：目标期为2020"},
	} {
		if r := october(x.change); r.Main.Light != tally.Grey || r.Main.Sentence != x.says || r.YTD.OK() {
			t.Errorf("%s: %s %q %s", x.what, r.Main.Light, r.Main.Sentence, r.YTD)
		}
	}
}

func TestMonthsAddUpWhereAllAreThere(t *testing.T) {
	in := zone(t, "default", "2018-03")
	for m, v := range []string{"1.5", "2.25", "3"} {
		in.Figures = append(in.Figures, figure("3", "财政局", tally.MonthOf(2018, m+1).String(), tally.SpanMonth, v, "亿元"))
	}
	r := rowOf(t, consolidated(t, in), "3")
	if r.YTD.String() != "6.75" || len(r.Figures) != 3 || r.Main.Light != tally.Green {
		t.Errorf("%s from %d figures, %s %s", r.YTD, len(r.Figures), r.Main.Light, r.Main.Sentence)
	}
	in.Figures = in.Figures[1:]
	if r := rowOf(t, consolidated(t, in), "3"); r.YTD.OK() {
		t.Errorf("January is missing, and yet %s", r.YTD)
	}
}

func TestSharedIndicatorsCountOnce(t *testing.T) {
	in := zone(t, "default", "2018-09")
	in.Plan.Indicators = []tally.Indicator{indicator("1", "招商项目", tally.Count, "个", "10", "招商局", "商务局")}
	in.Departments = []string{"商务局", "招商局"}
	in.Figures = []tally.Figure{figure("1", "商务局", "2018-09", tally.SpanYTD, "5", "个"), figure("1", "招商局", "2018-09", tally.SpanYTD, "8", "个")}
	ed := consolidated(t, in)
	if r := ed.Rows[0]; r.Department != "招商局" || r.YTD.String() != "8" {
		t.Errorf("carried by %s with %s", r.Department, r.YTD)
	}
	if ed.Departments[0].Indicators != 0 || ed.Departments[1].Indicators != 1 {
		t.Errorf("counted: %+v", ed.Departments)
	}
	in.Figures = in.Figures[:1]
	if r := consolidated(t, in).Rows[0]; r.Department != "商务局" || r.YTD.String() != "5" {
		t.Errorf("the lead that reports: %s with %s", r.Department, r.YTD)
	}
}

func TestSeveralTargetsOfOneActual(t *testing.T) {
	in := zone(t, "default", "2018-06")
	own := indicator("1", "财政收入", tally.Level, "亿元", "46.5", "财政局")
	own.Targets[0].Stretch, own.Targets[0].StretchUnit = n("500000"), "万元"
	own.Targets = append(own.Targets, tally.Target{Period: "2018", Tier: tally.TierSuperior, Op: tally.OpAtLeast, Floor: n("42.5"), Unit: "亿元"})
	in.Plan.Indicators = []tally.Indicator{own}
	in.Figures = []tally.Figure{figure("1", "财政局", "2018-06", tally.SpanYTD, "25.47", "亿元")}
	r := consolidated(t, in).Rows[0]
	var got []string
	for _, d := range append([]tally.Deviation{r.Main}, r.Others...) {
		got = append(got, d.Target.Tier+" "+exact.Num(d.Completion.Decimal().Mul(n("100").Decimal()).Round(2)).String())
	}
	if d := cmp.Diff([]string{" 54.77", "superior 59.93", "stretch 50.94"}, got); d != "" {
		t.Error(d)
	}
}

func TestAnEditionNeedsWhatItStandsOn(t *testing.T) {
	in := september(t, "default")
	for _, change := range []func(*Input){
		func(in *Input) { in.Period = tally.Round{} },
		func(in *Input) { in.Rules = nil },
		func(in *Input) { in.Words = nil },
	} {
		bad := in
		change(&bad)
		if _, err := Consolidate(bad); err == nil || !strings.HasPrefix(err.Error(), "consolidate:") {
			t.Errorf("accepted: %v", err)
		}
	}
}
