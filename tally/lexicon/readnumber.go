package lexicon

import (
	"strings"
	"unicode"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// ReadNumber reads a number as a clerk types it: full or half width, a sign (-, －, −, 负, +), thousands
// separators in strict groups (22,604 but not 22,60), spaces around it. Anything else beside the
// digits, a unit, a percent sign, a Chinese numeral, letters, is no number: those have readers of
// their own (ReadPercent, ReadRanked, Phrase). "" is no number.
func ReadNumber(printed string) (exact.Number, bool) {
	if len(printed) > 4*exact.MaxDigits {
		return exact.Number{}, false
	}
	s := strings.Map(digitRune, strings.TrimFunc(printed, isBlank))
	sign := ""
	switch {
	case strings.HasPrefix(s, "-"):
		sign, s = "-", s[1:]
	case strings.HasPrefix(s, "负"):
		sign, s = "-", strings.TrimPrefix(s, "负")
	case strings.HasPrefix(s, "+"):
		s = s[1:]
	}
	digits, ok := plainDigits(strings.TrimLeft(s, " "))
	if !ok {
		return exact.Number{}, false
	}
	n, err := exact.ParseNumber(sign + digits)
	return n, err == nil && n.OK()
}

// ReadPercent reads a number with a percent sign behind it: "10%" and "10％" are 10. Without a sign ok
// is false.
func ReadPercent(printed string) (exact.Number, bool) {
	s := strings.TrimFunc(printed, isBlank)
	for _, sign := range [...]string{"%", "％", "﹪"} {
		if rest, ok := strings.CutSuffix(s, sign); ok {
			return ReadNumber(rest)
		}
	}
	return exact.Number{}, false
}

// ReadRanked reads a value with its rank in brackets, 12.3(4), as the boards of districts print it.
func ReadRanked(printed string) (value, rank exact.Number, ok bool) {
	head, tail, found := strings.Cut(strings.Map(digitRune, strings.TrimFunc(printed, isBlank)), "(")
	tail, closed := strings.CutSuffix(tail, ")")
	if !found || !closed {
		return exact.Number{}, exact.Number{}, false
	}
	if value, ok = ReadNumber(head); !ok {
		if value, ok = ReadPercent(head); !ok {
			return exact.Number{}, exact.Number{}, false
		}
	}
	rank, ok = ReadNumber(tail)
	if !ok || !rank.Decimal().IsInteger() || !rank.Decimal().IsPositive() {
		return exact.Number{}, exact.Number{}, false
	}
	return value, rank, true
}

// plainDigits checks the digits of an unsigned number and takes strict thousands separators out.
func plainDigits(s string) (string, bool) {
	whole, fraction, dotted := strings.Cut(s, ".")
	if dotted && !allDigits(fraction) || whole == "" && !dotted {
		return "", false
	}
	if groups := strings.Split(whole, ","); len(groups) > 1 {
		if len(groups[0]) > 3 || groups[0] == "" || strings.HasPrefix(groups[0], "0") {
			return "", false
		}
		for _, g := range groups[1:] {
			if len(g) != 3 {
				return "", false
			}
		}
		whole = strings.Join(groups, "")
	}
	if whole == "" {
		whole = "0"
	}
	if !allDigits(whole) || len(whole) > 1 && whole[0] == '0' {
		return "", false
	}
	if dotted {
		return whole + "." + fraction, true
	}
	return whole, true
}

// digitRune folds what may stand in a number: full width to half, and the minus signs, but not the
// dashes and tildes that print a range, nothing, or about.
func digitRune(r rune) rune {
	switch {
	case r == '−' || r == '﹣':
		return '-'
	case r == '\u3000' || r == '\u00a0':
		return ' '
	case r >= '！' && r <= '）' || r >= '＋' && r <= '９':
		return r - '！' + '!'
	}
	return r
}

func allDigits(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isBlank(r rune) bool { return unicode.IsSpace(r) || r == '\ufeff' || r == '\u200b' }
