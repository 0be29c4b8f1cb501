package deviation

import (
	"strconv"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// measureSchedule holds what accumulates against the schedule: completion − schedule in points, from
// unrounded rates (DOMAIN §3.1, §3.2).
func measureSchedule(in *Against, s *standing, goal, actual exact.Fraction) {
	at, ok := in.schedule(goal)
	if !ok {
		s.greyed("未到期：尚未进入计划的时间段")
		return
	}
	t := in.Target
	completion := actual.Quo(goal)
	s.dev.Basis, s.section = tally.BySchedule, SectionSchedule
	s.points = exact.Points(completion.Sub(at))
	s.ratio = ratioTo(completion, at)
	s.dev.Met = reaches(t, actual, goal)
	s.dev.Schedule, s.dev.Gap, s.dev.GapUnit = exact.NumberOf(at), exact.NumberOf(s.points), "个百分点"
	s.dev.Behind = exact.NumberOf(s.points.Neg())
	if actual.Sign() < 0 { // opposite signs: a rate has no meaning, points have
		s.phrase.after = "（实际为负，不计完成率）"
	} else {
		s.dev.Completion = exact.NumberOf(completion)
	}
	s.near = t.Op == tally.OpApprox && nearAmount(in.Rules, actual, goal.Mul(at))
	s.strict = t.Op == tally.OpMore && at.Cmp(exact.Integer(1)) == 0 && actual.Cmp(goal) == 0
	s.gap, s.inPoints = s.points, true
	s.phrase.unit = "个百分点"
	if in.mute { // done for every month of every row
		inRange(in, s, goal, actual)
		return
	}
	label := "序时进度（" + exact.Shown(exact.Points(at), 2) + "%）" + in.lagText()
	done := s.dev.Met && t.Op != tally.OpRange
	switch way := s.gap.Sign(); {
	case way < 0:
		s.phrase.behind = "低于" + label
	case way > 0 && done:
		s.phrase.ahead = "已完成全年目标，高于" + label
	case way > 0:
		s.phrase.ahead = "高于" + label
	case done:
		s.phrase.even = "达到目标"
	default:
		s.phrase.even = "与" + label + "持平"
	}
	s.phrase.after += stretchText(s.dev.OnStretch)
	inRange(in, s, goal, actual)
}

// schedule is the share that should be done by now: the curve's, or that of the months up to a deadline inside
// the year, less the indicator's lag.
func (in *Against) schedule(goal exact.Fraction) (exact.Fraction, bool) {
	c := in.Indicator.CurveFor(in.Period)
	p, day := in.Period, in.day()
	if lag := in.Indicator.Lag; lag > 0 && p.Kind().Tiles() { // 错月 counts months, of what ends with one
		p, day = p.Closing(tally.Monthly).Add(-lag), 0
		if p.Year() != in.Period.Year() && c.From.IsZero() {
			return exact.Fraction{}, false
		}
	}
	if due := in.deadline(); c.IsZero() && in.Indicator.Deadline != "" && !due.IsZero() && due.Year() <= in.Period.Year() {
		if due.Year() < in.Period.Year() {
			return exact.Integer(1), true
		}
		c = tally.Curve{From: tally.MonthOf(due.Year(), 1), To: tally.MonthOf(due.Year(), int(due.Month()))}
	}
	return c.Share(p, day, exact.NumberOf(goal))
}

func (in *Against) lagText() string {
	if in.Indicator.Lag <= 0 || !in.Period.Kind().Tiles() {
		return ""
	}
	return "[错月，数据至" + strconv.Itoa(in.Period.Closing(tally.Monthly).Add(-in.Indicator.Lag).Month()) + "月]"
}

// reaches reports the whole target reached.
func reaches(t *tally.Target, actual, goal exact.Fraction) bool {
	c := actual.Cmp(goal)
	return c > 0 || c == 0 && t.Op != tally.OpMore
}

// ratioTo is the completion in percent of what was due; none where nothing was due yet.
func ratioTo(completion, due exact.Fraction) exact.Fraction {
	if due.Sign() <= 0 {
		return exact.Fraction{}
	}
	return exact.Points(completion.Quo(due))
}

// nearAmount: 左右 for an amount is within a percentage of what was due.
func nearAmount(r *Rules, actual, due exact.Fraction) bool {
	slack := due.Mul(exact.FractionOf(r.Tolerance.Percent)).Quo(exact.Integer(100))
	return actual.Sub(due).Abs().Cmp(slack.Abs()) <= 0
}

// inRange says where in a range the actual lies; below it the comparison stays what it was.
func inRange(in *Against, s *standing, floor, actual exact.Fraction) {
	t := in.Target
	if t.Op != tally.OpRange || !t.Max.OK() || actual.Cmp(floor) < 0 {
		return
	}
	label := "目标区间（" + t.Floor.Plain() + "—" + t.Max.Plain() + t.Unit + "）"
	s.dev.Met = actual.Cmp(exact.FractionOf(t.Max)) <= 0
	s.phrase.fixed, s.phrase.after = "在"+label+"内", stretchText(s.dev.OnStretch)
	if !s.dev.Met {
		s.beyond = true
		s.phrase.fixed = "高于" + label + "上限" + exact.Shown(actual.Sub(exact.FractionOf(t.Max)), 2) + t.Unit
	}
}

func stretchText(on bool) string {
	if on {
		return "（按力争目标）"
	}
	return ""
}
