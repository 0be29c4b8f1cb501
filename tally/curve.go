package tally

import (
	"errors"
	"slices"
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// Curve is how a year's target is spread over its months (序时进度). The zero value is month ÷ 12.
//
// All the ways that DOMAIN §3.1 found in use are curves: points by month or quarter, points at a
// day, a figure given from above (1-9月 = 74.97%), amounts to be done by a date, and a window of its own.
type Curve struct {
	// Points holds what should be done by a date, in order; between two points runs a straight line,
	// from nothing at the start to all at the end.
	Points []CurvePoint `json:"points,omitempty"`
	// From and To are the first and the last month of a window that is not the year: six months from the
	// month after issue. Both or neither.
	From Round `json:"from,omitzero"`
	To   Round `json:"to,omitzero"`
	// Steps: what a point asks for holds until the next one; nothing is due in between.
	Steps bool `json:"steps,omitempty"`
	// Days: time goes by calendar days and not by months that are all alike: 151 of 365 at the end of May, not 5 of 12. Weeks and
	// dated rounds go by days where nothing else is set.
	Days bool `json:"days,omitempty"`
}

// CurvePoint is one point of a curve: by the end of the month, or of a day in it, so much is to be done.
// Either Share or Amount is given.
type CurvePoint struct {
	Year   int          `json:"year,omitempty"`  // only where the window passes a year's end
	Month  int          `json:"month"`           // 1 to 12
	Day    int          `json:"day,omitempty"`   // 0: the end of the month
	Share  exact.Number `json:"share,omitzero"`  // of the target, 0 to 1
	Amount exact.Number `json:"amount,omitzero"` // plan to date, in the target's unit
}

func (p CurvePoint) given() exact.Number {
	if p.Share.OK() {
		return p.Share
	}
	return p.Amount
}

// IsZero reports the default, month ÷ 12.
func (c Curve) IsZero() bool {
	return len(c.Points) == 0 && c.From.IsZero() && c.To.IsZero() && !c.Steps && !c.Days
}

// Check says in Chinese what is wrong with a curve that a person wrote: each point has a month, a day that the month
// can have, and one of share, 0 to 1, and amount; in order of time they rise and none falls.
func (c Curve) Check() error {
	if c.From.IsZero() != c.To.IsZero() || c.To.Compare(c.From) < 0 {
		return errors.New("起止月份要一起写，止不早于起")
	}
	var last CurvePoint
	for _, p := range c.Points {
		at := strconv.Itoa(p.Month) + "月"
		one, two := p.given(), last.given()
		switch {
		case p.Month < 1 || p.Month > 12 || p.Day < 0 || p.Day > 31:
			return errors.New(at + "不是 1 到 12 月")
		case p.Share.OK() == p.Amount.OK():
			return errors.New(at + "要写一个应完成的比例或数量")
		case one.Decimal().IsNegative() || p.Share.Decimal().GreaterThan(decimal.NewFromInt(1)):
			return errors.New(at + "应完成的比例不在 0 到 1 之间")
		case last.Month > 0 && slices.Compare([]int{p.Year, p.Month, p.Day}, []int{last.Year, last.Month, last.Day}) <= 0:
			return errors.New(at + "没有排在" + strconv.Itoa(last.Month) + "月之后")
		case last.Share.OK() == p.Share.OK() && one.Decimal().LessThan(two.Decimal()):
			return errors.New(at + "应完成的比" + strconv.Itoa(last.Month) + "月的少")
		}
		last = p
	}
	return nil
}

// Share is what should be done of the target by the end of the period, or of a day in a month (day 0: its end).
// ok is false before the window opens. Amounts need the target; without one their points are left out.
func (c Curve) Share(p Round, day int, target exact.Number) (share exact.Fraction, ok bool) {
	year, month := p.Year(), p.Month()
	if kind := p.Kind(); kind == Weekly || kind == Dated {
		c.Days, day = c.Days || len(c.Points) == 0 && !c.Steps, p.End().Day()
	}
	if c.IsZero() && day <= 0 {
		return exact.Ratio(int64(month), 12), true
	}
	from, to := c.window(p)
	start := from.MonthsSince(Round{}) // months since month zero
	end := c.axis(to.Year(), to.Month(), 0, from, start)
	now := c.axis(year, month, day, from, start)
	if now.Sign() <= 0 {
		return exact.Fraction{}, false
	}
	if now.Cmp(end) > 0 {
		now = end
	}
	last := knot{exact.Integer(0), exact.Integer(0)}
	for _, k := range c.knots(p, from, start, end, target) {
		if now.Cmp(k.at) < 0 {
			return c.between(last, k, now), true
		}
		last = k
	}
	return last.share, true
}

// window is the year of the period where the curve has no window of its own.
func (c Curve) window(p Round) (from, to Round) {
	from, to = c.From, c.To
	if from.IsZero() {
		from = MonthOf(p.Year(), 1)
	}
	if to.IsZero() || to.Compare(from) < 0 {
		to = from.Add(11)
	}
	return from, to
}

// axis is the end of the month, or of the day in it: in months since the start, which is that of the first month, or in days.
func (c Curve) axis(year, month, day int, first Round, start int) exact.Fraction {
	p := MonthOf(year, month)
	days := p.Days()
	if day <= 0 || day > days {
		day = days
	}
	if c.Days {
		return exact.Integer(int64(p.Begin().Sub(first.Begin()).Hours()/24) + int64(day))
	}
	whole := p.MonthsSince(Round{}) - start
	if day == days {
		return exact.Integer(int64(whole + 1))
	}
	at := exact.Ratio(int64(day), int64(days))
	return at.Add(exact.Integer(int64(whole)))
}

// knot is a point of the curve on the axis of months since the window opened.
type knot struct{ at, share exact.Fraction }

func (c Curve) knots(p, first Round, start int, end exact.Fraction, target exact.Number) []knot {
	var ks []knot
	for _, q := range c.Points {
		year := q.Year
		if year == 0 {
			year = p.Year()
		}
		k := knot{at: c.axis(year, q.Month, q.Day, first, start)}
		switch {
		case q.Share.OK():
			k.share = exact.FractionOf(q.Share)
		case q.Amount.OK() && target.OK() && !target.Decimal().IsZero():
			k.share = exact.FractionOf(q.Amount).Quo(exact.FractionOf(target))
		default:
			continue
		}
		ks = append(ks, k)
	}
	slices.SortStableFunc(ks, func(a, b knot) int { return a.at.Cmp(b.at) })
	if len(ks) == 0 || ks[len(ks)-1].at.Cmp(end) < 0 {
		ks = append(ks, knot{end, exact.Integer(1)})
	}
	return ks
}

// between is the straight line from a to b, or a itself where the curve goes in steps.
func (c Curve) between(a, b knot, at exact.Fraction) exact.Fraction {
	if c.Steps {
		return a.share
	}
	part := at.Sub(a.at).Quo(b.at.Sub(a.at))
	return part.Mul(b.share.Sub(a.share)).Add(a.share)
}
