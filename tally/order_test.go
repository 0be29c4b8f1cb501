package tally_test

import (
	"fmt"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// TestOrderRules: all red, yellow twice running (over the end of a year too), and so many points behind.
func TestOrderRules(t *testing.T) {
	num := func(s string) (n exact.Number) {
		if s != "" {
			n = exact.MustNumber(s)
		}
		return n
	}
	october := tally.MonthOf(2018, 10)
	all := tally.OrderRules{Red: true, Twice: true, Points: exact.MustNumber("8"), Days: 5}
	for _, one := range []struct {
		rules        tally.OrderRules
		period       tally.Round
		light, last  tally.Light
		before       tally.Light // of the year before
		behind, unit string
		want         string
	}{
		{all, october, tally.Red, tally.Green, "", "7.99", "个百分点", "[red]"},
		{all, october, tally.Yellow, tally.Green, "", "8", "个百分点", "[points]"},
		{all, october, tally.Yellow, tally.Yellow, "", "1", "个百分点", "[yellow_twice]"},
		{all, october, tally.Red, tally.Yellow, "", "12", "个百分点", "[red points]"},
		{all, october, tally.Red, tally.Yellow, "", "12", "天", "[red]"},
		{all, october, tally.Green, tally.Yellow, "", "", "", "[]"},
		{all, october, tally.Grey, tally.Red, "", "", "", "[]"},
		{all, tally.MonthOf(2019, 1), tally.Yellow, "", tally.Yellow, "1", "个百分点", "[yellow_twice]"},
		{all, tally.MonthOf(2019, 1), tally.Yellow, "", tally.Green, "1", "个百分点", "[]"},
		{tally.OrderRules{Days: 5}, october, tally.Red, tally.Red, "", "50", "个百分点", "[]"},
	} {
		r := tally.Row{Indicator: &tally.Indicator{}, Main: tally.Deviation{Light: one.light, Behind: num(one.behind), GapUnit: one.unit}}
		if one.last != "" {
			r.Year = []tally.MonthPoint{{Period: one.period.Add(-1), Light: one.last}, {Period: one.period, Light: one.light}}
		}
		if got := fmt.Sprint(one.rules.Of(&r, one.period, one.before)); got != one.want {
			t.Errorf("%+v: %s", one, got)
		}
	}
	for _, bad := range []tally.OrderRules{{Red: true}, {Red: true, Days: 251}, {Auto: true, Days: 5}, {Days: 5, Points: exact.MustNumber("-1")}} {
		if bad.Validate() == nil {
			t.Errorf("%+v is taken", bad)
		}
	}
}
