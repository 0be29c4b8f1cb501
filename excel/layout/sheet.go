package layout

import (
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// sheet is a sheet as every stage is shown it: its cells laid out, and what they mean one by one. No stage changes it.
type sheet struct {
	*cells.Reader
	g *xlsx.Grid
}

// lastRow is the row in which a table ends.
func (s sheet) lastRow(b *block) int {
	if b.end > b.body {
		return s.g.Rows[b.end-1].Number
	}
	return b.last
}
