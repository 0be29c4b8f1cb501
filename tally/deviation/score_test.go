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
		got, ok := scored(t, x.section).Score(x.d, weight)
		if !ok || got.String() != x.want {
			t.Errorf("%s: %s %v, want %s", x.what, got, ok, x.want)
		}
	}
	in := case1(t, rules, tally.Level, tally.OpAtLeast, "100", "1", "2018-12")
	in.Reported = false
	if _, ok := rules.Score.Score(Deviate(in), exact.Number{}); ok {
		t.Error("what has no figure was scored")
	}
}

func TestBadScoreSectionsAreRefused(t *testing.T) {
	data, err := os.ReadFile("../../templates/rules/default.yaml")
	if err != nil {
		t.Fatal(err)
	}
	head, _, _ := strings.Cut(string(data), "score:")
	for _, section := range []string{
		"  full: \"1\"\n  bonus:\n    each: \"0\"\n    points: \"1\"",
		"  full: \"1\"\n  bands:\n    - within: \"[80, ∞)\"\n      earns: \"100\"",
	} {
		if _, err := ParseRules([]byte(head + "score:\n" + section)); err == nil {
			t.Errorf("accepted:\n%s", section)
		}
	}
}
