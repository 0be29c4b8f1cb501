package edition

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// hasYear reports a row of which some month, or last year, says anything.
func hasYear(r *tally.Row) bool {
	if r.LastYear.OK() {
		return true
	}
	for k := range r.Year {
		if y := &r.Year[k]; y.YTD.OK() || y.Printed() != "" || len(y.Parts()) > 0 {
			return true
		}
	}
	return false
}

// yearCells fills the line 各月 of an indicator: what it is, and its months behind the columns of figures, in the order of heads.AllData.
func (b *issued) yearCells(c *filler, r *tally.Row) {
	c.n = 0
	c.say(kindYear.word)
	b.dataIdentity(c, dataLine{row: r, figure: -1})
	c.say(c.period.of(b.ed.Period))
	c.say(tally.SpanYTD.Chinese())
	c.skip(1)
	c.say(r.Indicator.Unit)
	c.skip(heads.TargetText - c.n)
	c.say(wasText(r.Was))
	c.skip(len(heads.Data) - c.n)
	c.add(b.yearAgo(r, func() cell { return b.pastCell(r, r.LastYear, b.ed.Period.YearAgo()) }))
	first := c.n
	clear(c.cells[first:])
	for m := range 12 {
		y := r.EndingWith(m + 1)
		if y == nil || y.Period.Compare(b.ed.Period) > 0 {
			continue
		}
		c.n = first + m
		c.add(b.monthCell(r, y))
		c.n += 11
		c.rate(y.Schedule, numfmt.Percent)
		if c.n += 11; y.Raw == "" || y.Raw == y.Light { // nearly always: twelve cells a row that say nothing
			c.skip(1)
		} else {
			c.say(b.word(y.Raw))
		}
		c.n += 11
		c.say(b.word(y.Light))
	}
}

// wasText says what a row's target was in earlier rounds of the year: 至2018年8月：80%.
func wasText(was []tally.TargetWas) string {
	var all []string
	for _, w := range was {
		all = append(all, "至"+w.Until.Chinese()+"："+w.Text)
	}
	return strings.Join(all, "；")
}

// monthCell is what a row stood at by the end of a month.
func (b *issued) monthCell(r *tally.Row, y *tally.MonthPoint) cell {
	c := b.pastCell(r, y.YTD, y.Period)
	words := ""
	switch {
	case y.YTD.OK() && y.Unit() != "":
		words = y.YTD.Plain() + y.Unit()
	case !y.YTD.OK() && len(y.Parts()) == 0, wordsTell(r, y):
		words = y.Printed()
	case !y.YTD.OK() && len(y.Parts()) > 0:
		words = partsText(y.Parts())
	}
	if words == "" {
		return c
	}
	c.kind, c.style, c.value = text, style{face: data}, words
	return c
}

// wordsTell reports a month that is read otherwise by its words than by its number: places risen or lost, or a rise where a fall is asked.
func wordsTell(r *tally.Row, y *tally.MonthPoint) bool {
	if r.Indicator.Measure == tally.Rank {
		return y.Printed() != "" && y.Printed() != y.YTD.Plain()
	}
	return r.Main.Target.Drop && y.YTD.Sign() > 0 && strings.ContainsAny(y.Printed(), "+＋升增涨")
}

// pastCell is a number of another period, with where it comes from.
func (b *issued) pastCell(r *tally.Row, n exact.Number, p tally.Round) cell {
	c := cell{}
	if n.OK() {
		c = amount(data, n, numfmt.Of(numfmt.Decimals(n), ""))
	}
	b.cameFrom(&c, r, p)
	return c
}

// cameFrom says of a cell that it shows what a row stood at by the end of a period, and which figures those are, or that they stand with
// the edition of that time.
func (b *issued) cameFrom(c *cell, r *tally.Row, p tally.Round) {
	if b.originals == nil {
		return
	}
	if p == b.ed.Period {
		c.from = b.actualOf(r)
	} else if c.from = b.upTo(r, p); len(c.from) == 0 && b.ed.FiguresOwn {
		c.older = Older{r.Indicator.ID, p}
	}
	c.basis = b.endOf(p)
}

// endOf says that a cell shows what stood at the end of a period.
func (o *originals) endOf(p tally.Round) string {
	if s, known := o.ends.Load(p); known {
		return s.(string)
	}
	s := p.Chinese() + "末的累计"
	o.ends.Store(p, s)
	return s
}

// Older is what the figures of a cell are that stand not with this edition but with an earlier one: those of an indicator for a period.
type Older struct {
	Indicator string
	Period    tally.Round
}
