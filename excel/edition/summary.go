package edition

import (
	"fmt"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/beside"
	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/tally"
)

// summary is 汇总表: the plan's own order, groups and words.
type summary struct {
	*book
	columns []column
	depth   int // levels of 目标任务
	at      places
	live    formulas
	frozen  int // columns that stay in sight
	printed int // columns that are printed; the months after them are for the sparklines
	month   int // the first of those columns
	light   int
	bar     int
	gap     int
	trends  []int // the rows that have a sparkline
	trend   int   // sparklines, beside the months that they draw; -1 without
	wraps   []int // the columns whose text may take several lines
	breaks  []int // the rows, by their index, that begin a page
	onePage bool  // or all on one
}

// column is one column: its heading, its width, and its cell.
type column struct {
	upper, lower string // one heading over two rows where lower is empty
	width        float64
	cell         func(r *tally.Row, i, row int) cell
}

// firstSummaryRow is where the indicators begin.
const firstSummaryRow = 5

// holds are the columns of 汇总表 that hold something in an edition.
type holds struct{ stretch, growth, aside, own, before, ago, done bool }

// filled looks through the rows; a column that an edition was issued with stands even where it holds nothing.
func (s *summary) filled() (h holds) {
	for i := range s.ed.Rows {
		r := &s.ed.Rows[i]
		s.depth = max(s.depth, len(r.Indicator.Group))
		h.stretch = h.stretch || r.Main.Target.Stretch.OK()
		h.ago = h.ago || r.LastYear.OK()
		h.own = h.own || r.Month.OK()
		h.before = h.before || r.LastMonth.OK()
		h.done = h.done || r.Main.Completion.OK() || r.Main.Schedule.OK()
		h.aside = h.aside || beside.Aside(r) != ""
		if !h.growth {
			_, h.growth = beside.Growth(r)
		}
		if len(r.Year) > 1 && !short(&s.ed) {
			s.trends = append(s.trends, firstSummaryRow+i)
		}
	}
	kind := s.ed.Period.Kind()
	h.own = h.own || s.kept["完成情况/"+kind.This()]
	h.before = h.before || s.kept["完成情况/"+kind.Last()+"累计"]
	h.done = h.done || s.kept["进度/完成率"] || len(s.ed.Totals) > 0
	return h
}

// newSummary lays the columns: those that hold nothing in the whole edition are left out.
func newSummary(b *book) *summary {
	s := &summary{book: b, at: places{-1, -1, -1, -1, -1}, bar: -1, trend: -1}
	h := s.filled()
	s.identity()
	s.frozen = len(s.columns)
	s.pasts()
	s.at.floor = s.add("年度目标", "确保", 13, func(r *tally.Row, _, _ int) cell { return b.targetCell(r, r.Main.Target) })
	if h.stretch {
		s.at.stretch = s.add("年度目标", "力争", 11, func(r *tally.Row, _, _ int) cell { return b.stretchCell(r, r.Main.Target) })
	}
	if h.growth {
		s.add("年度目标", heads.Growth, 9, func(r *tally.Row, _, _ int) cell { return b.growthCell(r) })
	}
	if h.aside {
		s.wraps = append(s.wraps, s.add("年度目标", heads.Aside, 18, func(r *tally.Row, _, _ int) cell { return b.asideCell(r) }))
	}
	s.actuals(h)
	s.progress(h.done)
	said := s.add("说明", "", 42, func(r *tally.Row, _, _ int) cell { return b.explanation(r) })
	department := s.add("责任单位", "", 15, func(r *tally.Row, _, _ int) cell { return say(centered, r.Department) })
	s.add("溯源", "", 8, func(r *tally.Row, _, _ int) cell { return b.sourceLink(r) })
	s.wraps = append(s.wraps, 1+s.depth, s.at.floor, s.at.ytd, said, department)
	s.printed, s.live = len(s.columns), s.at.formulas()
	if len(s.trends) > 0 {
		s.months()
	}
	return s
}

