package layout

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// leastLeft is how many rows of words and figures look like a table.
const leastLeft = 2

// sayBefore says of rows of words and figures above the first table of a sheet that they were not read: their heading was not known.
func (s *sheetReading) sayBefore() {
	if len(s.blocks) == 0 || s.blocks[0].IsList() || s.blocks[0].IsMapped() {
		return
	}
	rows := s.Grid().Rows[:s.Grid().From(s.blocks[0].First())]
	left := s.tableRows(rows)
	if len(left) < leastLeft {
		return
	}
	first, last := left[0], left[len(left)-1]
	f := tally.NewFinding(tally.LayoutUnknown, s.On(), xlsx.Ref(first.Number, first.Cells[0].Col), fmt.Sprintf("第%d行到第%d行有数，但没有认出表头，没有读", first.Number, last.Number), "不必报送的请说明；要报送的请在它的表头写上“指标名称”“目标值”“本月完成”“累计完成”")
	f.Class = tally.ClassC
	s.Find(f)
}

// headed reports that the first of some rows of figures stands under a row of nothing but words, two at least.
func (s *sheetReading) headed(rows []xlsx.Row) bool {
	if len(rows) == 0 {
		return false
	}
	i := s.Grid().From(rows[0].Number)
	if i == 0 || len(s.Grid().Rows[i-1].Cells) < 2 {
		return false
	}
	for _, c := range s.Grid().Rows[i-1].Cells {
		if c.Kind != xlsx.Text || s.Figure(c, "", "").Number.OK() {
			return false
		}
	}
	return true
}

// tableRows are the rows that hold words and, behind them, a figure that counts neither rows nor pages.
func (s *sheetReading) tableRows(rows []xlsx.Row) []xlsx.Row {
	counts := map[int]bool{} // columns of numbers that say nothing
	for _, row := range rows {
		for _, c := range row.Cells {
			if form := vocabulary.HeadingForm(c.Value); c.Kind == xlsx.Text && (s.Headings.WordRole(form) == vocabulary.RoleSeq || s.Headings.Has(vocabulary.NoFigures, form)) {
				counts[c.Col] = true
			}
		}
	}
	var left []xlsx.Row
	for _, row := range rows {
		words, figures := false, false
		for _, c := range row.Cells {
			if counts[c.Col] {
				continue
			}
			switch {
			case c.Kind == xlsx.Number && !c.ShowsDate() && !vocabulary.IsYear(c.Value):
				figures = figures || words
			case c.Kind == xlsx.Text && s.IsTime(c): // 1月
				words = true
			case c.Kind == xlsx.Text && s.Figure(c, "", "").Number.OK():
				figures = figures || words
			case c.Kind == xlsx.Text && c.Value != "":
				words = true
			}
		}
		if words && figures {
			left = append(left, row)
		}
	}
	return left
}
