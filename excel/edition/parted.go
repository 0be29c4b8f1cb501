package edition

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/dress"
)

// partLines is how many lines a part of a long table holds: a worksheet ends at row 1,048,576, and its first is the heading.
var partLines = mostRows - 1

// partName names a part of a long table: 数据, 数据(2), 数据(3).
func partName(name string, part int) string {
	if part == 0 {
		return name
	}
	return name + "(" + strconv.Itoa(part+1) + ")"
}

// OnPaper reports a sheet that may be printed: the parts of 数据 and 溯源 are not.
func OnPaper(sheet string) bool {
	table, _, _ := strings.Cut(sheet, "(")
	return table != DataSheet && table != SourceSheet
}

// parted cuts a table of n lines into sheets that hold it; lines gives a stretch of it under its heading. Every part is an Excel table
// of its own, and none is printed.
func (b *book) parted(name, about, table string, heads []string, n int, lines func(from, to int) func(func(line) bool)) []sheet {
	var all []sheet
	for part := 0; part == 0 || part*partLines < n; part++ {
		from, to := part*partLines, min(n, (part+1)*partLines)
		own, called := partName(name, part), table
		if part > 0 {
			called += strconv.Itoa(part + 1)
		}
		some := lines(from, to)
		all = append(all, sheet{name: own, about: about, rows: to - from, widths: fitted(some, len(heads)), lines: some, dress: func(f *excelize.File) error {
			return b.table(f, own, called, heads, to-from)
		}})
		about = ""
	}
	return all
}

// headLine is the heading of a table that begins in row 1.
func headLine(heads []string) line {
	cells := make([]cell, len(heads))
	for i, h := range heads {
		cells[i] = say(dataHeading, h)
	}
	return line{height: 22, cells: cells}
}

// table makes the sheet's lines an Excel table with its heading in row 1. It is for the screen and for scripts: a leader's folder has no
// page of it.
func (b *book) table(f *excelize.File, sheet, name string, heads []string, rows int) error {
	if err := b.setPage(f, sheet, dress.Page{Paper: dress.A3, Landscape: true, Heads: "1:1", Nothing: ref(len(heads), 1), Freeze: "A2", Tab: "A6A6A6"}); err != nil {
		return err
	}
	if err := f.SetSheetRow(sheet, "A1", &heads); err != nil {
		return err
	}
	yes := true
	return f.AddTable(sheet, &excelize.Table{Range: "A1:" + ref(len(heads)-1, max(2, rows+1)), Name: name, StyleName: "TableStyleLight9", ShowRowStripes: &yes})
}
