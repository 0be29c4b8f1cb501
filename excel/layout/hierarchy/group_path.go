package hierarchy

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// Groups keeps the group path of the rows being read: full-width rows in the body, nested by the kind of
// their numbers, then the columns of groups from left to right.
type Groups struct {
	rows []groupRow
	Cols []string
}

type groupRow struct {
	kind vocabulary.Numbering
	name string
	unit string // 一、投资类(单位:万元): of all rows below it
}

// Unit is what the innermost full-width row that names one gives to its rows.
func (g *Groups) Unit() string {
	for i := len(g.rows) - 1; i >= 0; i-- {
		if g.rows[i].unit != "" {
			return g.rows[i].unit
		}
	}
	return ""
}

// Enter begins the group of a full-width row: one numbered like an open group takes its place, another
// kind goes into it. A row without a number takes the place of one without.
func (g *Groups) Enter(l vocabulary.Label) {
	for i, open := range g.rows {
		if open.kind == l.Numbering {
			g.rows = g.rows[:i]
			break
		}
	}
	g.rows = append(g.rows, groupRow{l.Numbering, GroupName(l.Name), l.Unit})
	for i := range g.Cols {
		g.Cols[i] = ""
	}
}

// Leave ends the groups that a numbered row with figures stands beside: 三、固定资产投资 after 二、财政.
func (g *Groups) Leave(kind vocabulary.Numbering) {
	for i, open := range g.rows {
		if open.kind == kind && kind != vocabulary.Unnumbered {
			g.rows = g.rows[:i]
			return
		}
	}
}

// GroupName drops the points that a group is worth and how many stand in it: 经济发展(30分), 经济发展(2项).
func GroupName(s string) string {
	if i := strings.LastIndexByte(s, '('); i > 0 && (strings.HasSuffix(s, "分)") || strings.HasSuffix(s, "项)")) {
		return s[:i]
	}
	return s
}

// Path is a copy of the current path, without empty places.
func (g *Groups) Path() []string {
	path := make([]string, 0, len(g.rows)+len(g.Cols))
	for _, r := range g.rows {
		path = append(path, r.name)
	}
	for _, c := range g.Cols {
		if c != "" {
			path = append(path, c)
		}
	}
	return path
}
