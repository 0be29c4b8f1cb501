package excel

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// paintedUnit is the unit that a number's format paints behind it (0"亿元", 0.0"万"), in a row counted in unit; "" where it paints
// none. Whoever reads the sheet sees it, so it is part of the figure.
func (r *reading) paintedUnit(c xlsx.Cell, unit string) string {
	if c.Kind != xlsx.Number || !strings.Contains(c.Format, `"`) || isDate(c.Format) {
		return ""
	}
	section, _, _ := strings.Cut(c.Format, ";")
	head, tail, ok := strings.Cut(strings.TrimRight(section, "_ )"), `"`)
	painted, rest, closed := strings.Cut(tail, `"`)
	if !ok || !closed || strings.ContainsAny(rest, "0#?") || !strings.ContainsAny(head, "0#?") {
		return ""
	}
	painted = headingForm(painted)
	if painted == "万" || painted == "亿" {
		painted += strings.TrimLeft(unit, "百千万亿")
	}
	if painted == unit || !r.isUnit(painted) {
		return ""
	}
	return painted
}
