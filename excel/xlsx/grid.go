package xlsx

import (
	"sort"
)

// Grid is a sheet with its merged ranges laid out so that the cell that shows at a position is found in
// logarithmic time.
type Grid struct {
	*Sheet
	merges [][]Range // by column, ascending by first row
	own    bool      // its rows are not the workbook's
}

// mergeBudget bounds the columns that all merged ranges of a sheet together may cover; real sheets stay
// far below it, and ranges beyond it are read as single cells.
const mergeBudget = 1 << 20

// NewGrid lays the merged ranges of a sheet out.
func NewGrid(s *Sheet) *Grid {
	g := &Grid{Sheet: s, merges: make([][]Range, s.MaxCol+1)}
	budget := mergeBudget
	for _, m := range s.Merges {
		last := min(m.LastCol, s.MaxCol)
		if budget -= last - m.FirstCol + 1; budget < 0 {
			break
		}
		for c := m.FirstCol; c <= last; c++ {
			g.merges[c] = append(g.merges[c], m)
		}
	}
	for _, col := range g.merges {
		sort.Slice(col, func(i, j int) bool { return col[i].FirstRow < col[j].FirstRow })
	}
	return g
}

// Merge is the merged range over a position; a single cell where there is none.
func (g *Grid) Merge(row, col int) Range {
	if col < len(g.merges) {
		ms := g.merges[col]
		i := sort.Search(len(ms), func(i int) bool { return ms[i].FirstRow > row })
		if i > 0 && ms[i-1].LastRow >= row {
			return ms[i-1]
		}
	}
	return Range{FirstRow: row, FirstCol: col, LastRow: row, LastCol: col}
}

// Shown is the cell that shows at a position: that of the merged range's corner where one covers it.
func (g *Grid) Shown(row, col int) Cell {
	c := g.At(row, col)
	if c.Kind != Blank || c.Formula {
		return c
	}
	if m := g.Merge(row, col); m.FirstRow != row || m.FirstCol != col {
		return g.At(m.FirstRow, m.FirstCol)
	}
	return c
}

// From is the index in Rows of the first row numbered n or later.
func (g *Grid) From(n int) int {
	return sort.Search(len(g.Rows), func(i int) bool { return g.Rows[i].Number >= n })
}

// CoversDown reports that a cell of the rows first to last is merged into the row below.
func (g *Grid) CoversDown(first, last int) bool {
	i := g.From(first)
	for ; i < len(g.Rows) && g.Rows[i].Number <= last; i++ {
		for _, c := range g.Rows[i].Cells {
			if m := g.Merge(g.Rows[i].Number, c.Col); m.LastRow > last && m.FirstRow >= first {
				return true
			}
		}
	}
	return false
}
