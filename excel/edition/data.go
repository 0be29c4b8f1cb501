package edition

import (
	"strings"

	"github.com/xuri/excelize/v2"

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
)

// data describes 数据.
func (b *book) data(index figureIndex) sheet {
	lines := func(yield func(line) bool) {
		if !yield(headLine(dataHeads)) {
			return
		}
		c := filler{cells: make([]cell, len(dataHeads))}
		b.dataLines(index, func(l dataLine) bool {
			b.dataCells(&c, l)
			return yield(line{cells: c.cells, from: b.figure(l.figure), basis: l.kind.basis})
		})
	}
	return sheet{name: DataSheet, rows: len(b.ed.Figures), widths: fitted(lines, len(dataHeads)), lines: lines, dress: func(f *excelize.File) error {
		n := 0
		b.dataLines(index, func(dataLine) bool { n++; return true })
		return b.table(f, DataSheet, "数据表", dataHeads, n, 4)
	}}
}

// figureIndex says for every figure to which row it belongs, and which row's light it gives; and which rows have none.
type figureIndex struct {
	rows, main []*tally.Row
	none       []*tally.Row
}

func (b *book) index() figureIndex {
	x := figureIndex{rows: make([]*tally.Row, len(b.ed.Figures)), main: make([]*tally.Row, len(b.ed.Figures))}
	for i := range b.ed.Figures {
		if i > 0 && b.ed.Figures[i].Indicator == b.ed.Figures[i-1].Indicator {
			x.rows[i] = x.rows[i-1]
		} else {
			x.rows[i] = b.row(b.ed.Figures[i].Indicator)
		}
	}
	for i := range b.ed.Rows {
		r := &b.ed.Rows[i]
		if m := b.mainFigure(r); m >= 0 {
			x.main[m] = r
		} else {
			x.none = append(x.none, r)
		}
	}
	return x
}

// dataLines gives the figures in the edition's order, each followed by what it is held against further, then the
// indicators that have none.
func (b *book) dataLines(index figureIndex, yield func(dataLine) bool) {
	for i := range b.ed.Figures {
		l := dataLine{row: index.rows[i], figure: i, kind: kindFigure}
		r := index.main[i]
		if r != nil {
			l.row, l.held = r, &r.Main
		} else if l.row != nil {
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
	for _, i := range r.Figures {
		if i >= 0 && i < len(b.ed.Figures) && b.ed.Figures[i].Period == b.ed.Period {
			return i
		}
	}
	return -1
}

// pointOf is what an earlier month's year to date was worth.
func pointOf(r *tally.Row, f *tally.Figure) *tally.MonthPoint {
	if f.Span == tally.SpanMonth {
		return nil
	}
	return monthOf(r, f.Period)
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
func dueIn(r *tally.Row, p tally.Period) string {
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
