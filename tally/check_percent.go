package tally

import (
	"strings"

	"github.com/shopspring/decimal"
)

// hundredfold finds a share or a growth that stands as a fraction of one among per cents, or the other way about: 0.985 for
// 98.5 (DOMAIN §10 point 4). A small growth is nothing odd, so a fraction must be a large share or be printed to the
// thousandth.
func (k *checking) hundredfold(l *reported, v value) {
	ref, words := k.reference(l.ind, v)
	if ref.IsZero() || strings.HasSuffix(v.Printed, "%") || v.PrintedIn != "%" {
		return
	}
	n, within := v.Value.Decimal(), k.thresholds.UnitWithin.Decimal()
	near := func(shift int32) bool {
		should := n.Shift(shift).Abs()
		return should.GreaterThanOrEqual(ref.Abs().DivRound(within, 20)) && should.LessThanOrEqual(ref.Abs().Mul(within))
	}
	shift := int32(0)
	switch {
	case n.Abs().LessThanOrEqual(decimal.New(15, -1)) && near(2) && (ref.Abs().GreaterThanOrEqual(decimal.New(20, 0)) || n.Exponent() <= -3):
		shift = 2
	case n.Abs().GreaterThanOrEqual(decimal.New(1000, 0)) && near(-2):
		shift = -2
	default:
		return
	}
	l.suspect = true
	k.add(UnitSuspect, v.Source.Sheet, v.Source.Cell, l.ind.Name,
		quoted(l.ind.Name)+spanWords(v.Period, v.Span)+"填的是"+printedAs(v.Figure)+","+words+",相差约100倍,疑似百分数填错。",
		"如果百分数填错,应为"+amount(n.Shift(shift), v.Unit)+"左右;数值无误的,请说明原因(6个字以上)")
}
