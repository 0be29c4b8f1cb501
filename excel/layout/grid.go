package layout

import (
	"sort"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// grid is a sheet with its merged ranges laid out so that the cell that shows at a position is found in
// logarithmic time.
type grid struct {
	*xlsx.Sheet
	merges [][]xlsx.Range // by column, ascending by first row
}

// mergeBudget bounds the columns that all merged ranges of a sheet together may cover; real sheets stay
// far below it, and ranges beyond it are read as single cells.
const mergeBudget = 1 << 20

func newGrid(s *xlsx.Sheet) *grid {
	g := &grid{Sheet: s, merges: make([][]xlsx.Range, s.MaxCol+1)}
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

// merge is the merged range over a position; a single cell where there is none.
func (g *grid) merge(row, col int) xlsx.Range {
	if col < len(g.merges) {
		ms := g.merges[col]
		i := sort.Search(len(ms), func(i int) bool { return ms[i].FirstRow > row })
		if i > 0 && ms[i-1].LastRow >= row {
			return ms[i-1]
		}
	}
	return xlsx.Range{FirstRow: row, FirstCol: col, LastRow: row, LastCol: col}
}

// shown is the cell that shows at a position: that of the merged range's corner where one covers it.
func (g *grid) shown(row, col int) xlsx.Cell {
	c := g.At(row, col)
	if c.Kind != xlsx.Blank || c.Formula {
		return c
	}
	if m := g.merge(row, col); m.FirstRow != row || m.FirstCol != col {
		return g.At(m.FirstRow, m.FirstCol)
	}
	return c
}

// from is the index in Rows of the first row numbered n or later.
func (g *grid) from(n int) int {
	return sort.Search(len(g.Rows), func(i int) bool { return g.Rows[i].Number >= n })
}

// coversDown reports that a cell of the rows first to last is merged into the row below.
func (g *grid) coversDown(first, last int) bool {
	i := g.from(first)
	for ; i < len(g.Rows) && g.Rows[i].Number <= last; i++ {
		for _, c := range g.Rows[i].Cells {
			if m := g.merge(g.Rows[i].Number, c.Col); m.LastRow > last && m.FirstRow >= first {
				return true
			}
		}
	}
	return false
}
