package page

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// The window of a sheet that a page shows: so much of it that the page stays small over a slow line. The rest is a link away, and
// the whole file can be downloaded.
const (
	gridRows  = 120
	gridCols  = 40
	gridBytes = 90 << 10 // of cells with their tags
	cellBytes = 45       // that the tags of a cell take
	cellRunes = 300      // of a cell's text that are shown
	gridHeads = 6        // heading rows that stand above every window
)

// gridAsk says what of a workbook is to be seen.
type gridAsk struct {
	Sheet string // "" for the one with the worst finding
	Cell  string // to be pointed out, "" for none
	Row   int    // that the window begins with; 0 for one that holds the cell, or the first finding
	Col   int    // the same of columns
	Edit  bool   // cells with findings can be corrected, and the one pointed out
	Note  bool   // findings are told at their cells: the page has no list of them
}

// grid is a sheet as a page shows it: the cells as they stand, with what was found at them.
type grid struct {
	Sheet    string
	Hidden   bool
	Columns  []string
	Rows     []gridRow
	Loose    []models.FiledFinding
	Sheets   []gridSheet // all of the workbook that hold something
	Edit     bool
	Note     bool
	First    int // row numbers of the window
	Last     int
	Before   int // rows that the windows beside this one begin with, 0 for none
	After    int
	LeftCol  int // columns that the windows beside this one begin with, 0 for none
	RightCol int
	cols     [2]int
	headers  []tally.Header // of all sheets
}

// gridSheet is one sheet in the choice of sheets.
type gridSheet struct {
	Name   string
	Hidden bool
	Found  int // findings that it has
	Here   bool
}

type gridRow struct {
	Number int
	Hidden bool
	Cells  []gridCell
}

type gridCell struct {
	Ref, Text  string
	Cols, Rows int // spanned
	Number     bool
	Formula    bool
	Cut        bool // there is more text than is shown
	Here       bool // the cell that was asked for
	Edit       bool
	Class      string
	Findings   []models.FiledFinding
}

// Shows reports whether a cell stands in the window.
func (g grid) Shows(sheet, cell string) bool {
	row, col, ok := xlsx.ParseRef(firstRef(cell))
	return ok && sheet == g.Sheet && g.First <= row && row <= g.Last && g.cols[0] <= col && col <= g.cols[1]
}

// firstRef is the first cell of what a finding names, which may be a range.
func firstRef(cell string) string {
	ref, _, _ := strings.Cut(cell, ":")
	return ref
}

// gridOf shows the window that is asked for; nil where the workbook has no such sheet.
func gridOf(book *xlsx.Workbook, findings []models.FiledFinding, headers []tally.Header, ask gridAsk) *grid {
	sheets := sheetsOf(book, findings)
	if ask.Sheet == "" {
		ask.Sheet = sheetToShow(sheets, findings)
	}
	at := slices.IndexFunc(book.Sheets, func(s *xlsx.Sheet) bool { return s.Name == ask.Sheet && len(s.Rows) > 0 })
	if at < 0 {
		return nil
	}
	sh := book.Sheets[at]
	l := gridLayout{sheet: sh, date1904: book.Date1904, ask: ask, found: map[string][]models.FiledFinding{}}
	g := &grid{Sheet: sh.Name, Hidden: sh.State != xlsx.Visible, Sheets: sheets, Edit: ask.Edit, Note: ask.Note, headers: headers}
	for i := range g.Sheets {
		g.Sheets[i].Here = g.Sheets[i].Name == sh.Name
	}
	for _, f := range findings {
		switch {
		case f.Sheet != sh.Name:
		case f.Cell == "":
			g.Loose = append(g.Loose, f)
		default:
			at := firstRef(f.Cell)
			l.found[at] = append(l.found[at], f)
			if l.first == "" || f.Class < l.firstClass {
				l.first, l.firstClass = at, f.Class
			}
		}
	}
	for _, h := range headers {
		if h.Sheet == sh.Name && h.Rows[1] > l.head {
			l.head = h.Rows[1]
		}
	}
	l.fill(g)
	return g
}

func sheetsOf(book *xlsx.Workbook, findings []models.FiledFinding) []gridSheet {
	var list []gridSheet
	for _, sh := range book.Sheets {
		if len(sh.Rows) == 0 {
			continue
		}
		s := gridSheet{Name: sh.Name, Hidden: sh.State != xlsx.Visible}
		for _, f := range findings {
			if f.Sheet == sh.Name && f.Class != tally.ClassD {
				s.Found++
			}
		}
		list = append(list, s)
	}
	return list
}

// sheetToShow is the sheet of the worst finding, else the first that can be seen.
func sheetToShow(sheets []gridSheet, findings []models.FiledFinding) string {
	name, worst := "", tally.ClassD
	for _, f := range findings {
		if f.Class < worst && slices.ContainsFunc(sheets, func(s gridSheet) bool { return s.Name == f.Sheet }) {
			name, worst = f.Sheet, f.Class
		}
	}
	for _, s := range sheets {
		if name == "" && !s.Hidden {
			name = s.Name
		}
	}
	if name == "" && len(sheets) > 0 {
		name = sheets[0].Name
	}
	return name
}

// gridLayout is one sheet on its way to a grid.
type gridLayout struct {
	sheet      *xlsx.Sheet
	date1904   bool
	ask        gridAsk
	found      map[string][]models.FiledFinding
	first      string // the cell of the worst finding
	firstClass tally.Class
	head       int // the last row of the headings
}

