package edition

import (
	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// places says in which columns of a sheet a row's figures stand, so that formulas can name them; -1 is nowhere.
type places struct{ floor, stretch, ytd, completion, schedule int }

// formulas are those of a sheet's rows; one that names a column which the sheet does not have is empty. Those of targets are for 确保
// and for 力争.
type formulas struct {
	completion   [2]string
	upTo, beyond string // 进度图示
	behind       string // 偏差, the completion's from the schedule
	unfinished   string // from the whole
	over, under  [2]string
}

// formulas writes them for the columns of a sheet.
func (p places) formulas() formulas {
	var f formulas
	ytd, done, due := p.at(p.ytd), p.at(p.completion), p.at(p.schedule)
	for k, target := range [...]string{p.at(p.floor), p.at(p.stretch)} {
		if target != "" {
			f.completion[k] = ytd + "/" + target
			f.over[k], f.under[k] = ytd+"-"+target, target+"-"+ytd
		}
	}
	f.unfinished = "(" + done + "-1)*100"
	if due != "" {
		f.upTo = "MAX(0,MIN(1," + done + "/" + due + "))"
		f.beyond = "MAX(0,MIN(1,(" + done + "-" + due + ")/(1-" + due + ")))"
		f.behind = "(" + done + "-" + due + ")*100"
	}
	return f
}

// at is a column in a formula.
func (p places) at(column int) string {
	if column < 0 {
		return ""
	}
	return columnName(column) + "#"
}

// targetOf is what a row is held against, and which of the two targets that is.
func targetOf(d *tally.Deviation) (n exact.Number, which int) {
	if d.OnStretch {
		return d.Target.Stretch, 1
	}
	return d.Target.Floor, 0
}

// plainly reports a row whose target and year to date are two numbers of its own line.
func plainly(r *tally.Row, target exact.Number) bool {
	return numfmt.Held(target) && numfmt.Held(r.YTD) && len(r.Main.Target.Parts) == 0 && r.Main.Target.Op != tally.OpRange
}

// completionCell is a live formula where a spreadsheet comes to what tally computed, else the number alone.
func (b *issued) completionCell(r *tally.Row, f *formulas) cell {
	d := &r.Main
	c := rate(figure, d.Completion, numfmt.Percent)
	if !d.Completion.OK() {
		return c
	}
	c.from, c.basis = b.actualOf(r), "完成率=本年累计÷年度目标"
	target, which := targetOf(d)
	if d.OnStretch {
		c.basis = "完成率=本年累计÷力争目标（计划没有确保目标）"
	}
	if plainly(r, target) && target.Sign() != 0 && numfmt.Close(r.YTD.Div(target), d.Completion) {
		c.formula = f.completion[which]
	}
	return c
}

// scheduleCell is 序时进度.
func scheduleCell(r *tally.Row) cell {
	c := rate(figure, r.Main.Schedule, numfmt.Percent)
	c.basis = "按计划的进度安排，到本期末应完成的比例"
	return c
}

// points turns a share into percentage points.
func points(n exact.Number) exact.Number { return n.Shift(2) }

// gapCell is a live formula where one of the plain shapes gives what tally computed, else the number alone.
func (b *issued) gapCell(r *tally.Row, f *formulas) cell {
	d := &r.Main
	format := numfmt.Points
	if d.GapUnit != "" && d.GapUnit != "个百分点" {
		format = numfmt.Gap(numfmt.Decimals(d.Gap), d.GapUnit)
	}
	c := rate(figure, d.Gap, format)
	if !d.Gap.OK() {
		return c
	}
	c.from = b.actualOf(r)
	if c.formula, c.basis = gapShape(r, f); c.formula == "" {
		c.basis = b.why("偏差，单位：", d.GapUnit)
	}
	return c
}

// gapShape is the way in which a row's gap comes about, of those that a formula can say.
func gapShape(r *tally.Row, f *formulas) (formula, basis string) {
	d := &r.Main
	if d.Completion.OK() && d.Schedule.OK() && f.behind != "" && numfmt.Close(points(d.Completion.Sub(d.Schedule)), d.Gap) {
		return f.behind, "偏差=（完成率-序时进度）×100，单位：个百分点"
	}
	target, which := targetOf(d)
	if f.over[which] != "" && plainly(r, target) {
		over := r.YTD.Sub(target)
		if numfmt.Close(over, d.Gap) {
			return f.over[which], "偏差=本年累计-年度目标"
		}
		if numfmt.Close(over.Neg(), d.Gap) {
			return f.under[which], "偏差=年度目标-本年累计"
		}
	}
	if d.Completion.OK() && numfmt.Close(points(d.Completion.Sub(one)), d.Gap) {
		return f.unfinished, "偏差=（完成率-1）×100，单位：个百分点"
	}
	return "", ""
}

// one is the whole.
var one = exact.Int(1)

// barCells draw completion against the schedule: the first bar is full where the schedule is met, the second, past the
// line between them, shows by how much of the rest it is ahead. Both follow the numbers.
func (b *issued) barCells(r *tally.Row, f *formulas) (upTo, beyond cell) {
	d := &r.Main
	if !d.Completion.OK() || !d.Schedule.OK() || d.Schedule.Sign() <= 0 {
		return cell{style: style{face: barLess}}, cell{style: style{face: barLessBeyond}}
	}
	done, due := d.Completion, d.Schedule
	upTo = rate(bar, share(done, due), numfmt.Percent)
	upTo.formula, upTo.basis = f.upTo, "进度图示：完成率÷序时进度，满格即达到序时进度"
	beyond = cell{style: style{face: barBeyond}}
	if due.Cmp(one) < 0 {
		beyond = rate(barBeyond, share(done.Sub(due), one.Sub(due)), numfmt.Percent)
		beyond.formula, beyond.basis = f.beyond, "进度图示：超出序时进度的部分"
	}
	upTo.from, beyond.from = b.actualOf(r), b.actualOf(r)
	return upTo, beyond
}

// share is part of a whole that is above nought, kept between nought and one.
func share(part, whole exact.Number) exact.Number {
	switch {
	case part.Sign() <= 0:
		return exact.Int(0)
	case part.Cmp(whole) >= 0:
		return one
	}
	return part.Div(whole)
}
