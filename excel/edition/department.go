package edition

import (
	"slices"
	"strconv"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
)

// chartRows is how many rows the charts take at the top of 部门情况.
const chartRows = 15

// departmentRow is where the departments begin: title, subtitle, charts, air, heading.
const departmentRow = 2 + chartRows + 1

// departments describes 部门情况.
func (b *book) departments() sheet {
	d := &departmentSheet{book: b, order: tally.Placed(b.ed.Departments), months: b.monthCounts()}
	d.score = slices.ContainsFunc(b.ed.Departments, func(x tally.DepartmentResult) bool { return x.Score.OK() })
	d.paper = &paper{columns: 11, widths: []float64{7, 24, 10, 9, 9, 9, 9, 14, 18, 18, 12}}
	if !d.score {
		d.columns, d.widths = 10, d.widths[:10]
	}
	d.lay()
	s := d.sheet(DepartmentSheet, d.dress)
	s.about = "各部门亮灯、平均完成率、名次和报送情况"
	return s
}

type departmentSheet struct {
	*book
	*paper
	order  []int
	months []monthCount
	score  bool
	month  int // the first row of the months
}

// monthCount is how many lights of each colour a month, or another round of the year, had.
type monthCount struct {
	round  tally.Round
	lights [len(lights)]int // in their order, grey last
}

func (d *departmentSheet) lay() {
	d.wide(say(title, d.ed.Period.Chinese()+"部门情况"), 34)
	d.wide(say(subtitle, d.subtitle()), 20)
	for range chartRows {
		d.gap(20)
	}
	d.row(28, say(heading, "名次"), say(heading, "部门"), say(heading, "指标数"), say(heading, d.word(tally.Green)), say(heading, d.word(tally.Yellow)), say(heading, d.word(tally.Red)),
		say(heading, d.word(tally.Grey)), say(heading, "平均完成率"), say(heading, "报送情况"), say(heading, "报送时间"), say(heading, "考核得分"))
	for _, i := range d.order {
		d.department(&d.ed.Departments[i])
	}
	d.sum()
	d.gap(10)
	d.wide(say(band, d.ed.Period.SeriesWord()+"亮灯"), 24)
	heads := []cell{say(heading, map[bool]string{true: "月份", false: "报告期"}[d.ed.Period.Kind() == tally.Monthly]), say(heading, "指标数")}
	for _, l := range lights {
		heads = append(heads, say(heading, d.word(l)))
	}
	starts := []int{1, 2, 3, 4, 5, 6}
	d.some(24, starts, heads)
	d.month = len(d.lines) + 1
	for _, m := range d.months {
		cells := []cell{say(centered, m.round.Short()), {}}
		n := 0
		for _, lit := range m.lights {
			n += lit
			cells = append(cells, whole(figure, lit))
		}
		cells[1] = whole(figure, n)
		d.some(22, starts, cells)
	}
	d.wide(say(remark, "注：名次先比绿灯占比，再比平均完成率；平均完成率只计按序时考核的指标。"), 20)
	if d.score {
		d.wide(say(remark, "考核得分：截至本期，有权重的指标按权重和完成情况折算之和；未到期、未报的指标没有计入。"), 20)
	}
}

// row adds a row of single cells, without the score where there is none.
func (d *departmentSheet) row(height float64, cells ...cell) {
	d.lines = append(d.lines, line{height: height, cells: cells[:d.columns]})
}

// some adds a row of single cells at given columns.
func (d *departmentSheet) some(height float64, at []int, cells []cell) {
	out := make([]cell, d.columns)
	for i, c := range cells {
		out[at[i]] = c
	}
	d.lines = append(d.lines, line{height: height, cells: out})
}

// department adds one department's line.
func (d *departmentSheet) department(x *tally.DepartmentResult) {
	own, all, rated := d.ownRows(x.Name)
	place := say(centered, "—")
	if x.Place > 0 {
		place = whole(centered, x.Place)
	}
	n := whole(figure, x.Indicators)
	n.from, n.basis = d.figuresOf(all), "部门负责的指标数"
	cells := []cell{place, say(centered, x.Name), n}
	for _, l := range lights {
		c := whole(figure, x.Lights[l])
		c.from, c.basis = d.figuresOf(own[l]), d.word(l)+"灯指标的个数"
		cells = append(cells, c)
	}
	average := rate(figure, x.Average, numfmt.Percent)
	average.from, average.basis = d.figuresOf(rated), "按序时考核的指标完成率的平均"
	state, filed := cell{style: style{face: centered}}, cell{style: style{face: moment}}
	if i, ok := d.reportOf[x.Name]; ok {
		r := d.ed.Reports[i]
		state, filed = say(centered, reportWord(r)), when(moment, r.FiledAt, d.zone)
	}
	d.row(24, append(cells, average, state, filed, rate(figure, x.Score, numfmt.Of(min(2, numfmt.Decimals(x.Score)), "")))...)
}

// ownRows are a department's rows, by light, all, and those that its average counts: for a trace.
func (d *departmentSheet) ownRows(department string) (own map[tally.Light][]int, all, rated []int) {
	if d.originals == nil {
		return nil, nil, nil
	}
	own, all = map[tally.Light][]int{}, d.rowsOf[department]
	for _, i := range all {
		m := &d.ed.Rows[i].Main
		l := lights[lightAt(m.Light)]
		own[l] = append(own[l], i)
		if m.Basis == tally.BySchedule && m.Completion.OK() {
			rated = append(rated, i)
		}
	}
	return own, all, rated
}

// sum adds the line of live sums.
func (d *departmentSheet) sum() {
	from, to := departmentRow+1, departmentRow+len(d.order)
	cells := []cell{say(total, "合计"), say(total, strconv.Itoa(len(d.order))+" 个部门")}
	for c := 2; c < 7; c++ {
		n := 0
		for _, i := range d.order {
			x := &d.ed.Departments[i]
			if c == 2 {
				n += x.Indicators
			} else {
				n += x.Lights[lights[c-3]]
			}
		}
		s := whole(totalFigure, n)
		if len(d.order) > 0 {
			s.formula = "SUM(" + area(c, from, c, to) + ")"
		}
		s.basis = "各部门之和"
		if c > 2 {
			s.from = d.figuresOf(d.lit[c-3])
		}
		cells = append(cells, s)
	}
	for len(cells) < 11 {
		cells = append(cells, cell{style: style{face: total}})
	}
	d.row(24, cells...)
}

// monthCounts counts the lights of each round of the year that was reported.
func (b *book) monthCounts() []monthCount {
	this := b.ed.Period
	series := this.Series()
	year := make(map[tally.Round]*[len(lights)]int, len(series))
	for _, p := range series {
		year[p] = &[len(lights)]int{}
	}
	for i := range b.ed.Rows {
		for k := range b.ed.Rows[i].Year {
			y := &b.ed.Rows[i].Year[k]
			if lit := year[y.Period]; lit != nil && y.Period != this && y.Light != "" {
				lit[lightAt(y.Light)]++
			}
		}
	}
	for k := range lights {
		year[this][k] = len(b.lit[k])
	}
	var all []monthCount
	for _, p := range series {
		if l := *year[p]; p == this || l[0]+l[1]+l[2] > 0 { // a month that nobody reported says nothing
			all = append(all, monthCount{p, l})
		}
	}
	return all
}
