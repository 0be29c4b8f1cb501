package columns

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Some sheets write what is planned and what was done of an indicator in two rows, one below the other (计划 over 实际), with a month a
// column. The rows of one name are one indicator: its figures stand in the row of what was done, the year's target in its own column or
// in the row of the plan.

// settlePairs makes a table of such pairs readable: every name has at most one row of each kind, and the columns say of which months
// they are. kind is the column that tells the rows apart.
func (s *finder) settlePairs(b *Block, kind *Column) bool {
	if b.kind != tally.KindProgress || len(b.actuals) == 0 {
		return false
	}
	targets, done := 0, 0
	for _, row := range s.g.Rows[b.body:b.end] {
		if row.At(b.name).Kind == xlsx.Text && row.At(kind.col).Kind == xlsx.Text {
			targets, done = 0, 0
		}
		switch role := s.KindOfRow(row.At(kind.col)); {
		case role.IsTarget():
			targets++
		case role == vocabulary.RoleDone, role == vocabulary.RoleStatus:
			done++
		case role.IsActual(): // 本月 over 累计: of which column a figure is, the row says
			return false
		}
		if targets > 1 || done > 1 {
			return false
		}
	}
	b.pairs = kind.col
	for i := range b.cols {
		if c := &b.cols[i]; c.role == vocabulary.RoleNone && c.isWholeYear(s.Headings) {
			c.role = vocabulary.RoleAside // of what is planned the year's, of what was done a sum
			b.wholeYear = c
		}
	}
	s.Note("工作表“" + s.g.Name + "”的计划和实际各占一行，按实际一行的数读，计划一行里分月的数未读")
	return true
}
