package deviation

import (
	"strconv"
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// measureDate is a milestone: done, days to go or days late, as precise as its deadline is printed (2020, 2017-09,
// 2017-09-30). Without a deadline it is the end of the target's year.
func measureDate(in *Against, s *standing) {
	s.section = SectionMilestone
	s.dev.GapUnit = "天"
	due := in.deadline()
	var late int
	if !due.IsZero() {
		late = int(in.today().Sub(due).Hours() / 24)
	}
	state := in.done()
	if state == meaning.Done && in.Rules.evidence && !in.Evidence {
		s.greyed("报已完成，还没有附佐证材料")
		return
	}
	if state == meaning.Done {
		s.dev.Basis, s.dev.Met = tally.ByDate, true
		s.days = exact.Integer(0)
		s.phrase.fixed = "已完成"
		return
	}
	switch {
	case due.IsZero():
		s.greyed("未完成，没有完成时限")
		return
	case late < 0:
		s.dev.Basis = tally.ByDate
		s.greyed("未到期，距完成时限（" + in.dueText() + "）还有" + strconv.Itoa(-late) + "天")
		return
	case !in.Reported && in.Progress == "":
		s.greyed(in.absent())
		return
	case state == meaning.Unsaid:
		s.greyed("已到完成时限（" + in.dueText() + "），是否完成没有写明")
		return
	}
	s.dev.Basis, s.missed = tally.ByDate, true
	s.days = exact.Integer(int64(late))
	s.dev.Gap, s.dev.Behind = exact.Int(int64(-late)), exact.Int(int64(late))
	s.phrase.fixed = "逾期" + strconv.Itoa(late) + "天未完成（完成时限" + in.dueText() + "）"
	if late == 0 {
		s.phrase.fixed = "到期未完成（完成时限" + in.dueText() + "）"
	}
}

// today is the day that the figures run to.
func (in *Against) today() time.Time {
	if d := in.day(); d > 0 {
		return time.Date(in.Period.Year(), time.Month(in.Period.Month()), d, 0, 0, 0, 0, time.UTC)
	}
	return in.Period.End()
}

func (in *Against) dueText() string { return in.Indicator.DueFor(in.Target) }

// deadline is the last day of what is printed; zero where nothing is.
func (in *Against) deadline() time.Time {
	text := in.dueText()
	switch len(text) { // parsing what is not there would cost more than all the rest
	case len("2017-09-30"):
		if t, err := time.Parse(time.DateOnly, text); err == nil {
			return t
		}
	case len("2017-09"):
		if p, err := tally.ParseMonth(text); err == nil {
			return p.End()
		}
	case len("2017"):
		if y, err := strconv.Atoi(text); err == nil {
			return tally.MonthOf(y, 12).End()
		}
	}
	return time.Time{}
}

// done reads what was filed, and else what was written beside it.
func (in *Against) done() meaning.Told {
	if v := in.Actual.Value; in.Reported && v.OK() && in.Words.InPercent(in.Actual.Unit) {
		if v.Decimal().Cmp(exact.Int(100).Decimal()) >= 0 {
			return meaning.Done
		}
		return meaning.NotDone
	}
	if said := in.Words.Told(in.Actual.Printed, in.Target.Text, in.Indicator.Name); said != meaning.Unsaid {
		return said
	}
	return in.Words.Told(in.Progress, in.Target.Text, in.Indicator.Name)
}
