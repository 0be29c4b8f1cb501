package columns

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
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

// writeDittos puts the words above in the place of a mark that says the same (〃, 同上): as a unit the mark was taken for one, as who is in
// charge for a department. A number is never repeated: a mark under one is said to be no figure.
func writeDittos(s Sheet) {
	above := map[int]xlsx.Cell{} // by column, the last that is no mark
	for i := range s.g.Rows {
		var written []xlsx.Cell
		for k, c := range s.g.Rows[i].Cells {
			switch {
			case c.Kind == xlsx.Blank:
			case c.Kind != xlsx.Text || !s.Headings.Is(vocabulary.Ditto, vocabulary.HeadingForm(c.Value)):
				above[c.Col] = c
			case above[c.Col].Kind == xlsx.Text && strings.ContainsFunc(above[c.Col].Value, cells.IsHan):
				if written == nil {
					written = slices.Clone(s.g.Rows[i].Cells)
				}
				written[k].Value = above[c.Col].Value
			}
		}
		if written != nil {
			s.g.Write(i, written)
		}
	}
}
