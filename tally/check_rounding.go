package tally

import "github.com/shopspring/decimal"

var half = decimal.New(5, -1)

// toCoarser brings two figures to the coarser of their printed digits, so that 57 does not fall short of 57.02.
func toCoarser(a, b value) (decimal.Decimal, decimal.Decimal) {
	places := -max(exponent(a), exponent(b))
	return a.Value.Decimal().Round(places), b.Value.Decimal().Round(places)
}

// exponent is that of the last printed digit. A grain that is no power of ten (15 for 亩 in 公顷) counts by its own digits.
func exponent(v value) int32 {
	if v.grain.IsPositive() {
		return v.grain.Exponent() + int32(v.grain.NumDigits()) - 1
	}
	return v.Value.Decimal().Exponent()
}

// rounding is how far figures that should agree may differ because each was rounded when printed: half a unit of
// the last digit of each. Whole things counted are not rounded.
func rounding(ind *Indicator, vs ...value) decimal.Decimal {
	sum, whole := decimal.Zero, true
	for _, v := range vs {
		sum = sum.Add(v.grain.Mul(half))
		whole = whole && v.Value.Decimal().IsInteger() && v.grain.LessThanOrEqual(decimal.NewFromInt(1))
	}
	if ind.Measure == Count && whole {
		return decimal.Zero
	}
	return sum
}
