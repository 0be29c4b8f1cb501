package edition

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// ScoreSheet is there where the rules score.
const ScoreSheet = "考核得分"

// scored reports whether the edition has scores that say how they came about.
func (b *book) scored() bool { return len(b.ed.Scoring) > 0 }

// scoreTable is 考核得分: department by department, each row with its weight and what it earns of it by live formulas, and the department's
// sum; the way of scoring stands under it.
type scoreTable struct {
	*book
	columns                                            []scoreColumn
	weight, done, due, low, high, share, extra, points int
	bounds                                             bool // of efficacy
}

type scoreColumn struct {
	head  string
	width float64
	cell  func(r *tally.Row, row int) cell
}

func newScoreTable(b *book) *scoreTable {
	s := &scoreTable{book: b, low: -1, high: -1}
	s.bounds = slices.ContainsFunc(b.ed.Rows, func(r tally.Row) bool { return r.Score != nil && r.Score.Low.OK() })
	s.add("部门", 16, func(r *tally.Row, _ int) cell { return say(centered, r.Department) })
	s.add("指标", 30, func(r *tally.Row, _ int) cell { return say(body, r.Indicator.Name) })
	s.weight = s.add("权重", 9, func(r *tally.Row, _ int) cell { return scoreNumber(r.Score.Weight, "指标的权重") })
	s.done = s.add("完成率", 10, func(r *tally.Row, _ int) cell {
		c := rate(figure, r.Main.Completion, numfmt.Percent)
		c.from, c.basis = b.actualOf(r), "完成率，同汇总表"
		return c
	})
	s.due = s.add("序时进度", 10, func(r *tally.Row, _ int) cell { return scheduleCell(r) })
	if s.bounds {
		s.low = s.add("最低", 10, func(r *tally.Row, _ int) cell { return bound(r, r.Score.Low) })
		s.high = s.add("最高", 10, func(r *tally.Row, _ int) cell { return bound(r, r.Score.High) })
	}
	s.add("计分办法", 11, func(r *tally.Row, _ int) cell { return say(centered, r.Score.Method.Chinese()) })
	s.share = s.add("得权重的", 11, func(r *tally.Row, _ int) cell {
		c := rate(figure, r.Score.Share, numfmt.Percent)
		c.formula, c.from, c.basis = s.formula(r.Score.Formula), b.actualOf(r), "按“"+r.Score.Method.Chinese()+"”得到的权重的比例"
		return c
	})
	s.extra = s.add("加减分", 9, func(r *tally.Row, _ int) cell {
		return scoreNumber(r.Score.Extra, "按办法加分（正）、扣分（负）")
	})
	s.points = s.add("得分", 10, func(r *tally.Row, _ int) cell {
		c := rate(figure, r.Score.Points, numfmt.Of(2, ""))
		c.basis = "得分=权重×得权重的比例+加减分，不低于0"
		c.formula, c.from = "MAX(0,"+s.at(s.weight)+"*"+s.at(s.share)+"+"+s.at(s.extra)+")", b.actualOf(r)
		return c
	})
	s.add("说明", 44, func(r *tally.Row, _ int) cell { return say(body, r.Score.Says) })
	return s
}

func (s *scoreTable) add(head string, width float64, f func(*tally.Row, int) cell) int {
	s.columns = append(s.columns, scoreColumn{head, width, f})
	return len(s.columns) - 1
}

// at is a column in a formula of its own row.
func (s *scoreTable) at(column int) string { return columnName(column) + "#" }

// formula names the columns of the sheet in a formula of the rules.
func (s *scoreTable) formula(f string) string {
	if f == "" {
		return ""
	}
	names := []string{"{done}", s.at(s.done), "{due}", s.at(s.due)}
	if s.bounds {
		names = append(names, "{low}", s.at(s.low), "{high}", s.at(s.high))
	}
	return strings.NewReplacer(names...).Replace(f)
}

// scoreNumber is points or a weight.
func scoreNumber(n exact.Number, basis string) cell {
	c := amount(figure, n, numfmt.Of(min(2, numfmt.Decimals(n)), ""))
	c.basis = basis
	return c
}

