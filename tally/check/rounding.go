package check

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// toCoarser brings two figures to the coarser of their printed digits, so that 57 does not fall short of 57.02.
func toCoarser(a, b *value) (exact.Number, exact.Number) {
	places := -max(lastDigit(a), lastDigit(b))
	return a.Value.Round(places), b.Value.Round(places)
}

// lastDigit is the power of ten of the last printed digit. A grain that is no power of ten (15 for 亩 in 公顷) counts by its own
// digits.
func lastDigit(v *value) int {
	if v.grain.Sign() > 0 {
		return v.grain.Leading()
	}
	return v.Value.Grain().Leading()
}

// rounding is how far figures that should agree may differ because each was rounded when printed: half a unit of
// the last digit of each. Whole things counted are not rounded.
func rounding(ind *tally.Indicator, vs ...*value) exact.Number {
	sum, whole := exact.Int(0), true
	for _, v := range vs {
		sum = sum.Add(v.grain.Mul(half()))
		whole = whole && v.Value.IsWhole() && v.grain.Cmp(exact.Int(1)) <= 0
	}
	if ind.Measure == tally.Count && whole {
		return exact.Int(0)
	}
	return sum
}

func half() exact.Number { return exact.Int(5).Shift(-1) }
