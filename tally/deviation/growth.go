package deviation

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// grown is the growth of an amount against that of a year ago, in per cent, for a target of growth of which a person said that it
// is reported as the amount: 增长10% under 亿元. why is "" where the target is not of that kind or the growth is known.
func (in *Against) grown() (n exact.Number, why string, ok bool) {
	ind, t := in.Indicator, in.Target
	if ind.Measure != tally.Growth || t.Drop || !in.percent() || ind.Confirmed[tally.AskUnit] == "" || in.Words.InPercent(ind.Unit) {
		return n, "", false
	}
	now, convertible := in.convert(in.Actual.Value, in.Actual.Unit, ind.Unit)
	switch {
	case !now.OK() || !convertible:
		return n, "", false
	case !in.LastYear.OK() || in.LastYear.Sign() <= 0:
		return n, "目标是增长率，报的是" + ind.Unit + "数，没有去年同期的数，算不出增长；请补报去年同期的数，或改为按“%”填报增幅", false
	}
	rise := exact.FractionOf(now).Quo(exact.FractionOf(in.LastYear)).Sub(exact.Integer(1))
	return exact.NumberOf(exact.Points(rise)), "", true
}
