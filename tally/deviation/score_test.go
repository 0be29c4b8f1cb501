package deviation

import (
	"os"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// scored reads the default rule with another score section.
func scored(t *testing.T, section string) *ScoreRules {
	t.Helper()
	data, err := os.ReadFile("../../templates/rules/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	head, _, found := strings.Cut(string(data), "score:")
	if !found {
		t.Fatal("default has no score section")
	}
	r, err := ParseRules([]byte(head + "score:\n" + section))
	if err != nil {
		t.Fatal(err)
	}
	return r.Score
}

// TestScores: each kind of rule in DOMAIN §3.6.
func TestScores(t *testing.T) {
	rules := shippedRules(t, "default")
	level := func(percent, period string) tally.Deviation {
		return Deviate(case1(t, rules, tally.Level, tally.OpAtLeast, "100", percent, period))
	}
	limit := func(actual string) tally.Deviation {
		return Deviate(lower(case1(t, rules, tally.Level, tally.OpAtMost, "90", actual, "2018-12")))
	}
	for _, x := range []struct {
		what, section string
		d             tally.Deviation
		weight, want  string
	}{
		{"not capped: 120% × 0.5 = 0.6", `  full: "1"`, level("120", "2018-12"), "0.5", "0.6"},
		{"capped", "  full: \"1\"\n  cap: \"100\"", level("120", "2018-12"), "0.5", "0.5"},
		{"weight of its own is absent", `  full: "10"`, level("80", "2018-12"), "", "8"},
		{"threshold", "  full: \"10\"\n  threshold: \"60\"", level("59.9", "2018-12"), "", "0"},
		{"at the threshold", "  full: \"10\"\n  threshold: \"60\"", level("60", "2018-12"), "", "6"},
		{"bands", "  full: \"10\"\n  bands:\n    - within: \"[100, ∞)\"\n      earns: \"100\"\n    - within: \"[80, 100)\"\n      earns: \"80\"\n    - within: \"(-∞, 80)\"\n      earns: \"0\"", level("85", "2018-12"), "", "8"},
		{"300 points, 5 for each point above", "  full: \"300\"\n  cap: \"100\"\n  bonus:\n    each: \"1\"\n    points: \"5\"\n    most: \"50\"", level("100", "2018-11"), "", "340"},
		{"at most 50", "  full: \"300\"\n  cap: \"100\"\n  bonus:\n    each: \"1\"\n    points: \"5\"\n    most: \"50\"", level("100", "2018-06"), "", "350"},
		{"5 off for each point below", "  full: \"300\"\n  penalty:\n    each: \"1\"\n    points: \"5\"", level("47.5", "2018-06"), "", "132.5"},
		{"a limit kept", `  full: "10"`, limit("80"), "", "10"},
		{"a limit passed: A ÷ B", `  full: "10"`, limit("100"), "", "9"},
		{"growth missed: B ÷ A", `  full: "10"`, Deviate(inPct(case1(t, rules, tally.Growth, tally.OpAtLeast, "8", "6", "2018-12"))), "", "7.5"},
		{"growth of opposite sign", `  full: "10"`, Deviate(inPct(case1(t, rules, tally.Growth, tally.OpAtLeast, "8", "-6", "2018-12"))), "", "0"},
	} {
		weight, _ := exact.ParseNumber(x.weight)
		got, ok := scored(t, x.section).Score(&tally.Row{Main: x.d, Indicator: &tally.Indicator{Item: tally.Item{Weight: weight}}}, nil)
		if !ok || got.Points.String() != x.want {
			t.Errorf("%s: %s %v, want %s", x.what, got.Points, ok, x.want)
		}
	}
	in := case1(t, rules, tally.Level, tally.OpAtLeast, "100", "1", "2018-12")
	in.Reported = false
	if _, ok := rules.Score.Score(&tally.Row{Main: Deviate(in), Indicator: &tally.Indicator{Item: tally.Item{Weight: exact.Int(10)}}}, nil); ok {
		t.Error("what has no figure was scored")
	}
}

// TestScoreByMethod: results as they were published, and what each method makes of its edges.
func TestScoreByMethod(t *testing.T) {
	rules := shippedRules(t, "default")
	done := func(percent, period string) tally.Deviation {
		return Deviate(case1(t, rules, tally.Level, tally.OpAtLeast, "100", percent, period))
	}
	row := func(d tally.Deviation) *tally.Row { return &tally.Row{Indicator: &tally.Indicator{}, Main: d} }
	peers := func(percents ...string) (all []*tally.Row) {
		for _, p := range percents {
			all = append(all, row(done(p, "2018-12")))
		}
		return all
	}
	quarterly := row(done("70", "2018-09"))
	for _, m := range []struct{ month, done, due string }{{"2018-03", "0.30", "0.25"}, {"2018-06", "0.49", "0.5"}, {"2018-09", "0.75", "0.75"}} {
		p, _ := tally.ParseMonth(m.month)
		c, _ := exact.ParseNumber(m.done)
		s, _ := exact.ParseNumber(m.due)
		quarterly.Year = append(quarterly.Year, tally.MonthPoint{Period: p, Completion: c, Schedule: s})
	}
	four := peers("80", "95", "90", "100")
	const (
		efficacy = "  full: \"100\"\n  method: efficacy\n  efficacy: {base: \"60\", span: \"40\"}"
		fixed    = "  full: \"100\"\n  method: efficacy\n  efficacy: {base: \"60\", span: \"40\", low: \"50\", high: \"90\"}"
		rank     = "  full: \"20\"\n  method: rank\n  ranks: [\"100\", \"95\", \"90\"]"
		quarters = "  full: \"10\"\n  method: quarters\n  quarters: [\"15\", \"25\", \"25\", \"35\"]"
	)
	for _, x := range []struct {
		what, section string
		row           *tally.Row
		peers         []*tally.Row
		method        tally.ScoreMethod
		want          string
	}{
		{"功效系数 60+40×(95−80)÷(100−80)", efficacy, four[1], four, tally.ScoreEfficacy, "90"},
		{"the lowest has the base", efficacy, four[0], four, tally.ScoreEfficacy, "60"},
		{"all alike: the highest", efficacy, four[0], peers("80", "80"), tally.ScoreEfficacy, "100"},
		{"nobody to compare with: 完成率×权重", efficacy, four[1], nil, tally.ScoreLinear, "95"},
		{"bounds that are written", fixed, row(done("70", "2018-12")), nil, tally.ScoreEfficacy, "80"},
		{"第一名", rank, four[3], four, tally.ScoreRank, "20"},
		{"第三名", rank, four[2], four, tally.ScoreRank, "18"},
		{"places after the list", rank, four[0], four, tally.ScoreRank, "18"},
		{"实际÷时序目标×分值: 40 of 50 due, of 10", "  full: \"10\"\n  method: schedule", row(done("40", "2018-06")), nil, tally.ScoreSchedule, "8"},
		{"ahead of the schedule, capped", "  full: \"10\"\n  method: schedule\n  cap: \"100\"", row(done("60", "2018-06")), nil, tally.ScoreSchedule, "10"},
		{"reached by now", "  full: \"10\"\n  method: whole", row(done("50", "2018-06")), nil, tally.ScoreWhole, "10"},
		{"not reached by now", "  full: \"10\"\n  method: whole", row(done("49.9", "2018-06")), nil, tally.ScoreWhole, "0"},
		{"15/25/25/35, the second quarter missed", quarters, quarterly, nil, tally.ScoreQuarters, "4"},
		{"another method for a measure", "  full: \"10\"\n  of: {level: whole}", &tally.Row{Main: done("49", "2018-06"), Indicator: &tally.Indicator{Item: tally.Item{Measure: tally.Level}}}, nil, tally.ScoreWhole, "0"},
		{"−0.1 a miss", "  full: \"10\"\n  miss: \"0.1\"", row(done("40", "2018-06")), nil, tally.ScoreLinear, "3.9"},
	} {
		got, ok := scored(t, x.section).Score(x.row, x.peers)
		if !ok || got.Points.String() != x.want || got.Method != x.method || got.Says == "" {
			t.Errorf("%s: %s by %s (%s) %v, want %s by %s", x.what, got.Points, got.Method, got.Says, ok, x.want, x.method)
		}
	}
}

// TestVeto leaves a department that misses a veto what the rule leaves.
func TestVeto(t *testing.T) {
	s := scored(t, "  full: \"10\"\n  veto: {indicators: [安全生产死亡人数], leaves: \"0\"}")
	miss := &tally.Row{Indicator: &tally.Indicator{Item: tally.Item{Name: "安全生产死亡人数"}}, Main: tally.Deviation{Basis: tally.ByLimit, Light: tally.Red}}
	kept := &tally.Row{Indicator: miss.Indicator, Main: tally.Deviation{Basis: tally.ByLimit, Light: tally.Green, Met: true}}
	if !s.Vetoes(miss) || s.Vetoes(kept) || s.Vetoes(&tally.Row{Indicator: &tally.Indicator{}, Main: miss.Main}) {
		t.Error("who vetoes")
	}
	if d := s.Department(exact.Int(90), "安全生产死亡人数", tally.Report{}); d.Points.String() != "0" || d.Earned.String() != "90" {
		t.Errorf("left with %s of %s", d.Points, d.Earned)
	}
}

func TestBadScoreSectionsAreRefused(t *testing.T) {
	data, err := os.ReadFile("../../templates/rules/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(data), "score:")
	for section, says := range map[string]string{
		"  full: \"1\"\n  bonus:\n    each: \"0\"\n    points: \"1\"":              "大于0",
		"  full: \"1\"\n  bands:\n    - within: \"[80, ∞)\"\n      earns: \"100\"": "",
		"  method: guess":                              "计分办法“guess”不认识",
		"  of: {speed: whole}":                         "“speed”不是指标类型",
		"  method: quarters":                           "quarters",
		"  quarters: [\"15\", \"25\", \"25\", \"25\"]": "加起来是90，应为100",
		"  method: efficacy":                           "功效系数要写 efficacy",
		"  method: efficacy\n  efficacy: {base: \"60\", span: \"40\", low: \"80\", high: \"80.0\"}": "相等",
		"  efficacy: {base: \"60\", span: \"40\", low: \"90\", high: \"80\"}":                       "大于 high",
		"  method: rank": "ranks",
		"  total: \"100\"\n  weights: {甲: \"60\", 乙: \"30\"}": "加起来是90，与 total（100）不符",
		"  veto: {indicators: [], leaves: \"0\"}":             "veto",
	} {
		if _, err := ParseRules([]byte(head + "score:\n" + section)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v of:\n%s", err, section)
		}
	}
}
