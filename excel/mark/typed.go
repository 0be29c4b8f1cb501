package mark

import (
	"errors"
	"regexp"
	"strings"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// typedValue is what a person typed, as a cell holds it.
type typedValue struct {
	kind xlsx.Kind // Blank, Number or Text
	text string    // digits of a number, else words
}

var (
	typedNumber = regexp.MustCompile(`^[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)(?:\.\d+)?$`)
	fullWidth   = strings.NewReplacer("０", "0", "１", "1", "２", "2", "３", "3", "４", "4", "５", "5", "６", "6", "７", "7", "８", "8", "９", "9",
		"．", ".", "，", ",", "－", "-", "＋", "+", "％", "%")
)

// exactDigits is how many digits a spreadsheet keeps of a number; what is longer is an identifier and stays words.
const exactDigits = 15

// mostTyped bounds the words of a cell: what a spreadsheet holds.
const mostTyped = 32767

// typed makes of what a person typed what a spreadsheet would: a number where it is one, by the cell's own format (12 in a cell that
// shows per cent is 12%), else words. A number with a leading zero and one of more than 15 digits are words.
func typed(text, format string) (typedValue, error) {
	text = strings.TrimSpace(text)
	if text == "" {
		return typedValue{}, nil
	}
	if len([]rune(text)) > mostTyped {
		return typedValue{}, errors.New(" 填的文字过长")
	}
	folded := strings.ReplaceAll(fullWidth.Replace(text), " ", "")
	digits, percent := strings.CutSuffix(folded, "%")
	if !typedNumber.MatchString(digits) {
		return typedValue{xlsx.Text, text}, nil
	}
	digits = strings.TrimPrefix(strings.ReplaceAll(digits, ",", ""), "+")
	whole := strings.TrimPrefix(digits, "-")
	d, err := decimal.NewFromString(digits)
	if err != nil || d.NumDigits() > exactDigits || len(whole) > 1 && whole[0] == '0' && whole[1] != '.' {
		return typedValue{xlsx.Text, text}, nil //nolint:nilerr // what is no number is a text
	}
	shows := xlsx.Cell{Kind: xlsx.Number, Value: digits, Format: format}.Shown(false).Percent
	switch {
	case shows:
		return typedValue{xlsx.Number, d.Shift(-2).String()}, nil
	case percent: // the cell would show 0.12 for it
		return typedValue{xlsx.Text, text}, nil
	}
	return typedValue{xlsx.Number, digits}, nil
}
