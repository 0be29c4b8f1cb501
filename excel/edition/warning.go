package edition

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/beside"
	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/tally"
)

// warning is 偏差预警: red, then yellow, the worst first, with problems and next steps.
type warning struct {
	*book
	columns         []column
	at              places
	live            formulas
	light, bar, gap int
	printed         int // columns
}

// mostMonths is how many months of lights a line shows.
const mostMonths = 6

func newWarning(b *book) *warning {
	w := &warning{book: b, at: places{-1, -1, -1, -1, -1}}
	stretch := false
	for _, i := range b.behind {
		stretch = stretch || b.ed.Rows[i].Main.Target.Stretch.OK()
	}
	w.add("序号", 5, func(_ *tally.Row, n, _ int) cell { return whole(centered, n+1) })
	w.light = w.add("亮灯", 6, func(r *tally.Row, _, _ int) cell { return b.lightCell(r) })
	w.add("近"+b.ed.Period.Kind().Each()+"亮灯", 10, func(r *tally.Row, _, _ int) cell { return b.recentLights(r) })
	w.add("责任单位", 11, func(r *tally.Row, _, _ int) cell { return say(centered, r.Department) })
	w.add("指标", 21, func(r *tally.Row, _, _ int) cell { return say(body, r.Indicator.Name) })
	w.add("单位", 7, func(r *tally.Row, _, _ int) cell { return say(centered, beside.Unit(r)) })
	w.at.floor = w.add("年度目标", 10, func(r *tally.Row, _, _ int) cell { return b.targetCell(r, r.Main.Target) })
	if stretch {
		w.at.stretch = w.add("力争", 9, func(r *tally.Row, _, _ int) cell { return b.stretchCell(r, r.Main.Target) })
	}
	w.at.ytd = w.add("本年累计", 10, func(r *tally.Row, _, _ int) cell { return b.ytdCell(r) })
	w.at.completion = w.add("完成率", 9, func(r *tally.Row, _, _ int) cell { return b.completionCell(r, &w.live) })
	w.at.schedule = w.add("序时进度", 9, func(r *tally.Row, _, _ int) cell { return scheduleCell(r) })
	w.gap = w.add("偏差\n(百分点)", 10, func(r *tally.Row, _, _ int) cell { return b.gapCell(r, &w.live) })
	if n := (needs{b, &w.live, len(w.columns), w.at.ytd}); n.known() {
		w.add(heads.Left, 10, func(r *tally.Row, _, _ int) cell { return n.left(r) })
		w.add(heads.Monthly, 10, func(r *tally.Row, _, _ int) cell { return n.monthly(r) })
		w.add(heads.Times, 10, func(r *tally.Row, _, _ int) cell { return n.times(r) })
	}
	w.add("存在问题", 26, func(r *tally.Row, _, _ int) cell {
		return b.told(r, joined([]string{r.Remark.Problems, r.Remark.Explanation}, "\n"), "部门填报的存在问题和说明")
	})
	w.add("下一步措施", 26, func(r *tally.Row, _, _ int) cell {
		return b.told(r, r.Remark.NextSteps, "部门填报的下一步措施")
	})
	w.printed = len(w.columns) // paper has room for no more; what follows says the same in a picture or in words, and leads on
	var beyond cell            // the second half of the bar, made with the first
	w.bar = w.add(heads.Bar, 12, func(r *tally.Row, _, _ int) (c cell) { c, beyond = b.barCells(r, &w.live); return c })
	w.add(heads.Bar, 4, func(*tally.Row, int, int) cell { return beyond })
	w.add("亮灯说明", 32, func(r *tally.Row, _, _ int) cell { return b.told(r, r.Main.Sentence, "亮灯说明，由规则给出") })
	w.add("溯源", 8, func(r *tally.Row, _, _ int) cell { return b.sourceLink(r) })
	w.live = w.at.formulas()
	return w
}

func (w *warning) add(head string, width float64, f func(*tally.Row, int, int) cell) int {
	w.columns = append(w.columns, column{head, "", width, f})
	return len(w.columns) - 1
}

// told is a text about a row.
func (b *book) told(r *tally.Row, s, basis string) cell {
	c := say(body, s)
	c.from, c.basis = r.Figures, basis
	return c
}

// recentLights are the words of the last months, the newest last.
func (b *book) recentLights(r *tally.Row) cell {
	var words []string
	for k := max(0, len(r.Year)-mostMonths); k < len(r.Year); k++ {
		p := &r.Year[k]
		if p.Light != "" && (p.YTD.OK() || p.Light != tally.Grey) {
			words = append(words, b.word(p.Light))
		}
	}
	c := say(centered, strings.Join(words, "→"))
	if len(words) > 0 {
		c.from, c.basis = r.Figures, b.why("最近", strconv.Itoa(len(words)), "个", b.ed.Period.Kind().Each(), "的亮灯，最后是本期")
	}
	return c
}

// warnings describes 偏差预警.
func (b *book) warnings() sheet {
	w := newWarning(b)
	heads, widths := headsOf(w.columns)
	red := len(b.lit[lightAt(tally.Red)])
	s := b.list(list{name: WarningSheet, about: "红灯、黄灯指标，偏差大的在前，附存在问题和下一步措施", title: b.ed.Period.Chinese() + "偏差预警", heads: heads, widths: widths, least: 32,
		subtitle: b.word(tally.Red) + "灯 " + strconv.Itoa(red) + " 项，" + b.word(tally.Yellow) + "灯 " + strconv.Itoa(len(b.behind)-red) + " 项  ·  " + b.subtitle(),
		rows:     w.rows, count: len(b.behind), empty: "本期没有" + b.word(tally.Red) + "灯、" + b.word(tally.Yellow) + "灯指标。",
		printed: w.printed, page: dress.Page{Paper: dress.A4, Landscape: true, Tab: "C00000"}, dress: w.dress})
	s.merges = append(s.merges, area(w.bar, 3, w.bar+1, 3))
	return s
}

func (w *warning) rows(yield func([]cell) bool) {
	cells := make([]cell, len(w.columns))
	for n, i := range w.behind {
		for k := range w.columns {
			cells[k] = w.columns[k].cell(&w.ed.Rows[i], n, firstListRow+n)
		}
		if !yield(cells) {
			return
		}
	}
}

func (w *warning) dress(f *excelize.File, first, last int) error {
	if err := w.palette.PaintLights(f, WarningSheet, area(w.light, first, w.light, last), "$"+ref(w.light, first)); err != nil {
		return err
	}
	if err := w.palette.PaintGaps(f, WarningSheet, area(w.gap, first, w.gap, last), "$"+ref(w.light, first)); err != nil {
		return err
	}
	return dress.DrawBarPair(f, WarningSheet, w.bar, first, last)
}

// headsOf are the headings and widths of columns; a heading that is merged with the one before stays empty.
func headsOf(columns []column) (heads []string, widths []float64) {
	for i, c := range columns {
		h := c.upper
		if i > 0 && columns[i-1].upper == h {
			h = ""
		}
		heads, widths = append(heads, h), append(widths, c.width)
	}
	return heads, widths
}
