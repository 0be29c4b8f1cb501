package deviation

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// TestCurves: each way of DOMAIN §3.1.
func TestCurves(t *testing.T) {
	share := func(month int, s string) tally.CurvePoint { return tally.CurvePoint{Month: month, Share: n(s)} }
	quarters := tally.Curve{Points: []tally.CurvePoint{share(3, "0.2"), share(6, "0.5"), share(9, "0.75"), share(12, "1")}}
	steps := tally.Curve{Points: []tally.CurvePoint{share(6, "0.5"), share(9, "0.75"), share(12, "1")}, Steps: true}
	above := tally.Curve{Points: []tally.CurvePoint{share(9, "0.7497")}}
	amount := tally.Curve{Points: []tally.CurvePoint{{Month: 3, Amount: n("224.3")}}}
	bond := tally.Curve{From: month("2022-10"), To: month("2023-03")} // issued in September
	dated := tally.Curve{Points: []tally.CurvePoint{{Month: 10, Day: 20, Share: n("0.8")}}}
	over := tally.Curve{From: month("2018-07"), To: month("2019-06"), Points: []tally.CurvePoint{{Year: 2018, Month: 12, Share: n("0.4")}}}
	for _, x := range []struct {
		what   string
		c      tally.Curve
		at     string
		day    int
		target string
		want   string
	}{
		{"twelfths", tally.Curve{}, "2018-08", 0, "", "0.6666666666666667"},
		{"nine twelfths", tally.Curve{}, "2018-09", 0, "", "0.75"},
		{"year's end", tally.Curve{}, "2018-12", 0, "", "1"},
		{"inside a month", tally.Curve{}, "2019-10", 31, "", "0.8333333333333333"},
		{"to 15 June", tally.Curve{}, "2018-06", 15, "", "0.4583333333333333"},
		{"quarter", quarters, "2018-06", 0, "", "0.5"},
		{"between quarters", quarters, "2018-05", 0, "", "0.4"},
		{"first month of a quarter", quarters, "2018-10", 0, "", "0.8333333333333333"},
		{"step held", steps, "2018-08", 0, "", "0.5"},
		{"before the first step", steps, "2018-05", 0, "", "0"},
		{"at a step", steps, "2018-09", 0, "", "0.75"},
		{"given from above", above, "2018-09", 0, "", "0.7497"},
		{"on the way to it", above, "2018-03", 0, "", "0.2499"},
		{"and on from it", above, "2018-12", 0, "", "1"},
		{"amount to date", amount, "2023-03", 0, "820.61", "0.2733332520929552"},
		{"amount without a target is left out", amount, "2023-03", 0, "", "0.25"},
		{"own window", bond, "2022-12", 0, "", "0.5"},
		{"past its year's end", bond, "2023-02", 0, "", "0.8333333333333333"},
		{"after it", bond, "2023-08", 0, "", "1"},
		{"before it", bond, "2022-09", 0, "", "none"},
		{"at a dated point", dated, "2018-10", 20, "", "0.8"},
		{"window over two years", over, "2018-12", 0, "", "0.4"},
		{"its second year", over, "2019-03", 0, "", "0.7"},
	} {
		target, _ := exact.ParseNumber(x.target)
		share, ok := x.c.Share(month(x.at), x.day, target)
		var got exact.Number
		if ok {
			got = exact.NumberOf(share)
		}
		if ok != (x.want != "none") || ok && got.String() != x.want {
			t.Errorf("%s: %q %v, want %s", x.what, got, ok, x.want)
		}
	}
}

func TestDeadlineInsideTheYearIsTheEndOfTheCurve(t *testing.T) {
	in := case1(t, shippedRules(t, "default"), tally.Count, tally.OpAtLeast, "80", "60", "2018-06")
	in.Indicator.Deadline = "2018-09"
	if d := Deviate(in); d.Sentence != "高于序时进度（66.67%）8.33个百分点" {
		t.Errorf("%q", d.Sentence)
	}
	in.Period = month("2018-11")
	if d := Deviate(in); d.Sentence != "低于序时进度（100%）25个百分点" {
		t.Errorf("%q", d.Sentence)
	}
}

func TestOpenTargetsAndTheirDeadline(t *testing.T) {
	in := case1(t, shippedRules(t, "default"), tally.Level, tally.OpAtLeast, "420", "400", "2018-06")
	in.Target.Period, in.Indicator.Deadline = "", "2020"
	if d := Deviate(in); d.Light != tally.Grey || d.Sentence != "未到期：完成时限2020" {
		t.Errorf("before: %s %q", d.Light, d.Sentence)
	}
	in.Period = month("2021-03")
	if d := Deviate(in); d.Sentence != "低于序时进度（100%）4.76个百分点" {
		t.Errorf("after: %s %q", d.Light, d.Sentence)
	}
}

func TestLaggedIndicators(t *testing.T) {
	in := case1(t, shippedRules(t, "default"), tally.Level, tally.OpAtLeast, "120", "79", "2018-09")
	in.Indicator.Lag = 1
	if d := Deviate(in); d.Sentence != "低于序时进度（66.67%）[错月，数据至8月]0.83个百分点" {
		t.Errorf("%q", d.Sentence)
	}
	in.Period = month("2018-01")
	if d := Deviate(in); d.Light != tally.Grey {
		t.Errorf("last year's figure against this year's target: %s %q", d.Light, d.Sentence)
	}
}