// bound is the lowest or the highest of efficacy: a share where the row has a completion.
func bound(r *tally.Row, n exact.Number) cell {
	c := rate(figure, n, numfmt.Of(2, ""))
	if r.Main.Completion.OK() {
		c = rate(figure, n, numfmt.Percent)
	}
	c.basis = "功效系数的下限、上限"
	return c
}

// scores describes 考核得分.
func (b *book) scores() sheet {
	s := newScoreTable(b)
	heads, widths := make([]string, len(s.columns)), make([]float64, len(s.columns))
	for i, c := range s.columns {
		heads[i], widths[i] = c.head, c.width
	}
	blocks := s.blocks()
	count := len(blocks)
	for _, x := range blocks {
		count += len(x.rows)
	}
	notes := append(slices.Clone(b.ed.Scoring), "注：未到期、未报、待确认（亮灰灯）的指标没有计入；部门得分=各项得分之和-迟报未报扣分。")
	return b.list(list{name: ScoreSheet, about: "各部门按考核办法的得分，逐项列出算法", title: b.ed.Period.Chinese() + ScoreSheet, heads: heads, widths: widths, count: count, empty: "本期没有可以计分的指标。",
		rows: func(yield func([]cell) bool) { s.lines(blocks, yield) }, notes: notes, page: dress.Page{Paper: dress.A4, Landscape: true, Tab: "7030A0"}})
}

// scoreBlock is a department with the rows that it is scored by.
type scoreBlock struct {
	department *tally.DepartmentResult
	rows       []*tally.Row
}

func (s *scoreTable) blocks() []scoreBlock {
	var all []scoreBlock
	for i := range s.ed.Departments {
		d := &s.ed.Departments[i]
		block := scoreBlock{department: d}
		for k := range s.ed.Rows {
			if r := &s.ed.Rows[k]; r.Department == d.Name && r.Score != nil {
				block.rows = append(block.rows, r)
			}
		}
		if len(block.rows) > 0 && d.Scored != nil {
			all = append(all, block)
		}
	}
	return all
}

func (s *scoreTable) lines(blocks []scoreBlock, yield func([]cell) bool) {
	row := firstListRow
	for _, x := range blocks {
		first := row
		for _, r := range x.rows {
			cells := make([]cell, len(s.columns))
			for k := range s.columns {
				cells[k] = s.columns[k].cell(r, row)
			}
			if row++; !yield(cells) {
				return
			}
		}
		if row++; !yield(s.sum(x, first, row-2)) {
			return
		}
	}
}

// sum is the line of a department, from its first row to its last.
func (s *scoreTable) sum(x scoreBlock, first, last int) []cell {
	d := x.department.Scored
	cells := make([]cell, len(s.columns))
	for k := range cells {
		cells[k] = cell{style: style{face: total}}
	}
	cells[0], cells[1] = say(total, x.department.Name), say(total, "合计")
	weights := exact.Int(0)
	for _, r := range x.rows {
		weights = weights.Add(r.Score.Weight)
	}
	cells[s.weight] = amount(totalFigure, weights, numfmt.Of(min(2, numfmt.Decimals(weights)), ""))
	cells[s.weight].formula, cells[s.weight].basis = "SUM("+area(s.weight, first, s.weight, last)+")", "已计分的指标的权重之和"
	points := rate(totalFigure, d.Points, numfmt.Of(2, ""))
	points.basis = "部门得分"
	says := ""
	sum := "SUM(" + area(s.points, first, s.points, last) + ")"
	switch {
	case d.Veto != "":
		says = "一票否决：" + d.Veto + "没有达到目标"
	case d.Deducted.OK():
		points.formula, says = "MAX(0,"+sum+"-"+d.Deducted.Plain()+")", "迟报、未报扣"+d.Deducted.Plain()+"分"
	default:
		points.formula = sum
	}
	if s.originals != nil {
		var rows []int
		for _, i := range s.rowsOf[x.department.Name] {
			if s.ed.Rows[i].Score != nil {
				rows = append(rows, i)
			}
		}
		points.from = s.figuresOf(rows)
	}
	cells[s.points], cells[len(cells)-1] = points, say(total, says)
	return cells
}
