package consolidate

import (
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
)

func TestPeers(t *testing.T) {
	in := zone(t, "tianjin", "2018-09")
	in.Plan.Indicators = []tally.Indicator{
		indicator("1", "固定资产投资增速", tally.Growth, "%", "5", "甲区"), indicator("2", "固定资产投资增速", tally.Growth, "%", "5", "乙区"),
		indicator("3", "工业投资增速", tally.Growth, "%", "5", "甲区")}
	in.Figures = []tally.Figure{figure("1", "甲区", "2018-09", tally.SpanYTD, "6", "%"), figure("2", "乙区", "2018-09", tally.SpanYTD, "9", "%"),
		figure("3", "甲区", "2018-09", tally.SpanYTD, "5.5", "%")}
	ed := consolidated(t, in)
	for k, want := range []tally.Light{tally.Yellow, tally.Green, tally.Green} { // 6 is over the plan and under the average of 7.5; the third stands alone
		if ed.Rows[k].Main.Light != want {
			t.Errorf("row %d: %s, want %s", k, ed.Rows[k].Main.Light, want)
		}
	}
	if len(ed.Totals) != 0 {
		t.Errorf("growth was added up: %+v", ed.Totals)
	}
}

// yearOf is growth filed month by month against 10; "" is a month without a figure.
func yearOf(t *testing.T, rules string, m tally.Measure, target string, values ...string) tally.Row {
	in := zone(t, rules, tally.MonthOf(2018, len(values)).String())
	unit := "%"
	if m == tally.Level {
		unit = "亿元"
	}
	in.Plan.Indicators = []tally.Indicator{indicator("1", "民间投资增速", m, unit, target, "经济发展局")}
	for k, v := range values {
		if v != "" {
			in.Figures = append(in.Figures, figure("1", "经济发展局", tally.MonthOf(2018, k+1).String(), tally.SpanYTD, v, unit))
		}
	}
	return consolidated(t, in).Rows[0]
}

func lightsOf(r tally.Row) []tally.Light {
	var ls []tally.Light
	for _, p := range r.Year {
		ls = append(ls, p.Light)
	}
	return ls
}

func TestMemory(t *testing.T) {
	for _, x := range []struct {
		values []string
		light  tally.Light
	}{
		{[]string{"12", "9"}, tally.Yellow},
		{[]string{"9", "9"}, tally.Red},
		{[]string{"9", "12", "9"}, tally.Yellow},
		{[]string{"9", "", "9"}, tally.Red}, // a month without data is passed over
		{[]string{"9", "9", "9"}, tally.Red},
		{[]string{"9", "9", "12"}, tally.Green},
	} {
		r := yearOf(t, "sanya", tally.Growth, "10", x.values...)
		if r.Main.Light != x.light {
			t.Errorf("%v: %s %q, want %s", x.values, r.Main.Light, r.Main.Sentence, x.light)
		}
		if x.light == tally.Red && (r.Main.Raw != tally.Yellow || r.Main.Sentence != "低于目标1个百分点，连续2个月黄灯或更差") {
			t.Errorf("%v: %s %q", x.values, r.Main.Raw, r.Main.Sentence)
		}
	}
}

func TestMadeUpMonthsTurnYellow(t *testing.T) {
	r := yearOf(t, "ouhai", tally.Level, "12", "1", "2", "2.5", "4") // the printed case: March short, April makes up for it
	if got := lightsOf(r); !slices.Equal(got, []tally.Light{tally.Green, tally.Green, tally.Yellow, tally.Green}) {
		t.Errorf("%v", got)
	}
	if r := yearOf(t, "ouhai", tally.Level, "12", "1", "2", "2.5"); r.Main.Light != tally.Red || lightsOf(r)[2] != tally.Red {
		t.Errorf("before it is made up: %v", lightsOf(r))
	}
	if !strings.HasSuffix(r.Year[2].Sentence, "后已补上") {
		t.Errorf("sentence %q", r.Year[2].Sentence)
	}
}

func TestDepartmentsAreScoredByWeight(t *testing.T) {
	in := september(t, "default")
	in.Rules.Score = &deviation.ScoreRules{Cap: n("100"), Late: n("0.5"), Missing: n("2")}
	if d := consolidated(t, in).Departments; d[0].Score.OK() {
		t.Errorf("no weights, and yet %s", d[0].Score)
	}
	in.Plan.Indicators[0].Weight = n("20") // 168.92 of 228, filed late
	in.Plan.Indicators[2].Weight = n("10")
	got := map[string]string{}
	for _, d := range consolidated(t, in).Departments {
		got[d.Name] = d.Score.String()
	}
	if got["经济发展局"] != "14.317543859649122" || got["财政局"] != "8.037481481481481" || got["商务局"] != "" {
		t.Errorf("%v", got)
	}
}
