package tally

// significant rounds to so many significant digits, half away from zero, and drops the zeros at the end; what has no more
// digits than that stays as it is.
func (n Number) significant(digits int) Number {
	if n.wide != nil {
		cut := n.wide.NumDigits() - digits
		if cut <= 0 {
			return n
		}
		return Num(trimZeros(n.wide.Round(-n.wide.Exponent() - int32(cut)))) //nolint:gosec // bounded by ParseNumber
	}
	cut := 0
	for m := magnitude(n.small); m >= uint64(power10(digits)); m /= 10 { //nolint:gosec // above zero
		cut++
	}
	if cut == 0 {
		return n
	}
	unit := power10(cut)
	kept, rest := n.small/unit, n.small%unit
	if 2*magnitude(rest) >= uint64(unit) { //nolint:gosec // above zero
		if kept++; rest < 0 {
			kept -= 2
		}
	}
	return Number{small: kept, exponent: n.exponent + int32(cut), ok: n.ok}.trimmed() //nolint:gosec // 19 at most
}

// trimmed is the number without zeros at the end of its decimals, and with those of a whole one written out.
func (n Number) trimmed() Number {
	if n.wide == nil && n.small == 0 {
		n.exponent = 0
	}
	if n.exponent > 0 && n.exponent <= shortNumber {
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
