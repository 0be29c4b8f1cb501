package columns

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// wordsBefore is the column of words of the sheet's own before the contents of tasks (工作 | 内容), that names each row; else the contents.
func (s *finder) wordsBefore(b *Block, contents *Column) *Column {
	for i := range b.cols[:contents.col-1] {
		if c := &b.cols[i]; c.role == vocabulary.RoleNone && len(c.path) > 0 && c.when.IsZero() && s.Labels(b, c.col) && !s.mergesDown(b, c.col) && !s.holdsDepartments(b, c.col) {
			return c
		}
	}
	return contents
}

// wordyTarget is a first column headed 目标 that holds words and no number, where nothing else names the rows.
func (s *finder) wordyTarget(b *Block) *Column {
	for i := range b.cols {
		switch c := &b.cols[i]; {
		case c.role == vocabulary.RoleSeq:
		case c.role == vocabulary.RoleTarget && c.when.IsZero() && s.Labels(b, c.col) && !s.holdsDigits(b, c.col):
			return c
		default:
			return nil
		}
	}
	return nil
}

// finerNames reports that a column of words of the sheet's own (分项) names rows for which the column before it stands blank, merged down or
// left so.
func (s Sheet) finerNames(b *Block, name, right *Column) bool {
	if !right.when.IsZero() || s.IsUnitList(right.noun) {
		return false
	}
	finer := 0
	for _, row := range s.body(b) {
		switch words := row.At(right.col).Kind == xlsx.Text; {
		case row.At(name.col).Kind == xlsx.Blank && words:
			finer++
		case row.At(name.col).Kind == xlsx.Text && !words:
			return false
		}
	}
	units, others, departments := s.unitTexts(b, right.col)
	return finer > 0 && units < others && departments*2 < others
}
