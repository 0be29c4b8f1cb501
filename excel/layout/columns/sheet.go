package columns

import (
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// Sheet is a sheet as every stage is shown it: its cells laid out, and what they mean one by one. No stage changes it.
type Sheet struct {
	*cells.Reader
	g *xlsx.Grid
}

// Lay lays a sheet out: what is said twice is left in Chinese, marks that repeat the cell above are written out, months in numbers are written as months. covered are the cells that hold something under merged ranges.
func Lay(r *cells.Reader, raw *xlsx.Sheet) (s Sheet, covered []string) {
	s = Sheet{r, xlsx.NewGrid(raw)}
	covered = s.g.Uncover()
	dropTranslations(s)
	writeDittos(s)
	writeMonths(s)
	return s, covered
}

// lastRow is the row in which a table ends.
func (s Sheet) lastRow(b *Block) int {
	if b.end > b.body {
		return s.g.Rows[b.end-1].Number
	}
	return b.last
}
