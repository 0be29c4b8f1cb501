package xlsx

import (
	"errors"
	"slices"
	"strconv"
)

// The grid of the format.
const (
	maxRow = 1 << 20
	maxCol = 1 << 14
)

// sheetReader gathers one worksheet. Rows come first in file order and are put right at the end
// only if the file had them otherwise.
type sheetReader struct {
	*reader
	s     *scanner
	sheet *Sheet

	row    int // the number of the row being read
	col    int // of the cell read last, empty ones included
	last   int // the largest column of this row so far
	seen   [maxCol / 64]uint64
	cells  []Cell // the piece of memory that rows are cut from
	from   int    // where this row begins in it
	piece  int    // of how many the next piece is
	sorted bool   // this row's cells ascend

	rows    rowList
	ordered bool // the rows ascend, each number once
	strays  []stray
	hidden  []span
	arrays  []Range
	scratch []byte
	written []byte // the formula read last, where formulas are kept
}

// The cells of a sheet lie in pieces of memory: the first is for as many as the part may hold, a cell with figures taking about so many
// characters, no piece for more than maxPiece.
const (
	cellLength = 40
	maxPiece   = 4096
)

// stray is a cell that stood in another row than its reference says.
type stray struct {
	row  int
	cell Cell
}

type span struct{ first, last int }

// worksheet reads one worksheet part.
func (r *reader) worksheet(e *entry, sheet *Sheet) error {
	sr := &sheetReader{reader: r, s: r.scanner, sheet: sheet, ordered: true, piece: min(max(int(e.size/cellLength), 256), maxPiece)}
	err := r.scan(e, r.lim.Unpacked, "工作表", "worksheet", func(s *scanner) error {
		switch string(s.element()) {
		case "sheetData":
			return sr.sheetData()
		case "cols":
			return sr.columns()
		case "mergeCells":
			return sr.merges()
		}
		return nil
	})
	if err != nil {
		return sr.near(err)
	}
	return sr.finish()
}

// near says which row was being read when a refusal arose.
func (sr *sheetReader) near(err error) error {
	var no *Refusal
	if sr.row == 0 || !errors.As(err, &no) {
		return err
	}
	return no.near(sr.sheet.Name, "", "第 "+strconv.Itoa(sr.row)+" 行附近")
}

func inSheet(err error, sheet, where string) error {
	var no *Refusal
	if errors.As(err, &no) {
		return no.in(sheet, where)
	}
	return err
}

func (sr *sheetReader) sheetData() error {
	return sr.s.children(func() error {
		if string(sr.s.element()) != "row" {
			return nil
		}
		if err := sr.beginRow(); err != nil {
			return err
		}
		return sr.endRow()
	})
}

// beginRow reads one row element with its cells.
func (sr *sheetReader) beginRow() error {
	row, hidden := sr.row+1, false
	for i := range sr.s.attrs {
		name, value := sr.s.attrAt(i)
		switch string(name) {
		case "r":
			n, ok := number(value)
			if !ok || n < 1 {
				return damaged("行号“" + clip(attrText(value), 20) + "”有误")
			}
			row = n
		case "hidden":
			hidden = hidden || isTrue(value)
		case "ht":
			hidden = hidden || isZero(value)
		}
	}
	if row > maxRow {
		return damaged("行号超出 .xlsx 的范围")
	}
	sr.row, sr.col, sr.from, sr.sorted = row, 0, len(sr.cells), true
	clear(sr.seen[:(sr.last+63)/64])
	sr.last = 0
	base := sr.s.depth()
	for {
		for plain := !sr.s.pending; plain; {
			var err error
			if plain, err = sr.plainCell(); err != nil {
				return err
			}
		}
		switch sr.s.next() {
		case atEnd:
			return sr.s.err
		case closing:
			if sr.s.depth() < base {
				sr.hide(hidden)
				return nil
			}
		case open:
			if string(sr.s.element()) == "c" {
				if err := sr.cell(); err != nil {
					return err
				}
			}
			sr.s.leave(base)
		}
	}
}

func (sr *sheetReader) hide(hidden bool) {
	if !hidden || len(sr.cells) == sr.from {
		return
	}
	if sr.sheet.HiddenRows == nil {
		sr.sheet.HiddenRows = map[int]bool{}
	}
	sr.sheet.HiddenRows[sr.row] = true
}

// endRow keeps the row if it holds something.
func (sr *sheetReader) endRow() error {
	cells := sr.cells[sr.from:len(sr.cells):len(sr.cells)]
	if len(cells) == 0 {
		return nil
	}
	if !sr.sorted {
		slices.SortFunc(cells, func(a, b Cell) int { return a.Col - b.Col })
	}
	if sr.rows.count == sr.lim.Rows {
		return tooMany("有内容的行", sr.lim.Rows, "行")
	}
	if sr.rows.count > 0 && sr.rows.latest >= sr.row {
		sr.ordered = false
	}
	sr.rows.add(Row{Number: sr.row, Cells: cells})
	return nil
}

// place puts a cell that holds something into the row being read, or aside if it belongs elsewhere.
func (sr *sheetReader) place(row int, c Cell) error {
	if c.Col > sr.lim.Cols {
		no := tooMany("列", sr.lim.Cols, "列")
		return no.in(sr.sheet.Name, Ref(row, c.Col))
	}
	if sr.reader.cells == 0 {
		return tooMany("有内容的单元格", sr.lim.Cells, "个")
	}
	sr.reader.cells--
	sr.sheet.MaxCol = max(sr.sheet.MaxCol, c.Col)
	if row != sr.row {
		if len(sr.strays) == sr.lim.Rows {
			return damaged("大量单元格的位置与所在的行不符")
		}
		sr.strays = append(sr.strays, stray{row, c})
		return nil
	}
	if n := len(sr.cells); n == cap(sr.cells) {
		row := sr.cells[sr.from:]
		sr.cells = append(make([]Cell, 0, sr.piece+len(row)), row...)
		sr.from, sr.piece = 0, min(2*sr.piece, maxPiece)
	}
	sr.cells = append(sr.cells, c)
	return nil
}

// columns reads which columns are hidden.
func (sr *sheetReader) columns() error {
	count := 0
	return sr.s.children(func() error {
		first, ok1 := number(sr.s.attr("min"))
		last, ok2 := number(sr.s.attr("max"))
		if count++; !ok1 || !ok2 || first < 1 || first > last || count > maxCol {
			return damaged("列的设置有误")
		}
		if isTrue(sr.s.attr("hidden")) || isZero(sr.s.attr("width")) {
			sr.hidden = append(sr.hidden, span{first, min(last, maxCol)})
		}
		return nil
	})
}

// merges reads the merged ranges.
func (sr *sheetReader) merges() error {
	return sr.s.children(func() error {
		if string(sr.s.element()) != "mergeCell" {
			return nil
		}
		m, ok := parseRange(sr.s.attr("ref"))
		if !ok {
			return damaged("合并单元格的范围有误")
		}
		if len(sr.sheet.Merges) == sr.lim.Merges {
			return tooMany("合并单元格", sr.lim.Merges, "处")
		}
		sr.sheet.Merges = append(sr.sheet.Merges, m)
		return nil
	})
}
