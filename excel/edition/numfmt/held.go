package numfmt

import (
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// sureDigits is how many digits a spreadsheet, which keeps numbers as binary floats, always gives back.
const sureDigits = 15

// Held reports a number that is there and that a cell holds with all its digits.
func Held(n exact.Number) bool {
	var room [40]byte
	digits := n.AppendPlain(room[:0])
	if len(digits) <= sureDigits {
		return n.OK()
	}
	return string(AppendNearest(nil, n)) == string(digits)
}

// AppendNearest writes the number that a spreadsheet holds for a computed rate or gap.
func AppendNearest(b []byte, n exact.Number) []byte {
	from := len(b)
	b = n.AppendPlain(b)
	if len(b)-from <= sureDigits {
		return b
	}
	f, err := strconv.ParseFloat(string(b[from:]), 64)
	if err != nil {
		return b
	}
	return strconv.AppendFloat(b[:from], f, 'f', -1, 64)
}

// Close reports that a spreadsheet's answer and the exact one are the same but for its rounding.
func Close(a, b exact.Number) bool {
	return a.Sub(b).Abs().Cmp(exact.Int(1).Shift(-9)) <= 0
}

// AppendShown writes a computed number as its cell shows it in one of the formats above, without separators: 0.7408… under Percent is 74.09%.
func AppendShown(b []byte, format string, n exact.Number) []byte {
	switch format {
	case Percent, Change:
		return append(n.Shift(2).Round(2).AppendPlain(b), '%')
	case Moment:
		seconds := n.Mul(exact.Int(86400)).Round(0)
		at, err := strconv.ParseInt(seconds.Plain(), 10, 64)
		if err != nil {
			return n.AppendPlain(b)
		}
		return time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).Add(time.Duration(at)*time.Second).AppendFormat(b, "2006-01-02 15:04")
	}
	first, _, _ := strings.Cut(format, ";")
	_, behind, _ := strings.Cut(first, ".")
	return n.Round(len(behind) - len(strings.TrimLeft(behind, "0"))).AppendPlain(b)
}
