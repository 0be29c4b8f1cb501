package tally

import (
	"database/sql/driver"
	"errors"
	"fmt"
	"strconv"
	"time"
)

// The years whose rounds are read.
const (
	FirstYear = 1980
	LastYear  = 2199
)

// ParseRound reads 2022-W05 (ISO week), 2022-01, 2022-Q1, 2022-H1, 2022 and 2022-05-20 (a dated round); "" is no round.
func ParseRound(s string) (Round, error) {
	if s == "" {
		return Round{}, nil
	}
	if r, ok := parseRound(s); ok {
		return r, nil
	}
	return Round{}, fmt.Errorf("round %q: want YYYY-MM, YYYY-Www, YYYY-Qn, YYYY-Hn, YYYY or YYYY-MM-DD", s)
}

func parseRound(s string) (Round, bool) {
	year, err := strconv.ParseUint(s[:min(4, len(s))], 10, 16)
	if err != nil || year < FirstYear || year > LastYear || len(s) > 4 && (len(s) < 7 || s[4] != '-') {
		return Round{}, false
	}
	switch {
	case len(s) == len("2022"):
		return Round{int32(year), 1, rankWhole}, true
	case len(s) == len("2022-05-20"):
		day, err := time.Parse(time.DateOnly, s)
		return RoundOn(Dated, day), err == nil
	case len(s) == len("2022-W05") && s[5] == 'W':
		return numbered(year, s[6:], rankWeek, isoWeeks(int(year)))
	case len(s) != len("2022-01"):
		return Round{}, false
	case s[5] == 'Q':
		return numbered(year, s[6:], rankQuarter, 4)
	case s[5] == 'H':
		return numbered(year, s[6:], rankHalf, 2)
	}
	return numbered(year, s[5:], rankMonth, 12)
}

func numbered(year uint64, digits string, rank uint8, most int) (Round, bool) {
	n, err := strconv.ParseUint(digits, 10, 8)
	return Round{int32(year), int16(n), rank}, err == nil && n >= 1 && int(n) <= most
}

// isoWeeks is how many weeks an ISO year has, 52 or 53: the week of the 28th of December is its last.
func isoWeeks(year int) int {
	_, n := date(year, 12, 28).ISOWeek()
	return n
}

// OtherKind is a round of a kind that is not asked for where it was given.
type OtherKind struct {
	Round Round
	Has   []RoundKind // the kinds that are
}

func (e *OtherKind) Error() string {
	return fmt.Sprintf("round %s: not of a kind in use here", e.Round)
}

// Sentence tells whoever gave the round what it is and what to give instead.
func (e *OtherKind) Sentence() string {
	has := e.Has
	if len(has) == 0 {
		has = []RoundKind{Monthly}
	}
	words, like := "", ""
	for i, k := range has {
		if i > 0 {
			words += "、"
		}
		words += k.Chinese()
	}
	if near := RoundOn(has[0], e.Round.End()); !e.Round.IsZero() {
		like = "，请写" + near.Full() + "：" + near.String()
	}
	return fmt.Sprintf("“%s”是%s。这里只有%s%s。", e.Round, e.Round.Full(), words, like)
}

// ParseMonth reads the round of a month, for what is told by months alone: deadlines, curves, months mapped by hand; "" is no round. A
// round of another kind is an *OtherKind, anything else is not written as a round.
func ParseMonth(s string) (Round, error) {
	r, err := ParseRound(s)
	if err == nil && !r.IsZero() && r.rank != rankMonth {
		err = &OtherKind{Round: r}
	}
	if err != nil {
		return Round{}, err
	}
	return r, nil
}

// OtherKindSentence is the sentence of an *OtherKind; ok is false for any other error.
func OtherKindSentence(err error) (sentence string, ok bool) {
	var other *OtherKind
	if !errors.As(err, &other) {
		return "", false
	}
	return other.Sentence(), true
}

// HowWritten tells how a round is written, for whoever wrote it otherwise.
const HowWritten = "应写成 2018-09（月）、2018-W05（周）、2018-Q1（季）、2018-H1（半年）、2018（年）或 2018-05-20（截至这一天）"

// String gives the text that ParseRound reads, "" for none.
func (r Round) String() string { return string(r.AppendTo(make([]byte, 0, len("2022-05-20")))) }

// AppendTo is String behind what b holds.
func (r Round) AppendTo(b []byte) []byte {
	switch r.rank {
	case rankNone:
		return b
	case rankDated:
		return r.End().AppendFormat(b, time.DateOnly)
	case rankWeek:
		return fmt.Appendf(b, "%04d-W%02d", r.year, r.n)
	case rankQuarter:
		return fmt.Appendf(b, "%04d-Q%d", r.year, r.n)
	case rankHalf:
		return fmt.Appendf(b, "%04d-H%d", r.year, r.n)
	case rankWhole:
		return fmt.Appendf(b, "%04d", r.year)
	}
	if r.year < 1000 || r.year > 9999 || r.n < 1 || r.n > 12 {
		return fmt.Appendf(b, "%04d-%02d", r.year, r.n)
	}
	b = strconv.AppendInt(b, int64(r.year), 10)
	return append(b, '-', '0'+byte(r.n/10), '0'+byte(r.n%10))
}

// Chinese gives 2022年1月, 2022年第5周, 2022年一季度, 2022年上半年, 2022年, 截至2022年5月20日.
func (r Round) Chinese() string {
	switch r.rank {
	case rankNone:
		return ""
	case rankDated:
		return r.End().Format("截至2006年1月2日")
	case rankWhole:
		return fmt.Sprintf("%d年", r.year)
	}
	return fmt.Sprintf("%d年%s", r.year, r.Short())
}

// Short gives the round without its year: 1月, 第5周, 一季度, 上半年, 全年, 截至5月20日.
func (r Round) Short() string {
	switch r.rank {
	case rankDated:
		return r.End().Format("截至1月2日")
	case rankWeek:
		return fmt.Sprintf("第%d周", r.n)
	case rankMonth:
		return fmt.Sprintf("%d月", r.n)
	case rankQuarter:
		return []string{"一季度", "二季度", "三季度", "四季度"}[r.n-1]
	case rankHalf:
		return []string{"上半年", "下半年"}[r.n-1]
	case rankWhole:
		return "全年"
	}
	return ""
}

// dates gives 1月3日至1月9日, with the years where they differ.
func (r Round) dates() string {
	form := "1月2日"
	if r.Begin().Year() != r.End().Year() {
		form = "2006年1月2日"
	}
	return r.Begin().Format(form) + "至" + r.End().Format(form)
}

// MarshalText implements encoding.TextMarshaler.
func (r Round) MarshalText() ([]byte, error) {
	return r.AppendTo(make([]byte, 0, len("2022-05-20"))), nil
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (r *Round) UnmarshalText(b []byte) error {
	v, err := ParseRound(string(b))
	if err != nil {
		return err
	}
	*r = v
	return nil
}

// Value implements driver.Valuer: the text, "" for no round. Among months the order of texts is that of time.
func (r Round) Value() (driver.Value, error) { return r.String(), nil }

// Scan implements sql.Scanner.
func (r *Round) Scan(src any) error {
	switch v := src.(type) {
	case string:
		return r.UnmarshalText([]byte(v))
	case []byte:
		return r.UnmarshalText(v)
	}
	return fmt.Errorf("round stored as %T", src)
}
