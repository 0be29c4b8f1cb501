package edition

import (
	"strconv"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// needs are the three columns of what a row still takes by the end of the year: how much, what every month that is left must bring of it,
// and how many times the average month so far that is. They stand side by side from column first; ytd is where the sheet has 本年累计.
type needs struct {
	*book
	live       *formulas
	first, ytd int
}

// known reports an edition after which months are left.
func (n needs) known() bool {
	return n.ed.Period.Kind() == tally.Monthly && n.ed.Period.Month() < 12
}

// left is 还差.
func (n needs) left(r *tally.Row) cell {
	need, ok := r.Needed(n.ed.Period)
	if !ok {
		return cell{style: style{face: figure}}
	}
	c := amount(figure, need.Left, numfmt.Of(min(2, numfmt.Decimals(need.Left)), ""))
	c.from, c.basis = n.actualOf(r), "还差=年度目标-本年累计"
	if target, which := targetOf(&r.Main); plainly(r, target) && numfmt.Close(target.Sub(r.YTD), need.Left) {
		c.formula = n.live.under[which]
	}
	return c
}

// monthly is 月均需完成.
func (n needs) monthly(r *tally.Row) cell {
	need, ok := r.Needed(n.ed.Period)
	if !ok {
		return cell{style: style{face: figure}}
	}
	c := rate(figure, need.Left.Div(exact.Int(int64(need.Months))), numfmt.Of(2, ""))
	c.from, c.basis = n.actualOf(r), "月均需完成=还差÷剩下的月数"
	c.formula = columnName(n.first) + "#/" + strconv.Itoa(need.Months)
	return c
}

// times is how many times the average month so far every month that is left must bring.
func (n needs) times(r *tally.Row) cell {
	need, ok := r.Needed(n.ed.Period)
	if !ok || !need.Times.OK() {
		return cell{style: style{face: figure}}
	}
	month := exact.Int(int64(n.ed.Period.Month()))
	c := rate(figure, need.Left.Mul(month).Div(exact.Int(int64(need.Months)).Mul(r.Main.Actual)), numfmt.Of(2, ""))
	c.from, c.basis = n.actualOf(r), "倍数=月均需完成÷（本年累计÷已过的月数）"
	if numfmt.Held(r.YTD) && r.YTD.Equal(r.Main.Actual) {
		c.formula = columnName(n.first+1) + "#/(" + columnName(n.ytd) + "#/" + month.Plain() + ")"
	}
	return c
}
