package consolidate

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// corrections is what the edition changes against the one before: old → new → who → why.
func (c *consolidation) corrections(now tally.Edition) ([]tally.Correction, error) {
	if c.Previous == nil {
		return nil, nil
	}
	changed := map[int][][3]string{} // by place among the rows
	had := make([]bool, len(now.Rows))
	var gone []tally.Correction
	err := c.Previous.Rows(func(old *tally.Row) {
		k, is := c.place[old.Indicator.ID]
		if !is {
			gone = append(gone, c.correction(now, *old, "指标", old.Indicator.Name, ""))
			return
		}
		had[k] = true
		if of := changes(old, &now.Rows[k], c.Period.Kind()); len(of) > 0 {
			changed[k] = of
		}
	})
	if err != nil {
		return nil, err
	}
	var all []tally.Correction
	for k := range now.Rows {
		r := &now.Rows[k]
		if !had[k] {
			all = append(all, c.correction(now, *r, "指标", "", r.Indicator.Name))
		}
		all = append(all, c.ofRow(now, r, changed[k])...)
	}
	return append(all, gone...), nil
}

// What other reports than the row's own bring: the same round a year before, and, after a round, its sum of the year. What follows from
// the others: the light.
const (
	lastYearCell = "上年同期"
	monthCell    = "累计"
	lightCell    = "亮灯"
	progressCell = "进展情况"
	scheduleCell = "序时进度"
)

// remarkCells are the words beside a row, which a department writes.
var remarkCells = []string{"存在问题", "下一步措施", "说明"}

// WholeReport is What of a Refiled that is no longer in force: all its figures are gone, and none was left out.
const WholeReport = "报送"

// changes lists what differs between two rows: what, old, new.
func changes(old, now *tally.Row, kind tally.RoundKind) [][3]string {
	var all [][3]string
	add := func(what, before, after string) {
		if before != after {
			all = append(all, [3]string{what, before, after})
		}
	}
	add("责任单位", old.Department, now.Department)
	add("单位", old.Indicator.Unit, now.Indicator.Unit)
	add("读法", readingText(old), readingText(now))
	add("目标值", targetText(old.Main.Target), targetText(now.Main.Target))
	add("完成时限", old.Indicator.Deadline, now.Indicator.Deadline)
	if old.Main.Schedule.OK() && now.Main.Schedule.OK() {
		add(scheduleCell, percentText(old.Main.Schedule), percentText(now.Main.Schedule))
	}
	add(kind.This(), old.Month.Plain(), now.Month.Plain())
	if old.YTD.OK() || now.YTD.OK() {
		add("本年累计", old.YTD.Plain(), now.YTD.Plain())
	} else {
		add("完成情况", old.Printed, now.Printed)
	}
	for _, p := range now.Year {
		if p.Period.Compare(now.Year[len(now.Year)-1].Period) == 0 {
			continue
		}
		for _, q := range old.Year {
			if q.Period == p.Period {
				add(p.Period.String()+monthCell, pointText(&q), pointText(&p))
			}
		}
	}
	add(lastYearCell, old.LastYear.Plain(), now.LastYear.Plain())
	if now.Main.Basis == tally.ByDate && (old.Main.Light != now.Main.Light || now.Main.Light != tally.Green) { // what becomes of a milestone is said in words
		add(progressCell, old.Remark.Progress, now.Remark.Progress)
	}
	for i, said := range [...][2]string{{old.Remark.Problems, now.Remark.Problems}, {old.Remark.NextSteps, now.Remark.NextSteps}, {old.Remark.Explanation, now.Remark.Explanation}} {
		add(remarkCells[i], said[0], said[1])
	}
	add(lightCell, old.Main.Light.Chinese(), now.Main.Light.Chinese())
	return all
}

// readingText is what a person said of the meaning of a row's target, or that it is asked.
func readingText(r *tally.Row) string {
	var said []string
	for _, code := range tally.QuestionCodes() {
		if answer, ok := r.Indicator.Confirmed[code]; ok {
			said = append(said, code.Chinese()+tally.AnswerWord(code, answer))
		}
	}
	if r.Main.Asked {
		said = append(said, "待确认")
	}
	return strings.Join(said, "、")
}

func targetText(t *tally.Target) string {
	if t.Text != "" {
		return tally.WithUnit(t.Text, t.Unit)
	}
	if t.Max.OK() {
		return t.Floor.Plain() + "—" + t.Max.Plain() + t.Unit
	}
	return t.Value().Plain() + t.Unit
}

// pointText is what an earlier round stood at: its number, or what was filed where that says more.
func pointText(y *tally.MonthPoint) string {
	if y.Printed() != "" {
		return y.Printed()
	}
	return y.YTD.Plain()
}

func percentText(share exact.Number) string {
	return exact.Shown(exact.Points(exact.FractionOf(share)), 2) + "%"
}
