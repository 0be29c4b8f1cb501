package excel

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// sayUnread notes the columns that hold figures and were not read because their heading is in no word of the vocabulary: nothing
// is dropped in silence.
func (s *sheetReading) sayUnread(b *block) {
	var unread []string
	for i := range b.cols {
		c := &b.cols[i]
		if c.role != RoleNone && c.role != RoleAmount || c.col == b.name || b.mapped {
			continue
		}
		if s.holdsNumbers(b, c.col) {
			if title := c.title(); title != "" {
				unread = append(unread, fmt.Sprintf("%s列“%s”", c.letter(), clip(title, 20)))
			} else if c.col > b.name { // before the names such numbers only count the rows
				unread = append(unread, c.letter()+"列(没有表头)")
			}
		}
	}
	if len(unread) > 0 {
		s.note(fmt.Sprintf("工作表“%s”的%s没有认出是什么数,未读", s.g.Name, strings.Join(unread, "、")))
	}
}

// anyFigure reports a number in a column of targets or figures.
func (s *sheetReading) anyFigure(b *block) bool {
	for _, c := range b.cols {
		if (c.role.isTarget() || c.role.isActual()) && s.holdsNumbers(b, c.col) {
			return true
		}
	}
	return false
}

func (s *sheetReading) holdsNumbers(b *block, col int) bool {
	for _, row := range s.body(b) {
		c := row.At(col)
		if _, ok := tally.ReadNumber(c.Value); c.Kind == xlsx.Number || c.Kind == xlsx.Text && ok {
			return true
		}
	}
	return false
}

// sideBySide parts a table in which the same columns come twice, beside each other, into one a half.
func sideBySide(t table) []table {
	var names []int
	figure := false
	for i := range t.cols {
		c := &t.cols[i]
		switch {
		case c.role == RoleName && (len(names) == 0 || figure && sameHeading(c, &t.cols[names[0]])):
			names = append(names, i)
			figure = false
		case len(names) > 0 && c.role.isFigure():
			figure = true
		}
	}
	if len(names) < 2 || !figure {
		return []table{t}
	}
	halves := make([]table, 0, len(names))
	start := 0
	for k := range names {
		end := len(t.cols)
		if k+1 < len(names) {
			end = names[k+1]
			for end > names[k]+1 && beginsHalf(t.cols[end-1].role) {
				end--
			}
		}
		h := t
		h.from, h.to = start+1, end
		h.cols = append([]column(nil), t.cols...)
		for i := range h.cols {
			if i < start || i >= end {
				h.cols[i].role, h.cols[i].path = RoleNone, nil
			}
		}
		halves = append(halves, h)
		start = end
	}
	return halves
}

func sameHeading(a, b *column) bool {
	return len(a.path) > 0 && len(b.path) > 0 && a.path[len(a.path)-1].noun == b.path[len(b.path)-1].noun
}

// beginsHalf reports the columns that stand before a name.
func beginsHalf(r Role) bool { return r == RoleSeq || r == RoleGroup || r == RoleTask }
