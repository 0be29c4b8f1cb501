package edition

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// ErrNoCell is the answer for a sheet that the edition does not have, and for a cell outside what a sheet holds.
var ErrNoCell = errors.New("no such cell in this edition")

// Trace answers which figures a cell comes from, and how.
func Trace(ed tally.Edition, name, at string) ([]tally.Figure, string, error) {
	row, column, ok := xlsx.ParseRef(strings.TrimSpace(at))
	if !ok {
		return nil, "", fmt.Errorf("cell %q: %w", at, ErrNoCell)
	}
	b := traced(ed)
	for _, s := range b.sheets() {
		if s.name == name {
			return b.traceIn(s, column-1, row)
		}
	}
	return nil, "", fmt.Errorf("sheet %q: %w", name, ErrNoCell)
}

// traceIn walks the sheet's own description down to the cell; a merged area answers as its first cell.
func (b *book) traceIn(s sheet, column, row int) ([]tally.Figure, string, error) {
	column, row = anchor(s.merges, column, row)
	var found *cell
	var under columnHead
	n := 0
	s.lines(func(l line) bool {
		n++
		under.pass(l, column, n)
		if n == row && column < len(l.cells) {
			c := l.cells[column]
			if c.basis == "" {
				c.from, c.basis = l.from, l.basis
			}
			found = &c
		}
		return n < row
	})
	if found == nil {
		return nil, "", fmt.Errorf("%s!%s: %w", s.name, ref(column, row), ErrNoCell)
	}
	figures := make([]tally.Figure, 0, len(found.from))
	for _, i := range found.from {
		if i >= 0 && i < len(b.ed.Figures) {
			figures = append(figures, b.ed.Figures[i])
		}
	}
	return figures, b.explain(s.name, column, row, found, under.text(row), len(figures)), nil
}

// columnHead is the heading that a column has further down: that of the last rows of headings, which may be two.
type columnHead struct {
	words []string
	last  int // the row of the last heading
}

// pass takes the heading that a row has in the column.
func (h *columnHead) pass(l line, column, row int) {
	if column >= len(l.cells) || l.cells[column].style.face != heading {
		return
	}
	if row > h.last+1 {
		h.words = nil
	}
	h.last = row
	if c := &l.cells[column]; c.kind == text && c.value != "" {
		h.words = append(h.words, strings.ReplaceAll(c.value, "\n", ""))
	}
}

// text is the heading over a row, "" for the headings themselves and what stands above them.
func (h *columnHead) text(row int) string {
	if row <= h.last {
		return ""
	}
	return strings.Join(h.words, "·")
}

// anchor is the first cell of the merged area that a cell lies in.
func anchor(merges []string, column, row int) (int, int) {
	for _, m := range merges {
		from, to, _ := strings.Cut(m, ":")
		r1, c1, ok1 := xlsx.ParseRef(from)
		r2, c2, ok2 := xlsx.ParseRef(to)
		if ok1 && ok2 && column >= c1-1 && column <= c2-1 && row >= r1 && row <= r2 {
			return c1 - 1, r1
		}
	}
	return column, row
}

// explain says in words how a cell came about; head is the heading of its column.
func (b *book) explain(name string, column, row int, c *cell, head string, figures int) string {
	s := name + "!" + ref(column, row)
	if shown := c.shown(); shown != "" {
		s += " “" + shorten(shown, 40) + "”"
	}
	if head != "" {
		head = "“" + head + "”列的"
	}
	switch {
	case c.basis != "":
		s += "：" + c.basis
	case c.kind == blank:
		s += "：" + head + "空白单元格"
	case head != "":
		s += "：" + head + "文字"
	default:
		s += "：标题或说明文字"
	}
	if c.formula != "" {
		s += "（公式 =" + string(appendFormula(nil, c.formula, strconv.AppendInt(nil, int64(row), 10))) + "）"
	}
	switch figures {
	case 0:
		return s + "，不来自部门报送的数据。"
	case 1:
		return s + "，来自以下 1 个数据。"
	}
	return s + fmt.Sprintf("，来自以下 %d 个数据。", figures)
}
