package deviation

import (
	"bufio"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func n(s string) exact.Number { return exact.MustNumber(s) }

func month(s string) tally.Round {
	p, err := tally.ParseMonth(s)
	if err != nil {
		panic(err)
	}
	return p
}

// case1 builds the common comparison: one number against one target at the end of a month.
func case1(t testing.TB, rules *Rules, m tally.Measure, op tally.Op, target, actual, period string) Against {
	return Against{
		Indicator: &tally.Indicator{Item: tally.Item{Measure: m, Better: tally.Higher, Unit: "亿元"}},
		Target:    &tally.Target{Op: op, Floor: n(target), Unit: "亿元", Period: period[:4]},
		Actual:    &tally.Figure{Value: n(actual), Unit: "亿元", Printed: actual}, Reported: true,
		Period: month(period), Words: shippedWords(t), Rules: rules,
	}
}

func inPct(in Against) Against {
	in.Target.Unit, in.Actual.Unit, in.Indicator.Unit = "%", "%", "%"
	return in
}

func lower(in Against) Against {
	in.Indicator.Better = tally.Lower
	return in
}

// TestPublishedDeviations holds the arithmetic to figures that governments printed. Printed digits come from inputs that were
// rounded before, so the last one may differ by one (DOMAIN §3.1).
func TestPublishedDeviations(t *testing.T) {
	f, err := os.Open("../testdata/deviations.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	rules := shippedRules(t, "default")
	lines := 0
	for scan := bufio.NewScanner(f); scan.Scan(); lines++ {
		var g map[string]any
		if err := json.Unmarshal(scan.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		text := func(k string) string { s, _ := g[k].(string); return s }
		in := publishedCase(t, rules, text)
		d := Deviate(in)
		near(t, text("place")+" gap", text("gap_pp"), d.Gap, 1)
		near(t, text("place")+" schedule", text("schedule_pct"), d.Schedule, 100)
		if text("actual") != "" && text("target") != "" || text("completion_pct") != "" && d.Basis == tally.BySchedule {
			near(t, text("place")+" completion", text("completion_pct"), d.Completion, 100)
		}
		if met, ok := g["met"].(bool); ok && (d.Met != met || d.Completion.OK()) {
			t.Errorf("%s: met %v, completion %s", text("place"), d.Met, d.Completion)
		}
		if want := text("schedule_completion_pct"); want != "" {
			near(t, "of the plan to date", want, exact.Num(d.Completion.Decimal().Div(d.Schedule.Decimal())), 100)
		}
	}
	if lines < 11 {
		t.Errorf("only %d published figures", lines)
	}
}

// publishedCase makes the comparison from what was printed; where only the rate was, the target is 100.
func publishedCase(t testing.TB, rules *Rules, text func(string) string) Against {
	period := text("period")
	if strings.HasPrefix(period, "-") {
		period = "2019" + period
	}
	target, actual := text("target"), text("actual")
	switch {
	case target == "" && actual != "": // the year's target follows from the rate
		target = n(actual).Decimal().Mul(n("100").Decimal()).DivRound(n(text("completion_pct")).Decimal(), 12).String()
	case target == "":
		target, actual = "100", text("completion_pct")
		if actual == "" {
			actual = "0"
		}
	}
	in := case1(t, rules, tally.Measure(text("measure")), tally.OpAtLeast, target, actual, period)
	switch in.Indicator.Measure {
	case tally.Growth:
		in = inPct(in)
	case tally.Ceiling:
		in = lower(inPct(in))
		in.Target.Op = tally.OpAtMost
	}
	if plan := text("schedule_plan"); plan != "" {
		in.Indicator.Curve.Points = []tally.CurvePoint{{Month: in.Period.Month(), Amount: n(plan)}}
	}
	if text("schedule_pct") == "74.97" { // given from above
		in.Indicator.Curve.Points = []tally.CurvePoint{{Month: 9, Share: n("0.7497")}}
	}
	return in
}

// near compares to the printed digits, one unit of the last allowed.
func near(t *testing.T, what, printed string, got exact.Number, scale int64) {
	t.Helper()
	if printed == "" {
		return
	}
	want := n(printed)
	digits := -want.Decimal().Exponent()
	v := got.Decimal().Mul(decimal.NewFromInt(scale)).Round(digits)
	if !got.OK() || v.Sub(want.Decimal()).Abs().GreaterThan(decimal.New(1, -digits)) {
		t.Errorf("%s: %s, printed %s", what, v, printed)
	}
}

func TestEachMeasureAgainstItsTarget(t *testing.T) {
	rules := shippedRules(t, "default")
	c := func(m tally.Measure, op tally.Op, target, actual string) Against {
		return case1(t, rules, m, op, target, actual, "2018-09")
	}
	pct := func(m tally.Measure, op tally.Op, target, actual string) Against {
		return inPct(c(m, op, target, actual))
	}
	with := func(in Against, change func(*Against)) Against { change(&in); return in }
	for _, x := range []struct {
		what     string
		in       Against
		light    tally.Light
		gap      string
		sentence string
	}{
		{"level behind", c(tally.Level, tally.OpAtLeast, "228", "168.92"), tally.Yellow, "-0.91", "低于序时进度（75%）0.91个百分点"},
		{"level far behind", c(tally.Level, tally.OpAtLeast, "100", "64"), tally.Red, "-11", "低于序时进度（75%）11个百分点"},
		{"ten points are yellow", c(tally.Level, tally.OpAtLeast, "100", "65"), tally.Yellow, "-10", "低于序时进度（75%）10个百分点"},
		{"a hair over ten is red and says so", c(tally.Level, tally.OpAtLeast, "100", "64.996"), tally.Red, "-10.004", "低于序时进度（75%）10.004个百分点"},
		{"a hair behind is behind", c(tally.Level, tally.OpAtLeast, "100", "74.9999"), tally.Yellow, "-0.0001", "低于序时进度（75%）不足0.01个百分点"},
		{"on schedule", c(tally.Level, tally.OpAtLeast, "100", "75"), tally.Green, "0", "与序时进度（75%）持平"},
		{"ahead", c(tally.Count, tally.OpAtLeast, "20", "16"), tally.Green, "5", "高于序时进度（75%）5个百分点"},
		{"done early", c(tally.Level, tally.OpAtLeast, "100", "131.4"), tally.Green, "56.4", "已完成全年目标，高于序时进度（75%）56.4个百分点"},
		{"negative level", c(tally.Level, tally.OpAtLeast, "100", "-5"), tally.Red, "-80", "低于序时进度（75%）80个百分点（实际为负，不计完成率）"},
		{"zero target", c(tally.Level, tally.OpAtLeast, "0", "3"), tally.Green, "3", "高于目标3亿元（目标不是正数，不计完成率）"},
		{"growth behind", pct(tally.Growth, tally.OpAtLeast, "7", "6.1"), tally.Yellow, "-0.9", "低于目标0.9个百分点"},
		{"growth a point behind", pct(tally.Growth, tally.OpAtLeast, "7", "6"), tally.Yellow, "-1", "低于目标1个百分点"},
		{"growth further behind", pct(tally.Growth, tally.OpAtLeast, "16", "14.9"), tally.Red, "-1.1", "低于目标1.1个百分点"},
		{"growth of opposite sign", pct(tally.Growth, tally.OpAtLeast, "4", "-3.7"), tally.Red, "-7.7", "低于目标7.7个百分点"},
		{"zero target of a stock in per cent", pct(tally.Stock, tally.OpAtLeast, "0", "3"), tally.Green, "3", "高于目标3个百分点（目标不是正数，不计完成率）"},
		{"zero target of a count in per cent", pct(tally.Count, tally.OpAtLeast, "0", "-1"), tally.Red, "-1", "低于目标1个百分点（目标不是正数，不计完成率）"},
		{"growth met", pct(tally.Growth, tally.OpAtLeast, "8", "8.0"), tally.Green, "0", "达到目标"},
		{"growth more than, exactly", pct(tally.Growth, tally.OpMore, "8", "8"), tally.Yellow, "0", "与目标持平，没有超过"},
		{"share", pct(tally.Share, tally.OpAtLeast, "3.5", "3.42"), tally.Yellow, "-0.08", "低于目标0.08个百分点"},
		{"delta", pct(tally.Delta, tally.OpAtLeast, "3", "3.4"), tally.Green, "0.4", "高于目标0.4个百分点"},
		{"ratio in its own unit", c(tally.Ratio, tally.OpAtLeast, "200", "150"), tally.Red, "-50", "低于目标50亿元"},
		{"stock", c(tally.Stock, tally.OpAtLeast, "80", "76"), tally.Yellow, "-5", "低于目标4亿元（完成95%）"},
		{"stock 突破", c(tally.Stock, tally.OpMore, "80", "80"), tally.Yellow, "0", "与目标持平，没有超过（完成100%）"},
		{"ceiling kept", lower(pct(tally.Ceiling, tally.OpAtMost, "4.5", "4.02")), tally.Green, "-0.48", "达到目标，低于控制目标（4.5%）0.48个百分点"},
		{"ceiling passed", lower(pct(tally.Share, tally.OpAtMost, "4.5", "4.6")), tally.Red, "0.1", "超过控制目标（4.5%）0.1个百分点"},
		{"what should be low, bare number", lower(c(tally.Stock, tally.OpAtLeast, "60", "58")), tally.Green, "-2", "达到目标，低于控制目标（60亿元）2亿元"},
		{"no deaths", lower(c(tally.Count, tally.OpEqual, "0", "0")), tally.Green, "0", "达到目标"},
		{"a death", lower(c(tally.Count, tally.OpEqual, "0", "1")), tally.Red, "1", "超过控制目标（0亿元）1亿元"},
		{"about: near", pct(tally.Share, tally.OpApprox, "58", "57.66"), tally.Green, "-0.34", "与目标（左右）基本相符，低0.34个百分点"},
		{"about: short", pct(tally.Growth, tally.OpApprox, "5.5", "4.9"), tally.Yellow, "-0.6", "低于目标0.6个百分点"},
		{"about: over", pct(tally.Growth, tally.OpApprox, "2", "2.5"), tally.Green, "0.5", "与目标（左右）基本相符，高0.5个百分点"},
		{"about: well over", pct(tally.Growth, tally.OpApprox, "2", "5"), tally.Green, "3", "高于目标3个百分点"},
		{"about, a zone: prices too low", lower(pct(tally.Growth, tally.OpApprox, "2", "-0.1")), tally.Red, "-2.1", "低于目标2.1个百分点"},
		{"about, a zone: prices too high", lower(pct(tally.Growth, tally.OpApprox, "2", "2.9")), tally.Yellow, "0.9", "高于目标0.9个百分点"},
		{"range: inside", with(c(tally.Count, tally.OpRange, "5", "7"), func(a *Against) { a.Target.Max = n("10") }), tally.Green, "65", "在目标区间（5—10亿元）内"},
		{"range: below, pro-rated", with(c(tally.Count, tally.OpRange, "8", "4"), func(a *Against) { a.Target.Max = n("10") }), tally.Red, "-25", "低于序时进度（75%）25个百分点"},
		{"range: above", with(c(tally.Stock, tally.OpRange, "8000", "10500"), func(a *Against) { a.Target.Max = n("10000") }), tally.Green, "31.25", "高于目标区间（8000—10000亿元）上限500亿元"},
		{"range of growth: below", with(pct(tally.Growth, tally.OpRange, "6", "5.5"), func(a *Against) { a.Target.Max = n("6.5") }), tally.Yellow, "-0.5", "低于目标区间（6—6.5%）0.5个百分点"},
		{"range of growth: inside", with(pct(tally.Growth, tally.OpRange, "6", "6.2"), func(a *Against) { a.Target.Max = n("6.5") }), tally.Green, "0", "在目标区间（6—6.5%）内"},
		{"range of what should be low: over", lower(with(c(tally.Count, tally.OpRange, "0", "7"), func(a *Against) { a.Target.Max = n("5") })), tally.Red, "2", "超过控制目标（5亿元）2亿元"},
		{"range of what should be low: under", lower(with(pct(tally.Growth, tally.OpRange, "2", "1"), func(a *Against) { a.Target.Max = n("3") })), tally.Green, "-2", "达到目标，低于控制目标（3%）2个百分点"},
		{"growth without a unit", with(c(tally.Growth, tally.OpAtLeast, "16", "14.9"), func(a *Against) { a.Target.Unit = "" }), tally.Red, "-1.1", "低于目标1.1个百分点"},
		{"place kept", lower(c(tally.Rank, tally.OpAtMost, "50", "47")), tally.Green, "-3", "优于目标（第50位）3位"},
		{"place missed", lower(c(tally.Rank, tally.OpAtMost, "50", "52")), tally.Yellow, "2", "落后于目标（第50位）2位"},
		{"place missed by far", lower(c(tally.Rank, tally.OpAtMost, "50", "60")), tally.Red, "10", "落后于目标（第50位）10位"},
		{"risen", with(c(tally.Rank, tally.OpAtLeast, "5", "6"), func(a *Against) { a.Actual.Printed = "升6位" }), tally.Green, "1", "超过目标（升5位）1位"},
		{"risen too little", with(c(tally.Rank, tally.OpAtLeast, "5", "3"), func(a *Against) { a.Actual.Printed = "升3位" }), tally.Yellow, "-2", "距目标（升5位）差2位"},
		{"a place against a rise", with(c(tally.Rank, tally.OpAtLeast, "5", "30"), func(a *Against) { a.Actual.Printed, a.LastYear = "第30名", n("34") }), tally.Yellow, "-1", "距目标（升5位）差1位"},
		{"a place against a rise, no base", with(c(tally.Rank, tally.OpAtLeast, "5", "30"), func(a *Against) { a.Actual.Printed = "第30名" }), tally.Grey, "", "目标是升5位，填报的是“第30名”，看不出是名次还是升的位次，也没有去年名次可比"},
		{"a bare number against a rise", c(tally.Rank, tally.OpAtLeast, "5", "30"), tally.Grey, "", "目标是升5位，填报的是“30”，看不出是名次还是升的位次，也没有去年名次可比"},
		{"drop", drop(pct(tally.Growth, tally.OpAtLeast, "3", "-3.5")), tally.Green, "0.5", "降幅3.5%，高于目标0.5个百分点"},
		{"drop too small", drop(pct(tally.Growth, tally.OpAtLeast, "3", "-2.4")), tally.Yellow, "-0.6", "降幅2.4%，低于目标0.6个百分点"},
		{"a place, counted otherwise", with(lower(c(tally.Rank, tally.OpAtMost, "50", "47")), func(a *Against) { a.Target.Unit, a.Actual.Unit = "位", "名" }), tally.Green, "-3", "优于目标（第50位）3位"},
		{"drop filed as its size", drop(pct(tally.Growth, tally.OpAtLeast, "3", "3.2")), tally.Green, "0.2", "降幅3.2%，高于目标0.2个百分点"},
		{"risen instead", drop(with(pct(tally.Growth, tally.OpAtLeast, "3", "2"), func(a *Against) { a.Actual.Printed = "上升2%" })), tally.Red, "-5", "不降反升2%，低于目标5个百分点"},
		{"on stretch", with(c(tally.Count, tally.OpAtLeast, "40", "20"), func(a *Against) { a.Target.Floor, a.Target.Stretch = exact.Number{}, n("40") }), tally.Red, "-25", "低于序时进度（75%）25个百分点（按力争目标）"},
		{"not reported", with(c(tally.Level, tally.OpAtLeast, "10", "1"), func(a *Against) { a.Reported = false }), tally.Grey, "", "未报"},
		{"text", with(c(tally.Text, tally.OpNone, "1", "1"), func(a *Against) { a.Target = &tally.Target{Text: "做好协调服务"} }), tally.Grey, "", "目标无法量化"},
		{"declined", with(c(tally.Level, tally.OpNone, "1", "1"), func(a *Against) { a.Target = &tally.Target{Text: "翻一番", Why: "没有基数"} }), tally.Grey, "", "目标未能量化：没有基数"},
	} {
		t.Run(x.what, func(t *testing.T) {
			d := Deviate(x.in)
			if d.Light != x.light || d.Sentence != x.sentence {
				t.Errorf("%s %q, want %s %q", d.Light, d.Sentence, x.light, x.sentence)
			}
			if x.gap == "" && d.Gap.OK() || x.gap != "" && !exact.Num(d.Gap.Decimal().Round(4)).Equal(exact.Num(n(x.gap).Decimal())) && !strings.HasPrefix(d.Gap.String(), x.gap) {
				t.Errorf("gap %s, want %s", d.Gap, x.gap)
			}
		})
	}
}

func drop(in Against) Against {
	in.Target.Drop = true
	return lower(in)
}

func TestUnitsOfTargetAndActual(t *testing.T) {
	in := case1(t, shippedRules(t, "default"), tally.Level, tally.OpAtLeast, "3", "22397", "2018-09")
	in.Target.Unit, in.Actual.Unit = "亿美元", "万美元"
	if d := Deviate(in); exact.Num(d.Completion.Decimal().Round(3)).String() != "0.747" { // published: 74.7%
		t.Errorf("completion %s", d.Completion)
	}
	in.Target.Unit, in.Target.Floor, in.Target.Stretch, in.Target.StretchUnit = "万美元", exact.Number{}, n("1"), "亿美元"
	if d := Deviate(in); !d.OnStretch || exact.Num(d.Completion.Decimal().Round(4)).String() != "2.2397" {
		t.Errorf("stretch in another unit: %s %v", d.Completion, d.OnStretch)
	}
	in.Actual.Unit = "%"
	if d := Deviate(in); d.Light != tally.Grey || !strings.Contains(d.Sentence, "单位不可比") {
		t.Errorf("incomparable units: %s %s", d.Light, d.Sentence)
	}
}

func TestMilestones(t *testing.T) {
	rules := shippedRules(t, "default")
	for _, x := range []struct {
		deadline, period, printed, progress string
		asOf                                string
		light                               tally.Light
		sentence                            string
	}{
		{"2017-09", "2017-08", "进行中", "", "", tally.Grey, "未到期，距完成时限（2017-09）还有30天"},
		{"2017-09", "2017-09", "已开学", "", "", tally.Green, "已完成"},
		{"2017-09", "2017-09", "", "已于9月10日顺利开学。", "", tally.Green, "已完成"},
		{"2017-09", "2017-09", "尚未开学", "", "", tally.Yellow, "到期未完成（完成时限2017-09）"},
		{"2017-09", "2017-10", "未完成", "", "", tally.Red, "逾期31天未完成（完成时限2017-09）"},
		{"2017-09-15", "2017-09", "未完成", "", "", tally.Yellow, "逾期15天未完成（完成时限2017-09-15）"},
		{"2017-09-30", "2017-09", "未完成", "", "2017-09-20", tally.Grey, "未到期，距完成时限（2017-09-30）还有10天"},
		{"2017", "2017-11", "已完成主体工程", "", "", tally.Grey, "未到期，距完成时限（2017）还有31天"},
		{"2017-09", "2017-10", "", "已完成主体工程", "", tally.Grey, "已到完成时限（2017-09），是否完成没有写明"},
		{"2017-09", "2017-09", "100%", "", "", tally.Green, "已完成"},
	} {
		in := Against{Indicator: &tally.Indicator{Item: tally.Item{Name: "理工大学开学", Measure: tally.Milestone, Deadline: x.deadline}},
			Target: &tally.Target{Text: "确保9月份顺利开学", Period: "2017"}, Actual: &tally.Figure{Printed: x.printed}, Reported: x.printed != "",
			Progress: x.progress, Period: month(x.period), Words: shippedWords(t), Rules: rules}
		if x.asOf != "" {
			in.AsOf, _ = time.Parse(time.DateOnly, x.asOf)
		}
		if x.printed == "100%" {
			in.Actual.Value, in.Actual.Unit = n("100"), "%"
		}
		if d := Deviate(in); d.Light != x.light || d.Sentence != x.sentence {
			t.Errorf("%s at %s, %q %q: %s %q, want %s %q", x.deadline, x.period, x.printed, x.progress, d.Light, d.Sentence, x.light, x.sentence)
		}
	}
}

// What a report says of a deed is held against the target's own words.
func TestDeedsInWords(t *testing.T) {
	for _, x := range []struct {
		name, target, printed string
		light                 tally.Light
	}{
		{"国家卫生县城复审", "通过复审", "已通过复审", tally.Green},
		{"国家卫生县城复审", "通过复审", "已通过国家复审", tally.Green},
		{"国家卫生县城复审", "通过复审", "已通过初审", tally.Grey},
		{"创业孵化示范基地", "获得认定", "已获认定", tally.Green},
		{"三年行动计划", "印发实施", "行动计划已印发", tally.Green},
		{"海绵城市专项规划", "印发实施", "尚未印发", tally.Red},
		{"站前广场", "建成投用", "已建成", tally.Grey},
		{"站前广场", "建成投用", "已建成投入使用", tally.Green},
		{"站前广场", "建成投用", "基本建成", tally.Red},
		{"二期工程", "通过验收", "已完成，尚未验收", tally.Red},
		{"规划展览馆", "完成建设", "已完成规划", tally.Grey},
	} {
		in := Against{Indicator: &tally.Indicator{Item: tally.Item{Name: x.name, Measure: tally.Milestone, Deadline: "2017-06"}}, Target: &tally.Target{Text: x.target, Period: "2017"},
			Actual: &tally.Figure{Printed: x.printed}, Reported: true, Period: month("2017-09"), Words: shippedWords(t), Rules: shippedRules(t, "default")}
		if d := Deviate(in); d.Light != x.light {
			t.Errorf("%s, %s: %s %q, want %s", x.target, x.printed, d.Light, d.Sentence, x.light)
		}
	}
}

// Where the name asks for places won (位次提升), the plain number that is filed is places won as well.
func TestPlacesWon(t *testing.T) {
	for printed, want := range map[string]tally.Light{"5": tally.Green, "1": tally.Yellow, "第1名": tally.Grey} {
		in := Against{Indicator: &tally.Indicator{Item: tally.Item{Name: "综合竞争力排名提升", Unit: "位", Measure: tally.Rank, Better: tally.Higher}},
			Target: &tally.Target{Text: "4", Floor: n("4"), Op: tally.OpAtLeast, Unit: "位", Period: "2017"},
			Actual: &tally.Figure{Value: n(strings.Trim(printed, "第名")), Unit: "位", Printed: printed}, Reported: true, Period: month("2017-09"), Words: shippedWords(t), Rules: shippedRules(t, "default")}
		if d := Deviate(in); d.Light != want {
			t.Errorf("%s: %s %q, want %s", printed, d.Light, d.Sentence, want)
		}
	}
}

func TestPartByPart(t *testing.T) {
	rules := shippedRules(t, "default")
	p := func(threshold, unit, count string) tally.Part {
		th, _ := exact.ParseNumber(threshold)
		return tally.Part{Threshold: th, Unit: unit, Count: n(count)}
	}
	bands := []tally.Part{p("10", "亿元", "2"), p("20", "亿元", "1")}
	mixed := []tally.Part{p("", "只", "200"), p("", "亿元", "100")}
	for _, x := range []struct {
		what          string
		target, filed []tally.Part
		value         string
		light         tally.Light
		says          string
	}{
		{"one band behind", bands, []tally.Part{p("10", "亿元", "1"), p("20", "亿元", "1")}, "", tally.Red, "10亿元：1/2个，低于序时进度（75%）25个百分点；20亿元：1/1个，达到目标"},
		{"both bands", bands, []tally.Part{p("20", "亿元", "1"), p("10", "亿元", "2")}, "", tally.Green, "10亿元：2/2个，"},
		{"a band in another unit", bands, []tally.Part{p("100000", "万元", "2"), p("20", "亿元", "1")}, "", tally.Green, "10亿元：2/2个"},
		{"none of a size yet", bands, []tally.Part{p("10", "亿元", "2")}, "", tally.Red, "20亿元：0/1个，低于序时进度（75%）75个百分点"},
		{"by unit", mixed, []tally.Part{p("", "亿元", "70"), p("", "只", "160")}, "", tally.Yellow, "低于序时进度（75%）5个百分点"},
		{"a noun left out", mixed, []tally.Part{p("", "只", "160")}, "", tally.Grey, "填报缺少分项：100亿元"},
		{"as printed", bands, nil, "10亿元2个，20亿元1个", tally.Green, "20亿元：1/1个，达到目标"},
		{"one number for several", bands, nil, "3", tally.Grey, "目标分2项，填报没有分项：3"},
	} {
		in := Against{Indicator: &tally.Indicator{Item: tally.Item{Measure: tally.Count, Better: tally.Higher}}, Target: &tally.Target{Op: tally.OpAtLeast, Unit: "个", Period: "2018", Parts: x.target},
			Actual: &tally.Figure{Parts: x.filed, Printed: x.value, Unit: "个"}, Reported: true, Period: month("2018-09"), Words: shippedWords(t), Rules: rules}
		in.Actual.Value, _ = exact.ParseNumber(x.value)
		d := Deviate(in)
		if d.Light != x.light || !strings.Contains(d.Sentence, x.says) {
			t.Errorf("%s: %s %q, want %s %q", x.what, d.Light, d.Sentence, x.light, x.says)
		}
		if d.Light != tally.Grey && len(d.Parts) != len(x.target) {
			t.Errorf("%s: %d parts", x.what, len(d.Parts))
		}
	}
}

// A single figure for one of two things tells that one is behind, and never that both are on their way.
func TestOneOfTwoFiled(t *testing.T) {
	target := tally.Target{Op: tally.OpAtLeast, Unit: "只", Period: "2018", Parts: []tally.Part{{Unit: "只", Count: n("200")}, {Unit: "亿元", Count: n("100")}}}
	for value, light := range map[string]tally.Light{"160": tally.Grey, "60": tally.Red} {
		d := Deviate(Against{Indicator: &tally.Indicator{Item: tally.Item{Measure: tally.Multi, Better: tally.Higher}}, Target: &target,
			Actual: &tally.Figure{Value: n(value), Unit: "只"}, Reported: true, Period: month("2018-09"), Words: shippedWords(t), Rules: shippedRules(t, "default")})
		if d.Light != light || !strings.Contains(d.Sentence, "100亿元：未报") || len(d.Parts) != 2 || d.Gap.OK() != (light == tally.Red) {
			t.Errorf("%s: %s %q, gap %s", value, d.Light, d.Sentence, d.Gap)
		}
	}
}
