package rows

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/hierarchy"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// columns takes the group columns of a row. A merged or a filled cell counts for its rows; a blank one goes on with
// the group above. changed says that a group began; child that the group column marks children (其中).
func (r *bodyReading) groupColumns(row int) (changed, child bool) {
	g, b := &r.groups, r.b
	for i, col := range b.GroupCols() {
		cell := r.Grid().Shown(row, col)
		named := r.Grid().Merge(row, col).LastCol >= b.NameCol() || b.IsWide() && col == b.NameCol()-1 && r.Grid().At(row, b.NameCol()).Kind == xlsx.Blank && r.Grid().Merge(row, col).LastRow == row
		if named && i == len(g.Cols)-1 && g.Cols[i] != "" { // the name spreads over the group's column: the group has ended
			g.Cols[i], changed = "", true
		}
		if cell.Kind == xlsx.Blank || named {
			continue
		}
		_, text := vocabulary.CutNumber(vocabulary.HalfWidth(r.CellText(cell)))
		text = hierarchy.GroupName(vocabulary.NameForm(text))
		if isChildMark(r.Headings, text) {
			child = true
			continue
		}
		if text == g.Cols[i] {
			continue
		}
		g.Cols[i] = text
		changed = true
		for j := i + 1; j < len(g.Cols); j++ {
			g.Cols[j] = ""
		}
	}
	return changed, child
}

// groupColumnUnit is the unit in brackets that the innermost group column gives to its rows: 利用外资(万美元) beside its indicators.
func groupColumnUnit(r *bodyReading) string {
	for i := len(r.groups.Cols) - 1; i >= 0; i-- {
		if text := r.groups.Cols[i]; strings.HasSuffix(text, ")") {
			if l := r.Headings.LabelOf(r.Words.Lexicon, text, 0); l.Unit != "" {
				return l.Unit
			}
		}
	}
	return ""
}

// isChildMark reports a text that is nothing but a mark of children.
func isChildMark(h *vocabulary.Headings, text string) bool {
	return slices.ContainsFunc(h.ChildMarks(), func(m string) bool { return text == m || text == strings.TrimRight(m, ":、") })
}
