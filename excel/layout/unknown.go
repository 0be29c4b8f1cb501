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

// unknownSheet says of a sheet without any table what was seen there. Beside a sheet that was read it is a note, or a
// finding that blocks nothing where the sheet holds figures.
func (s *sheetReading) unknownSheet(others bool) {
	figures := 0
	for _, row := range s.Grid().Rows {
		for _, c := range row.Cells {
			if c.Kind == xlsx.Number {
				figures++
			}
		}
	}
	if others && figures < 4 {
		s.Note(fmt.Sprintf("工作表“%s”里没有指标表，未读", s.Grid().Name))
		return
	}
	l := columns.Lack{What: "没有找到“指标名称”一列", Write: "请在表头写上“指标名称”“目标值”“本月完成”“累计完成”"}
	if down, ok := s.MonthsDown(); ok {
		l = down
	} else if row, ok := s.HeadingGuess(); ok {
		l.Cell = xlsx.Ref(row, s.Grid().Rows[s.Grid().From(row)].Cells[0].Col)
	}
	f := tally.NewFinding(tally.LayoutUnknown, s.Grid().Name, l.Cell, fmt.Sprintf("没有认出表头，开头几行是：%s；%s", s.beginning(), l.What), l.Write+mapAdvice)
	if others {
		f.Class = tally.ClassD
	}
	s.Find(f)
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
	return strings.Join(said, ",")
}
