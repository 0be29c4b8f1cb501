package tally

// AlterationKind says what was done to a copy of an issued workbook.
type AlterationKind string

// The kinds.
const (
	CellAltered    AlterationKind = "value"       // a cell holds something else
	FormulaAltered AlterationKind = "formula"     // a cell has another formula, or none where it had one
	RowGone        AlterationKind = "row.gone"    // a row that was issued is not there; Cell is its first cell as issued
	RowAdded       AlterationKind = "row.added"   // a row that was not issued; Cell is its first cell in the copy
	ColumnGone     AlterationKind = "column.gone" // Cell is its name, as H列
	ColumnAdded    AlterationKind = "column.added"
	SheetGone      AlterationKind = "sheet.gone"  // Cell is ""
	SheetAdded     AlterationKind = "sheet.added" // Cell is ""
)

// Alteration is one difference of a copy: where it stands in the workbook as issued, what stood there and what stands there now, as each
// is shown.
type Alteration struct {
	Sheet string         `json:"sheet"`
	Cell  string         `json:"cell"`
	Kind  AlterationKind `json:"kind"`
	Was   string         `json:"was"`
	Now   string         `json:"now"`
}

// At is the address, as 汇总表!F12; the sheet alone where it is one.
func (a Alteration) At() string {
	if a.Cell == "" {
		return a.Sheet
	}
	return a.Sheet + "!" + a.Cell
}
