package tally_test

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func TestCurveOfPrintedParts(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		name    string
		measure tally.Measure
		parts   [][2]string // what follows the year, amount
		month   int
		want    string // share of the year's 100 by the end of the month
	}{
		{"quarters up to their end", tally.Level, [][2]string{{"Q1", "20"}, {"Q2", "45"}, {"Q3", "70"}, {"Q4", "100"}}, 9, "0.7"},
		{"quarters of their own", tally.Level, [][2]string{{"Q1", "20"}, {"Q2", "25"}, {"Q3", "25"}, {"Q4", "30"}}, 9, "0.7"},
		{"between two quarters runs a straight line", tally.Level, [][2]string{{"Q1", "20"}, {"Q2", "50"}, {"Q3", "70"}, {"Q4", "100"}}, 5, "0.4"},
		{"halves", tally.Count, [][2]string{{"H1", "60"}, {"H2", "40"}}, 6, "0.6"},
		{"1-9月 alone", tally.Level, [][2]string{{"01/09", "80"}}, 9, "0.8"},
		{"the first half alone", tally.Level, [][2]string{{"H1", "40"}}, 6, "0.4"},
		{"neither sums nor ends at the year's", tally.Level, [][2]string{{"Q1", "20"}, {"Q2", "25"}, {"Q3", "25"}, {"Q4", "40"}}, 9, "0.75"},
		{"falls", tally.Level, [][2]string{{"Q1", "50"}, {"Q2", "25"}, {"Q3", "70"}, {"Q4", "100"}}, 9, "0.75"},
		{"one quarter alone may be either", tally.Level, [][2]string{{"Q3", "30"}}, 9, "0.75"},
		{"growth is not spread", tally.Growth, [][2]string{{"Q1", "20"}, {"Q2", "45"}, {"Q3", "70"}, {"Q4", "100"}}, 9, "0.75"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			target := func(period, amount string) tally.Target {
				return tally.Target{Period: period, Op: tally.OpAtLeast, Floor: exact.MustNumber(amount), Unit: "亿元"}
			}
			ind := tally.Indicator{Item: tally.Item{Measure: tc.measure, Unit: "亿元", Targets: []tally.Target{target("2018", "100"), target("2019-Q1", "7"), target("2019", "200")}}}
			for _, p := range tc.parts {
				ind.Targets = append(ind.Targets, target("2018-"+p[0], p[1]))
			}
			at := tally.MonthOf(2018, tc.month)
			share, ok := ind.CurveFor(at).Share(at, 0, exact.MustNumber("100"))
			got := exact.NumberOf(share)
			if !ok || !got.Equal(exact.MustNumber(tc.want)) {
				t.Errorf("by %s %s of the year, want %s", at, got, tc.want)
			}
		})
	}
}

// TestDaysOfTheYear: weeks and dated rounds go by calendar days, and so do months where the curve says days.
func TestDaysOfTheYear(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ curve, period, want string }{
		{"", "2022-05", "0.4166666666666667"},
		{"days", "2022-05", "0.4136986301369863"}, // 151 of 365
		{"days", "2024-05", "0.4153005464480874"}, // 152 of 366
		{"", "2022-W05", "0.1013698630136986"},    // 37 of 365
		{"", "2022-05-20", "0.3835616438356164"},
		{"", "2024-12-31", "1"},
		{"3=20%,6=50%", "2022-05-15", "0.3483870967741935"}, // between two months as a month goes
		{"days,6=50%", "2022-05-15", "0.3729281767955801"},  // 135 of 181 days
		{"", "2020-W53", "0.0082191780821918"},              // ends on 3 January 2021
	} {
		curve, err := tally.ParseCurve(c.curve)
		if err != nil {
			t.Fatal(err)
		}
		p, err := tally.ParseRound(c.period)
		if err != nil {
			t.Fatal(err)
		}
		share, ok := curve.Share(p, 0, exact.MustNumber("100"))
		if got := exact.NumberOf(share).Plain(); !ok || got != c.want {
			t.Errorf("%s at the end of %s: %s, want %s", c.curve, p, got, c.want)
		}
		if text, plain := curve.Text(); !plain || text != c.curve {
			t.Errorf("%s is written %s", c.curve, text)
		}
	}
}
