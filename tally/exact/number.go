package exact

import (
	"bytes"
	"cmp"
	"database/sql/driver"
	"fmt"
	"strconv"
	"strings"

	"github.com/shopspring/decimal"
)

// Number is an exact decimal that may be absent. The zero value is absent.
//
// It keeps the digits that it was made from, so a printed 8.0 stays "8.0". In JSON
// and in the database it is a decimal string, and "" when absent. A float never
// takes part.
//
// It is small × 10^exponent: figures fit in 64 bits, and big integers would be most of what a month costs. What does not
// fit is in wide, and goes the long way.
type Number struct {
	small    int64
	wide     *decimal.Decimal
	exponent int32
	ok       bool
}

// Num wraps an exact decimal.
func Num(d decimal.Decimal) Number {
	if d.NumDigits() <= ShortDigits {
		return Number{small: d.CoefficientInt64(), exponent: d.Exponent(), ok: true}
	}
	if c := d.Coefficient(); c.IsInt64() {
		return Number{small: c.Int64(), exponent: d.Exponent(), ok: true}
	}
	wide := d
	return Number{wide: &wide, ok: true}
}

// Int is the whole number n.
func Int(n int64) Number { return Number{small: n, ok: true} }

// ParseNumber reads a plain decimal ("-3.50", "1e3"). The empty string is the
// absent number; anything else that is no decimal is an error. Printed forms with
// separators, full-width digits or units are read by ReadNumber.
func ParseNumber(s string) (Number, error) {
	if s == "" {
		return Number{}, nil
	}
	if len(s) > MaxDigits {
		return Number{}, fmt.Errorf("number of %d characters", len(s))
	}
	if n, ok := parseShort(s); ok {
		return n, nil
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return Number{}, fmt.Errorf("not a decimal: %q", s)
	}
	if e := d.Exponent(); e > MaxExponent || e < -MaxExponent {
		return Number{}, fmt.Errorf("exponent out of range: %q", s)
	}
	return Num(d), nil
}

// parseShort reads the usual: a sign, up to 18 digits, a point among them. ok is false for everything else.
func parseShort(s string) (n Number, ok bool) {
	digits := strings.TrimPrefix(s, "-")
	point := len(digits)
	for i := 0; i < len(digits); i++ {
		switch c := digits[i]; {
		case c >= '0' && c <= '9' && i <= ShortDigits:
			n.small = n.small*10 + int64(c-'0')
		case c == '.' && point == len(digits):
			point = i
		default:
			return Number{}, false
		}
	}
	places := max(0, len(digits)-point-1)
	if whole := point; whole+places > ShortDigits || whole+places == 0 {
		return Number{}, false
	}
	if len(digits) < len(s) {
		n.small = -n.small
	}
	n.exponent, n.ok = int32(-places), true //nolint:gosec // 18 at most
	return n, true
}

// Bounds that keep hostile input ("1e999999999") from costing memory; no figure of
// the field comes near them.
const (
	MaxDigits   = 64
	MaxExponent = 64
)

// MustNumber is ParseNumber for constants; it panics on a bad one.
func MustNumber(s string) Number {
	n, err := ParseNumber(s)
	if err != nil {
		panic(err)
	}
	return n
}

// OK reports whether the number is there.
func (n Number) OK() bool { return n.ok }

// Decimal is the value; zero when absent.
func (n Number) Decimal() decimal.Decimal {
	switch {
	case n.wide != nil:
		return *n.wide
	case n.ok:
		return decimal.New(n.small, n.exponent)
	}
	return decimal.Decimal{}
}

// IsZero reports an absent number, for encoding with omitzero. A present 0 is not zero in
// this sense: ask Sign for that.
func (n Number) IsZero() bool { return !n.ok }

// Equal reports the same value, or both absent; 8 equals 8.0.
func (n Number) Equal(m Number) bool {
	if n.ok != m.ok || n.wide == nil && m.wide == nil && n.exponent == m.exponent {
		return n.ok == m.ok && n.small == m.small
	}
	return n.Decimal().Equal(m.Decimal())
}

