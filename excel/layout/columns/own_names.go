package columns

import "github.com/tallysheet/tallysheet/excel/vocabulary"

// wordsBefore is the column of words of the sheet's own before the contents of tasks (工作 | 内容), that names each row; else the contents.
func (s *finder) wordsBefore(b *Block, contents *Column) *Column {
	for i := range b.cols[:contents.col-1] {
		if c := &b.cols[i]; c.role == vocabulary.RoleNone && len(c.path) > 0 && c.when.IsZero() && s.Labels(b, c.col) && !s.mergesDown(b, c.col) && !s.holdsDepartments(b, c.col) {
			return c
		}
	}
	return contents
}