func (s *summary) add(upper, lower string, width float64, f func(*tally.Row, int, int) cell) int {
	s.columns = append(s.columns, column{upper, lower, width, f})
	return len(s.columns) - 1
}

// identity: what is meant.
func (s *summary) identity() {
	s.add("序号", "", 6, func(_ *tally.Row, i, _ int) cell { return whole(centered, i+1) })
	for level := range s.depth {
		s.add("目标任务", "", 13, func(r *tally.Row, _, _ int) cell {
			if level < len(r.Indicator.Group) {
				return say(group, r.Indicator.Group[level])
			}
			return say(group, "")
		})
	}
	s.add("指标", "", 30, func(r *tally.Row, i, _ int) cell { return s.name(r, i) })
	s.add("单位", "", 8, func(r *tally.Row, _, _ int) cell { return say(centered, beside.Unit(r)) })
}

// name is the indicator in the plan's words, set in under its parent; the first child says 其中. Its caliber is said
// only where the plan has several.
func (b *book) name(r *tally.Row, i int) cell {
	n := r.Indicator.Name
	if r.Indicator.Caliber != "" && b.calibers {
		n += "（" + r.Indicator.Caliber + "口径）"
	}
	if r.Indicator.Parent == "" {
		return say(body, n)
	}
	if i == 0 || b.ed.Rows[i-1].Indicator.Parent != r.Indicator.Parent {
		n = "其中：" + n
	}
	return say(child, n)
}

// actuals: what was reported.
func (s *summary) actuals(h holds) {
	p, kind := s.ed.Period, s.ed.Period.Kind()
	if h.own && (!kind.Tiles() || kind != tally.Yearly) { // a year's own value is its cumulative one
		s.add("完成情况", kind.This(), 11, func(r *tally.Row, _, _ int) cell {
			return reported(r.Month, ownFigures(s.book, r), ownBasis(s.book, r))
		})
	}
	s.at.ytd = s.add("完成情况", "本年累计", 12, func(r *tally.Row, _, _ int) cell { return s.ytdCell(r) })
	if last, ok := p.Earlier(); h.before && (ok || kind == tally.Monthly) {
		s.add("完成情况", kind.Last()+"累计", 12, func(r *tally.Row, _, _ int) cell {
			return s.standing(r, r.LastMonth, last, kind.Last()+"报送的本年累计")
		})
	}
	if h.ago {
		ago := s.add("完成情况", "去年同期", 12, func(r *tally.Row, _, _ int) cell {
			return s.yearAgo(r, func() cell { return s.standing(r, r.LastYear, p.YearAgo(), "去年同期报送的累计") })
		})
		s.add("完成情况", heads.Change, 11, func(r *tally.Row, _, _ int) cell { return s.changeCell(r, s.at.ytd, ago) })
	}
}

// progress: how it stands. Where nothing is held against a schedule there are no columns of completion.
func (s *summary) progress(done bool) {
	if done {
		s.at.completion = s.add("进度", "完成率", 10, func(r *tally.Row, _, _ int) cell { return s.completionCell(r, &s.live) })
		var beyond cell // the second half of the bar, made with the first
		s.bar = s.add("进度", heads.Bar, 13, func(r *tally.Row, _, _ int) (c cell) { c, beyond = s.barCells(r, &s.live); return c })
		s.add("进度", heads.Bar, 5, func(*tally.Row, int, int) cell { return beyond })
		s.at.schedule = s.add("进度", "序时进度", 10, func(r *tally.Row, _, _ int) cell { return scheduleCell(r) })
	}
	s.gap = s.add("进度", "偏差\n(百分点)", 10, func(r *tally.Row, _, _ int) cell { return s.gapCell(r, &s.live) })
	s.light = s.add("进度", "亮灯", 7, func(r *tally.Row, _, _ int) cell { return s.lightCell(r) })
}

