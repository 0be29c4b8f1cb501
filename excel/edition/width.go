package edition

import (
	"math"
	"strings"
)

// fontPoints is about the size that body text is set in.
const fontPoints = 10.0

// units is the width of a text in columns units of the default font: a Chinese character takes about two.
func units(s string) float64 {
	n := 0.0
	for _, r := range s {
		if r < 0x2E80 && r != '“' && r != '”' && r != '…' && r != '●' {
			n += 1.0
		} else {
			n += 1.95
		}
	}
	return n
}

// linesIn is how many lines a text takes in a column: a little more than it needs, since programs measure
// fonts differently and a cut line is worse than a loose one.
func linesIn(s string, width float64) int {
	n := 0
	for part := range strings.SplitSeq(s, "\n") {
		n += max(1, int(math.Ceil(units(part)/max(1, width-1.2))))
	}
	return n
}

// heightFor is the height of a row whose fullest cell has so many lines, and at least least.
func heightFor(lines int, least float64) float64 {
	return math.Min(409, math.Max(least, math.Ceil(float64(lines)*fontPoints*1.36+7)))
}

// heightOf is the height of a row of cells, widths apart from those that are merged.
func heightOf(cells []cell, widths []float64, least float64) float64 {
	most := 1
	for i, c := range cells {
		if c.kind == text && i < len(widths) && c.style.face != group {
			most = max(most, linesIn(c.value, widths[i]))
		}
	}
	return heightFor(most, least)
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
			w := units(l.cells[i].shown()) + 2
			switch {
			case n == 0:
				w += 3 // the button of the filter
			case l.cells[i].style.format == formatMoment:
				w = 19
			case l.cells[i].style.format == formatPercent:
				w = narrowest
			}
			widths[i] = min(widest, max(narrowest, widths[i], w))
		}
		n++
		return n < looked
	})
	return widths
}
