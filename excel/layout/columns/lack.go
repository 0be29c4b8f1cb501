package columns

import (
	"fmt"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// ratesAlone reports a table of targets and rates without a column of what was done.
func (b *Block) ratesAlone() bool {
	return len(b.rates) > 0 && len(b.targets) > 0
}

// Lack is what keeps a table from being read: what is wrong at which cell, and what to write there.
type Lack struct{ Cell, What, Write string }

// lacking says what a table must have and has not; the zero value where it can be read.
func (s *finder) lacking(b *Block) Lack {
	switch {
	case b.name == 0:
		if l, down := s.MonthsDown(); down {
			return l
		}
		return s.lacksName(b)
	case b.kind == tally.KindProgress && len(b.actuals) == 0 && s.growthOfUnread(b):
		return s.lacksFigures(b, "增长率前面的数没有认出是什么数", "累计完成”或“本月完成")
	case b.kind == tally.KindProgress && len(b.actuals) == 0 && len(b.growths) == 0 && len(b.texts) == 0 && !b.ratesAlone():
		if l, down := s.KindsDown(); down {
			return l
		}
		if l, across := figuresAcross(s, b); across {
			return l
		}
		return s.lacksFigures(b, "没有找到“本月”“累计”一类的完成数一列", "累计完成”或“本月完成")
	case b.kind == tally.KindPlan && len(b.targets) == 0 && len(b.inCharge) == 0 && len(b.deadlines) == 0:
		return s.lacksFigures(b, "没有找到“目标值”一列", "目标值")
	}
	if l, down := s.timesDown(b); down {
		return l
	}
	if c := s.kindsInRows(b); c != nil && !s.settlePairs(b, c) && !b.mapped {
		return Lack{xlsx.Ref(b.last, c.col), fmt.Sprintf("%s列把目标和完成数、本月数和累计数写在不同的行里", c.Letter()), "请改成“目标值”“本月完成”“累计完成”各占一列"}
	}
	if a, c, clashes := b.clash(); clashes {
		what, write := "完成数", "请把其中不报的一列的表头改成“备注”，要报的写明是“本月完成”还是“累计完成”"
		if a.role.IsTarget() {
			what, write = "目标值", "请把其中不用的一列的表头改成“备注”，要用的写成“目标值”"
		}
		return Lack{xlsx.Ref(b.last, c.col), fmt.Sprintf("%s列“%s”和%s列“%s”看不出哪一列是%s", a.Letter(), a.Title(), c.Letter(), c.Title(), what), write}
	}
	return Lack{}
}

// growthOfUnread reports columns of growth that stand behind figures of which the table does not say what they are (产值 | 增速 | 利润 | 增速):
// their growth is not the rows' own.
func (s Sheet) growthOfUnread(b *Block) bool {
	behind := 0
	for _, g := range b.growths {
		if c := b.Column(g.col - 1); c != nil && c.col > b.name && c.role == vocabulary.RoleNone && len(c.path) > 0 && s.figuresOnly(b, c.col) {
			behind++
		}
	}
	return behind > 1 && behind == len(b.growths)
}

// lacksName names the heading that should be 指标名称: that of the first column of texts.
func (s Sheet) lacksName(b *Block) Lack {
	l := Lack{xlsx.Ref(b.last, 1), "没有找到“指标名称”一列", "请在指标那一列的表头写“指标名称”"}
	for i := range b.cols {
		if c := &b.cols[i]; len(c.path) > 0 && c.role != vocabulary.RoleSeq && c.role != vocabulary.RoleUnit && s.Labels(b, c.col) {
			return s.rename(b, c, l.What, "指标名称")
		}
	}
	return l
}

// lacksFigures names the heading that should say what its figures are: that of the first column of numbers that is not understood.
func (s Sheet) lacksFigures(b *Block, what, word string) Lack {
	for i := range b.cols {
		c := &b.cols[i]
		if c.col > b.name && len(c.path) > 0 && s.HoldsNumbers(b, c.col) && (c.role == vocabulary.RoleNone || c.role == vocabulary.RoleAside || c.role == vocabulary.RoleRate || c.role == vocabulary.RoleAmount) {
			return s.rename(b, c, what, word)
		}
	}
	return Lack{xlsx.Ref(b.last, b.name), what, "请加一列，表头写“" + word + "”"}
}

// rename asks for another word in a column's lowest heading.
func (s Sheet) rename(b *Block, c *Column, what, word string) Lack {
	row := b.last
	for row > b.first && s.g.At(row, c.col).Kind == xlsx.Blank {
		row--
	}
	at := xlsx.Ref(row, c.col)
	return Lack{at, what, "如果" + c.Letter() + "列就是，请把" + at + "“" + vocabulary.Clip(c.path[len(c.path)-1].Text, 20) + "”改成“" + word + "”"}
}

// kindsInRows finds a column that says of each row whether it is a target or what was done (计划 over 完成): its rows are no
// indicators, and their figures are not what the headings say.
func (s Sheet) kindsInRows(b *Block) *Column {
	for i := range b.cols {
		c := &b.cols[i]
		if c.col == b.seq || c.role.IsActual() || !s.saysDone(b, c.col) {
			continue
		}
		targets, done, others, months := 0, 0, 0, 0
		for _, row := range s.body(b) {
			cell := row.At(c.col)
			if cell.Kind != xlsx.Text || s.Headings.IsNothing(cell.Value) || s.Headings.IsFooter(cell.Value) || s.Headings.IsTotal(cell.Value) {
				continue
			}
			switch role := s.KindOfRow(cell); {
			case role.IsTarget():
				targets++
			case role.IsDone():
				if done++; role == vocabulary.RoleMonth {
					months++
				}
			case role == vocabulary.RoleGrowth || role == vocabulary.RoleRate || role == vocabulary.RolePrior:
			default:
				others++
			}
		}
		if (targets > 0 && done > 0 || months > 0 && months < done) && targets+done > others {
			return c
		}
	}
	return nil
}

// saysDone reports a column with a cell that says what was done; most have none, so that no more needs to be asked of them.
func (s Sheet) saysDone(b *Block, col int) bool {
	for _, row := range s.body(b) {
		if c := row.At(col); c.Kind == xlsx.Text && s.KindOfRow(c).IsDone() {
			return true
		}
	}
	return false
}

// KindOfRow is the kind of figures that a cell says stand in its row.
func (s Sheet) KindOfRow(c xlsx.Cell) vocabulary.Role {
	return s.Headings.WordRole(vocabulary.WithoutBrackets(vocabulary.HeadingForm(c.Value)))
}

// AnyFigure reports a number in a column of targets or figures.
func (s Sheet) AnyFigure(b *Block) bool {
	for _, c := range b.cols {
		if (c.role.IsTarget() || c.role.IsActual()) && s.HoldsNumbers(b, c.col) {
			return true
		}
	}
	return false
}

// HoldsNumbers reports a column with a number in it that is no date.
func (s Sheet) HoldsNumbers(b *Block, col int) bool {
	for _, row := range s.body(b) {
		c := row.At(col)
		if c.ShowsDate() {
			continue
		}
		if c.Kind == xlsx.Number || c.Kind == xlsx.Text && s.Figure(c, "", "").Number.OK() { // 6个 too
			return true
		}
	}
	return false
}
