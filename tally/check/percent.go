package check

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// hundredfold finds a share or a growth that stands as a fraction of one among per cents, or the other way about: 0.985 for
// 98.5 (DOMAIN §10 point 4). A small growth is nothing odd, so a fraction must be a large share or be printed to the
// thousandth.
func (k rules) hundredfold(l *reported, v *value) {
	standard := k.reference(l.ind, v)
	ref := standard.near
	if ref.Sign() == 0 || strings.HasSuffix(v.Printed, "%") || v.PrintedIn != "%" {
		return
	}
	n, within := v.Value, k.thresholds.UnitWithin
	near := func(shift int32) bool {
		should := n.Shift(shift).Abs()
		return should.Mul(within).Cmp(ref.Abs()) >= 0 && should.Cmp(ref.Abs().Mul(within)) <= 0
	}
	shift := int32(0)
	switch {
	case n.Abs().Mul(exact.Int(2)).Cmp(exact.Int(3)) <= 0 && near(2) && (ref.Abs().Cmp(exact.Int(20)) >= 0 || n.Places() >= 3):
		shift = 2
	case n.Abs().Cmp(exact.Int(1000)) >= 0 && near(-2):
		shift = -2
	default:
		return
	}
	l.suspect = true
	if slices.ContainsFunc(k.in.Reading.Findings, func(f tally.Finding) bool {
		return f.Code == tally.UnitSuspect && f.Sheet == v.Source.Sheet && f.Cell == v.Source.Cell
	}) { // asked by the sheet's own target
		return
	}
	k.add(tally.UnitSuspect, v.Source.Sheet, v.Source.Cell, l.ind.Name,
		quoted(l.ind.Name)+spanWords(v.Period, v.Span)+"填的是"+printedAs(&v.Figure)+"，"+standard.words(v.Unit)+"，相差约100倍，疑似百分数填错。",
		"如果百分数填错，应为"+amount(n.Shift(shift), v.Unit)+"左右；数值无误的，请说明原因（6个字以上）")
}
