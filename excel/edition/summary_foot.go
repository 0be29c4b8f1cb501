package edition

import (
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/excel/packed"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// mostTerms is how many terms a live sum may have; more would pass what a formula holds.
const mostTerms = 200

// foot is what stands under the indicators: those that several departments carry, added up, and the notes.
func (s *summary) foot(widths []float64) []line {
	var all []line
	if len(s.ed.Totals) > 0 {
		all = append(all, line{height: 24, cells: s.across(say(band, "多部门共同承担的指标合计"))})
		for i := range s.ed.Totals {
			all = append(all, s.totalLine(&s.ed.Totals[i], firstSummaryRow+len(s.ed.Rows)+1+i, widths))
		}
	}
	for _, n := range s.legendLines() {
		all = append(all, line{height: packed.HeightFor(packed.LinesIn(n, s.printedWidth()), 18), cells: []cell{say(remark, n)}})
	}
	return all
}

// legendLines say how to read the sheet.
func (s *summary) legendLines() []string {
	says := []string{"完成率、偏差由单元格公式计算，按未取整的数计算后再取两位小数；个别合计与分项之和因四舍五入略有出入。"}
	if s.bar >= 0 {
		says = append(says, "进度图示：蓝条满格即达到序时进度（竖线处），绿条为超出部分；增速、占比等不按序时分摊的指标直接与目标比较，不画图示。")
	}
	if l := s.ed.RuleLines(); len(l) > 0 {
		says = append(says, "亮灯规则："+strings.Join(l, "。")+"。")
	}
	for i := range says {
		says[i] = strconv.Itoa(i+1) + "." + says[i]
		if i == 0 {
			says[i] = "注：" + says[i]
		} else {
			says[i] = "   " + says[i]
		}
	}
	return says
}

// printedWidth is that of the columns that are printed.
func (s *summary) printedWidth() float64 {
	w := 0.0
	for _, c := range s.columns[:s.printed] {
		w += c.width
	}
	return w
}

// across fills a row with the look of its first cell.
func (s *summary) across(c cell) []cell {
	cells := make([]cell, s.printed)
	cells[0] = c
	for i := 1; i < len(cells); i++ {
		cells[i] = cell{style: c.style}
	}
	return cells
}

// totalLine is one sum over departments: live sums, and a rate of sums.
func (s *summary) totalLine(t *tally.Total, row int, widths []float64) line {
	cells := s.across(say(total, "合计"))
	from := s.figuresOf(t.Rows)
	name := t.Name
	if t.Caliber != "" {
		name += "（" + t.Caliber + "口径）"
	}
	cells[1+s.depth] = say(total, name)
	cells[2+s.depth] = say(total, t.Unit)
	cells[s.at.floor] = s.sumCell(t.Target, t, s.at.floor, func(r *tally.Row) exact.Number { return r.Main.Target.Floor })
	cells[s.at.ytd] = s.sumCell(t.YTD, t, s.at.ytd, func(r *tally.Row) exact.Number { return r.YTD })
	cells[s.at.ytd].from = from
	done := rate(totalFigure, t.Completion, numfmt.Percent)
	if t.Completion.OK() && t.Target.OK() && t.YTD.OK() && t.Target.Sign() != 0 && numfmt.Close(t.YTD.Div(t.Target), t.Completion) {
		done.formula = ref(s.at.ytd, row) + "/" + ref(s.at.floor, row)
	}
	done.from, done.basis = from, "合计完成率=各部门累计之和÷各部门目标之和"
	cells[s.at.completion] = done
	cells[s.at.schedule] = rate(totalFigure, t.Schedule, numfmt.Percent)
	gap := rate(totalFigure, t.Gap, numfmt.Points)
	if t.Gap.OK() && t.Completion.OK() && t.Schedule.OK() && numfmt.Close(points(t.Completion.Sub(t.Schedule)), t.Gap) {
		gap.formula = "(" + ref(s.at.completion, row) + "-" + ref(s.at.schedule, row) + ")*100"
	}
	gap.from, gap.basis = from, "偏差=（合计完成率-序时进度）×100"
	cells[s.gap] = gap
	return line{height: heightOf(cells, widths, 24), cells: cells}
}

// sumCell is a live sum where the rows' own cells add up to it.
func (s *summary) sumCell(n exact.Number, t *tally.Total, column int, of func(*tally.Row) exact.Number) cell {
	c := amount(totalFigure, n, numfmt.Of(numfmt.Decimals(n), ""))
	if !n.OK() || c.kind != number {
		return c
	}
	c.basis = "各部门之和"
	var terms []string
	sum := exact.Int(0)
	for _, i := range t.Rows {
		if i < 0 || i >= len(s.ed.Rows) || !numfmt.Held(of(&s.ed.Rows[i])) {
			continue
		}
		terms = append(terms, ref(column, firstSummaryRow+i))
		sum = sum.Add(of(&s.ed.Rows[i]))
	}
	if len(terms) > 0 && len(terms) <= mostTerms && numfmt.Close(sum, n) {
		c.formula = "SUM(" + strings.Join(terms, ",") + ")"
	}
	return c
}

// figuresOf are the figures behind rows.
func (b *book) figuresOf(rows []int) []int {
	if b.originals == nil {
		return nil
	}
	var all []int
	for _, i := range rows {
		if i >= 0 && i < len(b.ed.Rows) {
			all = append(all, b.actualOf(&b.ed.Rows[i])...)
		}
	}
	return all
}

// footMerges lay the notes across the sheet.
func (s *summary) footMerges() []string {
	row := firstSummaryRow + len(s.ed.Rows)
	var m []string
	if n := len(s.ed.Totals); n > 0 {
		m = append(m, area(0, row, s.printed-1, row))
		row += 1 + n
	}
	for range s.legendLines() {
		m = append(m, area(0, row, s.printed-1, row))
		row++
	}
	return m
}
