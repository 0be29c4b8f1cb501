package exact

import (
	"math"
	"math/big"
	"strings"
	"testing"

	"github.com/shopspring/decimal"
	"pgregory.net/rapid"
)

// edges are the whole numbers about which 64 bits run out.
var edges = rapid.OneOf(rapid.Int64Range(-2000, 2000), rapid.Int64(), rapid.SampledFrom([]int64{math.MinInt64, math.MinInt64 + 1, math.MaxInt64, 1e16, -1e16, 1e18, 3e9, -3e9}))

func anyFraction(t *rapid.T, name string) Fraction {
	num, den := edges.Draw(t, name), edges.Draw(t, name+" over")
	if den == 0 {
		den = 1
	}
	r := big.NewRat(num, den)
	if rapid.Bool().Draw(t, name+" is wide") {
		r.Mul(r, big.NewRat(edges.Draw(t, name+" times"), 1_000_000_007))
	}
	if num != math.MinInt64 && den > 0 && rapid.Bool().Draw(t, name+" as it comes") {
		return Fraction{num: num, den: den}
	}
	return narrow(r)
}

// Fractions in 64 bits and big ones are the same arithmetic.
func TestFractionsAreThoseOfMathBig(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyFraction(t, "a"), anyFraction(t, "b")
		x, y := new(big.Rat).Set(a.rat()), new(big.Rat).Set(b.rat())
		same := func(what string, got Fraction, want *big.Rat) {
			if got.rat().Cmp(want) != 0 || got.Sign() != want.Sign() {
				t.Errorf("%s of %s and %s: %s, want %s", what, x, y, got.rat(), want)
			}
		}
		same("sum", a.Add(b), new(big.Rat).Add(x, y))
		same("difference", a.Sub(b), new(big.Rat).Sub(x, y))
		same("product", a.Mul(b), new(big.Rat).Mul(x, y))
		if y.Sign() != 0 {
			same("quotient", a.Quo(b), new(big.Rat).Quo(x, y))
		}
		same("size", a.Abs(), new(big.Rat).Abs(x))
		same("opposite", a.Neg(), new(big.Rat).Neg(x))
		size := new(big.Rat).Abs(x)
		same("whole part", a.Abs().Floor(), new(big.Rat).SetInt(new(big.Int).Quo(size.Num(), size.Denom())))
		if got, want := a.Cmp(b), x.Cmp(y); got != want {
			t.Errorf("%s against %s: %d, want %d", x, y, got, want)
		}
		places := rapid.IntRange(1, KeptDecimals).Draw(t, "places")
		got, want := a.Round(places), strings.TrimSuffix(strings.TrimRight(x.FloatString(places), "0"), ".")
		if want == "-0" {
			want = "0"
		}
		if got.String() != want || got.Decimal().Exponent() > 0 {
			t.Errorf("%s to %d places: %s, want %s", x, places, got, want)
		}
	})
}

func anyNumber(t *rapid.T, name string) Number {
	d := decimal.New(edges.Draw(t, name), rapid.Int32Range(-20, 20).Draw(t, name+" exponent"))
	if rapid.IntRange(0, 3).Draw(t, name+" is wide") == 0 {
		d = d.Mul(decimal.New(edges.Draw(t, name+" times"), 0))
	}
	return Num(d)
}

// Numbers in 64 bits keep value and digits as decimals do.
func TestNumbersAreThoseOfDecimal(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a, b := anyNumber(t, "a"), anyNumber(t, "b")
		if rapid.IntRange(0, 9).Draw(t, "absent") == 0 {
			b = Number{}
		}
		x, y := a.Decimal(), b.Decimal()
		same := func(what string, got Number, want decimal.Decimal) {
			if d := got.Decimal(); !got.OK() || !d.Equal(want) || d.Exponent() != want.Exponent() || !got.Equal(Num(want)) {
				t.Errorf("%s of %s and %s: %s, want %s", what, x, y, d, want)
			}
		}
		same("sum", a.Add(b), x.Add(y))
		same("difference", a.Sub(b), x.Sub(y))
		same("product", a.Mul(b), x.Mul(y))
		same("opposite", a.Neg(), x.Neg())
		same("size", a.Abs(), x.Abs())
		shift := rapid.Int32Range(-20, 20).Draw(t, "shift")
		same("shift", a.Shift(shift), x.Shift(shift))
		if !y.IsZero() {
			if got, want := a.Div(b).Decimal(), x.DivRound(y, KeptDecimals); !got.Equal(want) {
				t.Errorf("%s over %s: %s, want %s", x, y, got, want)
			}
		}
		if got, want := a.Cmp(b), x.Cmp(y); got != want {
			t.Errorf("%s against %s: %d, want %d", x, y, got, want)
		}
		places := rapid.Int32Range(-5, 22).Draw(t, "places")
		if got, want := a.Round(int(places)).Decimal(), x.Round(places); !got.Equal(want) {
			t.Errorf("%s to %d places: %s, want %s", x, places, got, want)
		}
		if a.IsWhole() != x.IsInteger() || a.Leading() != int(x.Exponent())+x.NumDigits()-1 || !a.Grain().Decimal().Equal(decimal.New(1, x.Exponent())) {
			t.Errorf("%s: whole %v, first digit at %d, grain %s", x, a.IsWhole(), a.Leading(), a.Grain())
		}
		if a.Equal(b) != (b.OK() && x.Equal(y)) || a.Sign() != x.Sign() || a.Places() != int(max(0, -x.Exponent())) {
			t.Errorf("%s equal to %s: %v; sign %d, places %d", x, y, a.Equal(b), a.Sign(), a.Places())
		}
	})
}

// A number is read as decimal reads it.
func TestParseNumberIsThatOfDecimal(t *testing.T) {
	text := rapid.OneOf(rapid.StringMatching(`-?[0-9]{0,20}(\.[0-9]{0,20})?`), rapid.StringMatching(`[-+]{0,2}[0-9.]{0,5}(e-?[0-9]{0,2})?`), rapid.SampledFrom([]string{".", "-", "-.", "1.2.3", ".-5", "1_0", "−1", "١"}))
	rapid.Check(t, func(t *rapid.T) {
		s := text.Draw(t, "text")
		got, err := ParseNumber(s)
		want, wrong := decimal.NewFromString(s)
		switch {
		case s == "":
			if err != nil || got.OK() {
				t.Errorf("nothing gives %s, %v", got, err)
			}
		case (err != nil) != (wrong != nil || want.Exponent() > MaxExponent || want.Exponent() < -MaxExponent):
			t.Errorf("%q: %v, want %v", s, err, wrong)
		case err == nil && (!got.Decimal().Equal(want) || got.Decimal().Exponent() != want.Exponent()):
			t.Errorf("%q gives %s, want %s", s, got, want)
		}
	})
}
