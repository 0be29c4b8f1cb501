package exact

import (
	"cmp"
	"math"
)

// Arithmetic is that of decimal.Decimal, digits kept alike, without big integers for what fits in 64 bits. An absent
// number counts as 0.

// Cmp is negative, 0 or positive as n is below, at or above m.
func (n Number) Cmp(m Number) int {
	if a, b, _, ok := aligned(n, m); ok {
		return cmp.Compare(a, b)
	}
	return n.Decimal().Cmp(m.Decimal())
}

// Add is n + m.
func (n Number) Add(m Number) Number {
	if a, b, exponent, ok := aligned(n, m); ok {
		if c, ok := plus(a, b); ok {
			return Number{small: c, exponent: exponent, ok: true}
		}
	}
	return Num(n.Decimal().Add(m.Decimal()))
}

// Sub is n − m.
func (n Number) Sub(m Number) Number { return n.Add(m.Neg()) }

// Mul is n × m.
func (n Number) Mul(m Number) Number {
	if n.wide == nil && m.wide == nil {
		if c, ok := times(n.small, m.small); ok {
			return Number{small: c, exponent: n.exponent + m.exponent, ok: true}
		}
	}
	return Num(n.Decimal().Mul(m.Decimal()))
}

// Div is n ÷ m, rounded half away from zero at the sixteenth decimal, without trailing zeros; m is not 0.
func (n Number) Div(m Number) Number {
	if a, b, _, ok := aligned(n, m); ok && b > 0 && a != math.MinInt64 { // the exponents cancel
		return NumberOf(Ratio(a, b))
	}
	return NumberOf(FractionOf(n).Quo(FractionOf(m)))
}

// Neg is −n.
func (n Number) Neg() Number {
	if _, ok := plus(n.small, 0); n.wide != nil || !ok {
		return Num(n.Decimal().Neg())
	}
	n.small, n.ok = -n.small, true
	return n
}

// Abs is n without its sign.
func (n Number) Abs() Number {
	if n.Sign() < 0 {
		return n.Neg()
	}
	n.ok = true
	return n
}

// Shift is n × 10 to the power by.
func (n Number) Shift(by int32) Number {
	if n.wide != nil {
		return Num(n.wide.Shift(by))
	}
	n.exponent, n.ok = n.exponent+by, true
	return n
}

// aligned gives both at the exponent of the one with more decimals.
func aligned(n, m Number) (a, b int64, exponent int32, ok bool) {
	a, b = n.small, m.small
	if n.wide != nil || m.wide != nil {
		return 0, 0, 0, false
	}
	switch more := n.exponent - m.exponent; {
	case more == 0:
		return a, b, n.exponent, true
	case more > 0 && more <= ShortDigits:
		a, ok = times(a, power10(int(more)))
		return a, b, m.exponent, ok
	case more < 0 && more >= -ShortDigits:
		b, ok = times(b, power10(int(-more)))
		return a, b, n.exponent, ok
	}
	return 0, 0, 0, false
}
