package tally

import (
	"math/big"
	"strings"

	"github.com/shopspring/decimal"
)

// Shares of twelfths have no finite decimal, and a cut-off compared with a rounded one falls on the wrong
// side; so what is compared is a fraction, and a decimal is made only of the result.

// keptDigits is how many decimals a made rate or gap keeps; more than a cell can show.
const keptDigits = 20

func rat(n Number) *big.Rat { return n.Decimal().Rat() }

// number is the decimal of a fraction, without trailing zeros.
func number(r *big.Rat) Number {
	d, err := decimal.NewFromString(shown(r, keptDigits))
	if err != nil { // FloatString writes nothing but decimals
		return Number{}
	}
	return Num(d)
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
