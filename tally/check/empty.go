package check

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
)

// empty says that a row is there and its value is not. An unreadable cell is not empty, and a blank month beside a
// year-to-date is a way to fill the form.
func (k rules) empty(l *reported) {
	if l.broken || l.worded || !k.asked(l.ind) || l.ind.Measure == tally.Text || l.ind.Measure == tally.Milestone {
		return
	}
	e, it := k.blank(l)
	if it == nil || k.wrongPeriod && e.Cell == it.NameCell { // that the other month's sheet has no cell of this one goes without saying
		return
	}
	stands := k.stands(l, e)
	f := tally.NewFinding(tally.ValueEmpty, it.Sheet, e.Cell, quoted(l.ind.Name)+spanWords(k.in.Period, e.Span)+stands+"。", "请填数；"+k.in.Period.Kind().This()+"没有数的不必处理")
	f.About = l.ind.Name
	why := ""
	for _, i := range l.items {
		why = joinNonEmpty("；", why, i.Remark, i.Progress, i.Problems)
	}
	switch {
	case why != "":
		f.Expected = "已说明：" + strings.ReplaceAll(why, "\n", " ")
	case strings.ContainsFunc(e.Text, isLetter):
		f.Class = tally.ClassC
		f.Expected = "请填数；暂时没有数的，请说明原因（6个字以上）"
	case l.ind.DueIn(k.in.Period):
		f.Class = tally.ClassC
		f.Message = quoted(l.ind.Name) + "本期应报，" + spanWords(k.in.Period, e.Span) + stands + "。"
		f.Expected = "请填数；暂时没有数的，请在备注里说明原因（6个字以上）"
	}
	k.takeBack(it.Sheet, e.Cell)
	k.found = append(k.found, f)
}

// inWords names what was filed in words where the plan asks for a number that cannot be made of them.
func (k gathering) inWords(l *reported, it *tally.Item, a tally.Actual) {
	l.worded = true
	k.takeBack(it.Sheet, a.Cell)
	f := tally.NewFinding(tally.ValueEmpty, it.Sheet, a.Cell, quoted(l.ind.Name)+"填的是「"+a.Text+"」，目标是"+k.rateWords(l.ind)+"，两者比不了，按文字留存，本月没有灯。", "有目标要的数的，请按目标的写法填；没有的不必处理")
	f.Class, f.About = tally.ClassD, l.ind.Name
	k.found = append(k.found, f)
}

// stands says what is in the cell, or in the row where no cell is meant for the filed month.
func (k rules) stands(l *reported, e tally.Empty) string {
	switch {
	case e.Text != "":
		return "填的是「" + e.Text + "」"
	case e.Cell != l.items[0].NameCell:
		return "没有填"
	case len(l.earlier) > 0:
		return "没有数，这一行只有" + l.earlier[len(l.earlier)-1].Period.Chinese() + "的数"
	}
	for _, it := range l.items {
		if len(it.Actuals)+len(it.Growth) > 0 {
			return "没有数，这一行填的不是计划要的数"
		}
	}
	return "没有数，这一行没有填数的列"
}

// blank is the cell to name: that of the year-to-date before that of the month, the name's where the row has no cell for the
// filed month. None where a figure stands for it.
func (k rules) blank(l *reported) (tally.Empty, *tally.Item) {
	if _, ok := l.at(tally.SpanYTD); ok {
		return tally.Empty{}, nil
	}
	if _, ok := l.at(tally.SpanProject); ok {
		return tally.Empty{}, nil
	}
	_, month := l.at(tally.SpanMonth)
	for _, span := range []tally.Span{tally.SpanYTD, tally.SpanProject, tally.SpanMonth} {
		if span == tally.SpanMonth && month || span != tally.SpanMonth && month && !flows(l.ind) {
			continue
		}
		for _, it := range l.items {
			for _, e := range it.Empty {
				if e.Span.Kept() == span && (e.Period == k.in.Period || e.Period.IsZero()) {
					return e, it
				}
			}
		}
	}
	if len(l.values) == 0 && len(l.items) > 0 && k.in.Reading.Kind != tally.KindPlan { // figures of other months only, or words alone
		it := l.items[0]
		return tally.Empty{Cell: it.NameCell, Period: k.in.Period, Span: tally.SpanYTD}, it
	}
	return tally.Empty{}, nil
}
