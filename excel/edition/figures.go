package edition

import (
	"strconv"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/tally"
)

// places says in which columns of a sheet a row's figures stand, so that formulas can name them; -1 is nowhere.
type places struct{ floor, stretch, ytd, completion, schedule int }

// targetCell is a target as a number with the word that says how it is meant, or as the plan prints it where it is no single
// number.
func targetCell(r *tally.Row, t tally.Target) cell {
	c := cell{style: style{face: centered}, basis: targetBasis(r, t)}
	switch {
	case t.Op == tally.OpRange && t.Floor.OK() && t.Max.OK():
		c.kind, c.value = text, t.Floor.Plain()+"-"+t.Max.Plain()
	case len(t.Parts) == 0 && t.Floor.OK():
		n := amount(figure, t.Floor, formatOf(decimalsOf(t.Floor), opWord(t)))
		n.basis = c.basis
		return n
	case t.Text != "" && !t.Stretch.OK():
		c.kind, c.value = text, t.Text
	}
	return c
}

// stretchCell is 力争, with its unit where that is not the row's.
func stretchCell(r *tally.Row, t tally.Target) cell {
	if !t.Stretch.OK() || len(t.Parts) > 0 {
		return cell{style: style{face: figure}}
	}
	f := formatOf(decimalsOf(t.Stretch), "")
	if t.StretchUnit != "" && t.StretchUnit != t.Unit {
		f += inFormat(t.StretchUnit)
	}
	c := amount(figure, t.Stretch, f)
	c.basis = targetBasis(r, t)
	return c
}

func targetBasis(r *tally.Row, t tally.Target) string {
	s := "计划中的目标值"
	if t.Cell != "" {
		s += ",取自计划工作簿“" + r.Indicator.Sheet + "”" + t.Cell
	}
	if t.Text != "" {
		s += ",原文“" + t.Text + "”"
	}
	return s
}

// upTo finds what a row stood at by the end of a period, as Consolidate does: its year to date, what it stood at since
// the project began, or the months that add up to it.
func (b *book) upTo(r *tally.Row, p tally.Period) []int {
	all := b.found[r.Indicator.ID]
	for _, s := range [...]tally.Span{tally.SpanYTD, tally.SpanProject} {
		if at := b.figureOf(all, p, s); at != nil {
			return at
		}
	}
	var months []int
	for m := 1; m <= p.Month; m++ {
		months = append(months, b.figureOf(all, tally.Period{Year: p.Year, Month: m}, tally.SpanMonth)...)
	}
	return months
}

// figureOf is the first of the figures that is for the period and span.
func (b *book) figureOf(figures []int, p tally.Period, s tally.Span) []int {
	for k, i := range figures {
		if f := &b.ed.Figures[i]; f.Period == p && f.Span == s {
			return figures[k : k+1]
		}
	}
	return nil
}

// own gives those of a row's figures that fit the period and span.
func (b *book) own(r *tally.Row, s tally.Span) []int {
	for k, i := range r.Figures {
		if i >= 0 && i < len(b.ed.Figures) && b.ed.Figures[i].Span == s {
			return r.Figures[k : k+1]
		}
	}
	return nil
}

// reported is one reported number.
func reported(n tally.Number, from []int, basis string) cell {
	c := amount(figure, n, formatOf(decimalsOf(n), ""))
	if n.OK() {
		c.from, c.basis = from, basis
	}
	return c
}

// standing is what a row stood at by the end of a period.
func (b *book) standing(r *tally.Row, n tally.Number, p tally.Period, basis string) cell {
	if !n.OK() {
		return cell{style: style{face: figure}}
	}
	return reported(n, b.upTo(r, p), basis)
}

// actualOf are the figures that a row's actual comes from: one, or the months that add up to it.
func (b *book) actualOf(r *tally.Row) []int {
	if len(r.Figures) == 0 || b.spanOf(r.Figures[0]) == tally.SpanMonth {
		return r.Figures
	}
	return r.Figures[:1]
}

