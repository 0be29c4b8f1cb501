package columns

import (
	"strconv"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// What stands in a column, for those who account for what was not read.

// FigureRows are the first and the last row of a table with a figure in a column: a number that is no date and no year, or one in words.
// A row that only adds others up does not count.
func (s Sheet) FigureRows(b *Block, col int) (from, to int, held bool) {
	return s.rowsWith(b, func(row xlsx.Row) bool {
		c := row.At(col)
		switch c.Kind {
		case xlsx.Number:
			return !c.ShowsDate() && !vocabulary.IsYear(c.Value)
		case xlsx.Text:
			return !s.IsTime(c) && s.Figure(c, "", "").Number.OK()
		}
		return false
	})
}

// DateRows are the first and the last row of a table with a day or a month in a column.
func (s Sheet) DateRows(b *Block, col int) (from, to int, held bool) {
	return s.rowsWith(b, func(row xlsx.Row) bool {
		c := row.At(col)
		if c.Kind != xlsx.Text {
			return c.ShowsDate()
		}
		w, rest := vocabulary.ParseWhen(vocabulary.HeadingForm(c.Value))
		return w.Months() && rest == ""
	})
}

func (s Sheet) rowsWith(b *Block, has func(xlsx.Row) bool) (from, to int, held bool) {
	for _, row := range s.g.Rows[b.body:b.end] {
		if !has(row) || b.name > 0 && s.Headings.IsTotal(row.At(b.name).Value) || len(row.Cells) > 0 && s.Headings.IsTotal(row.Cells[0].Value) {
			continue
		}
		if !held {
			from, held = row.Number, true
		}
		to = row.Number
	}
	return from, to, held
}

// CountsRows reports a column before the names that counts the rows, 1, 2, 3, whatever it is headed.
func (s Sheet) CountsRows(b *Block, col int) bool {
	if col > b.name {
		return false
	}
	last := 0
	for _, row := range s.body(b) {
		c := row.At(col)
		if c.Kind == xlsx.Blank {
			continue
		}
		n, err := strconv.Atoi(vocabulary.HeadingForm(c.Value))
		if err != nil || n != last+1 && n != 1 {
			return false
		}
		last = n
	}
	return last > 0
}

// IsShareOfOther reports a column that breaks the one beside it down and was left aside.
func (c *Column) IsShareOfOther() bool { return c.share }

// MoreNumbers reports whether the upper part of a column holds more numbers than other texts. It ends where what is left cannot change
// that: each text is read as a figure, and a column of words has nothing else.
func (s Sheet) MoreNumbers(b *Block, col int) bool {
	body, numbers, texts := s.body(b), 0, 0
	for i, row := range body {
		number, text := s.numberOrText(row, col)
		if numbers, texts = numbers+number, texts+text; texts >= numbers+len(body)-1-i {
			return false
		}
	}
	return numbers > texts
}
