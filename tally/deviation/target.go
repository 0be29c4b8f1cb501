package deviation

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// measureTarget holds growth, share, delta and ratio against the target as they are: actual − target, never
// pro-rated (DOMAIN §1.1, §3.2).
func measureTarget(in *Against, s *standing, goal, actual exact.Fraction) {
	t := in.Target
	s.dev.Basis, s.section = tally.ByTarget, SectionTarget
	s.gap = actual.Sub(goal)
	s.dev.Met = reaches(t, actual, goal)
	s.dev.Gap, s.dev.GapUnit = exact.NumberOf(s.gap), in.gapUnit()
	s.strict = t.Op == tally.OpMore && s.gap.Sign() == 0
	s.phrase = targetPhrase(&s.dev)
	switch {
	case t.Op == tally.OpRange && t.Max.OK():
		rangeTarget(in, s, goal, actual)
	case t.Op == tally.OpApprox:
		nearTarget(in, s, goal)
	}
	s.dev.Behind = exact.NumberOf(s.gap.Neg())
	s.points, s.inPoints = s.gap, in.percent()
	if !s.inPoints { // a ratio in its own unit: the rules see it relative to its target
		s.section, s.points = SectionWhole, exact.Fraction{}
		if goal.Sign() > 0 {
			s.points = exact.Points(s.gap.Quo(goal))
		}
	}
	if goal.Sign() > 0 && actual.Sign() >= 0 {
		s.ratio = exact.Points(actual.Quo(goal))
	}
}

func targetPhrase(d *tally.Deviation) wording {
	return wording{ahead: "高于目标", behind: "低于目标", even: "达到目标", unit: d.GapUnit, after: stretchText(d.OnStretch)}
}

// rangeTarget measures from the nearer end; inside there is no gap.
func rangeTarget(in *Against, s *standing, floor, actual exact.Fraction) {
	t := in.Target
	top := exact.FractionOf(t.Max)
	label := "目标区间（" + t.Floor.Plain() + "—" + t.Max.Plain() + t.Unit + "）"
	s.phrase.behind, s.phrase.ahead = "低于"+label, "高于"+label
	s.dev.Met = false
	switch {
	case actual.Cmp(floor) < 0:
		s.gap = actual.Sub(floor)
	case actual.Cmp(top) > 0:
		s.gap = actual.Sub(top)
	default:
		s.gap, s.dev.Met = exact.Integer(0), true
		s.phrase.fixed = "在" + label + "内"
	}
	s.dev.Gap = exact.NumberOf(s.gap)
	s.beyond = s.gap.Sign() > 0
}

// nearTarget is 左右: within the tolerance is met. Past it, better is still better; but what should be low has a
// zone, not a direction: prices of -0.1% against 2%左右 are commented as far off (DOMAIN §3.2).
func nearTarget(in *Against, s *standing, goal exact.Fraction) {
	off := s.gap.Abs()
	if in.percent() {
		s.near = off.Cmp(exact.FractionOf(in.Rules.Tolerance.Points)) <= 0
	} else {
		s.near = nearAmount(in.Rules, goal.Sub(off), goal)
	}
	lower := in.Indicator.Better == tally.Lower
	s.dev.Met = s.near || !lower && s.gap.Sign() > 0
	if lower && !s.near {
		if s.gap.Sign() > 0 {
			s.phrase.behind = s.phrase.ahead
		}
		s.gap = off.Neg()
	}
}

