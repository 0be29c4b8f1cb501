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
