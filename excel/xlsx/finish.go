package xlsx

import (
	"slices"
	"sort"
)

// rowList grows in pieces: doubling one slice of a long sheet would cost its size over again.
type rowList struct {
	pieces [][]Row
	count  int
	latest int // the number of the row added last
}

func (l *rowList) add(r Row) {
	if n := len(l.pieces); n == 0 || len(l.pieces[n-1]) == cap(l.pieces[n-1]) {
		l.pieces = append(l.pieces, make([]Row, 0, min(max(64, 2*l.count), 4096)))
	}
	p := &l.pieces[len(l.pieces)-1]
	*p = append(*p, r)
	l.count++
	l.latest = r.Number
}

func (l *rowList) all() []Row {
	if len(l.pieces) == 1 {
		return l.pieces[0]
	}
	return slices.Concat(l.pieces...)
}

// finish puts the sheet in order and within its own bounds.
func (sr *sheetReader) finish() error {
	sh := sr.sheet
	sh.Rows = sr.rows.all()
	if err := sr.arrange(); err != nil {
		return err
	}
	if len(sh.Rows) > sr.lim.Rows {
		return tooMany("有内容的行", sr.lim.Rows, "行")
	}
	for _, h := range sr.hidden {
		for c := h.first; c <= min(h.last, sh.MaxCol); c++ {
			if sh.HiddenCols == nil {
				sh.HiddenCols = map[int]bool{}
			}
			sh.HiddenCols[c] = true
		}
	}
	sr.clipMerges()
	return sr.markArrays()
}

// arrange sorts rows that came in another order and joins what belongs to one row.
func (sr *sheetReader) arrange() error {
	if sr.ordered && len(sr.strays) == 0 {
		return nil
	}
	rows := sr.sheet.Rows
	for _, st := range sr.strays {
		rows = append(rows, Row{Number: st.row, Cells: []Cell{st.cell}})
	}
	slices.SortStableFunc(rows, func(a, b Row) int { return a.Number - b.Number })
	out := rows[:0]
	for i := 0; i < len(rows); {
		row, j := rows[i], i+1
		for ; j < len(rows) && rows[j].Number == row.Number; j++ {
			row.Cells = append(row.Cells, rows[j].Cells...)
		}
		if j > i+1 {
			slices.SortFunc(row.Cells, func(a, b Cell) int { return a.Col - b.Col })
			for k := 1; k < len(row.Cells); k++ {
				if row.Cells[k].Col == row.Cells[k-1].Col {
					return twice().in(sr.sheet.Name, Ref(row.Number, row.Cells[k].Col))
				}
			}
		}
		out = append(out, row)
		i = j
	}
	sr.sheet.Rows = out
	return nil
}

// clipMerges cuts the merged ranges to the rows and columns that hold something, so that nobody
// walks through a million empty cells; what lies wholly beyond goes.
func (sr *sheetReader) clipMerges() {
	sh, lastRow := sr.sheet, 0
	if n := len(sh.Rows); n > 0 {
		lastRow = sh.Rows[n-1].Number
	}
	out := sh.Merges[:0]
	for _, m := range sh.Merges {
		if m.FirstRow > lastRow || m.FirstCol > sh.MaxCol {
			continue
		}
		m.LastRow, m.LastCol = min(m.LastRow, lastRow), min(m.LastCol, sh.MaxCol)
		out = append(out, m)
	}
	sh.Merges = out
}

// markArrays marks the cells of array formulas: only the first of them carries the formula itself.
// Array ranges may not overlap, so honest ones together cover no more than the grid that holds something.
func (sr *sheetReader) markArrays() error {
	rows, maxCol := sr.sheet.Rows, sr.sheet.MaxCol
	work := len(rows) * maxCol
	for _, a := range sr.arrays {
		if a.FirstCol > maxCol {
			continue
		}
		i := sort.Search(len(rows), func(i int) bool { return rows[i].Number >= a.FirstRow })
		for ; i < len(rows) && rows[i].Number <= a.LastRow; i++ {
			cells := rows[i].Cells
			j := sort.Search(len(cells), func(j int) bool { return cells[j].Col >= a.FirstCol })
			for ; j < len(cells) && cells[j].Col <= a.LastCol; j++ {
				cells[j].Formula = true
				work--
			}
			if work--; work < -len(rows)*maxCol {
				return damaged("数组公式的范围互相重叠")
			}
		}
	}
	return nil
}
