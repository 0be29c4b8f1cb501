package layout

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

const mapAdvice = "；也可以请督查部门在“列对应关系”页上指明各列"

// unknownTable is the finding for a table whose heading was found but not understood.
func (s *sheetReading) unknownTable(b *columns.Block, l columns.Lack) {
	var heads []string
	for i := range b.Columns() {
		if t := b.Columns()[i].Title(); t != "" {
			heads = append(heads, t)
		}
	}
	s.Find(tally.NewFinding(tally.LayoutUnknown, s.Grid().Name, l.Cell, fmt.Sprintf("第%d行的表头有“%s”，%s", b.First(), vocabulary.Clip(strings.Join(heads, "”“"), 80), l.What), l.Write+mapAdvice))
}

// unknownSheet says of a sheet without any table what was seen there. Beside a sheet that was read it is a question
// where rows of words and figures stand on it, else a note.
func (s *sheetReading) unknownSheet(others bool) {
	figures := 0
	for _, row := range s.Grid().Rows {
		for _, c := range row.Cells {
			if c.Kind == xlsx.Number {
				figures++
			}
		}
	}
	like := s.tableRows(s.Grid().Rows)
	table := len(like) >= leastLeft || s.headed(like)
	if others && figures < 4 && !table {
		s.Note(fmt.Sprintf("工作表“%s”里没有指标表，未读", s.Grid().Name))
		return
	}
	l := columns.Lack{What: "没有找到“指标名称”一列", Write: "请在表头写上“指标名称”“目标值”“本月完成”“累计完成”"}
	if down, ok := s.MonthsDown(); ok {
		l = down
	} else if down, ok := s.KindsDown(); ok {
		l = down
	} else if row, ok := s.HeadingGuess(); ok {
		l.Cell = xlsx.Ref(row, s.Grid().Rows[s.Grid().From(row)].Cells[0].Col)
		if named, at := s.namesRows(row); named {
			l = columns.Lack{Cell: at, What: "没有认出哪一列是目标值、本月完成、累计完成", Write: "请把填数各列的表头改成“目标值”“本月完成”“累计完成”"}
		}
	}
	if others && table && l.Cell == "" {
		l.Cell = xlsx.Ref(like[0].Number, like[0].Cells[0].Col)
	}
	f := tally.NewFinding(tally.LayoutUnknown, s.Grid().Name, l.Cell, fmt.Sprintf("没有认出表头，开头几行是：%s；%s", s.beginning(), l.What), l.Write+mapAdvice)
	switch {
	case others && table:
		f.Class = tally.ClassC
	case others:
		f.Class = tally.ClassD
	}
	s.Find(f)
}

// namesRows reports a guessed heading with a column that names the rows, and the first cell behind it.
func (s *sheetReading) namesRows(row int) (named bool, next string) {
	for _, c := range s.Grid().Rows[s.Grid().From(row)].Cells {
		role := s.Heading(c.Value).Role
		if named && role != vocabulary.RoleUnit {
			return true, xlsx.Ref(row, c.Col)
		}
		named = named || role == vocabulary.RoleName || role == vocabulary.RoleTask
	}
	return false, ""
}

// beginning is the words of a sheet's first rows.
func (s *sheetReading) beginning() string {
	var said []string
	for _, row := range s.Grid().Rows[:min(4, len(s.Grid().Rows))] {
		var words []string
		for _, c := range row.Cells[:min(8, len(row.Cells))] {
			words = append(words, vocabulary.Clip(s.CellText(c), 12))
		}
		said = append(said, fmt.Sprintf("第%d行“%s”", row.Number, strings.Join(words, "|")))
	}
	return strings.Join(said, "，")
}
