package exact

import "github.com/shopspring/decimal"

// Round is the number with so many decimals at most, half away from zero; with fewer than none its last whole digits
// are rounded.
func (n Number) Round(places int) Number {
	if n.wide != nil {
		return Num(n.wide.Round(int32(places))) //nolint:gosec // a few
	}
	cut := -int(n.exponent) - places
	switch {
	case cut <= 0:
		return n
	case cut > ShortDigits:
		return Num(n.Decimal().Round(int32(places))) //nolint:gosec // a few
	}
	return n.without(cut)
}

// without leaves the last digits away, rounded half away from zero; the number is not wide, the digits at most 18.
func (n Number) without(cut int) Number {
	unit := power10(cut)
	kept, rest := n.small/unit, n.small%unit
	if 2*magnitude(rest) >= magnitude(unit) {
		if kept++; rest < 0 {
			kept -= 2
		}
	}
	return Number{small: kept, exponent: n.exponent + int32(cut), ok: n.ok} //nolint:gosec // 18 at most
}

// IsWhole reports nothing behind the point.
func (n Number) IsWhole() bool {
	switch {
	case n.wide != nil:
		return n.wide.IsInteger()
	case n.exponent < -ShortDigits:
		return n.small == 0
	}
	return n.exponent >= 0 || n.small%power10(-int(n.exponent)) == 0
}

// Leading is the power of ten of the first digit.
func (n Number) Leading() int {
	if n.wide != nil {
		return int(n.wide.Exponent()) + n.wide.NumDigits() - 1
	}
	power := int(n.exponent)
	for m := magnitude(n.small); m >= 10; m /= 10 {
		power++
	}
	return power
}

// Grain is one unit of the last digit.
func (n Number) Grain() Number {
	if n.wide != nil {
		return Number{small: 1, exponent: n.wide.Exponent(), ok: true}
	}
	return Number{small: 1, exponent: n.exponent, ok: true}
}

// Trimmed is the number without zeros at the end of its decimals, and with those of a whole one written out.
func (n Number) Trimmed() Number {
	if n.wide == nil && n.small == 0 {
		n.exponent = 0
	}
	if n.exponent > 0 && n.exponent <= ShortDigits {
		if c, ok := times(n.small, power10(int(n.exponent))); ok {
			n.small, n.exponent = c, 0
		}
	}
	if n.wide != nil || n.exponent > 0 {
		return Num(trimZeros(n.Decimal()))
	}
	for n.exponent < 0 && n.small%10 == 0 {
		n.small, n.exponent = n.small/10, n.exponent+1
	}
	return n
}

// trimZeros drops the zeros that a division appended.
func trimZeros(d decimal.Decimal) decimal.Decimal {
	s := d.String() // String drops trailing zeros
	t, err := decimal.NewFromString(s)
	if err != nil {
		return d
	}
	return t
}
