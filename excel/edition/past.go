package edition

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/edition/beside"
	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
)

// yearAgo is last year's figure: as it was filed, or as the plan prints it, with the plan's cell.
func (b *issued) yearAgo(r *tally.Row, filed func() cell) cell {
	f := r.LastYearFact
	if f == nil || !r.LastYear.OK() {
		return filed()
	}
	c := amount(figure, r.LastYear, numfmt.Of(numfmt.Decimals(r.LastYear), ""))
	if b.originals != nil {
		c.basis = "去年同期没有报送，取自计划工作簿“" + r.Indicator.Sheet + "”" + f.Cell + "，“" + f.Heading + "”的" + f.Text
	}
	return c
}

// changeCell is 同比, live where both figures are numbers of the row: ytd and ago are their columns.
func (b *issued) changeCell(r *tally.Row, ytd, ago int) cell {
	share, inPoints := beside.Change(r)
	c := cell{style: style{face: figure}}
	switch {
	case share:
		c = rate(figure, r.YTD.Div(r.LastYear).Sub(one), numfmt.Change)
		c.formula, c.basis = columnName(ytd)+"#/"+columnName(ago)+"#-1", "同比=本年累计÷去年同期-1"
	case inPoints:
		c = rate(figure, r.YTD.Sub(r.LastYear), numfmt.Gap(2, "个百分点"))
		c.formula, c.basis = columnName(ytd)+"#-"+columnName(ago)+"#", "同比=本年累计-去年同期，单位：个百分点"
	default:
		return c
	}
	c.from = b.actualOf(r)
	if !numfmt.Held(r.YTD) || !numfmt.Held(r.LastYear) {
		c.formula = ""
	}
	return c
}

// pastFact is one of the facts.
func (b *issued) pastFact(r *tally.Row, pick func(beside.Past) *tally.Fact) cell {
	f := beside.PastOf(r, b.ed.Period)
	x := pick(f)
	if x == nil {
		return cell{style: style{face: figure}}
	}
	c := amount(figure, x.Value, f.Format(r, x))
	c.basis = b.why("计划工作簿“", r.Indicator.Sheet, "”", x.Cell, "，“", x.Heading, "”的", x.Text)
	return c
}

// pasts lays the columns of what the plan prints of earlier years, those that hold something; one alone is as wide as the heading over them.
func (s *summary) pasts() {
	kept := []pastColumn{{heads.LastYear, func(f beside.Past) *tally.Fact { return f.Last }}, {heads.LastGrowth, func(f beside.Past) *tally.Fact { return f.Growth }}, {heads.Base, func(f beside.Past) *tally.Fact { return f.Base }}}
	kept = slices.DeleteFunc(kept, func(c pastColumn) bool {
		return !slices.ContainsFunc(s.ed.Rows, func(r tally.Row) bool { return c.pick(beside.PastOf(&r, s.ed.Period)) != nil })
	})
	width := 12.0
	if len(kept) == 1 {
		width = 18
	}
	for _, c := range kept {
		s.add(heads.Past, c.head, width, func(r *tally.Row, _, _ int) cell { return s.pastFact(r, c.pick) })
	}
}

// pastColumn is a column of what stands of earlier years.
type pastColumn struct {
	head string
	pick func(beside.Past) *tally.Fact
}