// spanOf is the span of a figure by its index.
func (b *book) spanOf(i int) tally.Span {
	if i < 0 || i >= len(b.ed.Figures) {
		return ""
	}
	return b.ed.Figures[i].Span
}

// ytdBasis says how a row's actual comes about.
func (b *book) ytdBasis(r *tally.Row) string {
	from := b.actualOf(r)
	switch {
	case len(from) > 1:
		return "部门报送的各月数之和"
	case len(from) == 1 && b.spanOf(from[0]) == tally.SpanMonth:
		return "部门报送的本月数(不累计的指标)"
	case len(from) == 1 && b.spanOf(from[0]) == tally.SpanProject:
		return "部门报送的自开始累计"
	}
	return "部门报送的本年累计"
}

// ytdCell is the figure that the light comes from; one in parts or in words is printed as it was reported.
func (b *book) ytdCell(r *tally.Row) cell {
	if !r.YTD.OK() && r.Printed != "" {
		c := say(centered, r.Printed)
		c.from, c.basis = r.Figures, "部门报送的原文"
		return c
	}
	return reported(r.YTD, b.actualOf(r), b.ytdBasis(r))
}

// completionCell is a live formula where a spreadsheet comes to what tally computed, else the number alone.
func (b *book) completionCell(r *tally.Row, at places, row int) cell {
	d := &r.Main
	c := rate(figure, d.Completion, formatPercent)
	if !d.Completion.OK() {
		return c
	}
	c.from, c.basis = b.actualOf(r), "完成率=本年累计÷年度目标"
	target, column := d.Target.Floor, at.floor
	if d.OnStretch {
		target, column = d.Target.Stretch, at.stretch
		c.basis = "完成率=本年累计÷力争目标(计划没有确保目标)"
	}
	if column < 0 || !held(target) || !held(r.YTD) || target.Decimal().IsZero() || len(d.Target.Parts) > 0 || d.Target.Op == tally.OpRange {
		return c
	}
	if closeTo(r.YTD.Decimal().Div(target.Decimal()), d.Completion.Decimal()) {
		c.formula = ref(at.ytd, row) + "/" + ref(column, row)
	}
	return c
}

// scheduleCell is 序时进度.
func scheduleCell(r *tally.Row) cell {
	c := rate(figure, r.Main.Schedule, formatPercent)
	c.basis = "按计划的进度安排,到本期末应完成的比例"
	return c
}

// hundred turns shares into points.
var hundred = decimal.NewFromInt(100)

// gapCell is a live formula where one of the plain shapes gives what tally computed, else the number alone.
func (b *book) gapCell(r *tally.Row, at places, row int) cell {
	d := &r.Main
	format := formatPoints
	if d.GapUnit != "" && d.GapUnit != "个百分点" {
		format = formatGap(decimalsOf(d.Gap), d.GapUnit)
	}
	c := rate(figure, d.Gap, format)
	if !d.Gap.OK() {
		return c
	}
	c.from, c.basis = b.actualOf(r), "偏差,单位:"+d.GapUnit
	for _, s := range gapShapes(r, at, row) {
		if closeTo(s.value, d.Gap.Decimal()) {
			c.formula, c.basis = s.formula, s.basis
			return c
		}
	}
	return c
}

// shape is one way in which a gap comes about.
type shape struct {
	formula, basis string
	value          decimal.Decimal
}

