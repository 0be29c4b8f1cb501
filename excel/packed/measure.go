package packed

import (
	"math"
	"strings"
)

// fontPoints is about the size that body text is set in.
const fontPoints = 10.0

// Units is the width of a text in columns units of the default font: a Chinese character takes about two.
func Units(s string) float64 {
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

// LinesIn is how many lines a text takes in a column: a little more than it needs, since programs measure
// fonts differently and a cut line is worse than a loose one.
func LinesIn(s string, width float64) int {
	n := 0
	for part := range strings.SplitSeq(s, "\n") {
		n += max(1, int(math.Ceil(Units(part)/max(1, width-1.2))))
	}
	return n
}

// HeightFor is the height of a row whose fullest cell has so many lines, and at least least.
func HeightFor(lines int, least float64) float64 {
	return math.Min(409, math.Max(least, math.Ceil(float64(lines)*fontPoints*1.36+7)))
}
