package exact

import (
	"cmp"
	"math"
	"math/big"
	"math/bits"
	"strings"

	"github.com/shopspring/decimal"
)

// Shares of twelfths have no finite decimal, and a cut-off compared with a rounded one falls on the wrong
// side; so what is compared is a fraction, and a decimal is made only of the result.

// KeptDecimals is how many decimals a made rate or gap keeps; a cell shows fifteen digits at most.
const KeptDecimals = 16

// Fraction is an exact fraction; the zero value is none. It is num ÷ den, den above zero and not always in lowest terms,
// while both fit in 64 bits, as for figures of the field they do; else it is in wide.
type Fraction struct {
	num, den int64
	wide     *big.Rat
}

func Integer(n int64) Fraction     { return Ratio(n, 1) }
func Ratio(n, over int64) Fraction { return Fraction{num: n, den: over} } // over is above zero, n not the lowest int64

// FractionOf is the number as a fraction; 0 when absent.
func FractionOf(n Number) Fraction {
	if n.wide == nil && n.exponent <= 0 && n.exponent >= -ShortDigits && n.small != math.MinInt64 {
		return Fraction{num: n.small, den: power10(-int(n.exponent))}
	}
	return narrow(n.Decimal().Rat())
}

// narrow is the fraction in 64 bits where it fits.
func narrow(r *big.Rat) Fraction {
	if r.Num().IsInt64() && r.Denom().IsInt64() && r.Num().Int64() != math.MinInt64 {
		return Fraction{num: r.Num().Int64(), den: r.Denom().Int64()}
	}
	return Fraction{wide: r}
}

func (a Fraction) rat() *big.Rat {
	if a.wide != nil {
		return a.wide
	}
	return big.NewRat(a.num, a.den)
}

// None reports the zero value: there is no number.
func (a Fraction) None() bool { return a.den == 0 && a.wide == nil }

func (a Fraction) Sign() int {
	if a.wide != nil {
		return a.wide.Sign()
	}
	return cmp.Compare(a.num, 0)
}

func (a Fraction) Neg() Fraction {
	if a.wide != nil {
		return Fraction{wide: new(big.Rat).Neg(a.wide)}
	}
	a.num = -a.num
	return a
}

func (a Fraction) Abs() Fraction {
	if a.Sign() < 0 {
		return a.Neg()
	}
	return a
}

func (a Fraction) Cmp(b Fraction) int {
	if a.wide != nil || b.wide != nil {
		return a.rat().Cmp(b.rat())
	}
	if c := cmp.Compare(a.Sign(), b.Sign()); c != 0 || a.den == b.den {
		return cmp.Or(c, cmp.Compare(a.num, b.num))
	}
	xh, xl := bits.Mul64(magnitude(a.num), magnitude(b.den))
	yh, yl := bits.Mul64(magnitude(b.num), magnitude(a.den))
	return a.Sign() * cmp.Or(cmp.Compare(xh, yh), cmp.Compare(xl, yl))
}

func (a Fraction) Add(b Fraction) Fraction {
	if a.wide == nil && b.wide == nil {
		x, okX := times(a.num, b.den)
		y, okY := times(b.num, a.den)
		den, okDen := times(a.den, b.den)
		if a.den == b.den {
			x, y, den, okX, okY, okDen = a.num, b.num, a.den, true, true, true
		}
		if num, ok := plus(x, y); ok && okX && okY && okDen {
			return Fraction{num: num, den: den}
		}
	}
	return narrow(new(big.Rat).Add(a.rat(), b.rat()))
}

func (a Fraction) Sub(b Fraction) Fraction { return a.Add(b.Neg()) }

func (a Fraction) Mul(b Fraction) Fraction {
	if a.wide == nil && b.wide == nil {
		num, ok := times(a.num, b.num)
		den, fits := times(a.den, b.den)
		if ok && fits {
			return Fraction{num: num, den: den}
		}
	}
	return narrow(new(big.Rat).Mul(a.rat(), b.rat()))
}

// Quo is a ÷ b; b is not zero.
func (a Fraction) Quo(b Fraction) Fraction {
	if b.wide != nil {
		return narrow(new(big.Rat).Quo(a.rat(), b.wide))
	}
	if b.num < 0 {
		return a.Mul(Fraction{num: -b.den, den: -b.num})
	}
	return a.Mul(Fraction{num: b.den, den: b.num})
}

// Floor is the whole number at or below a, which is not negative.
func (a Fraction) Floor() Fraction {
	if a.wide == nil {
		return Integer(a.num / a.den)
	}
	return narrow(new(big.Rat).SetInt(new(big.Int).Quo(a.wide.Num(), a.wide.Denom())))
}

// Points is a share in percentage points.
func Points(a Fraction) Fraction { return a.Mul(Integer(100)) }

// NumberOf is the decimal of a fraction, rounded half away from zero, without trailing zeros.
func NumberOf(a Fraction) Number { return a.Round(KeptDecimals) }

// Shown is NumberOf with other decimals, as text.
func Shown(a Fraction, places int) string { return a.Round(places).Plain() }

// Round is the decimal with so many places, KeptDecimals at most, rounded half away from zero, without trailing zeros.
func (a Fraction) Round(places int) Number {
	if a.wide == nil {
		if n, ok := a.roundShort(places); ok {
			return n
		}
	}
	text := a.rat().FloatString(places) // it rounds half away from zero
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	d, err := decimal.NewFromString(text)
	if err != nil { // digits and a point
		return Number{}
	}
	return Num(d)
}

// roundShort is round in 64 bits; ok is false where the digits do not fit.
func (a Fraction) roundShort(places int) (n Number, ok bool) {
	size, den := magnitude(a.num), magnitude(a.den)
	units, rest := size/den, size%den
	var decimals uint64
	if rest == 0 {
		places = 0
	} else {
		hi, lo := bits.Mul64(rest, magnitude(power10(places)))
		lo, carry := bits.Add64(lo, den/2, 0)
		decimals, _ = bits.Div64(hi+carry, lo, den)
	}
	for ; places > 0 && decimals%10 == 0; places-- {
		decimals /= 10
	}
	c, ok := times(int64(units), power10(places)) //nolint:gosec // no more than num
	c, fits := plus(c, int64(decimals))           //nolint:gosec // a one with 16 zeros at most
	if a.num < 0 {
		c = -c
	}
	return Number{small: c, exponent: int32(-places), ok: true}, ok && fits //nolint:gosec // 16 at most
}

// power10 is ten to a power from 0 to 18.
func power10(n int) int64 {
	p := int64(1)
	for ; n > 0; n-- {
		p *= 10
	}
	return p
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n) //nolint:gosec // right for the lowest too
	}
	return uint64(n)
}

// times and plus are exact; ok is false where the result does not fit, or is the lowest integer, which has no opposite.
func times(a, b int64) (product int64, ok bool) {
	hi, lo := bits.Mul64(magnitude(a), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, false
	}
	if (a < 0) != (b < 0) {
		return -int64(lo), true
	}
	return int64(lo), true
}

func plus(a, b int64) (sum int64, ok bool) {
	sum = a + b
	return sum, (sum > a) == (b > 0) && sum != math.MinInt64
}