func gapShapes(r *tally.Row, at places, row int) []shape {
	d := &r.Main
	var s []shape
	if d.Completion.OK() && d.Schedule.OK() && at.completion >= 0 && at.schedule >= 0 {
		s = append(s, shape{"(" + ref(at.completion, row) + "-" + ref(at.schedule, row) + ")*100", "偏差=(完成率-序时进度)×100,单位:个百分点",
			d.Completion.Decimal().Sub(d.Schedule.Decimal()).Mul(hundred)})
	}
	target, column := d.Target.Floor, at.floor
	if d.OnStretch {
		target, column = d.Target.Stretch, at.stretch
	}
	if column >= 0 && held(target) && held(r.YTD) && len(d.Target.Parts) == 0 && d.Target.Op != tally.OpRange {
		y, t := r.YTD.Decimal(), target.Decimal()
		s = append(s,
			shape{ref(at.ytd, row) + "-" + ref(column, row), "偏差=本年累计-年度目标", y.Sub(t)},
			shape{ref(column, row) + "-" + ref(at.ytd, row), "偏差=年度目标-本年累计", t.Sub(y)})
	}
	if d.Completion.OK() && at.completion >= 0 {
		s = append(s, shape{"(" + ref(at.completion, row) + "-1)*100", "偏差=(完成率-1)×100,单位:个百分点", d.Completion.Decimal().Sub(decimal.NewFromInt(1)).Mul(hundred)})
	}
	return s
}

// lightCell prints the word; its colour is a conditional format.
func (b *book) lightCell(r *tally.Row) cell {
	c := say(light, b.word(r.Main.Light))
	c.from, c.basis = r.Figures, "亮灯:"+r.Main.Sentence
	return c
}

// word is what is printed for a light.
func (b *book) word(l tally.Light) string {
	if p, ok := b.palette[l]; ok {
		return p.Word
	}
	return b.palette[tally.Grey].Word
}

// barCells draw completion against the schedule: the first bar is full where the schedule is met, the second, past the
// line between them, shows by how much of the rest it is ahead. Both follow the numbers.
func (b *book) barCells(r *tally.Row, at places, row int) (cell, cell) {
	d := &r.Main
	one, two := cell{style: style{face: bar}}, cell{style: style{face: barBeyond}}
	if !d.Completion.OK() || !d.Schedule.OK() || !d.Schedule.Decimal().IsPositive() {
		return cell{style: style{face: barLess}}, cell{style: style{face: barLessBeyond}}
	}
	c, s, unit := d.Completion.Decimal(), d.Schedule.Decimal(), decimal.NewFromInt(1)
	done, due := ref(at.completion, row), ref(at.schedule, row)
	upTo := decimal.Max(decimal.Zero, decimal.Min(unit, c.Div(s)))
	one = rate(bar, tally.Num(upTo), formatPercent)
	one.formula = "MAX(0,MIN(1,"+done+"/"+due+"))"
	one.basis = "进度图示:完成率÷序时进度,满格即达到序时进度"
	if s.LessThan(unit) {
		beyond := decimal.Max(decimal.Zero, decimal.Min(unit, c.Sub(s).Div(unit.Sub(s))))
		two = rate(barBeyond, tally.Num(beyond), formatPercent)
		two.formula = "MAX(0,MIN(1,("+done+"-"+due+")/(1-"+due+")))"
		two.basis = "进度图示:超出序时进度的部分"
	}
	one.from, two.from = b.actualOf(r), b.actualOf(r)
	return one, two
}

// sourceLink leads to the line of 溯源 that says where the row's figure came from.
func (b *book) sourceLink(r *tally.Row) cell {
	for _, i := range r.Figures {
		if i >= 0 && i < len(b.ed.Figures) {
			c := say(link, "溯源"+strconv.Itoa(i+2))
			c.from, c.link, c.basis = r.Figures, place{SourceSheet, i + 2}, "溯源表中的行号"
			return c
		}
	}
	return cell{style: style{face: centered}}
}

// formats are the number formats that the edition's figures need.
func (b *book) formats() []string {
	all := map[string]bool{formatCount: true, formatPercent: true, formatPoints: true, formatMoment: true}
	for d := range mostDecimals + 1 {
		all[formatOf(d, "")] = true
	}
	for i := range b.ed.Rows {
		r := &b.ed.Rows[i]
		t := r.Main.Target
		all[formatOf(decimalsOf(t.Floor), opWord(t))] = true
		all[stretchCell(r, t).style.format] = true
		if r.Main.GapUnit != "" && r.Main.GapUnit != "个百分点" {
			all[formatGap(decimalsOf(r.Main.Gap), r.Main.GapUnit)] = true
		}
	}
	delete(all, "")
	return sortedKeys(all)
}
