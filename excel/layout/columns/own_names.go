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

// besideClass is the column of texts behind one that names several rows together (产业链 merged down, or written once; 类别 in every row), where each of those
// rows has a text of its own and its own figures: 产业链 | 序号 | 任务. Then the first is the rows' group, under whatever noun.
func besideClass(s *finder, b *Block, class *Column) *Column {
	for i := class.col; i < len(b.cols); i++ {
		c := &b.cols[i]
		switch {
		case c.role == vocabulary.RoleSeq, c.role == vocabulary.RoleUnit, len(c.path) == 0:
		case c.role.IsDone(), c.role.IsTarget() && !mayBeTask(s, c):
			return nil
		case (c.role == vocabulary.RoleNone || c.role == vocabulary.RoleTask || mayBeTask(s, c) || c.role == vocabulary.RoleAside && s.Headings.Ends(vocabulary.AsideNames, c.noun)) && c.when.IsZero() && namesEach(s, b, class, c):
			return c
		}
	}
	return nil
}

// mayBeTask reports a word that heads targets, and tasks where it stands first: 任务.
func mayBeTask(s *finder, c *Column) bool {
	return c.role.IsTarget() && len(c.path) == 1 && s.Headings.HeadRole(vocabulary.HeadingForm(c.path[0].Text)) == vocabulary.RoleTask
}

// namesEach reports that c has a text in every row, one of its own in the rows that share one of class, and that those have figures. Signs of
// what stands in a row (计划, 本月), units, departments and targets in words name none.
func namesEach(s *finder, b *Block, class, c *Column) bool {
	if !s.Labels(b, c.col) || s.mergesDown(b, c.col) || s.holdsDepartments(b, c.col) {
		return false
	}
	shared, rows, counted, last, above := 0, 0, 0, "", ""
	for _, row := range s.body(b) {
		over, own := row.At(class.col), row.At(c.col)
		if len(row.Cells) == 0 || s.Headings.IsFooter(row.Cells[0].Value) || s.Headings.IsTotal(row.Cells[0].Value) || s.Headings.IsTotal(over.Value) || s.Headings.IsTotal(own.Value) {
			continue
		}
		switch {
		case own.Kind != xlsx.Text:
			if over.Kind == xlsx.Text && figuresBehind(s, b, row, c) {
				return false
			}
			continue
		case s.KindOfRow(own) != vocabulary.RoleNone, s.IsUnit(own.Value), over.Kind == xlsx.Blank && own.Value == last:
			return false
		case (over.Kind == xlsx.Blank || class.role == vocabulary.RoleGroup && over.Value == above && own.Value != last) && figuresBehind(s, b, row, c): // 教育 once, or in every row
			shared++
		}
		above = over.Value
		if rows++; cells.Measurable(s.CellText(own)) {
			counted++
		}
		last = own.Value
	}
	return shared > 0 && counted*2 < rows
}

// figuresBehind reports a row with a number in a column of targets, which 目标任务 may still become, or of what was done, besides c: also one in
// words (新增20家).
func figuresBehind(s *finder, b *Block, row xlsx.Row, c *Column) bool {
	for i := range b.cols {
		d := &b.cols[i]
		if d != c && (d.role.IsTarget() || d.role.IsDone() || d.role == vocabulary.RoleTask) && cells.Measurable(s.CellText(row.At(d.col))) {
			return true
		}
	}
	return false
}
