package layout

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// groups keeps the group path of the rows being read: full-width rows in the body, nested by the kind of
// their numbers, then the columns of groups from left to right.
type groups struct {
	rows []groupRow
	cols []string
}

type groupRow struct {
	kind vocabulary.Numbering
	name string
	unit string // 一、投资类(单位:万元): of all rows below it
}

// unit is what the innermost full-width row that names one gives to its rows.
func (g *groups) unit() string {
	for i := len(g.rows) - 1; i >= 0; i-- {
		if g.rows[i].unit != "" {
			return g.rows[i].unit
		}
	}
	return ""
}

// enter begins the group of a full-width row: one numbered like an open group takes its place, another
// kind goes into it. A row without a number takes the place of one without.
func (g *groups) enter(l vocabulary.Label) {
	for i, open := range g.rows {
		if open.kind == l.Numbering {
			g.rows = g.rows[:i]
			break
		}
	}
	g.rows = append(g.rows, groupRow{l.Numbering, groupName(l.Name), l.Unit})
	for i := range g.cols {
		g.cols[i] = ""
	}
}

// groupName drops the points that a group is worth and how many stand in it: 经济发展(30分), 经济发展(2项).
func groupName(s string) string {
	if i := strings.LastIndexByte(s, '('); i > 0 && (strings.HasSuffix(s, "分)") || strings.HasSuffix(s, "项)")) {
		return s[:i]
	}
	return s
}

// path is a copy of the current path, without empty places.
func (g *groups) path() []string {
	path := make([]string, 0, len(g.rows)+len(g.cols))
	for _, r := range g.rows {
		path = append(path, r.name)
	}
	for _, c := range g.cols {
		if c != "" {
			path = append(path, c)
		}
	}
	return path
}

// columns takes the group columns of a row. A merged or a filled cell counts for its rows; a blank one goes on with
// the group above. changed says that a group began; child that the group column marks children (其中).
func (s *bodyReading) groupColumns(row int) (changed, child bool) {
	g, b := &s.groups, s.b
	for i, col := range b.groupCols {
		cell := s.g.Shown(row, col)
		named := s.g.Merge(row, col).LastCol >= b.name || b.wide && col == b.name-1 && s.g.At(row, b.name).Kind == xlsx.Blank && s.g.Merge(row, col).LastRow == row
		if named && i == len(g.cols)-1 && g.cols[i] != "" { // the name spreads over the group's column: the group has ended
			g.cols[i], changed = "", true
		}
		if cell.Kind == xlsx.Blank || named {
			continue
		}
		_, text := vocabulary.CutNumber(vocabulary.HalfWidth(s.CellText(cell)))
		text = groupName(vocabulary.NameForm(text))
		if s.isChildMark(text) {
			child = true
			continue
		}
		if text == g.cols[i] {
			continue
		}
		g.cols[i] = text
		changed = true
		for j := i + 1; j < len(g.cols); j++ {
			g.cols[j] = ""
		}
	}
	return changed, child
}

// isChildMark reports a text that is nothing but a mark of children.
func (s sheet) isChildMark(text string) bool {
	for _, m := range s.Headings.ChildMarks() {
		if text == m || text == strings.TrimRight(m, ":、") {
			return true
		}
	}
	return false
}
