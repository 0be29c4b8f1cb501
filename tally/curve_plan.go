package tally

import (
	"fmt"
	"slices"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// CurveFor is how the target of the period's year is spread: the curve set for the indicator, else what the plan prints
// beside the year's target for quarters, halves or months of it, else month ÷ 12.
//
// Amounts of parts of the year are taken for their own part where they add up to the year's target, and as up to
// its end where the last is the year's target; where neither holds they make no curve.
func (i *Indicator) CurveFor(p Round) Curve {
	if !i.Curve.IsZero() || (i.Measure != Level && i.Measure != Count) {
		return i.Curve
	}
	year, ok := i.TargetFor(p)
	if !ok || !year.Floor.OK() || !year.Floor.Decimal().IsPositive() {
		return Curve{}
	}
	parts, ok := i.partsOfYear(p, &year)
	if !ok {
		return Curve{}
	}
	sum, points := decimal.Zero, make([]CurvePoint, 0, len(parts))
	adds := addsUp(parts, year.Floor.Decimal())
	for n, q := range parts {
		sum = sum.Add(q.amount)
		at := sum
		if !adds {
			at = q.amount
		}
		if at.GreaterThan(year.Floor.Decimal()) || at.IsNegative() || (n > 0 && at.LessThan(points[n-1].Amount.Decimal())) {
			return Curve{}
		}
		points = append(points, CurvePoint{Month: q.to, Amount: exact.Num(at)})
	}
	if last := parts[len(parts)-1]; !adds && !upTo(parts) && (last.to != 12 || !last.amount.Equal(year.Floor.Decimal())) {
		return Curve{}
	}
	return Curve{Points: points}
}

// partOfYear is a target for some months of a year.
type partOfYear struct {
	from, to int
	amount   decimal.Decimal
}

// partsOfYear are the targets for parts of the year, in order, no two for the same end; ok is false for none.
func (i *Indicator) partsOfYear(p Round, year *Target) ([]partOfYear, bool) {
	var parts []partOfYear
	for k := range i.Targets {
		t := &i.Targets[k]
		year4, months, found := strings.Cut(t.Period, "-")
		if !found || !p.InYear(year4) || t.Tier != "" || !t.Floor.OK() || t.Unit != year.Unit {
			continue
		}
		from, to, ok := monthsNamed(months)
		if !ok || slices.ContainsFunc(parts, func(q partOfYear) bool { return q.to == to }) {
			return nil, false
		}
		parts = append(parts, partOfYear{from, to, t.Floor.Decimal()})
	}
	slices.SortFunc(parts, func(a, b partOfYear) int { return a.to - b.to })
	return parts, len(parts) > 0
}

// monthsNamed reads what follows the year in Target.Period: Q3, H1, 09, 01/09.
func monthsNamed(s string) (from, to int, ok bool) {
	var n int
	switch {
	case strings.HasPrefix(s, "Q"):
		if _, err := fmt.Sscanf(s, "Q%d", &n); err != nil {
			return 0, 0, false
		}
		from, to = n*3-2, n*3
	case strings.HasPrefix(s, "H"):
		if _, err := fmt.Sscanf(s, "H%d", &n); err != nil {
			return 0, 0, false
		}
		from, to = n*6-5, n*6
	case strings.Contains(s, "/"):
		if _, err := fmt.Sscanf(s, "%d/%d", &from, &to); err != nil {
			return 0, 0, false
		}
	default:
		if _, err := fmt.Sscanf(s, "%d", &from); err != nil {
			return 0, 0, false
		}
		to = from
	}
	return from, to, from >= 1 && to >= from && to <= 12
}

// upTo reports parts that all begin with the year.
func upTo(parts []partOfYear) bool {
	return !slices.ContainsFunc(parts, func(q partOfYear) bool { return q.from != 1 })
}

// addsUp reports parts that follow each other through the year and make up its target.
func addsUp(parts []partOfYear, year decimal.Decimal) bool {
	next, sum := 1, decimal.Zero
	for _, q := range parts {
		if q.from != next {
			return false
		}
		next, sum = q.to+1, sum.Add(q.amount)
	}
	return next == 13 && sum.Equal(year)
}
