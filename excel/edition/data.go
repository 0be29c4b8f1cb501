package edition

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/tally"
)

// dataLine is one line of 数据.
type dataLine struct {
	row    *tally.Row // nil for a figure whose indicator is not in the edition
	figure int        // index into Edition.Figures, -1 for 未报
	held   *tally.Deviation
	point  *tally.MonthPoint // what an earlier month's figure was worth
	kind   *lineKind
}

// lineKind says what a line of 数据 holds: its word, and the word in a trace.
type lineKind struct{ word, basis string }

var (
	kindFigure    = &lineKind{"数据", "数据行"}
	kindMissing   = &lineKind{"未报", "未报行"}
	kindMilestone = &lineKind{"节点", "节点行"}
	kindAgainst   = &lineKind{"对照", "对照行"}
	kindYear      = &lineKind{"各月", "各月行"}
)

// data describes 数据, in as many parts as its lines need.
func (b *book) data(index figureIndex) []sheet {
	n := 0
	b.dataLines(index, func(dataLine) bool { n++; return true })
	lines := func(from, to int) func(func(line) bool) {
		return func(yield func(line) bool) {
			if !yield(headLine(heads.AllData)) {
				return
			}
			c, year := filler{cells: make([]cell, len(heads.Data))}, filler{cells: make([]cell, len(heads.AllData))}
			k := 0
			b.dataLines(index, func(l dataLine) bool {
				k++
				switch {
				case k <= from:
					return true
				case k > to:
					return false
				case l.kind == kindYear:
					b.yearCells(&year, l.row)
					return yield(line{cells: year.cells, basis: l.kind.basis})
				}
				b.dataCells(&c, l)
				return yield(line{cells: c.cells, from: b.figure(l.figure), basis: l.kind.basis})
			})
		}
	}
	return b.parted(DataSheet, "一行一个数据，可以筛选、透视和复算", "数据表", heads.AllData, n, lines)
}

// figureIndex says for every figure to which row it belongs, which row's light it gives, and whether it stands in 数据; and which rows
// have none.
type figureIndex struct {
	rows, main []int32 // their places, -1 for none; of a million figures, half of what pointers take
	shown      []bool
	none       []*tally.Row
}

func (b *book) index() figureIndex {
	figures := b.ed.Figures
	x := figureIndex{rows: make([]int32, len(figures)), main: make([]int32, len(figures)), shown: make([]bool, len(figures))}
	for i := range figures {
		x.shown[i] = !b.ed.FiguresOwn || figures[i].Period == b.ed.Period
		x.main[i] = -1
		if i > 0 && figures[i].Indicator == figures[i-1].Indicator {
			x.rows[i] = x.rows[i-1]
		} else if k, ok := b.rows[figures[i].Indicator]; ok {
			x.rows[i] = int32(k) //nolint:gosec // a sheet has no more rows than a million
		} else {
			x.rows[i] = -1
		}
	}
	for i := range b.ed.Rows {
		r := &b.ed.Rows[i]
		for _, m := range r.Figures { // the months that a sum is made of
			if m >= 0 && m < len(figures) {
				x.shown[m] = true
			}
		}
		if m := b.mainFigure(r); m >= 0 {
			x.main[m] = int32(i) //nolint:gosec // as above
		} else {
			x.none = append(x.none, r)
		}
	}
	return x
}

// dataLines gives the figures in the edition's order, each followed by what it is held against further, then the
// indicators that have none, then the months of each.
func (b *book) dataLines(index figureIndex, yield func(dataLine) bool) {
	for i := range b.ed.Figures {
		if !index.shown[i] {
			continue
		}
		l := dataLine{row: b.rowAt(index.rows[i]), figure: i, kind: kindFigure}
		r := b.rowAt(index.main[i])
		if r != nil {
			l.row, l.held = r, &r.Main
		} else if l.row != nil && !b.ed.FiguresOwn {
			l.point = pointOf(l.row, &b.ed.Figures[i])
		}
		if !yield(l) {
			return
		}
		if r != nil && !others(r, i, yield) {
			return
		}
	}
	for _, r := range index.none {
		kind := kindMissing
		if r.Main.Basis == tally.ByDate { // what becomes of a milestone is said in words
			kind = kindMilestone
		}
		if !yield(dataLine{row: r, figure: -1, held: &r.Main, kind: kind}) || !others(r, -1, yield) {
			return
		}
	}
	for i := range b.ed.Rows {
		if r := &b.ed.Rows[i]; b.ed.FiguresOwn && hasYear(r) && !yield(dataLine{row: r, figure: -1, kind: kindYear}) {
			return
		}
	}
}

// others gives the lines of a row's further targets.
func others(r *tally.Row, figure int, yield func(dataLine) bool) bool {
	for k := range r.Others {
		if !yield(dataLine{row: r, figure: figure, held: &r.Others[k], kind: kindAgainst}) {
			return false
		}
	}
	return true
}

// mainFigure is the figure that a row's light was computed from, of the edition's own period; -1 where there is none.
func (b *book) mainFigure(r *tally.Row) int {
	main := -1
	for _, i := range r.Figures {
		if i < 0 || i >= len(b.ed.Figures) {
			continue
		}
		p := b.ed.Figures[i].Period
		if p == b.ed.Period {
			return i
		}
		if p.Kind() != b.ed.Period.Kind() && (main < 0 || p.Compare(b.ed.Figures[main].Period) > 0) { // of what the round is made of
			main = i
		}
	}
	return main
}

// pointOf is what an earlier month's year to date was worth.
func pointOf(r *tally.Row, f *tally.Figure) *tally.MonthPoint {
	if f.Span == tally.SpanMonth {
		return nil
	}
	return r.PointOf(f.Period)
}

// partsText writes parts so that a script can split them again.
func partsText(parts []tally.Part) string {
	var all []string
	for _, p := range parts {
		s := p.Of + p.Threshold.Plain() + p.Unit + ":" + p.Count.Plain()
		if p.Stretch {
			s += "（力争）"
		}
		all = append(all, s)
	}
	return strings.Join(all, ";")
}

// yes prints a fact.
func yes(v bool) string {
	if v {
		return "是"
	}
	return ""
}

// dueIn says whether the plan expects a figure.
func dueIn(r *tally.Row, p tally.Round) string {
	if r.Indicator.Every > 1 {
		return map[bool]string{true: "是", false: "否"}[r.Indicator.DueIn(p)]
	}
	return "是"
}

// lagText is empty for none.
func lagText(n int) cell {
	if n == 0 {
		return cell{}
	}
	return whole(data, n)
}
