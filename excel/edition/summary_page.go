package edition

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/packed"
)

// summaryPage is how 汇总表 is printed.
var summaryPage = dress.Page{Paper: dress.A3, Landscape: true, Heads: "3:4", Tab: "2F5597"}

// summaryTop are the heights of the rows above the indicators; the headings among them, the last two, stand on every page.
var summaryTop = [...]float64{34, 20, 22, 32}

// leastSummary is how high an indicator's row is at least.
const leastSummary = 28

// littleMore is by how much more than one page a table may be that is made to fit it all the same: small print is better than a page of
// three rows.
const littleMore = 1.3

// paginate says where pages begin, so that a group which goes on over a page names itself there again: the merged cell of its name is
// cut at the page, as a printed one could not be read on the second.
func (s *summary) paginate(widths []float64) {
	cells := make([]cell, len(s.columns))
	height := func(i int) float64 {
		most := 1
		for _, k := range s.wraps {
			cells[k] = s.columns[k].cell(&s.ed.Rows[i], i, firstSummaryRow+i)
			if cells[k].kind == text {
				most = max(most, packed.LinesIn(cells[k].value, widths[k]))
			}
		}
		return packed.HeightFor(most, leastSummary)
	}
	repeated := summaryTop[2] + summaryTop[3]
	top, capacity := repeated+summaryTop[0]+summaryTop[1], summaryPage.Capacity(widths[:s.printed])
	if rows := len(s.ed.Rows); float64(rows)*leastSummary < littleMore*capacity {
		sum := top
		for i := range rows {
			sum += height(i)
		}
		for _, l := range s.foot(widths) {
			sum += l.height
		}
		if s.onePage = sum <= littleMore*capacity; s.onePage {
			return
		}
	}
	if s.depth > 0 {
		s.breaks = dress.Breaks(height, len(s.ed.Rows), capacity, top, repeated)
	}
}

// begins reports a row that begins a page.
func (s *summary) begins(i int) bool {
	_, found := slices.BinarySearch(s.breaks, i)
	return found
}
