package exact_test

import (
	"math"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// A number is printed with its own digits, and they read back as the same number.
func TestNumberPrintsItsDigits(t *testing.T) {
	for coefficient, exponent := range map[int64]int32{0: -2, 800: -2, -5: -1, 7: 3, math.MaxInt64: -18, math.MinInt64: -18, 100: 0, -100: -2} {
		printsAsDecimal(t, decimal.New(coefficient, exponent))
	}
	rapid.Check(t, func(rt *rapid.T) {
		printsAsDecimal(rt, decimal.New(rapid.Int64().Draw(rt, "coefficient"), rapid.Int32Range(-40, 40).Draw(rt, "exponent")))
	})
}

type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

func printsAsDecimal(t reporter, d decimal.Decimal) {
	t.Helper()
	n := exact.Num(d)
	if got, want := n.Plain(), d.String(); got != want {
		t.Errorf("Plain gives %s, want %s", got, want)
	}
	if got, want := n.String(), d.StringFixed(max(0, -d.Exponent())); got != want {
		t.Errorf("String gives %s, want %s", got, want)
	}
	text, err := n.MarshalText()
	var back exact.Number
	if err != nil || back.UnmarshalText(text) != nil && len(text) <= 64 {
		t.Errorf("%s does not read back: %v", text, err)
	}
	if len(text) <= 64 && !back.Equal(n) {
		t.Errorf("%s reads back as %s", text, back)
	}
}
