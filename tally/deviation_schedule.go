package tally

import (
	"strconv"
)

// measureSchedule holds what accumulates against the schedule: completion − schedule in points, from
// unrounded rates (DOMAIN §3.1, §3.2).
func measureSchedule(in *Against, s *standing, goal, actual fraction) {
	at, ok := in.schedule(goal)
	if !ok {
		s.greyed("未到期:尚未进入计划的时间段")
		return
	}
	t := &in.Target
	completion := actual.quo(goal)
	s.dev.Basis, s.section = BySchedule, SectionSchedule
	s.points = points(completion.sub(at))
	s.ratio = ratioTo(completion, at)
	s.dev.Met = reaches(t, actual, goal)
	s.dev.Schedule, s.dev.Gap, s.dev.GapUnit = NumberOf(at), NumberOf(s.points), "个百分点"
	s.dev.Behind = NumberOf(s.points.neg())
	if actual.sign() < 0 { // opposite signs: a rate has no meaning, points have
		s.phrase.after = "(实际为负,不计完成率)"
	} else {
		s.dev.Completion = NumberOf(completion)
	}
	s.near = t.Op == OpApprox && nearAmount(in.Rules, actual, goal.mul(at))
	s.strict = t.Op == OpMore && at.cmp(integer(1)) == 0 && actual.cmp(goal) == 0
	s.gap, s.inPoints = s.points, true
	label := "序时进度(" + shown(points(at), 2) + "%)" + in.lagText()
	s.phrase.unit = "个百分点"
	done := s.dev.Met && t.Op != OpRange
	switch way := s.gap.sign(); { // only what is said is put together: this is done for every month of every row
	case way < 0:
		s.phrase.behind = "低于" + label
	case way > 0 && done:
		s.phrase.ahead = "已完成全年目标,高于" + label
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
func (in *Against) schedule(goal fraction) (fraction, bool) {
	c := in.Indicator.CurveFor(in.Period)
	p, day := in.Period, in.day()
	if lag := in.Indicator.Lag; lag > 0 {
		p, day = p.Add(-lag), 0
		if p.Year != in.Period.Year && c.From.IsZero() {
			return fraction{}, false
		}
	}
	if due := in.deadline(); c.IsZero() && in.Indicator.Deadline != "" && !due.IsZero() && due.Year() <= in.Period.Year {
		if due.Year() < in.Period.Year {
			return integer(1), true
		}
		c = Curve{From: Period{due.Year(), 1}, To: Period{due.Year(), int(due.Month())}}
	}
	return c.Share(p, day, NumberOf(goal))
}

func (in *Against) lagText() string {
	if in.Indicator.Lag <= 0 {
		return ""
	}
	return "[错月,数据至" + strconv.Itoa(in.Period.Add(-in.Indicator.Lag).Month) + "月]"
}

// reaches reports the whole target reached.
func reaches(t *Target, actual, goal fraction) bool {
	c := actual.cmp(goal)
	return c > 0 || c == 0 && t.Op != OpMore
}

// ratioTo is the completion in percent of what was due; none where nothing was due yet.
func ratioTo(completion, due fraction) fraction {
	if due.sign() <= 0 {
		return fraction{}
	}
	return points(completion.quo(due))
}

// nearAmount: 左右 for an amount is within a percentage of what was due.
func nearAmount(r *Rules, actual, due fraction) bool {
	slack := due.mul(rat(r.Tolerance.Percent)).quo(integer(100))
	return actual.sub(due).abs().cmp(slack.abs()) <= 0
}

// inRange says where in a range the actual lies; below it the comparison stays what it was.
func inRange(in *Against, s *standing, floor, actual fraction) {
	t := &in.Target
	if t.Op != OpRange || !t.Max.OK() || actual.cmp(floor) < 0 {
		return
	}
	label := "目标区间(" + t.Floor.Plain() + "—" + t.Max.Plain() + t.Unit + ")"
	s.dev.Met = actual.cmp(rat(t.Max)) <= 0
	s.phrase.fixed, s.phrase.after = "在"+label+"内", stretchText(s.dev.OnStretch)
	if !s.dev.Met {
		s.beyond = true
		s.phrase.fixed = "高于" + label + "上限" + shown(actual.sub(rat(t.Max)), 2) + t.Unit
	}
}

func stretchText(on bool) string {
	if on {
		return "(按力争目标)"
	}
	return ""
}
