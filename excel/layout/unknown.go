package layout

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// lack is what keeps a table from being read: what is wrong at which cell, and what to write there.
type lack struct{ cell, what, write string }

// lacking says what a table must have and has not; the zero value where it can be read.
func (s *sheetReading) lacking(b *block) lack {
	switch {
	case b.name == 0:
		return s.lacksName(b)
	case b.kind == tally.KindProgress && len(b.actuals) == 0 && len(b.growths) == 0 && len(b.texts) == 0 && !b.ratesAlone():
		return s.lacksFigures(b, "没有找到“本月”“累计”一类的完成数一列", "累计完成”或“本月完成")
	case b.kind == tally.KindPlan && len(b.targets) == 0 && len(b.inCharge) == 0 && len(b.deadlines) == 0:
		return s.lacksFigures(b, "没有找到“目标值”一列", "目标值")
	}
	if l, down := s.timesDown(b); down {
		return l
	}
	if c := s.kindsInRows(b); c != nil && !s.settlePairs(b, c) && !b.mapped {
		return lack{xlsx.Ref(b.last, c.col), fmt.Sprintf("%s列把目标和完成数、本月数和累计数写在不同的行里", c.letter()), "请改成“目标值”“本月完成”“累计完成”各占一列"}
	}
	if a, c, clashes := b.clash(); clashes {
		what, write := "完成数", "请把其中不报的一列的表头改成“备注”，要报的写明是“本月完成”还是“累计完成”"
		if a.role.IsTarget() {
			what, write = "目标值", "请把其中不用的一列的表头改成“备注”，要用的写成“目标值”"
		}
		return lack{xlsx.Ref(b.last, c.col), fmt.Sprintf("%s列“%s”和%s列“%s”看不出哪一列是%s", a.letter(), a.title(), c.letter(), c.title(), what), write}
	}
	return lack{}
}

// lacksName names the heading that should be 指标名称: that of the first column of texts.
func (s sheet) lacksName(b *block) lack {
	l := lack{xlsx.Ref(b.last, 1), "没有找到“指标名称”一列", "请在指标那一列的表头写“指标名称”"}
	for i := range b.cols {
		if c := &b.cols[i]; len(c.path) > 0 && c.role != vocabulary.RoleSeq && c.role != vocabulary.RoleUnit && s.labels(b, c.col) {
			return s.rename(b, c, l.what, "指标名称")
		}
	}
	return l
}

// lacksFigures names the heading that should say what its figures are: that of the first column of numbers that is not understood.
func (s sheet) lacksFigures(b *block, what, word string) lack {
	for i := range b.cols {
		c := &b.cols[i]
		if c.col > b.name && len(c.path) > 0 && s.holdsNumbers(b, c.col) && (c.role == vocabulary.RoleNone || c.role == vocabulary.RoleAside || c.role == vocabulary.RoleRate || c.role == vocabulary.RoleAmount) {
			return s.rename(b, c, what, word)
		}
	}
	return lack{xlsx.Ref(b.last, b.name), what, "请加一列，表头写“" + word + "”"}
}

// rename asks for another word in a column's lowest heading.
func (s sheet) rename(b *block, c *column, what, word string) lack {
	row := b.last
	for row > b.first && s.g.At(row, c.col).Kind == xlsx.Blank {
		row--
	}
	at := xlsx.Ref(row, c.col)
	return lack{at, what, "如果" + c.letter() + "列就是，请把" + at + "“" + vocabulary.Clip(c.path[len(c.path)-1].Text, 20) + "”改成“" + word + "”"}
}

// kindsInRows finds a column that says of each row whether it is a target or what was done (计划 over 完成): its rows are no
// indicators, and their figures are not what the headings say.
func (s sheet) kindsInRows(b *block) *column {
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
			switch role := s.kindOfRow(cell); {
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
func (s sheet) saysDone(b *block, col int) bool {
	for _, row := range s.body(b) {
		if c := row.At(col); c.Kind == xlsx.Text && s.kindOfRow(c).IsDone() {
			return true
		}
	}
	return false
}

// kindOfRow is the kind of figures that a cell says stand in its row.
func (s sheet) kindOfRow(c xlsx.Cell) vocabulary.Role {
	return s.Headings.WordRole(vocabulary.WithoutBrackets(vocabulary.HeadingForm(c.Value)))
}

const mapAdvice = "；也可以请督查部门在“列对应关系”页上指明各列"

// unknownTable is the finding for a table whose heading was found but not understood.
func (s *sheetReading) unknownTable(b *block, l lack) {
	var heads []string
	for i := range b.cols {
		if t := b.cols[i].title(); t != "" {
			heads = append(heads, t)
		}
	}
	s.find(tally.NewFinding(tally.LayoutUnknown, s.g.Name, l.cell, fmt.Sprintf("第%d行的表头有“%s”，%s", b.first, vocabulary.Clip(strings.Join(heads, "”“"), 80), l.what), l.write+mapAdvice))
}

// unknownSheet says of a sheet without any table what was seen there. Beside a sheet that was read it is a note, or a
// finding that blocks nothing where the sheet holds figures.
func (s *sheetReading) unknownSheet(others bool) {
	figures := 0
	for _, row := range s.g.Rows {
		for _, c := range row.Cells {
			if c.Kind == xlsx.Number {
				figures++
			}
		}
	}
	if others && figures < 4 {
		s.note(fmt.Sprintf("工作表“%s”里没有指标表，未读", s.g.Name))
		return
	}
	l := lack{what: "没有找到“指标名称”一列", write: "请在表头写上“指标名称”“目标值”“本月完成”“累计完成”"}
	if down, ok := s.monthsDown(); ok {
		l = down
	} else if row, ok := s.headingGuess(); ok {
		l.cell = xlsx.Ref(row, s.g.Rows[s.g.From(row)].Cells[0].Col)
	}
	f := tally.NewFinding(tally.LayoutUnknown, s.g.Name, l.cell, fmt.Sprintf("没有认出表头，开头几行是：%s；%s", s.beginning(), l.what), l.write+mapAdvice)
	if others {
		f.Class = tally.ClassD
	}
	s.find(f)
}

// beginning is the words of a sheet's first rows.
func (s sheet) beginning() string {
	var said []string
	for _, row := range s.g.Rows[:min(4, len(s.g.Rows))] {
		var words []string
		for _, c := range row.Cells[:min(8, len(row.Cells))] {
			words = append(words, vocabulary.Clip(s.CellText(c), 12))
		}
		said = append(said, fmt.Sprintf("第%d行“%s”", row.Number, strings.Join(words, "|")))
	}
	return strings.Join(said, ",")
}
