package template

import "github.com/tallysheet/tallysheet/excel/xlsx"

// Form is a template as a page shows it: what Write puts into the cells, cell by cell.
type Form struct {
	Sheet   string
	Columns []string
	Rows    []FormRow
	Choices []string // that 进展情况 may be chosen from
}

// FormRow is one indicator's row.
type FormRow struct {
	Indicator string // its id
	Cells     []FormCell
}

// FormCell is one cell of it.
type FormCell struct {
	Ref    string
	Text   string // as printed, of a cell that is not to be filled
	Open   bool   // to be filled
	Number bool   // by a number
	Choose bool   // by one of the choices, or other words
}

// FormOf lays a template out for a page; no rows where there is nothing to fill.
func FormOf(t Template) Form {
	b := &templateBook{t: t, rows: t.indicators()}
	b.columns, b.names = b.layout(), shownNames(b.rows)
	f := Form{Sheet: t.Period.Short(), Choices: t.Progress}
	if f.Choices == nil {
		f.Choices = usualProgress(t.Period)
	}
	for _, c := range b.columns {
		f.Columns = append(f.Columns, c.heading)
	}
	for i := range b.rows {
		row := FormRow{Indicator: b.rows[i].ID}
		for j, c := range b.columns {
			cell := c.cell(i)
			text := cell.text
			if cell.figure.OK() {
				text = cell.figure.Plain()
			}
			row.Cells = append(row.Cells, FormCell{Ref: xlsx.Ref(templateHead+1+i, j+1), Text: text, Open: cell.open, Number: cell.open && c.check, Choose: cell.open && c.choose})
		}
		f.Rows = append(f.Rows, row)
	}
	return f
}
