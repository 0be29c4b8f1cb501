package deviation

import (
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// measureRecurring is for what is due again and again: of 每月1次 nine are due at the end of September and twelve in the
// year; of weeks and days only those that are over are due.
func measureRecurring(in *Against, s *standing, each, actual exact.Fraction) {
	due, year := in.occasions()
	goal := each.Mul(exact.Integer(year))
	at := exact.Integer(due).Quo(exact.Integer(year))
	completion := actual.Quo(goal)
	s.dev.Basis, s.section = tally.BySchedule, SectionSchedule
	s.points = exact.Points(completion.Sub(at))
	s.ratio = ratioTo(completion, at)
	s.dev.Met = actual.Cmp(goal) >= 0
	s.dev.Completion, s.dev.Schedule = exact.NumberOf(completion), exact.NumberOf(at)
	s.dev.Gap, s.dev.GapUnit, s.dev.Behind = exact.NumberOf(s.points), "个百分点", exact.NumberOf(s.points.Neg())
	s.gap, s.inPoints = s.points, true
	label := "应完成的" + exact.Shown(each.Mul(exact.Integer(due)), 2) + in.Target.Unit + "(全年" + exact.Shown(goal, 2) + in.Target.Unit + ")"
	s.phrase = wording{unit: "个百分点", ahead: "多于" + label + "，", behind: "少于" + label + "，", even: "达到" + label}
}

// occasions are how many times a recurring target has come due by the day that the figures run to, and comes in the year.
func (in *Against) occasions() (due, year int64) {
	due, year = in.times()
	if every := int64(in.Target.Recur.Every); every > 1 {
		due, year = due/every, max(year/every, 1)
	}
	return due, year
}

// times are how many of its weeks, months and so on are over by that day, and come in the year.
func (in *Against) times() (due, year int64) {
	today := in.today()
	first := time.Date(today.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
	days := int64(today.Sub(first).Hours()/24) + 1
	all := int64(time.Date(today.Year(), 12, 31, 0, 0, 0, 0, time.UTC).YearDay())
	month, day := int64(today.Month()), int64(today.Day())
	if today.AddDate(0, 0, 1).Month() == today.Month() { // the month is not over
		month--
	} else {
		day = 0 // its last day ends the month's parts too
	}
	switch in.Target.Recur.Each {
	case "day":
		return days, all
	case "week":
		return days / 7, all / 7
	case "ten_days":
		return 3*month + day/10, 36
	case "half_month":
		return 2*month + day/15, 24
	case "month":
		return month, 12
	case "quarter":
		return month / 3, 4
	case "half":
		return month / 6, 2
	}
	return month / 12, 1
}