// months: the year to date of every month, or quarter, for the sparklines and for whoever wants it.
func (s *summary) months() {
	each := s.ed.Period.SeriesWord() + "累计"
	s.trend = s.add(each, "走势", 16, func(r *tally.Row, _, _ int) cell {
		return cell{style: style{face: centered}, from: r.Figures, basis: "本年" + each + "的走势，数在右侧各列"}
	})
	s.month = len(s.columns)
	for _, p := range s.ed.Period.Series() {
		basis := p.Chinese() + "报送的本年累计"
		s.add(each, p.Short(), 11, func(r *tally.Row, _, _ int) cell {
			if y := r.PointOf(p); y != nil {
				return s.standing(r, y.YTD, p, basis)
			}
			return cell{style: style{face: figure}}
		})
	}
}

// summary describes 汇总表.
func (b *book) summary() sheet {
	s := newSummary(b)
	widths := make([]float64, len(s.columns))
	for i, c := range s.columns {
		widths[i] = c.width
	}
	last := firstSummaryRow + len(b.ed.Rows) - 1
	s.paginate(widths)
	about := "全部指标，按计划原有的顺序和分组"
	if short(&b.ed) {
		about = "报周报、专报的指标，按计划原有的顺序和分组"
	}
	return sheet{name: SummarySheet, about: about, rows: len(b.ed.Rows), widths: widths, merges: s.merges(), lines: s.lines(widths), sparks: sparks{s.trends, s.year("#"), columnName(max(0, s.trend)) + "#"}, dress: func(f *excelize.File) error { return s.dress(f, max(last, firstSummaryRow)) }}
}

// lines are the title, two rows of headings, the indicators, the totals and the notes.
func (s *summary) lines(widths []float64) func(func(line) bool) {
	return func(yield func(line) bool) {
		upper, lower := make([]cell, len(s.columns)), make([]cell, len(s.columns))
		for i, c := range s.columns {
			upper[i], lower[i] = say(heading, c.upper), say(heading, c.lower)
			if i > 0 && s.columns[i-1].upper == c.upper {
				upper[i].kind = blank
				if s.columns[i-1].lower == c.lower {
					lower[i].kind = blank
				}
			}
		}
		top := []line{{height: summaryTop[0], cells: []cell{say(title, s.subject()+"完成情况汇总表")}}, {height: summaryTop[1], cells: []cell{say(subtitle, s.subtitle())}},
			{height: summaryTop[2], cells: upper}, {height: summaryTop[3], cells: lower}}
		for _, l := range top {
			if !yield(l) {
				return
			}
		}
		cells := make([]cell, len(s.columns))
		for i := range s.ed.Rows {
			for k := range s.columns {
				cells[k] = s.columns[k].cell(&s.ed.Rows[i], i, firstSummaryRow+i)
			}
			s.hideRepeats(cells, i)
			if !yield(line{height: heightOf(cells, widths, leastSummary), cells: cells}) {
				return
			}
		}
		for _, l := range s.foot(widths) {
			if !yield(l) {
				return
			}
		}
	}
}

// subject is what the plan's title speaks of: the title without the word for the table that it stood over.
func (b *book) subject() string {
	t := strings.TrimSpace(b.ed.Title)
	for _, table := range []string{"责任分解表", "任务分解表", "分解表", "一览表", "计划表", "汇总表"} {
		if s, cut := strings.CutSuffix(t, table); cut && s != "" {
			if table == "任务分解表" {
				s += "任务"
			}
			return s
		}
	}
	return t
}

// subtitle says what the sheet is of.
func (b *book) subtitle() string {
	return fmt.Sprintf("%s  第%d版  截止 %s  亮灯规则：%s", b.ed.Period.Chinese(), b.ed.Number, b.ed.CutOff.In(b.zone).Format("2006-01-02 15:04"), b.ed.RuleTitle())
}
