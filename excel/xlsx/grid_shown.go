package xlsx

import "slices"

// A grid holds a sheet as it looks: what a merged range covers is dropped, and cells may be written anew. The sheet itself is shared,
// so its rows are copied before they are changed.

// Write gives the row with index i other cells.
func (g *Grid) Write(i int, cells []Cell) {
	if !g.own {
		sheet := *g.Sheet
		sheet.Rows = append([]Row(nil), sheet.Rows...)
		g.Sheet, g.own = &sheet, true
	}
	g.Rows[i].Cells = cells
}

// Uncover drops the cells that merged ranges cover, since nobody who looks at the sheet sees them, and gives the addresses of those
// that held something else than the corner that shows.
func (g *Grid) Uncover() (covered []string) {
	if len(g.Merges) == 0 {
		return nil
	}
	last := 0 // row that a range reaches
	for _, m := range g.Merges {
		last = max(last, m.LastRow)
	}
	for i := range g.Rows {
		row := g.Rows[i]
		if row.Number > last {
			break
		}
		var kept []Cell
		for k, c := range row.Cells {
			m := g.Merge(row.Number, c.Col)
			under := m.FirstRow != row.Number || m.FirstCol != c.Col
			if under && kept == nil {
				kept = append(make([]Cell, 0, len(row.Cells)), row.Cells[:k]...)
			}
			if !under && kept != nil {
				kept = append(kept, c)
			}
			if under && c.Value != "" && c.Value != g.At(m.FirstRow, m.FirstCol).Value {
				covered = append(covered, Ref(row.Number, c.Col))
			}
		}
		if kept != nil {
			g.Write(i, kept)
		}
	}
	if g.own {
		g.Rows = slices.DeleteFunc(g.Rows, func(r Row) bool { return len(r.Cells) == 0 })
	}
	return covered
}
