package edition

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// The sheets of DESIGN §6, in their order.
const (
	CoverSheet      = "封面"
	BriefSheet      = "领导简报"
	SummarySheet    = "汇总表"
	WarningSheet    = "偏差预警"
	DepartmentSheet = "部门情况"
	ReportSheet     = "未报迟报"
	NoteSheet       = "附注"
	CorrectionSheet = "更正表"
	OrderSheet      = "督办销号"
	DataSheet       = "数据"
	SourceSheet     = "溯源"
)

// kind is what a cell holds.
type kind uint8

const (
	blank kind = iota
	text
	number   // every digit of it
	computed // the nearest to it that a spreadsheet holds
)

// cell is one cell: what is written, and what it was made from.
type cell struct {
	kind    kind
	style   style
	value   string       // the text
	number  exact.Number // the number
	formula string       // that gives the number, without the equals sign; # is the row it stands in
	from    []int        // indexes into Edition.Figures
	basis   string       // how it comes about, for the trace
	link    place        //
	older   Older        // where the figures are that stand with an earlier edition; for a trace
}

// place is a cell of column A in this workbook.
type place struct {
	sheet string
	row   int
}

// words name the place in a cell: 溯源12, 溯源(2)12.
func (p place) words() string { return p.sheet + strconv.Itoa(p.row) }

// shown is what a cell holds: its text, or the digits of its number.
func (c *cell) shown() string {
	if c.kind == text {
		return c.value
	}
	return string(c.appendDigits(nil))
}

// appendDigits writes the digits of a cell's number.
func (c *cell) appendDigits(b []byte) []byte {
	switch c.kind {
	case number:
		return c.number.AppendPlain(b)
	case computed:
		return numfmt.AppendNearest(b, c.number)
	}
	return b
}

// appearing writes a cell's number as it looks in the workbook: a computed one has more digits than its cell shows.
func (c *cell) appearing(b []byte) []byte {
	if c.kind == computed {
		return numfmt.AppendShown(b, c.style.format, c.number)
	}
	return c.appendDigits(b)
}

// line is one row of a sheet. A height of 0 leaves it to the reader's program.
type line struct {
	height float64
	cells  []cell // from column A
	from   []int  // what every cell was made from, where all of a line were made from the same
	basis  string // and how
}

// sheet is one worksheet.
type sheet struct {
	name   string
	about  string // what it is for, for 封面
	silent bool   // nothing stands in it: it is not printed
	rows   int    // of its table, about as many as it has lines
	widths []float64
	lines  func(yield func(line) bool) // from row 1, every row in order
	merges []string
	sparks sparks
	dress  func(*excelize.File) error
}

// sparks are sparklines that differ in their row alone: where they stand and what they draw, with # for the row.
type sparks struct {
	rows     []int
	draw, at string
}

// columnName is A for 0.
func columnName(i int) string { return xlsx.Letter(i + 1) }

// ref is A1 for column 0 and row 1.
func ref(column, row int) string { return xlsx.Ref(row, column+1) }

// area is A1:B2.
func area(c1, r1, c2, r2 int) string { return ref(c1, r1) + ":" + ref(c2, r2) }

// fixed is $A$1:$B$2 on a sheet.
func fixed(name string, c1, r1, c2, r2 int) string {
	return "'" + name + "'!$" + columnName(c1) + "$" + strconv.Itoa(r1) + ":$" + columnName(c2) + "$" + strconv.Itoa(r2)
}

// say is a text cell.
func say(f face, s string) cell {
	if s == "" {
		return cell{style: style{face: f}}
	}
	return cell{kind: text, style: style{face: f}, value: s}
}
