package tally

import (
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// Needed is what a row still takes to reach its target by the end of the year.
type Needed struct {
	Left     exact.Number // of the target, in its unit; above nought
	Unit     string
	Months   int          // that are left; 0 in December
	PerMonth exact.Number // that each of them must bring; absent in December
	Times    exact.Number // of the average month so far; absent where nothing was done
	Growth   exact.Number // by how much the rest of the year must grow over that of last year, a share; absent where last year is not known
}

// neededDecimals is to how many places a month's part is given.
const neededDecimals = 2

// Needed tells what the rest of the year must bring; ok is false for what does not add up over a year, is reached, or is of another year.
func (r *Row) Needed(period Round) (n Needed, ok bool) {
	d := &r.Main
	target := d.Target.Floor
	if d.OnStretch {
		target = d.Target.Stretch
	}
	if period.Kind() != Monthly || d.Basis != BySchedule || d.Target.Op == OpAtMost || d.Target.Op == OpLess || len(d.Target.Parts) > 0 || !target.OK() || !d.Actual.OK() || d.Target.Period != strconv.Itoa(period.Year()) {
		return n, false
	}
	if n.Left = target.Sub(d.Actual); n.Left.Sign() <= 0 {
		return Needed{}, false
	}
	n.Unit, n.Months = d.Target.Unit, 12-period.Month()
	if n.Unit == "" {
		n.Unit = r.Indicator.Unit
	}
	left := exact.FractionOf(n.Left)
	if n.Months > 0 {
		month := left.Quo(exact.Integer(int64(n.Months)))
		n.PerMonth = month.Round(neededDecimals)
		if d.Actual.Sign() > 0 {
			n.Times = month.Quo(exact.FractionOf(d.Actual).Quo(exact.Integer(int64(period.Month())))).Round(neededDecimals)
		}
	}
	if rest, known := r.restOfLastYear(period); known {
		n.Growth = left.Quo(rest).Sub(exact.Integer(1)).Round(neededDecimals + 2)
	}
	return n, true
}

// restOfLastYear is what last year brought after the same month, where the plan prints the whole of it and the months are known.
func (r *Row) restOfLastYear(period Round) (exact.Fraction, bool) {
	if !r.LastYear.OK() || period.Month() == 12 {
		return exact.Fraction{}, false
	}
	if f, ok := r.Indicator.Of(period.Year() - 1); ok && f.Value.Cmp(r.LastYear) > 0 {
		return exact.FractionOf(f.Value).Sub(exact.FractionOf(r.LastYear)), true
	}
	return exact.Fraction{}, false
}

// SentenceOf is what is needed, in a sentence without its end.
func (n Needed) SentenceOf(say Say) string {
	of := func(x exact.Number) string { return strings.TrimSpace(x.Plain() + " " + n.Unit) }
	s := say("还差 %s", of(n.Left))
	if n.PerMonth.OK() {
		s += say("，后 %d 个月月均需完成 %s", n.Months, of(n.PerMonth))
	}
	if n.Times.OK() {
		s += say("（是前几个月月均的 %s 倍）", n.Times.Plain())
	}
	if n.Growth.OK() {
		s += say("，要比去年同期增长 %s%%", exact.Shown(exact.Points(exact.FractionOf(n.Growth)), 1))
	}
	return s
}