// Sign is -1, 0 or 1; 0 when absent.
func (n Number) Sign() int {
	if n.wide != nil {
		return n.wide.Sign()
	}
	return cmp.Compare(n.small, 0)
}

// Places is how many decimals the number was made with, 0 for a whole one.
func (n Number) Places() int {
	if n.wide != nil {
		return max(0, -int(n.wide.Exponent()))
	}
	return max(0, -int(n.exponent))
}

// String gives the digits as made, "" when absent.
func (n Number) String() string {
	if !n.ok {
		return ""
	}
	return string(n.append(make([]byte, 0, ShortDigits+3), false))
}

// Like gives what String gives; where that is the text that the number was read from, no copy of it is made.
func (n Number) Like(text string) string {
	var room [ShortDigits + 3]byte
	if n.ok && len(text) <= len(room) && string(n.append(room[:0], false)) == text {
		return text
	}
	return n.String()
}

// Plain gives the digits without trailing zeros, as a cell shows them.
func (n Number) Plain() string {
	if !n.ok {
		return ""
	}
	return string(n.append(make([]byte, 0, ShortDigits+3), true))
}

// AppendPlain appends what Plain gives.
func (n Number) AppendPlain(b []byte) []byte {
	if !n.ok {
		return b
	}
	return n.append(b, true)
}

// ShortDigits is how many digits always fit in 64 bits, as every figure of the field does: a month prints millions.
const ShortDigits = 18

// AppendMade writes the digits as made, nothing when absent.
func (n Number) AppendMade(b []byte) []byte {
	if !n.ok {
		return b
	}
	return n.append(b, false)
}

// append writes the digits, without the zeros at the end of the decimals where trim says so.
func (n Number) append(b []byte, trim bool) []byte {
	places := -int(n.exponent)
	if n.wide != nil || places < 0 || places > ShortDigits {
		d := n.Decimal()
		if trim {
			return append(b, d.String()...)
		}
		return append(b, d.StringFixed(max(0, -d.Exponent()))...)
	}
	c := n.small
	for trim && places > 0 && c%10 == 0 {
		c, places = c/10, places-1
	}
	var room [ShortDigits + 2]byte
	digits := strconv.AppendInt(room[:0], c, 10)
	if c < 0 {
		b, digits = append(b, '-'), digits[1:]
	}
	whole := len(digits) - places
	if places == 0 {
		return append(b, digits...)
	}
	if whole > 0 {
		b = append(b, digits[:whole]...)
		digits = digits[whole:]
	} else {
		b = append(b, '0')
	}
	b = append(b, '.')
	for ; whole < 0; whole++ {
		b = append(b, '0')
	}
	return append(b, digits...)
}

// MarshalText implements encoding.TextMarshaler, and with it JSON.
func (n Number) MarshalText() ([]byte, error) {
	if !n.ok {
		return nil, nil
	}
	return n.append(make([]byte, 0, ShortDigits+3), false), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (n *Number) UnmarshalText(b []byte) error {
	v, err := ParseNumber(string(bytes.TrimSpace(b)))
	if err != nil {
		return err
	}
	*n = v
	return nil
}

// Value implements driver.Valuer: the decimal string, NULL when absent.
func (n Number) Value() (driver.Value, error) {
	if !n.ok {
		return nil, nil
	}
	return n.String(), nil
}

// Scan implements sql.Scanner. A float is refused: no stored value passes through one.
func (n *Number) Scan(src any) error {
	switch v := src.(type) {
	case nil:
		*n = Number{}
		return nil
	case string:
		return n.UnmarshalText([]byte(v))
	case []byte:
		return n.UnmarshalText(v)
	case int64:
		*n = Int(v)
		return nil
	}
	return fmt.Errorf("number stored as %T", src)
}
