package edition

import (
	"github.com/tallysheet/tallysheet/excel/packed"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
)

// heightOf is the height of a row of cells, widths apart from those that are merged.
func heightOf(cells []cell, widths []float64, least float64) float64 {
	most := 1
	for i, c := range cells {
		if c.kind == text && i < len(widths) && c.style.face != group {
			most = max(most, packed.LinesIn(c.value, widths[i]))
		}
	}
	return packed.HeightFor(most, least)
}

// How wide a column of a table may be, and how many of its lines are looked at for it.
const (
	narrowest = 9.0
	widest    = 68.0
	looked    = 300
)

// fitted are widths that show the first lines of a table whole.
func fitted(lines func(func(line) bool), columns int) []float64 {
	widths := make([]float64, columns)
	n := 0
	lines(func(l line) bool {
		for i := range l.cells {
			w := packed.Units(l.cells[i].shown()) + 2
			switch {
			case n == 0:
				w += 3 // the button of the filter
			case l.cells[i].style.format == numfmt.Moment:
				w = 19
			case l.cells[i].style.format == numfmt.Percent:
				w = narrowest
			}
			widths[i] = min(widest, max(narrowest, widths[i], w))
		}
		n++
		return n < looked
	})
	return widths
}
