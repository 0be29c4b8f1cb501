package tally

import (
	"database/sql/driver"
	"fmt"
	"strconv"
	"time"
)

// Period is a 报告期: one month of one year. The zero value is no period ("").
type Period struct {
	Year  int
	Month int // 1 to 12
}

// ParsePeriod reads "2018-09"; "" is no period.
func ParsePeriod(s string) (Period, error) {
	if s == "" {
		return Period{}, nil
	}
	year, yerr := strconv.ParseUint(s[:min(4, len(s))], 10, 16)
	month, merr := strconv.ParseUint(s[min(5, len(s)):], 10, 8)
	if len(s) != len("2018-09") || s[4] != '-' || yerr != nil || merr != nil || year < 1980 || year > 2199 || month < 1 || month > 12 {
		return Period{}, fmt.Errorf("period %q: want YYYY-MM", s)
	}
	return Period{int(year), int(month)}, nil
}

// IsZero reports no period.
func (p Period) IsZero() bool { return p == Period{} }

// String gives "2018-09", "" for none.
func (p Period) String() string { return string(p.append(make([]byte, 0, len("2018-09")))) }

func (p Period) append(b []byte) []byte {
	if p.IsZero() {
		return b
	}
	if p.Year < 1000 || p.Year > 9999 || p.Month < 1 || p.Month > 12 {
		return fmt.Appendf(b, "%04d-%02d", p.Year, p.Month)
	}
	b = strconv.AppendInt(b, int64(p.Year), 10)
	return append(b, '-', '0'+byte(p.Month/10), '0'+byte(p.Month%10))
}

// InYear reports the period's year, in four digits.
func (p Period) InYear(text string) bool {
	year, err := strconv.Atoi(text)
	return err == nil && len(text) == 4 && year == p.Year
}

// Chinese gives 2018年9月.
func (p Period) Chinese() string {
	if p.IsZero() {
		return ""
	}
	return fmt.Sprintf("%d年%d月", p.Year, p.Month)
}

// Add moves by n months, backwards when n is negative.
func (p Period) Add(n int) Period {
	m := p.Year*12 + p.Month - 1 + n
	return Period{m / 12, m%12 + 1}
}

// Compare is negative when p is earlier than q, 0 when equal, positive when later.
func (p Period) Compare(q Period) int { return p.Year*12 + p.Month - q.Year*12 - q.Month }

// Days is how many days the month has.
func (p Period) Days() int { return p.Last().Day() }

// Last is the last day of the month, at midnight UTC.
func (p Period) Last() time.Time {
	return time.Date(p.Year, time.Month(p.Month)+1, 0, 0, 0, 0, 0, time.UTC)
}

// MarshalText implements encoding.TextMarshaler.
func (p Period) MarshalText() ([]byte, error) { return p.append(make([]byte, 0, len("2018-09"))), nil }

// UnmarshalText implements encoding.TextUnmarshaler.
func (p *Period) UnmarshalText(b []byte) error {
	v, err := ParsePeriod(string(b))
	if err != nil {
		return err
	}
	*p = v
	return nil
}

// Value implements driver.Valuer: "2018-09", "" for no period, so that text order is time order.
func (p Period) Value() (driver.Value, error) { return p.String(), nil }

// Scan implements sql.Scanner.
func (p *Period) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return p.UnmarshalText([]byte(v))
	case []byte:
		return p.UnmarshalText(v)
	}
	return fmt.Errorf("period stored as %T", src)
}
