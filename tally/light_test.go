package tally

import (
	"slices"
	"strings"
	"testing"
)

// TestPresetsAtTheirEnds holds each preset to the ends that its source prints.
func TestPresetsAtTheirEnds(t *testing.T) {
	done := func(percent, period string) func(*Rules) Against {
		return func(r *Rules) Against { return case1(t, r, Level, OpAtLeast, "100", percent, period) }
	}
	grown := func(target, actual string) func(*Rules) Against {
		return func(r *Rules) Against {
			return inPct(case1(t, r, Growth, OpAtLeast, target, actual, "2018-06"))
		}
	}
	for _, x := range []struct {
		rules string
		in    func(*Rules) Against
		light Light
	}{
		{"default", done("50", "2018-06"), Green}, {"default", done("40", "2018-06"), Yellow}, {"default", done("39.99", "2018-06"), Red},
		{"yinchuan", done("40.01", "2018-06"), Green}, {"yinchuan", done("40", "2018-06"), Yellow},
		{"yinchuan", done("20", "2018-06"), Yellow}, {"yinchuan", done("19.99", "2018-06"), Red},
		{"sanya", done("50", "2018-06"), Green}, {"sanya", done("49.9", "2018-06"), Yellow},
		{"sanya", done("25", "2018-06"), Yellow}, {"sanya", done("24.9", "2018-06"), Red},
		{"wuhan", done("40", "2018-06"), Green}, {"wuhan", done("39.9", "2018-06"), Yellow},
		{"wuhan", done("30", "2018-06"), Yellow}, {"wuhan", done("29.9", "2018-06"), Red},
		{"ouhai", done("50", "2018-06"), Green}, {"ouhai", done("49.9", "2018-06"), Red},
		{"xuancheng", done("91.6", "2018-11"), Yellow}, {"xuancheng", done("91.7", "2018-11"), Green}, {"xuancheng", grown("7", "6.9"), Yellow},
		{"tianjin", done("35", "2018-06"), Yellow}, {"tianjin", done("34.9", "2018-06"), Red},
		{"tianjin", grown("7", "7"), Green}, {"tianjin", grown("7", "0.1"), Yellow}, {"tianjin", grown("7", "-0.1"), Red},
		// one figure, three offices (DOMAIN §1.3)
		{"yinchuan", done("65", "2018-12"), Red}, {"sanya", done("65", "2018-12"), Yellow}, {"wuhan", done("65", "2018-12"), Yellow},
		{"sanya", done("7.7", "2018-02"), Red}, {"wuhan", done("7.7", "2018-02"), Red}, {"yinchuan", done("7.7", "2018-02"), Green},
		// a third of two thirds is a half, whatever a decimal says
		{"sanya", done("33.333333333333333333", "2018-08"), Red}, {"wuhan", done("16", "2018-02"), Green},
	} {
		in := x.in(shippedRules(t, x.rules))
		if d := Deviate(in); d.Light != x.light {
			t.Errorf("%s: %s at %s: %s %q, want %s", x.rules, in.Actual.Value, in.Period, d.Light, d.Sentence, x.light)
		}
	}
}

func TestARatioOnTheEdgeIsExact(t *testing.T) {
	in := case1(t, shippedRules(t, "sanya"), Level, OpAtLeast, "3", "1", "2018-08")
	if d := Deviate(in); d.Light != Yellow || !strings.HasSuffix(d.Sentence, "为序时的50%") {
		t.Errorf("1/3 of 8/12 is half, yellow: %s %q", d.Light, d.Sentence)
	}
}

func TestPeers(t *testing.T) {
	in := zone(t, "tianjin", "2018-09")
	in.Plan.Indicators = []Indicator{
		indicator("1", "固定资产投资增速", Growth, "%", "5", "甲区"), indicator("2", "固定资产投资增速", Growth, "%", "5", "乙区"),
		indicator("3", "工业投资增速", Growth, "%", "5", "甲区")}
	in.Figures = []Figure{figure("1", "甲区", "2018-09", SpanYTD, "6", "%"), figure("2", "乙区", "2018-09", SpanYTD, "9", "%"),
		figure("3", "甲区", "2018-09", SpanYTD, "5.5", "%")}
	ed := consolidated(t, in)
	for k, want := range []Light{Yellow, Green, Green} { // 6 is over the plan and under the average of 7.5; the third stands alone
		if ed.Rows[k].Main.Light != want {
			t.Errorf("row %d: %s, want %s", k, ed.Rows[k].Main.Light, want)
		}
	}
	if len(ed.Totals) != 0 {
		t.Errorf("growth was added up: %+v", ed.Totals)
	}
}

// yearOf is growth filed month by month against 10; "" is a month without a figure.
func yearOf(t *testing.T, rules string, m Measure, target string, values ...string) Row {
	in := zone(t, rules, Period{2018, len(values)}.String())
	unit := "%"
	if m == Level {
		unit = "亿元"
	}
	in.Plan.Indicators = []Indicator{indicator("1", "民间投资增速", m, unit, target, "经济发展局")}
	for k, v := range values {
		if v != "" {
			in.Figures = append(in.Figures, figure("1", "经济发展局", Period{2018, k + 1}.String(), SpanYTD, v, unit))
		}
	}
	return consolidated(t, in).Rows[0]
}

func lightsOf(r Row) []Light {
	var ls []Light
	for _, p := range r.Year {
		ls = append(ls, p.Light)
	}
	return ls
}

func TestMemory(t *testing.T) {
	for _, x := range []struct {
		values []string
		light  Light
	}{
		{[]string{"12", "9"}, Yellow},
		{[]string{"9", "9"}, Red},
		{[]string{"9", "12", "9"}, Yellow},
		{[]string{"9", "", "9"}, Red}, // a month without data is passed over
		{[]string{"9", "9", "9"}, Red},
		{[]string{"9", "9", "12"}, Green},
	} {
		r := yearOf(t, "sanya", Growth, "10", x.values...)
		if r.Main.Light != x.light {
			t.Errorf("%v: %s %q, want %s", x.values, r.Main.Light, r.Main.Sentence, x.light)
		}
		if x.light == Red && (r.Main.Raw != Yellow || r.Main.Sentence != "低于目标1个百分点,连续2个月黄灯或更差") {
			t.Errorf("%v: %s %q", x.values, r.Main.Raw, r.Main.Sentence)
		}
	}
}

func TestMadeUpMonthsTurnYellow(t *testing.T) {
	r := yearOf(t, "ouhai", Level, "12", "1", "2", "2.5", "4") // the printed case: March short, April makes up for it
	if got := lightsOf(r); !slices.Equal(got, []Light{Green, Green, Yellow, Green}) {
		t.Errorf("%v", got)
	}
	if r := yearOf(t, "ouhai", Level, "12", "1", "2", "2.5"); r.Main.Light != Red || lightsOf(r)[2] != Red {
		t.Errorf("before it is made up: %v", lightsOf(r))
	}
	if !strings.HasSuffix(r.Year[2].Sentence, "后已补上") {
		t.Errorf("sentence %q", r.Year[2].Sentence)
	}
}
