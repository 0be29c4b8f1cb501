package document

// grid lays the cells of a table out, repeating a merged one in each place that it covers.
type grid struct {
	rows  [][]string
	down  map[int]held // by column: what comes down from above
	cells int
	most  int
	over  bool
}

type held struct {
	text string
	left int
}

func (g *grid) row() {
	g.fill()
	g.rows = append(g.rows, nil)
	if g.down == nil {
		g.down = map[int]held{}
	}
}

// fill takes what comes down from above into the last row at its end.
func (g *grid) fill() {
	if len(g.rows) == 0 {
		return
	}
	g.drop()
}

// drop places held cells that stand next in the row.
func (g *grid) drop() {
	last := len(g.rows) - 1
	for {
		h, ok := g.down[len(g.rows[last])]
		if !ok || h.left == 0 {
			return
		}
		g.down[len(g.rows[last])] = held{h.text, h.left - 1}
		g.put(h.text)
	}
}

func (g *grid) put(text string) {
	if g.cells++; g.cells > g.most {
		g.over = true
		return
	}
	last := len(g.rows) - 1
	g.rows[last] = append(g.rows[last], text)
}

// cell adds one cell to the last row; cols and rows are what it covers.
func (g *grid) cell(text string, cols, rows int) {
	if len(g.rows) == 0 {
		g.row()
	}
	g.drop()
	for k := 0; k < cols && !g.over; k++ {
		if rows > 1 {
			g.down[len(g.rows[len(g.rows)-1])] = held{text, rows - 1}
		}
		g.put(text)
	}
}

func (g *grid) width() int {
	g.fill()
	most := 0
	for _, r := range g.rows {
		most = max(most, len(r))
	}
	return most
}
