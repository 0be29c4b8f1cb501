package verify

import (
	"slices"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Comparison is what was changed in a copy.
type Comparison struct {
	Changes []tally.Alteration `json:"changes"` // in the order of the sheets, no more than asked for
	Total   int                `json:"total"`   // of all changes
}

// Compare holds a copy against the workbook as issued, both read by xlsx.ReadFormulas; most bounds how many changes are listed.
func Compare(issued, copied *xlsx.Workbook, most int) Comparison {
	c := &comparer{most: most, dates: [2]bool{issued.Date1904, copied.Date1904}}
	for _, s := range issued.Sheets {
		is := sheetOf(copied, s.Name)
		if is == nil {
			c.note(tally.Alteration{Sheet: s.Name, Kind: tally.SheetGone, Was: "有这张工作表"})
			continue
		}
		c.sheet(s, is)
	}
	for _, s := range copied.Sheets {
		if sheetOf(issued, s.Name) == nil {
			c.note(tally.Alteration{Sheet: s.Name, Kind: tally.SheetAdded, Now: "多出的工作表"})
		}
	}
	return c.found
}

func sheetOf(book *xlsx.Workbook, name string) *xlsx.Sheet {
	if i := slices.IndexFunc(book.Sheets, func(s *xlsx.Sheet) bool { return s.Name == name }); i >= 0 {
		return book.Sheets[i]
	}
	return nil
}

type comparer struct {
	most  int
	dates [2]bool // the date system of each workbook
	found Comparison
}

func (c *comparer) note(x tally.Alteration) {
	if c.found.Total++; len(c.found.Changes) < c.most {
		c.found.Changes = append(c.found.Changes, x)
	}
}

// sheet compares the rows of a sheet, each with the one that it has become.
func (c *comparer) sheet(was, is *xlsx.Sheet) {
	was, is = c.straighten(was, is)
	for _, p := range pairRows(was, is) {
		switch {
		case p.is < 0:
			row := was.Rows[p.was]
			c.note(tally.Alteration{Sheet: was.Name, Cell: xlsx.Ref(row.Number, row.Cells[0].Col), Kind: tally.RowGone, Was: shownRow(row, c.dates[0])})
		case p.was < 0:
			row := is.Rows[p.is]
			c.note(tally.Alteration{Sheet: was.Name, Cell: xlsx.Ref(row.Number, row.Cells[0].Col), Kind: tally.RowAdded, Now: shownRow(row, c.dates[1])})
		default:
			c.row(was, is, was.Rows[p.was], is.Rows[p.is])
		}
	}
}

// row compares the cells of a row with those of the row that it has become.
func (c *comparer) row(was, is *xlsx.Sheet, old, now xlsx.Row) {
	i, k := 0, 0
	for i < len(old.Cells) || k < len(now.Cells) {
		var a, b xlsx.Cell
		switch {
		case k == len(now.Cells), i < len(old.Cells) && old.Cells[i].Col < now.Cells[k].Col:
			a, i = old.Cells[i], i+1
		case i == len(old.Cells), now.Cells[k].Col < old.Cells[i].Col:
			b, k = now.Cells[k], k+1
		default:
			a, b, i, k = old.Cells[i], now.Cells[k], i+1, k+1
		}
		col := max(a.Col, b.Col)
		x := tally.Alteration{Sheet: was.Name, Cell: xlsx.Ref(old.Number, col), Kind: tally.CellAltered, Was: shown(a, c.dates[0]), Now: shown(b, c.dates[1])}
		switch {
		case a.Formula && b.Formula:
			wrote, writes := was.Formulas[xlsx.Place{Row: old.Number, Col: col}], is.Formulas[xlsx.Place{Row: now.Number, Col: col}]
			if old.Number != now.Number || writes == "" || sameFormula(wrote, writes) { // the formulas of rows that moved name other rows
				continue
			}
			x.Kind, x.Was, x.Now = tally.FormulaAltered, "="+wrote, "="+writes
		case a.Formula:
			x.Kind, x.Was = tally.FormulaAltered, "="+was.Formulas[xlsx.Place{Row: old.Number, Col: col}]
		case b.Formula:
			x.Kind, x.Now = tally.FormulaAltered, "="+is.Formulas[xlsx.Place{Row: now.Number, Col: col}]
		case sameCell(a, b):
			continue
		case x.Was == x.Now: // the digits that are not shown differ
			x.Was, x.Now = a.Value, b.Value
		}
		x.Was, x.Now = apart(x.Was, x.Now)
		c.note(x)
	}
}
