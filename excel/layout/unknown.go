package layout

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// lacking says what a table must have and has not; "" where it can be read.
func (s *sheetReading) lacking(b *block) string {
	switch {
	case b.name == 0:
		return "没有找到“指标名称”一列"
	case b.kind == tally.KindProgress && len(b.actuals) == 0 && len(b.growths) == 0 && len(b.texts) == 0:
		return "没有找到“本月”“累计”一类的完成数一列"
	case b.kind == tally.KindPlan && len(b.targets) == 0 && len(b.inCharge) == 0 && len(b.deadlines) == 0:
		return "没有找到“目标值”一列"
	}
	if c := s.kindsInRows(b); c != nil && !b.mapped {
		return fmt.Sprintf("%s列把目标和完成数、本月数和累计数写在不同的行里,请改成“目标值”“本月完成”“累计完成”各占一列", c.letter())
	}
	if a, c, clashes := b.clash(); clashes {
		what := "完成数"
		if a.role.IsTarget() {
			what = "目标值"
		}
		return fmt.Sprintf("%s列“%s”和%s列“%s”看不出哪一列是%s", a.letter(), a.title(), c.letter(), c.title(), what)
	}
	return ""
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
func (s *cellReader) kindOfRow(c xlsx.Cell) vocabulary.Role {
	return s.Headings.WordRole(vocabulary.WithoutBrackets(vocabulary.HeadingForm(c.Value)))
}

const mapAdvice = "请按常用格式整理表头，或请督查部门把各列人工对应一次后再读"

// unknownTable is the finding for a table whose heading was found but not understood.
func (s *sheetReading) unknownTable(b *block, lack string) {
	var heads []string
	for i := range b.cols {
		if t := b.cols[i].title(); t != "" {
			heads = append(heads, t)
		}
	}
	s.find(tally.NewFinding(tally.LayoutUnknown, s.g.Name, "", fmt.Sprintf("工作表“%s”第%d行的表头有“%s”,%s", s.g.Name, b.first, vocabulary.Clip(strings.Join(heads, "”“"), 80), lack), mapAdvice))
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
		s.note(fmt.Sprintf("工作表“%s”里没有指标表,未读", s.g.Name))
		return
	}
	f := tally.NewFinding(tally.LayoutUnknown, s.g.Name, "", fmt.Sprintf("工作表“%s”里没有认出表头,开头几行是:%s;没有找到“指标名称”一列", s.g.Name, s.beginning()), mapAdvice)
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
			words = append(words, vocabulary.Clip(s.cellText(c), 12))
		}
		said = append(said, fmt.Sprintf("第%d行“%s”", row.Number, strings.Join(words, "|")))
	}
	return strings.Join(said, ",")
}
