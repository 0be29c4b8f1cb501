package columns

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// writeDittos puts the words above in the place of a mark that says the same (〃, 同上): as a unit the mark was taken for one, as who is in
// charge for a department. A number is never repeated: a mark under one is said to be no figure.
func writeDittos(s Sheet) {
	above := map[int]xlsx.Cell{} // by column, the last that is no mark
	for i := range s.g.Rows {
		var written []xlsx.Cell
		for k, c := range s.g.Rows[i].Cells {
			switch {
			case c.Kind == xlsx.Blank:
			case c.Kind != xlsx.Text || !s.Headings.Is(vocabulary.Ditto, vocabulary.HeadingForm(c.Value)):
				above[c.Col] = c
			case above[c.Col].Kind == xlsx.Text && strings.ContainsFunc(above[c.Col].Value, cells.IsHan):
				if written == nil {
					written = slices.Clone(s.g.Rows[i].Cells)
				}
				written[k].Value = above[c.Col].Value
			}
		}
		if written != nil {
			s.g.Write(i, written)
		}
	}
}
