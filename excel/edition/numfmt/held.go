package numfmt

import (
	"strconv"

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
