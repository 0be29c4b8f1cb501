package draft

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// table takes what the sheet reader made of a table; every number that is no target there is set aside.
func (d *drafting) table(i int) {
	b := d.src.Blocks[i]
	took := map[[2]int]bool{}
	if b.Table != nil {
		for _, item := range b.Table.Items {
			if d.wordyRow(i, item, took) {
				continue
			}
			d.growthColumns(i, item, took)
			for _, t := range item.Targets {
				row, col, ok := cellAt(t.Cell)
				if !ok || t.Bare() {
					continue
				}
				if y := yearOf(t.Period); d.year > 0 && y != "" && y < d.out.Year {
					continue
				}
				d.tableTarget(i, item, t, row, col)
				took[[2]int{row, col}] = true
			}
		}
	}
	d.tableRest(i, took)
}

func (d *drafting) tableTarget(i int, item tally.Item, t tally.Target, row, col int) {
	b := d.src.Blocks[i]
	unit := t.Unit
	if unit == "" {
		unit = item.Unit
	}
	deadline := t.Period
	if item.Deadline != "" {
		deadline = item.Deadline
	}
	if deadline == "" {
		deadline = d.out.Year
	}
	out := Target{
		Indicator: item.Name, Text: b.Rows[row][col], Sentence: d.rowSentence(b.Rows, row), Heading: d.outline.path(), Measure: item.Measure, Op: t.Op, Floor: t.Floor, Stretch: t.Stretch,
		StretchUnit: t.StretchUnit, Max: t.Max, Unit: unit, Better: item.Better, Drop: t.Drop, Deadline: deadline, Lead: orNone(item.Lead), Support: orNone(item.Support), Implement: item.Implementing,
		Parts: append([]tally.Part{}, t.Parts...), Doubts: []string{}, Places: []Place{{i, row, col}}, Notes: []string{"取自表格"},
	}
	if section, heading := d.outline.mood(); section == past {
		out.Doubts = append(out.Doubts, "表格写在“"+heading+"”里，请核实是不是目标")
	}
	if t.Why != "" {
		out.Doubts = append(out.Doubts, t.Why)
	}
	d.out.Targets = append(d.out.Targets, out)
}

func orNone(names []string) []string {
	if names == nil {
		return []string{}
	}
	return names
}

// rowSentence is a row's cells with the column's heading before each, as many as a sentence may be long.
func (d *drafting) rowSentence(rows [][]string, row int) string {
	parts := make([]string, 0, len(rows[row]))
	for k, cell := range rows[row] {
		head := ""
		if k < len(rows[0]) && row > 0 {
			head = rows[0][k]
		}
		if cell == "" {
			continue
		}
		if head != "" && head != cell {
			cell = head + "：" + cell
		}
		parts = append(parts, cell)
	}
	out := []rune(strings.Join(parts, " | "))
	if len(out) > mostSentence {
		out = append(out[:mostSentence-1:mostSentence-1], '…')
	}
	return string(out)
}

// tableRest sets aside the numbers of the cells that gave no target.
func (d *drafting) tableRest(i int, took map[[2]int]bool) {
	rows := d.src.Blocks[i].Rows
	for r, row := range rows {
		sentence := d.rowSentence(rows, r)
		for c, cell := range row {
			if took[[2]int{r, c}] {
				continue
			}
			head := ""
			if c < len(rows[0]) {
				head = rows[0][c]
			}
			why, reason := d.cellReason(r, head, cell)
			for _, run := range digitRuns([]rune(cell)) {
				d.out.SetAside = append(d.out.SetAside, Aside{Number: string([]rune(cell)[run[0]:run[1]]), Text: cell, Sentence: sentence, Why: why, Reason: reason, Place: Place{i, r, c}})
			}
		}
	}
}

func (d *drafting) cellReason(row int, head, cell string) (Why, string) {
	folded := d.w.Fold(head)
	switch {
	case docNumber.MatchString(cell):
		return WhyNumber, "是文号"
	case fullDate.MatchString(cell), isoText.MatchString(cell):
		return WhyDate, "是日期"
	case row == 0 && yearText.MatchString(cell):
		return WhyDate, "是表头的年份"
	case row == 0:
		return WhyName, "在表头里"
	case strings.Contains(folded, "基数"), strings.Contains(folded, "现状"), strings.Contains(folded, "完成"), strings.Contains(folded, "实际"):
		return WhyBaseline, "在“" + head + "”一列"
	case strings.Contains(folded, "序号"):
		return WhyLabel, "是序号"
	case yearText.MatchString(head) && yearText.FindString(head) < d.out.Year:
		return WhyBaseline, "在“" + head + "”一列，早于计划年度"
	case strings.Contains(folded, "时限") || strings.Contains(folded, "时间") || strings.Contains(folded, "节点"):
		return WhyDate, "在“" + head + "”一列"
	case strings.Contains(folded, "指标") || strings.Contains(folded, "项目") || strings.Contains(folded, "名称") || strings.Contains(folded, "内容") || strings.Contains(folded, "单位"):
		return WhyName, "在“" + head + "”一列，是名称的一部分"
	}
	return WhyUnsure, "在表格里，没有认出是目标值的列"
}

// cellAt is the place of a cell named as in a sheet: B3 is row 2, column 1.
func cellAt(cell string) (row, col int, ok bool) {
	var letters string
	if n, err := fmt.Sscanf(strings.TrimLeft(cell, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"), "%d", &row); n != 1 || err != nil {
		return 0, 0, false
	}
	letters = strings.TrimRight(cell, "0123456789")
	for _, r := range letters {
		if r < 'A' || r > 'Z' {
			return 0, 0, false
		}
		col = col*26 + int(r-'A') + 1
	}
	return row - 1, col - 1, row > 0 && col > 0
}
