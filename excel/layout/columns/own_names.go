package columns

import (
	"github.com/tallysheet/tallysheet/excel/layout/cells"
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

// wordyTarget is a first column headed 目标 or 建设任务 that holds words and no number, or few beside a column of targets that has more (5G网络
// 覆盖 | 新建5G基站60个), where nothing else names the rows.
func (s *finder) wordyTarget(b *Block) *Column {
	for i := range b.cols {
		switch c := &b.cols[i]; {
		case c.role == vocabulary.RoleSeq:
		case c.role == vocabulary.RoleTarget && c.when.IsZero() && s.Labels(b, c.col) && (!s.holdsDigits(b, c.col) || fewerDigits(s, b, c.col, i+1)):
			return c
		default:
			return nil
		}
	}
	return nil
}

// fewerDigits reports a column with digits in less than half of its cells, and in fewer than the target column with the given index has.
func fewerDigits(s *finder, b *Block, col, next int) bool {
	if next >= len(b.cols) || !b.cols[next].role.IsTarget() {
		return false
	}
	own, other, rows := 0, 0, 0
	for _, row := range s.body(b) {
		rows++
		if cells.Measurable(s.CellText(row.At(col))) {
			own++
		}
		if cells.Measurable(s.CellText(row.At(b.cols[next].col))) {
			other++
		}
	}
	return own*2 < rows && own < other
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
