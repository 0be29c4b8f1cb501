package edition

import (
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/heads"
	"github.com/tallysheet/tallysheet/tally"
)

// An address outlives a layout: O6 of an issued workbook means the column that stood there when it was issued, whatever columns the
// program has by now. So each edition keeps how it was laid out, and a trace goes from the address through that to today's place.

// LayoutOf is how the workbook of an edition is laid out by this program, to be kept with the edition.
func LayoutOf(ed tally.Edition) []tally.SheetLayout { return layoutsOf(newBook(ed).sheets()) }

func layoutsOf(sheets []sheet) []tally.SheetLayout {
	var all []tally.SheetLayout
	for _, s := range sheets {
		if l, ok := layoutOf(s); ok {
			all = append(all, l)
		}
	}
	return all
}

// layoutOf reads a sheet's layout off its own description: the first rows of headings and the words over each column. A sheet without
// such rows (封面) has none: its places do not move by columns.
func layoutOf(s sheet) (l tally.SheetLayout, ok bool) {
	var rows [][]string
	n := 0
	s.lines(func(one line) bool {
		n++
		words, heads := headWords(one)
		if heads < 2 {
			return len(rows) == 0 && n < mostAbove
		}
		l.Head = n
		rows = append(rows, words)
		return true
	})
	if len(rows) == 0 {
		return l, false
	}
	l.Sheet = s.name
	seen := map[string]int{}
	for i := range rows[0] {
		var path []string
		for _, words := range rows {
			if i < len(words) && words[i] != "" {
				path = append(path, words[i])
			}
		}
		key := strings.Join(path, "/")
		if seen[key]++; seen[key] > 1 {
			key += "#" + strconv.Itoa(seen[key])
		}
		l.Columns = append(l.Columns, key)
	}
	return l, true
}

// mostAbove is more rows than stand above any heading.
const mostAbove = 64

// headWords are the words of a row of headings, one that is merged over several columns for each of them, and how many there are.
func headWords(l line) (words []string, heads int) {
	words = make([]string, len(l.cells))
	for i := range l.cells {
		c := &l.cells[i]
		if c.style.face != heading && c.style.face != dataHeading {
			continue
		}
		switch {
		case c.kind == text && c.value != "":
			words[i] = strings.ReplaceAll(c.value, "\n", "")
			heads++
		case c.kind == blank && i > 0 && c.value != "":
			words[i] = words[i-1] // the rest of a merged heading
		}
	}
	return words, heads
}

// today is where what stood at a place of an issued workbook stands in the sheet as this program lays it out. moved says that it
// is another place; gone names a column that this program does not write any more.
func today(ed tally.Edition, s sheet, column, row int) (atColumn, atRow int, moved bool, gone string) {
	now, ok := layoutOf(s)
	if !ok {
		return column, row, false, ""
	}
	was, kept := heads.Kept(ed, now)
	if !kept || column >= len(was.Columns) {
		return column, row, false, ""
	}
	to := heads.ColumnsNow(was.Columns, now.Columns)[column]
	if to < 0 {
		return column, row, true, was.Columns[column]
	}
	if atRow = row; row > was.Head {
		atRow += now.Head - was.Head
	}
	return to, atRow, to != column || atRow != row, ""
}
