package tally

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// Shares of twelfths have no finite decimal, and a cut-off compared with a rounded one falls on the wrong
// side; so what is compared is a fraction, and a decimal is made only of the result.

// keptDigits is how many decimals a made rate or gap keeps; a cell shows fifteen digits at most.
const keptDigits = 16

func rat(n Number) *big.Rat { return n.Decimal().Rat() }

// number is the decimal of a fraction, rounded half away from zero, without trailing zeros.
func number(r *big.Rat) Number {
	if r.IsInt() {
		return Num(decimal.NewFromBigInt(r.Num(), 0))
	}
	scaled := big.NewInt(1e16) // keptDigits
	scaled.Mul(scaled, r.Num())
	half := new(big.Int).Rsh(r.Denom(), 1)
	if r.Sign() < 0 {
		scaled.Sub(scaled, half)
	} else {
		scaled.Add(scaled, half)
	}
	scaled.Quo(scaled, r.Denom())
	exponent := int32(-keptDigits)
	if scaled.IsInt64() {
		v := scaled.Int64()
		for ; v != 0 && v%10 == 0; v /= 10 {
			exponent++
		}
		return Num(decimal.New(v, min(exponent, 0)))
	}
	ten, rest := big.NewInt(10), new(big.Int)
	for q := new(big.Int); exponent < 0; exponent++ {
		if q.QuoRem(scaled, ten, rest); rest.Sign() != 0 {
			break
		}
		scaled.Set(q)
	}
	return Num(decimal.NewFromBigInt(scaled, exponent))
}

// shown rounds half away from zero and drops trailing zeros.
func shown(r *big.Rat, digits int) string {
	s := r.FloatString(digits)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	if s == "-0" {
		return "0"
	}
	return s
}

func ratSub(a, b *big.Rat) *big.Rat { return new(big.Rat).Sub(a, b) }
func ratMul(a, b *big.Rat) *big.Rat { return new(big.Rat).Mul(a, b) }

// ratQuo is a ÷ b; b is not zero.
func ratQuo(a, b *big.Rat) *big.Rat { return new(big.Rat).Quo(a, b) }
func ratNeg(a *big.Rat) *big.Rat    { return new(big.Rat).Neg(a) }
func ratAbs(a *big.Rat) *big.Rat    { return new(big.Rat).Abs(a) }

// points is a share in percentage points.
func points(a *big.Rat) *big.Rat { return ratMul(a, big.NewRat(100, 1)) }
