package deviation

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// TestPresetsAtTheirEnds holds each preset to the ends that its source prints.
func TestPresetsAtTheirEnds(t *testing.T) {
	done := func(percent, period string) func(*Rules) Against {
		return func(r *Rules) Against { return case1(t, r, tally.Level, tally.OpAtLeast, "100", percent, period) }
	}
	grown := func(target, actual string) func(*Rules) Against {
		return func(r *Rules) Against {
			return inPct(case1(t, r, tally.Growth, tally.OpAtLeast, target, actual, "2018-06"))
		}
	}
	for _, x := range []struct {
		rules string
		in    func(*Rules) Against
		light tally.Light
	}{
		{"default", done("50", "2018-06"), tally.Green}, {"default", done("40", "2018-06"), tally.Yellow}, {"default", done("39.99", "2018-06"), tally.Red},
		{"yinchuan", done("40.01", "2018-06"), tally.Green}, {"yinchuan", done("40", "2018-06"), tally.Yellow},
		{"yinchuan", done("20", "2018-06"), tally.Yellow}, {"yinchuan", done("19.99", "2018-06"), tally.Red},
		{"sanya", done("50", "2018-06"), tally.Green}, {"sanya", done("49.9", "2018-06"), tally.Yellow},
		{"sanya", done("25", "2018-06"), tally.Yellow}, {"sanya", done("24.9", "2018-06"), tally.Red},
		{"wuhan", done("40", "2018-06"), tally.Green}, {"wuhan", done("39.9", "2018-06"), tally.Yellow},
		{"wuhan", done("30", "2018-06"), tally.Yellow}, {"wuhan", done("29.9", "2018-06"), tally.Red},
		{"ouhai", done("50", "2018-06"), tally.Green}, {"ouhai", done("49.9", "2018-06"), tally.Red},
		{"xuancheng", done("91.6", "2018-11"), tally.Yellow}, {"xuancheng", done("91.7", "2018-11"), tally.Green}, {"xuancheng", grown("7", "6.9"), tally.Yellow},
		{"tianjin", done("35", "2018-06"), tally.Yellow}, {"tianjin", done("34.9", "2018-06"), tally.Red},
		{"tianjin", grown("7", "7"), tally.Green}, {"tianjin", grown("7", "0.1"), tally.Yellow}, {"tianjin", grown("7", "-0.1"), tally.Red},
		// one figure, three offices (DOMAIN §1.3)
		{"yinchuan", done("65", "2018-12"), tally.Red}, {"sanya", done("65", "2018-12"), tally.Yellow}, {"wuhan", done("65", "2018-12"), tally.Yellow},
		{"sanya", done("7.7", "2018-02"), tally.Red}, {"wuhan", done("7.7", "2018-02"), tally.Red}, {"yinchuan", done("7.7", "2018-02"), tally.Green},
		// a third of two thirds is a half, whatever a decimal says
		{"sanya", done("33.333333333333333333", "2018-08"), tally.Red}, {"wuhan", done("16", "2018-02"), tally.Green},
	} {
		in := x.in(shippedRules(t, x.rules))
		if d := Deviate(in); d.Light != x.light {
			t.Errorf("%s: %s at %s: %s %q, want %s", x.rules, in.Actual.Value, in.Period, d.Light, d.Sentence, x.light)
		}
	}
}

func TestARatioOnTheEdgeIsExact(t *testing.T) {
	in := case1(t, shippedRules(t, "sanya"), tally.Level, tally.OpAtLeast, "3", "1", "2018-08")
	if d := Deviate(in); d.Light != tally.Yellow || !strings.HasSuffix(d.Sentence, "为序时的50%") {
		t.Errorf("1/3 of 8/12 is half, yellow: %s %q", d.Light, d.Sentence)
	}
}