// measureWhole holds a stock against the target itself: completion without a schedule.
func measureWhole(in *Against, s *standing, goal, actual exact.Fraction) {
	t := in.Target
	completion := actual.Quo(goal)
	s.dev.Basis, s.section = tally.ByWhole, SectionWhole
	s.points = exact.Points(completion.Sub(exact.Integer(1)))
	s.ratio = exact.Points(completion)
	s.gap = actual.Sub(goal)
	s.dev.Met = reaches(t, actual, goal)
	s.dev.Gap, s.dev.GapUnit, s.dev.Behind = exact.NumberOf(s.points), "个百分点", exact.NumberOf(s.points.Neg())
	s.strict = t.Op == tally.OpMore && s.gap.Sign() == 0
	s.near = t.Op == tally.OpApprox && nearAmount(in.Rules, actual, goal)
	s.dev.Met = s.dev.Met || s.near
	s.phrase = wording{ahead: "高于目标", behind: "低于目标", even: "达到目标", unit: t.Unit}
	if actual.Sign() < 0 {
		s.phrase.after = "（实际为负，不计完成率）"
	} else {
		s.dev.Completion = exact.NumberOf(completion)
		if !in.mute {
			s.phrase.after = "（完成" + exact.Shown(exact.Points(completion), 2) + "%）"
		}
	}
	s.phrase.after += stretchText(s.dev.OnStretch)
	inRange(in, s, goal, actual)
}

// measureState is what is left where the target is zero or negative: met or not, and by how much, no rate.
func measureState(in *Against, s *standing, goal, actual exact.Fraction) {
	s.dev.Basis, s.section = tally.ByTarget, SectionLimit
	s.gap = actual.Sub(goal)
	s.dev.Met = reaches(in.Target, actual, goal)
	s.missed = !s.dev.Met
	s.strict = in.Target.Op == tally.OpMore && s.gap.Sign() == 0
	s.dev.Gap, s.dev.GapUnit, s.dev.Behind = exact.NumberOf(s.gap), in.gapUnit(), exact.NumberOf(s.gap.Neg())
	s.phrase = targetPhrase(&s.dev)
	s.phrase.after = "（目标不是正数，不计完成率）" + s.phrase.after
}

// measureLimit is 控制在…以内: met or not, no rate (DOMAIN §3.2).
func measureLimit(in *Against, s *standing, goal, actual exact.Fraction) {
	t := in.Target
	s.dev.Basis, s.section = tally.ByLimit, SectionLimit
	over := actual.Sub(goal)
	s.gap = over.Neg()
	s.dev.Met = over.Sign() < 0 || over.Sign() == 0 && t.Op != tally.OpLess
	s.missed = !s.dev.Met
	s.dev.Gap, s.dev.GapUnit, s.dev.Behind = exact.NumberOf(over), in.gapUnit(), exact.NumberOf(over)
	switch {
	case in.percent():
		s.points, s.inPoints = s.gap, true
	case goal.Sign() > 0:
		s.points = exact.Points(s.gap.Quo(goal))
	}
	s.strict = t.Op == tally.OpLess && over.Sign() == 0
	if in.mute {
		return
	}
	label := "控制目标（" + exact.Shown(goal, exact.KeptDecimals) + t.Unit + "）"
	s.phrase = wording{ahead: "达到目标，低于" + label, behind: "超过" + label, even: "达到目标，与" + label + "持平", unit: s.dev.GapUnit,
		after: stretchText(s.dev.OnStretch)}
	if goal.Sign() == 0 {
		s.phrase.even = "达到目标"
	}
}

// measureDrop compares the size of a fall: 下降3%以上. A figure is a change, negative when it fell, unless the
// name or the cell itself speaks of a fall; a bare positive number answers the target's own words, and the sentence
// says how it was taken.
func measureDrop(in *Against, s *standing, goal, actual exact.Fraction) {
	size := actual.Abs()
	switch {
	case in.Words.SpeaksOfFall(in.Indicator.Name):
		if actual.Sign() < 0 {
			s.greyed("名称说的是下降，填的是负数（" + in.Actual.Printed + "），看不出是降了还是升了")
			return
		}
		size = actual
	case actual.Sign() > 0 && strings.ContainsAny(in.Actual.Printed, "+升增涨"):
		size = size.Neg()
	}
	measureTarget(in, s, goal, size)
	s.dev.Actual, s.actual = exact.NumberOf(size), size
	took := "降幅" + exact.Shown(size, 2) + in.Target.Unit + "，"
	if size.Sign() < 0 {
		took = "不降反升" + exact.Shown(size.Neg(), 2) + in.Target.Unit + "，"
	}
	s.phrase.ahead, s.phrase.behind, s.phrase.even = took+s.phrase.ahead, took+s.phrase.behind, took+s.phrase.even
}
