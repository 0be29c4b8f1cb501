package layout

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// coverRows is the most rows that a cover has.
const coverRows = 60

// lookCover takes month and department from a sheet of words before the tables: 填报单位:商务局, 二〇一八年九月. A day is that of
// the filing, not of the figures.
func (r *reading) lookCover(s *sheetReading) {
	if len(s.blocks) > 0 || len(s.g.Rows) > coverRows {
		return
	}
	for _, row := range s.g.Rows {
		for _, c := range row.Cells {
			if c.Kind != xlsx.Text || len(c.Value) > titleLength {
				continue
			}
			for _, field := range fieldsOf(c.Value) {
				if s.lookField(field, &r.cover) || s.Headings.IsFooter(field) {
					continue
				}
				if w, _ := vocabulary.ParseWhen(vocabulary.HeadingForm(field)); w.Months() && w.Day == 0 {
					r.cover.when = w.Over(r.cover.when)
				}
			}
		}
	}
}
