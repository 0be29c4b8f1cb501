package page

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
)

// The part of a sheet that a page shows; the whole file can be downloaded.
const (
	gridRows = 400
	gridCols = 60
)

// grid is a sheet as a page shows it: the cells as they stand, with what was found at them.
type grid struct {
	Sheet   string
	Hidden  bool
	Columns []string
	Rows    []gridRow
	Cut     bool // there is more than is shown
	Loose   []models.FiledFinding
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
	Here       bool // the cell that was asked for
	Class      string
	Findings   []models.FiledFinding
}

// gridsOf lays the findings on the sheets of a workbook. at is a cell to be pointed out, of the sheet named.
func gridsOf(book *xlsx.Workbook, findings []models.FiledFinding, sheet, at string) []grid {
	var grids []grid
	for _, sh := range book.Sheets {
		if len(sh.Rows) == 0 || sheet != "" && sh.Name != sheet {
			continue
		}
		l := gridLayout{sheet: sh, date1904: book.Date1904, at: at, found: map[string][]models.FiledFinding{}}
		g := grid{Sheet: sh.Name, Hidden: sh.State != xlsx.Visible}
		for _, f := range findings {
			switch {
			case f.Sheet != sh.Name:
			case f.Cell == "":
				g.Loose = append(g.Loose, f)
			default:
				l.found[f.Cell] = append(l.found[f.Cell], f)
			}
		}
		l.fill(&g)
		grids = append(grids, g)
	}
	return grids
}

// gridLayout is one sheet on its way to a grid.
type gridLayout struct {
	sheet    *xlsx.Sheet
	date1904 bool
	at       string
	found    map[string][]models.FiledFinding
}

func (l *gridLayout) fill(g *grid) {
	last := min(l.sheet.MaxCol, gridCols)
	for col := 1; col <= last; col++ {
		g.Columns = append(g.Columns, xlsx.Letter(col))
	}
	rows := l.window()
	g.Cut = len(rows) < len(l.sheet.Rows) || last < l.sheet.MaxCol
	spans, covered := l.merges(rows, last)
	for _, r := range rows {
		row := gridRow{Number: r.Number, Hidden: l.sheet.HiddenRows[r.Number]}
		for col := 1; col <= last; col++ {
			at := [2]int{r.Number, col}
			if covered[at] {
				continue
			}
			cell := l.cell(r, col)
			if s, ok := spans[at]; ok {
				cell.Rows, cell.Cols = s[0], s[1]
			}
			row.Cells = append(row.Cells, cell)
		}
		g.Rows = append(g.Rows, row)
	}
}

// window is the rows shown: all where they fit, else those around the cell asked for.
func (l *gridLayout) window() []xlsx.Row {
	rows := l.sheet.Rows
	if len(rows) <= gridRows {
		return rows
	}
	from := 0
	if n, _, ok := xlsx.ParseRef(l.at); ok {
		i, _ := slices.BinarySearchFunc(rows, n, func(r xlsx.Row, n int) int { return r.Number - n })
		from = min(max(0, i-gridRows/2), len(rows)-gridRows)
	}
	return rows[from : from+gridRows]
}

// merges gives what the first cell of a merge spans, in rows that are shown, and the cells under it.
func (l *gridLayout) merges(rows []xlsx.Row, last int) (spans map[[2]int][2]int, covered map[[2]int]bool) {
	spans, covered = map[[2]int][2]int{}, map[[2]int]bool{}
	for _, m := range l.sheet.Merges {
		var inside []int
		for _, r := range rows {
			if m.FirstRow <= r.Number && r.Number <= m.LastRow {
				inside = append(inside, r.Number)
			}
		}
		if len(inside) == 0 || inside[0] != m.FirstRow || m.FirstCol > last {
			continue
		}
		right := min(m.LastCol, last)
		spans[[2]int{m.FirstRow, m.FirstCol}] = [2]int{len(inside), right - m.FirstCol + 1}
		for _, row := range inside {
			for col := m.FirstCol; col <= right; col++ {
				covered[[2]int{row, col}] = true
			}
		}
		delete(covered, [2]int{m.FirstRow, m.FirstCol})
	}
	return spans, covered
}

func (l *gridLayout) cell(r xlsx.Row, col int) gridCell {
	c := r.At(col)
	ref := xlsx.Ref(r.Number, col)
	g := gridCell{Ref: ref, Text: c.Text(l.date1904), Cols: 1, Rows: 1, Number: c.Kind == xlsx.Number, Formula: c.Formula, Here: ref == l.at, Findings: l.found[ref]}
	for _, f := range g.Findings {
		if g.Class == "" || string(f.Class) < g.Class { // A before B before C
			g.Class = string(f.Class)
		}
	}
	return g
}
