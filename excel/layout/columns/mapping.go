package columns

import (
	"cmp"
	"slices"

	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// mapped is the table that a mapping describes in this sheet; ok is false where it is for another heading.
func (s *tableFinder) mapped(m byhand.Table) (table, bool) {
	t := table{mapped: true, first: m.Header[0], last: m.Header[1]}
	t.cols = s.columns(s.g, t.first, t.last)
	if m.Fingerprint == "" {
		if !m.OnSheet(s.g.Name) {
			return t, false
		}
	} else if Fingerprint(t.cols) != m.Fingerprint && !s.moved(&t, m.Fingerprint) {
		return t, false
	}
	t.body = s.g.From(t.last + 1)
	t.end = len(s.g.Rows)
	for i := range t.cols {
		s.mapColumn(&t.cols[i], m.Columns)
	}
	return t, t.body < t.end
}

// movedRows are the first rows of a sheet, in which a heading is looked for that stands elsewhere than last month.
const movedRows = 30

// moved finds the heading with the fingerprint in other rows: a line of the title more, another sheet.
func (s *tableFinder) moved(t *table, print string) bool {
	height := t.last - t.first
	for first := 1; first <= movedRows; first++ {
		if cols := s.columns(s.g, first, first+height); Fingerprint(cols) == print {
			t.first, t.last, t.cols = first, first+height, cols
			return true
		}
	}
	return false
}

func (s Sheet) mapColumn(c *Column, columns map[string]byhand.Column) {
	m, ok := columns[c.Letter()]
	if !ok {
		c.role = vocabulary.RoleAside
		return
	}
	role, err := byhand.RoleOf(s.Headings, m)
	if err != nil {
		role = vocabulary.RoleAside
	}
	c.role = role
	if m.Unit != "" {
		c.unit = m.Unit
	}
	if m.Period == "" {
		return
	}
	c.period = m.Period
	if p, err := tally.ParseRound(m.Period); err == nil && !role.IsTarget() {
		c.when = vocabulary.WhenOf(p, role == vocabulary.RoleYTD)
	}
}

// mappedTables are the tables of a sheet that were mapped by hand, from the top down and from the left. Tables whose
// headings share rows stand side by side: their bodies begin under the lowest of these headings, and each goes down to the
// next heading below it.
func (s *tableFinder) mappedTables(by *byhand.Mapping) []table {
	var tables, handed []table // what is handed in for this workbook goes before what is remembered
	for _, m := range by.Tables {
		if t, ok := s.mapped(m); ok && (m.Fingerprint == "" || !slices.ContainsFunc(handed, t.sharesHeading)) {
			if tables = append(tables, t); m.Fingerprint == "" {
				handed = append(handed, t)
			}
		}
	}
	slices.SortStableFunc(tables, func(a, b table) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.firstColumn(), b.firstColumn()))
	})
	for from := 0; from < len(tables); {
		to, last := from+1, tables[from].last
		for ; to < len(tables) && tables[to].first <= last; to++ {
			last = max(last, tables[to].last)
		}
		body, end := s.g.From(last+1), len(s.g.Rows)
		if to < len(tables) {
			end = s.g.From(tables[to].first)
		}
		for i := from; i < to; i++ {
			tables[i].body, tables[i].end = body, end
			if i+1 < to && tables[i].lastColumn() < tables[i+1].firstColumn() { // what stands in the other half is not this one's
				tables[i].to = tables[i+1].firstColumn() - 1
				tables[i+1].from, tables[i+1].to = tables[i].to+1, len(tables[i+1].cols)
			}
		}
		from = to
	}
	return slices.DeleteFunc(tables, func(t table) bool { return t.body >= t.end })
}

// sharesHeading reports two tables whose headings share a row.
func (t table) sharesHeading(other table) bool { return t.first <= other.last && other.first <= t.last }

// lastColumn is the rightmost column that is read.
func (t *table) lastColumn() int {
	for i := len(t.cols) - 1; i >= 0; i-- {
		if t.cols[i].role != vocabulary.RoleAside {
			return t.cols[i].col
		}
	}
	return 0
}

// firstColumn is the leftmost column that is read.
func (t *table) firstColumn() int {
	for i := range t.cols {
		if t.cols[i].role != vocabulary.RoleAside {
			return t.cols[i].col
		}
	}
	return 0
}

// HeadingGuess is the fullest of a sheet's first rows, offered for mapping where no heading was found.
func (s Sheet) HeadingGuess() (row int, ok bool) {
	best := 1
	for _, r := range s.g.Rows[:min(12, len(s.g.Rows))] {
		n := 0
		for _, c := range r.Cells {
			if c.Kind == xlsx.Text && len(c.Value) <= cells.HeadingLength {
				n++
			}
		}
		if n > best {
			best, row = n, r.Number
		}
	}
	return row, row > 0
}
