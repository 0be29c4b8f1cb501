package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// leastDown is how many months or years below one another are no accident.
const leastDown = 3

const turnAdvice = "请把月份改成横着的一行表头，每个指标占一行，左边一列写“指标名称”"

// timesDown reports a table whose rows are months or years: the headings would be its indicators.
func (s Sheet) timesDown(b *Block) (Lack, bool) {
	if b.mapped || b.name == 0 {
		return Lack{}, false
	}
	times, others := 0, 0
	first, last := xlsx.Cell{}, ""
	for _, row := range s.body(b) {
		c := row.At(b.name)
		switch {
		case c.Kind == xlsx.Blank:
		case s.IsTime(c):
			if times++; times == 1 {
				first = c
			}
			last = xlsx.Ref(row.Number, b.name) + "“" + s.CellText(c) + "”"
		default:
			if others++; others == leastDown && times == 0 { // most tables: nothing more needs to be looked at
				return Lack{}, false
			}
		}
	}
	if times < leastDown || times <= others {
		return Lack{}, false
	}
	return Lack{xlsx.Ref(s.g.Rows[b.body].Number, b.name), fmt.Sprintf("月份（或年份）竖着写在%s列（“%s”到%s），指标横着写", xlsx.Letter(b.name), s.CellText(first), last), turnAdvice}, true
}

// MonthsDown finds the same in a sheet without a heading that is known.
func (s Sheet) MonthsDown() (Lack, bool) {
	run, from := 0, 0
	for i, row := range s.g.Rows {
		if len(row.Cells) < 2 || !s.IsTime(row.Cells[0]) {
			run = 0
			continue
		}
		if run++; run == 1 {
			from = i
		}
		if run == leastDown {
			c := s.g.Rows[from].Cells[0]
			return Lack{xlsx.Ref(s.g.Rows[from].Number, c.Col), fmt.Sprintf("月份（或年份）从%s“%s”起竖着写，指标横着写", xlsx.Ref(s.g.Rows[from].Number, c.Col), s.CellText(c)), turnAdvice}, true
		}
	}
	return Lack{}, false
}

// IsTime reports a cell that holds a month, a year or a date and nothing else.
func (s Sheet) IsTime(c xlsx.Cell) bool {
	if c.ShowsDate() {
		return true
	}
	if c.Kind == xlsx.Number {
		return vocabulary.IsYear(c.Value)
	}
	w, rest := vocabulary.ParseWhen(vocabulary.HeadingForm(c.Value))
	return c.Kind == xlsx.Text && !w.IsZero() && rest == ""
}
