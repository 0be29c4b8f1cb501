package tally

import (
	"bytes"
	"database/sql/driver"
	"fmt"
	"strconv"

	"github.com/shopspring/decimal"
)

// Number is an exact decimal that may be absent. The zero value is absent.
//
// It keeps the digits that it was made from, so a printed 8.0 stays "8.0". In JSON
// and in the database it is a decimal string, and "" when absent. A float never
// takes part.
type Number struct {
	d  decimal.Decimal
	ok bool
}

// Num wraps an exact decimal.
func Num(d decimal.Decimal) Number { return Number{d: d, ok: true} }

// Int is the whole number n.
func Int(n int64) Number { return Num(decimal.NewFromInt(n)) }

// ParseNumber reads a plain decimal ("-3.50", "1e3"). The empty string is the
// absent number; anything else that is no decimal is an error. Printed forms with
// separators, full-width digits or units are read by ReadNumber.
func ParseNumber(s string) (Number, error) {
	if s == "" {
		return Number{}, nil
	}
	if len(s) > maxDigits {
		return Number{}, fmt.Errorf("number of %d characters", len(s))
	}
	d, err := decimal.NewFromString(s)
	if err != nil {
		return Number{}, fmt.Errorf("not a decimal: %q", s)
	}
	if e := d.Exponent(); e > maxExponent || e < -maxExponent {
		return Number{}, fmt.Errorf("exponent out of range: %q", s)
	}
	return Num(d), nil
}

// Bounds that keep hostile input ("1e999999999") from costing memory; no figure of
// the field comes near them.
const (
	maxDigits   = 64
	maxExponent = 64
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
func (n Number) Decimal() decimal.Decimal { return n.d }

// IsZero reports an absent number, for encoding with omitzero. A present 0 is not zero in
// this sense: ask Decimal().IsZero() for that.
func (n Number) IsZero() bool { return !n.ok }

// Equal reports the same value, or both absent; 8 equals 8.0.
func (n Number) Equal(m Number) bool { return n.ok == m.ok && n.d.Equal(m.d) }

// String gives the digits as made, "" when absent.
func (n Number) String() string {
	if !n.ok {
		return ""
	}
	return string(n.append(make([]byte, 0, shortNumber+3), false))
}

// Plain gives the digits without trailing zeros, as a cell shows them.
func (n Number) Plain() string {
	if !n.ok {
		return ""
	}
	return string(n.append(make([]byte, 0, shortNumber+3), true))
}

// AppendPlain appends what Plain gives.
func (n Number) AppendPlain(b []byte) []byte {
	if !n.ok {
		return b
	}
	return n.append(b, true)
}

// shortNumber is how many digits a number may have to be printed without big integers, as every figure of the field
// is: a month prints millions.
const shortNumber = 18

// append writes the digits, without the zeros at the end of the decimals where trim says so.
func (n Number) append(b []byte, trim bool) []byte {
	places := -int(n.d.Exponent())
	if places < 0 || places > shortNumber || n.d.NumDigits() > shortNumber {
		if trim {
			return append(b, n.d.String()...)
		}
		return append(b, n.d.StringFixed(int32(max(0, places)))...) //nolint:gosec // an exponent
	}
	c := n.d.CoefficientInt64()
	for trim && places > 0 && c%10 == 0 {
		c, places = c/10, places-1
	}
	if c < 0 {
		b, c = append(b, '-'), -c
	}
	var room [shortNumber + 2]byte
	digits := strconv.AppendInt(room[:0], c, 10)
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
	return n.append(make([]byte, 0, shortNumber+3), false), nil
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
