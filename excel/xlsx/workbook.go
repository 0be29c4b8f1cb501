package xlsx

import (
	"sort"
	"strconv"
)

// Workbook is the content of one file, sheets in their own order.
type Workbook struct {
	Sheets     []*Sheet
	Date1904   bool
	Properties map[string]string // custom document properties
	Notes      []string          // parts left aside, in Chinese: pictures, external links
}

// Visibility is how a sheet is shown.
type Visibility string

// The visibilities.
const (
	Visible    Visibility = ""
	Hidden     Visibility = "hidden"
	VeryHidden Visibility = "veryHidden"
)

// Sheet is one worksheet. Rows holds only rows in which some cell holds something; merges, hidden
// rows and hidden columns are cut to the rows and columns that do.
type Sheet struct {
	Name       string
	State      Visibility
	Rows       []Row // ascending, each number once
	Merges     []Range
	HiddenRows map[int]bool
	HiddenCols map[int]bool
	MaxCol     int // the last column that holds something; 0 in an empty sheet

	Formulas map[Place]string // their texts without "=", by ReadFormulas alone; "" where the file refers to the formula of another cell
}

// Place is where a cell stands, both from 1.
type Place struct{ Row, Col int }

// Row is one row: its number from 1 and its cells in ascending columns, none of them empty.
type Row struct {
	Number int
	Cells  []Cell
}

// Kind is what a cell holds.
type Kind uint8

// The kinds.
const (
	Blank Kind = iota
	Text
	Number // Value is the digits as stored: "8.699999999999999"
	Bool   // Value is "0" or "1"
	Error  // Value is "#DIV/0!"
)

// Cell is one cell as stored. The zero value is the blank cell. A date is a Number whose Format
// shows one.
type Cell struct {
	Col     int // from 1
	Kind    Kind
	Formula bool   // a formula stands there; Value is its cached result, Kind Blank says that it has none
	Indent  uint8  // alignment indent
	Value   string // as stored; "" also where a formula gave an empty text
	Format  string // number format code: "0.00%", "yyyy-mm-dd", "" for General
}

// Range is a rectangle of cells, both corners included.
type Range struct{ FirstRow, FirstCol, LastRow, LastCol int }

// At is the cell at a position, blank where there is none.
func (s *Sheet) At(row, col int) Cell {
	if i := row - 1; i >= 0 && i < len(s.Rows) && s.Rows[i].Number == row { // no row before it is empty
		return s.Rows[i].At(col)
	}
	i := sort.Search(len(s.Rows), func(i int) bool { return s.Rows[i].Number >= row })
	if i == len(s.Rows) || s.Rows[i].Number != row {
		return Cell{Col: col}
	}
	return s.Rows[i].At(col)
}

// At is the cell in a column, blank where there is none.
func (r Row) At(col int) Cell {
	if i := col - 1; i >= 0 && i < len(r.Cells) && r.Cells[i].Col == col { // no cell before it is empty
		return r.Cells[i]
	}
	i := sort.Search(len(r.Cells), func(i int) bool { return r.Cells[i].Col >= col })
	if i == len(r.Cells) || r.Cells[i].Col != col {
		return Cell{Col: col}
	}
	return r.Cells[i]
}

// Letter is the column's name: 1 is A, 28 is AB.
func Letter(col int) string {
	var b [maxLetters]byte
	return string(letters(&b, col))
}

// maxLetters is more than a column of any number has letters.
const maxLetters = 16

func letters(b *[maxLetters]byte, col int) []byte {
	i := len(b)
	for ; col > 0; col = (col - 1) / 26 {
		i--
		b[i] = byte('A' + (col-1)%26)
	}
	return b[i:]
}

// Ref is a cell's name: row 5, column 3 is "C5".
func Ref(row, col int) string {
	var b [maxLetters]byte
	var ref [2 * maxLetters]byte
	return string(strconv.AppendInt(append(ref[:0], letters(&b, col)...), int64(row), 10))
}
