package columns

import (
	"strconv"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// writeMonths writes 1, 2, 3 … in the heading of a table as months: at least three of them in columns side by side, beside a heading
// that names rows or units, and nothing but text beside them.
func writeMonths(s Sheet) {
	for i := range s.g.Rows[:min(captions.LookRows, len(s.g.Rows))] {
		row := s.g.Rows[i]
		run, anchored, from := 0, false, 0
		for k, c := range row.Cells {
			switch {
			case c.Kind == xlsx.Text:
				anchored = anchored || isAnchor(s.Headings.WordRole(vocabulary.HeadingForm(c.Value)))
			case c.Kind == xlsx.Number && c.Value == strconv.Itoa(run+1) && run < 12 && (run == 0 || row.Cells[k-1].Col == c.Col-1):
				if run++; run == 1 {
					from = k
				}
			default:
				run = 13
			}
		}
		if !anchored || run < 3 || run > 12 {
			continue
		}
		cells := append([]xlsx.Cell(nil), row.Cells...)
		for k := range run {
			cells[from+k].Kind, cells[from+k].Value = xlsx.Text, cells[from+k].Value+"月"
		}
		s.g.Write(i, cells)
	}
}