func (l *gridLayout) fill(g *grid) {
	target := l.ask.Cell
	if target == "" && l.ask.Row == 0 && l.ask.Col == 0 {
		target = l.first
	}
	row, col, _ := xlsx.ParseRef(firstRef(target))
	if l.ask.Row > 0 {
		row = l.ask.Row
	}
	left, right := l.columns(max(col, l.ask.Col), l.ask.Col > 0)
	g.cols = [2]int{left, right}
	if left > 1 {
		g.LeftCol = max(1, left-gridCols)
	}
	if right < l.sheet.MaxCol {
		g.RightCol = right + 1
	}
	for c := left; c <= right; c++ {
		g.Columns = append(g.Columns, xlsx.Letter(c))
	}
	rows := l.window(g, row, left, right)
	spans, covered := l.merges(rows, left, right)
	for _, r := range rows {
		out := gridRow{Number: r.Number, Hidden: l.sheet.HiddenRows[r.Number]}
		for c := left; c <= right; c++ {
			at := [2]int{r.Number, c}
			if covered[at] {
				continue
			}
			cell := l.cell(r, c)
			if s, ok := spans[at]; ok {
				cell.Rows, cell.Cols = s[0], s[1]
			}
			out.Cells = append(out.Cells, cell)
		}
		g.Rows = append(g.Rows, out)
	}
}

// columns are those of the window: from the one asked for, else those that hold the cell.
func (l *gridLayout) columns(col int, begins bool) (left, right int) {
	left = 1
	if begins {
		left = min(max(1, col), max(1, l.sheet.MaxCol))
	} else if col > gridCols {
		left = max(1, min(col-gridCols/2, l.sheet.MaxCol-gridCols+1))
	}
	return left, min(l.sheet.MaxCol, left+gridCols-1)
}

// window is the rows shown: the window in which a row lies, with the headings above it. The windows of a sheet are always cut at the
// same rows, so that one can go from each to the next and back.
func (l *gridLayout) window(g *grid, row, left, right int) []xlsx.Row {
	rows := l.sheet.Rows
	from, before := 0, -1
	for {
		to := l.end(from, left, right)
		if to >= len(rows) || rows[to].Number > row {
			g.First, g.Last = rows[from].Number, rows[to-1].Number
			if before >= 0 {
				g.Before = rows[before].Number
			}
			if to < len(rows) {
				g.After = rows[to].Number
			}
			shown := rows[from:to]
			if heads := l.heads(from); len(heads) > 0 {
				shown = slices.Concat(heads, shown)
			}
			return shown
		}
		before, from = from, to
	}
}

// heads are the headings above a window that begins below them.
func (l *gridLayout) heads(from int) []xlsx.Row {
	n := 0
	for n < from && l.sheet.Rows[n].Number <= l.head {
		n++
	}
	return l.sheet.Rows[max(0, n-gridHeads):n]
}

// end is the row after a window that begins with a row.
func (l *gridLayout) end(from, left, right int) int {
	room := gridBytes
	for i := from; i < len(l.sheet.Rows); i++ {
		if i-from == gridRows {
			return i
		}
		room -= (right - left + 1) * cellBytes
		for _, c := range l.sheet.Rows[i].Cells {
			if left <= c.Col && c.Col <= right {
				room -= min(len(c.Value), 3*cellRunes)
			}
		}
		if room < 0 && i > from {
			return i
		}
	}
	return len(l.sheet.Rows)
}

// merges gives what the first cell of a merge spans, in what is shown, and the cells under it.
func (l *gridLayout) merges(rows []xlsx.Row, left, right int) (spans map[[2]int][2]int, covered map[[2]int]bool) {
	spans, covered = map[[2]int][2]int{}, map[[2]int]bool{}
	for _, m := range l.sheet.Merges {
		first, _ := slices.BinarySearchFunc(rows, m.FirstRow, func(r xlsx.Row, n int) int { return r.Number - n })
		to := first
		for to < len(rows) && rows[to].Number <= m.LastRow {
			to++
		}
		if to == first || rows[first].Number != m.FirstRow || m.FirstCol < left || m.FirstCol > right {
			continue
		}
		last := min(m.LastCol, right)
		spans[[2]int{m.FirstRow, m.FirstCol}] = [2]int{to - first, last - m.FirstCol + 1}
		for _, r := range rows[first:to] {
			for col := m.FirstCol; col <= last; col++ {
				covered[[2]int{r.Number, col}] = true
			}
		}
		delete(covered, [2]int{m.FirstRow, m.FirstCol})
	}
	return spans, covered
}

func (l *gridLayout) cell(r xlsx.Row, col int) gridCell {
	c := r.At(col)
	ref := xlsx.Ref(r.Number, col)
	g := gridCell{Ref: ref, Text: c.Text(l.date1904), Cols: 1, Rows: 1, Number: c.Kind == xlsx.Number, Formula: c.Formula, Here: ref == l.ask.Cell, Findings: l.found[ref]}
	if utf8.RuneCountInString(g.Text) > cellRunes {
		g.Text, g.Cut = string([]rune(g.Text)[:cellRunes]), true
	}
	for _, f := range g.Findings {
		if g.Class == "" || string(f.Class) < g.Class { // A before B before C
			g.Class = string(f.Class)
		}
	}
	g.Edit = l.ask.Edit && !g.Cut && (g.Here || g.Class != "" && g.Class < string(tally.ClassD))
	return g
}
