package check_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/check"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestParseThresholds(t *testing.T) {
	t.Parallel()
	got, err := check.ParseThresholds([]byte("classes:\n  jump: D\n  item.missing: C\njump_growth: 2.5\njump_share: \"0.1\"\n"))
	if err != nil {
		t.Fatal(err)
	}
	want := check.DefaultThresholds()
	want.Classes = map[tally.Code]tally.Class{tally.Jump: tally.ClassD, tally.ItemMissing: tally.ClassC}
	want.JumpGrowth, want.JumpShare = exact.MustNumber("2.5"), exact.MustNumber("0.1")
	if d := cmp.Diff(want, got); d != "" {
		t.Errorf("(-want +got):\n%s", d)
	}
	if js, err := check.ParseThresholds([]byte(`{"classes":{"jump":"B"},"jump_month":4}`)); err != nil || js.JumpMonth.String() != "4" {
		t.Errorf("JSON: %+v %v", js, err)
	}
	if empty, err := check.ParseThresholds(nil); err != nil || cmp.Diff(check.DefaultThresholds(), empty) != "" {
		t.Errorf("nothing set: %+v %v", empty, err)
	}
}

func TestThresholdsAreStrict(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"jump_moth: 3":                           "jump_moth",
		"classes: {jumps: D}":                    `no code "jumps"`,
		"classes: {item.unknown: D}":             "stays so",
		"classes: {jump: E}":                     "none of A, B, C, D",
		"jump_month: 0.5":                        "jump_month",
		"rate_digits: -1":                        "rate_digits",
		"jump_share: \"\"":                       "jump_share",
		"jump_share: viele":                      "viele",
		"classes: {jump: D}\nclasses: {jump: C}": "",
	} {
		if _, err := check.ParseThresholds([]byte(text)); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%q: %v, want it to speak of %q", text, err, says)
		}
	}
}

func TestSettingsOfThePlanApply(t *testing.T) {
	t.Parallel()
	ind := indicator("投资增速", "%", tally.Growth, "16")
	limits := check.DefaultThresholds()
	limits.JumpGrowth = exact.Int(2)
	limits.Classes = map[tally.Code]tally.Class{tally.Jump: tally.ClassB}
	c := &check.Checker{Words: fieldWords(t).Words, Thresholds: limits}
	got := c.Check(check.Input{Plan: plan2018(ind), Department: "经济发展局", Period: september,
		Reading: sheetOf(row(4, "投资增速", "%").ytd("14")), History: tally.NewHistory([]tally.Figure{past(ind.ID, "%", august, tally.SpanYTD, "10")})})
	if d := cmp.Diff([]string{"F4 jump B"}, codes(got.Findings)); d != "" {
		t.Error(d)
	}
}
