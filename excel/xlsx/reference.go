package xlsx

import "bytes"

// ParseRef is the row and column, both from 1, of a cell's name as Ref writes it: "C5", "$C$5"; ok is false for what names no cell
// within the format's bounds.
func ParseRef(ref string) (row, col int, ok bool) { return parseRef([]byte(ref)) }

// ParseColumn is the number, from 1, of a column's name as Letter writes it: "AB", "$AB".
func ParseColumn(name string) (col int, ok bool) {
	_, col, ok = parseRef(append([]byte(name), '1'))
	return col, ok
}

// parseRef reads "BC12", with $ signs or without.
func parseRef(b []byte) (row, col int, ok bool) {
	i := 0
	if i < len(b) && b[i] == '$' {
		i++
	}
	letters := i
	for ; i < len(b) && i < letters+4; i++ {
		c := b[i] &^ 0x20
		if c < 'A' || c > 'Z' || b[i] < 'A' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	if i == letters || col > maxCol {
		return 0, 0, false
	}
	if i < len(b) && b[i] == '$' {
		i++
	}
	if row, ok = number(b[i:]); !ok || row < 1 || row > maxRow {
		return 0, 0, false
	}
	return row, col, true
}

// parseRange reads "A1:C3" or "A1"; corners may come in any order.
func parseRange(b []byte) (r Range, ok bool) {
	one, two := b, b
	if i := bytes.IndexByte(b, ':'); i >= 0 {
		one, two = b[:i], b[i+1:]
	}
	r1, c1, ok1 := parseRef(one)
	r2, c2, ok2 := parseRef(two)
	return Range{min(r1, r2), min(c1, c2), max(r1, r2), max(c1, c2)}, ok1 && ok2
}

// number reads a short run of digits.
func number(b []byte) (int, bool) {
	if len(b) == 0 || len(b) > 9 {
		return 0, false
	}
	n := 0
	for _, c := range b {
		if c < '0' || c > '9' {
			return 0, false
		}
		n = n*10 + int(c-'0')
	}
	return n, true
}

// plausible tells the digits of a number, as any writer may spell a finite double: exponents beyond
// a double's and endless digits would only hurt whoever computes with them.
func plausible(b []byte) bool {
	if len(b) > 400 {
		return false
	}
	if b[0] == '-' || b[0] == '+' {
		b = b[1:]
	}
	digits, point := 0, false
	for ; len(b) > 0; b = b[1:] {
		if c := b[0]; c >= '0' && c <= '9' {
			digits++
		} else if c == '.' && !point {
			point = true
		} else {
			break
		}
	}
	if digits == 0 || len(b) == 0 {
		return digits > 0
	}
	if b[0] != 'e' && b[0] != 'E' {
		return false
	}
	b = b[1:]
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		b = b[1:]
	}
	n, ok := number(b)
	return ok && n <= 400
}

// isZero tells a width or height of nothing, which hides like hidden does.
func isZero(b []byte) bool {
	return len(b) > 0 && len(bytes.Trim(b, "0.")) == 0
}
