package edition

import (
	"slices"
	"strconv"

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

// changeBy reports how a row's figure is held against that of a year ago: as a share of it, or, of what is a rate itself, in percentage
// points; not at all a place in a ranking, and what has no figure above nought a year ago.
func changeBy(r *tally.Row) (share, points bool) {
	if !r.YTD.OK() || !r.LastYear.OK() || r.Indicator.Measure == tally.Rank {
		return false, false
	}
	switch unitOf(r) {
	case "%", "个百分点", "‰":
		return false, true
	case "":
		if m := r.Indicator.Measure; m == tally.Growth || m == tally.Share || m == tally.Delta {
			return false, true
		}
	}
	return r.LastYear.Sign() > 0, false
}

// changeCell is 同比, live where both figures are numbers of the row: ytd and ago are their columns.
func (b *issued) changeCell(r *tally.Row, ytd, ago int) cell {
	share, inPoints := changeBy(r)
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

// past is what a plan prints of the years before: what the last one came to, by how much it grew where that stands beside it, and an
// earlier one that the plan starts from.
type past struct {
	last, growth, base *tally.Fact
	year               string // the last
}

func pastOf(r *tally.Row, p tally.Round) past {
	f := past{year: strconv.Itoa(p.Year() - 1)}
	for i := range r.Indicator.Facts {
		x := &r.Indicator.Facts[i]
		if x.Kind == tally.FactAverage || !x.Value.OK() {
			continue
		}
		switch {
		case x.Period == f.year && x.Unit == "%" && f.growth == nil:
			f.growth = x
		case x.Period == f.year && x.Unit != "%" && f.last == nil:
			f.last = x
		case x.Kind == tally.FactBase && x.Period != f.year && (f.base == nil || f.base.Kind != tally.FactBase), len(x.Period) == 4 && x.Period < f.year && (f.base == nil || f.base.Kind != tally.FactBase && f.base.Period < x.Period):
			f.base = x
		}
	}
	if f.last == nil { // of a rate the rate itself
		f.last, f.growth = f.growth, nil
	}
	return f
}

// format shows a fact's number with its unit where that is not the row's, and with its year where its column does not say it.
func (f past) format(r *tally.Row, x *tally.Fact) string {
	words := ownUnit(r, x.Unit)
	if x == f.growth {
		words = "%"
	}
	if x == f.base && x.Period != "" {
		words += "（" + x.Period + "年）"
	}
	return numfmt.In(numfmt.Decimals(x.Value), "", words)
}

// pastFact is one of the facts.
func (b *issued) pastFact(r *tally.Row, pick func(past) *tally.Fact) cell {
	f := pastOf(r, b.ed.Period)
	x := pick(f)
	if x == nil {
		return cell{style: style{face: figure}}
	}
	c := amount(figure, x.Value, f.format(r, x))
	c.basis = b.why("计划工作簿“", r.Indicator.Sheet, "”", x.Cell, "，“", x.Heading, "”的", x.Text)
	return c
}

// pasts lays the columns of what the plan prints of earlier years, those that hold something.
func (s *summary) pasts() {
	for _, c := range []struct {
		head string
		pick func(past) *tally.Fact
	}{{heads.LastYear, func(f past) *tally.Fact { return f.last }}, {heads.LastGrowth, func(f past) *tally.Fact { return f.growth }}, {heads.Base, func(f past) *tally.Fact { return f.base }}} {
		if slices.ContainsFunc(s.ed.Rows, func(r tally.Row) bool { return c.pick(pastOf(&r, s.ed.Period)) != nil }) {
			s.add(heads.Past, c.head, 12, func(r *tally.Row, _, _ int) cell { return s.pastFact(r, c.pick) })
		}
	}
}
