package edition

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
)

// warningPlaces are the columns of 偏差预警 that formulas name.
var warningHeads = []string{"序号", "亮灯", "责任单位", "指标", "单位", "年度目标", "力争", "本年累计", "完成率", "序时进度", "偏差\n(百分点)", "亮灯说明", "存在问题", "下一步措施", "溯源"}

// warnings describes 偏差预警: red, then yellow, the worst first, with problems and next steps.
func (b *book) warnings() sheet {
	at := places{floor: 5, stretch: 6, ytd: 7, completion: 8, schedule: 9}
	rows := func(yield func([]cell) bool) {
		cells := make([]cell, len(warningHeads))
		for n, i := range b.behind {
			r, row := &b.ed.Rows[i], firstListRow+n
			b.warningCells(cells, r, at, row)
			cells[0] = whole(centered, n+1)
			if !yield(cells) {
				return
			}
		}
	}
	red := 0
	for _, i := range b.behind {
		if b.ed.Rows[i].Main.Light == tally.Red {
			red++
		}
	}
	return b.list(list{name: WarningSheet, title: b.ed.Period.Chinese() + "偏差预警",
		subtitle: b.word(tally.Red) + "灯 " + strconv.Itoa(red) + " 项,  " + b.word(tally.Yellow) + "灯 " + strconv.Itoa(len(b.behind)-red) + " 项  ·  " + b.subtitle(),
		heads:    warningHeads, widths: []float64{6, 7, 15, 28, 8, 12, 10, 12, 10, 10, 10, 32, 34, 34, 8},
		rows: rows, count: len(b.behind), empty: "本期没有" + b.word(tally.Red) + "灯、" + b.word(tally.Yellow) + "灯指标。",
		page: page{paper: paperA3, landscape: true, tab: "C00000"},
		dress: func(f *excelize.File, first, last int) error {
			if err := b.paintLights(f, WarningSheet, area(1, first, 1, last), "$B"+strconv.Itoa(first)); err != nil {
				return err
			}
			if err := b.paintBehind(f, WarningSheet, area(10, first, 10, last)); err != nil {
				return err
			}
			return drawBars(f, WarningSheet, area(8, first, 8, last), barBlue, false)
		}})
}

// warningCells fills one line of 偏差预警.
func (b *book) warningCells(cells []cell, r *tally.Row, at places, row int) {
	cells[1] = b.lightCell(r)
	cells[2] = say(centered, r.Department)
	cells[3] = say(body, r.Indicator.Name)
	cells[4] = say(centered, r.Indicator.Unit)
	cells[at.floor] = targetCell(r, r.Main.Target)
	cells[at.stretch] = stretchCell(r, r.Main.Target)
	cells[at.ytd] = b.ytdCell(r)
	cells[at.completion] = b.completionCell(r, at, row)
	cells[at.schedule] = scheduleCell(r)
	cells[10] = b.gapCell(r, at, row)
	cells[11] = say(body, r.Main.Sentence)
	cells[12] = say(body, joined([]string{r.Remark.Problems, r.Remark.Explanation}, "\n"))
	cells[13] = say(body, r.Remark.NextSteps)
	for i := 11; i < 14; i++ {
		cells[i].from, cells[i].basis = r.Figures, "部门在报表中写明"
	}
	cells[11].basis = "亮灯说明,由规则给出"
	cells[14] = b.sourceLink(r)
}
