package layout

import (
	"fmt"
	"strconv"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// mostCovered is how many covered cells of a sheet are named.
const mostCovered = 20

// sayCovered says what stands under merged ranges, unseen.
func (s *journal) sayCovered(covered []string) {
	for i, at := range covered {
		if i == mostCovered {
			s.note(fmt.Sprintf("工作表“%s”还有%d个被合并单元格盖住的单元格里有内容，未读", s.on, len(covered)-i))
			return
		}
		s.find(tally.NewFinding(tally.HiddenContent, s.on, at, "这个单元格被合并单元格盖住，里面另有内容，没有读", "以看得见的为准；盖住的内容要报送的，请拆开合并单元格"))
	}
}

// writeMonths writes 1, 2, 3 … in the heading of a table as months: at least three of them in columns side by side, beside a heading
// that names rows or units, and nothing but text beside them.
func writeMonths(s sheet) {
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
