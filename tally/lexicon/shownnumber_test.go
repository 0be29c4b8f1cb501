package lexicon

import (
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// shownLong is ShownNumber in decimals: parse, round, print without zeros and parse again.
func shownLong(raw string, shift int32) (decimal.Decimal, bool) {
	raw = strings.TrimSpace(raw)
	d, err := decimal.NewFromString(raw)
	if err != nil || strings.ContainsAny(raw, " _xX") || len(raw) > exact.MaxDigits || d.Exponent() > exact.MaxExponent || d.Exponent() < -exact.MaxExponent {
		return d, false
	}
	trim := func(d decimal.Decimal) decimal.Decimal { return decimal.RequireFromString(d.String()) }
	if strings.ContainsAny(raw, ".eE") && d.NumDigits() > cellDigits {
		d = trim(d.Round(int32(cellDigits - d.NumDigits() - int(d.Exponent()))))
	}
	if shift != 0 {
		d = trim(d.Shift(shift))
	}
	return d, true
}

// The digits of a cell come out in 64 bits as decimals bring them out, with the same exponent, so that they print alike.
func TestShownNumberAsDecimal(t *testing.T) {
	digits := rapid.OneOf(
		rapid.StringMatching(`-?(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?`), rapid.StringMatching(`-?0\.0{0,3}[0-9]{12,18}`), rapid.StringMatching(`-?[0-9]{10,20}(\.[0-9]{1,8})?`),
		rapid.StringMatching(`-?[1-9](9{13,18}|0{13,18}[0-9]|[0-9]{13}[05]0{0,3})(\.[0-9]0{0,2})?`), rapid.StringMatching(`-?[0-9]{1,20}\.?[0-9]{0,20}[eE][-+]?[0-9]{1,2}`), rapid.StringMatching(`[-+.0-9eE ]{0,9}`),
	)
	rapid.Check(t, func(r *rapid.T) {
		raw := digits.Draw(r, "raw")
		shift := rapid.OneOf(rapid.SampledFrom([]int32{0, 0, 2, -3, -4, -6}), rapid.Int32Range(-40, 40)).Draw(r, "shift")
		got, ok := ShownNumber(raw, shift)
		want, wanted := shownLong(raw, shift)
		if ok != wanted || ok && (!got.Decimal().Equal(want) || got.Decimal().Exponent() != want.Exponent()) {
			r.Fatalf("%q by %d: got %s, %v; want %s e%d, %v", raw, shift, got, ok, want, want.Exponent(), wanted)
		}
	})
}
