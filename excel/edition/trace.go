package edition

import (
	"errors"
	"fmt"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// ErrNoCell is the answer for a sheet that the edition does not have, and for a cell outside what a sheet holds.
var ErrNoCell = errors.New("no such cell in this edition")

// Trace answers which figures a cell of an issued workbook comes from, and how. The address is that of the workbook as it was laid out
// when it was issued. stored are its cells as they were issued, nil where nobody has them: where the cell there holds something else
// than the edition's figures give, the answer says so.
func Trace(ed tally.Edition, stored *xlsx.Workbook, name, at string) ([]tally.Figure, string, error) {
	row, column, ok := xlsx.ParseRef(strings.TrimSpace(at))
	if !ok {
		return nil, "", fmt.Errorf("cell %q: %w", at, ErrNoCell)
	}
	b := traced(ed)
	b.kept = heads.KeptColumns(ed)
	for _, s := range b.sheets() {
		if s.name != name {
			continue
		}
		asked := place{name, row}
		toColumn, toRow, moved, gone := today(ed, s, column-1, row)
		if gone != "" {
			return nil, name + "!" + xlsx.Ref(row, column) + "：“" + strings.ReplaceAll(gone, "/", "·") + "”列，现在的程序不再有这一列" + storedText(stored, asked, column) + "。", nil
		}
		return b.traceIn(s, stored, target{asked: asked, column: column, toColumn: toColumn, toRow: toRow, moved: moved})
	}
	return nil, "", fmt.Errorf("sheet %q: %w", name, ErrNoCell)
}

// target is a cell that was asked for, and where it stands today; columns from 0 in today's place, from 1 in the one asked for.
type target struct {
	asked           place
	column          int
	toColumn, toRow int
	moved           bool
}

// traceIn walks the sheet's own description down to the cell; a merged area answers as its first cell.
func (b *book) traceIn(s sheet, stored *xlsx.Workbook, t target) ([]tally.Figure, string, error) {
	column, row := anchor(s.merges, t.toColumn, t.toRow)
	if column != t.toColumn || row != t.toRow { // the corner of the merged area stands as far off in the issued workbook
		t.column, t.asked.row = t.column+column-t.toColumn, t.asked.row+row-t.toRow
	}
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
	at := xlsx.Ref(t.asked.row, t.column)
	if found == nil {
		return nil, "", fmt.Errorf("%s!%s: %w", s.name, at, ErrNoCell)
	}
	figures := make([]tally.Figure, 0, len(found.from))
	for _, i := range found.from {
		if i >= 0 && i < len(b.ed.Figures) {
			figures = append(figures, b.ed.Figures[i])
		}
	}
	if t.moved { // its formula named the places of then
		found.formula = ""
	}
	says := explain(s.name+"!"+at, row, found, under.text(row), len(figures))
	return figures, says + differs(stored, t, found), nil
}

// differs says where an issued workbook holds something else than is traced.
func differs(stored *xlsx.Workbook, t target, c *cell) string {
	is, ok := storedCell(stored, t.asked, t.column)
	if !ok || sameValue(is, c) {
		return ""
	}
	was, now := is.Text(stored.Date1904), c.shown()
	if was == "" {
		was = "空"
	}
	if now == "" {
		now = "空"
	}
	return "注意：存档的工作簿里这一格是“" + beginning(was) + "”，与按这一版的数据推算的“" + beginning(now) + "”不同，请以存档的工作簿为准。"
}

// storedCell is a cell of an issued workbook.
func storedCell(stored *xlsx.Workbook, at place, column int) (xlsx.Cell, bool) {
	if stored != nil {
		for _, s := range stored.Sheets {
			if s.Name == at.sheet {
				return s.At(at.row, column), true
			}
		}
	}
	return xlsx.Cell{}, false
}

// storedText says what a cell of an issued workbook holds.
func storedText(stored *xlsx.Workbook, at place, column int) string {
	c, ok := storedCell(stored, at, column)
	if !ok || c.Kind == xlsx.Blank {
		return ""
	}
	return "；存档的工作簿里这一格是“" + beginning(c.Text(stored.Date1904)) + "”"
}

// sameValue holds a stored cell against what would be written today.
func sameValue(is xlsx.Cell, c *cell) bool {
	shown := c.shown()
	if c.kind != number && c.kind != computed {
		return is.Value == shown
	}
	a, err1 := exact.ParseNumber(is.Value)
	b, err2 := exact.ParseNumber(shown)
	return err1 == nil && err2 == nil && (a.OK() == b.OK()) && (!a.OK() || a.Equal(b))
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

// shownRunes is how much of a cell an answer shows.
const shownRunes = 40

// beginning is what an answer shows of a cell's text.
func beginning(text string) string {
	if cut := shorten(text, shownRunes); cut != text {
		return cut + "…"
	}
	return text
}

// explain says in words how the cell at an address came about; head is the heading of its column.
func explain(at string, row int, c *cell, head string, figures int) string {
	s := at
	shown := c.value
	if c.kind != text {
		shown = string(c.appearing(nil))
	}
	if shown != "" {
		s += " “" + beginning(shown) + "”"
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
		if c.older.Indicator != "" {
			return s + "，来自" + c.older.Period.Chinese() + "那一期报送的数据。"
		}
		return s + "，不来自部门报送的数据。"
	case 1:
		return s + "，来自以下 1 个数据。"
	}
	return s + fmt.Sprintf("，来自以下 %d 个数据。", figures)
}
