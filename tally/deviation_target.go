package tally

import (
	"strings"
)

// measureTarget holds growth, share, delta and ratio against the target as they are: actual − target, never
// pro-rated (DOMAIN §1.1, §3.2).
func measureTarget(in *Against, s *standing, goal, actual fraction) {
	t := &in.Target
	s.dev.Basis, s.section = ByTarget, SectionTarget
	s.gap = actual.sub(goal)
	s.dev.Met = reaches(t, actual, goal)
	s.dev.Gap, s.dev.GapUnit = NumberOf(s.gap), in.gapUnit()
	s.strict = t.Op == OpMore && s.gap.sign() == 0
	s.phrase = targetPhrase(&s.dev)
	switch {
	case t.Op == OpRange && t.Max.OK():
		rangeTarget(in, s, goal, actual)
	case t.Op == OpApprox:
		nearTarget(in, s, goal)
	}
	s.dev.Behind = NumberOf(s.gap.neg())
	s.points, s.inPoints = s.gap, in.percent()
	if !s.inPoints { // a ratio in its own unit: the rules see it relative to its target
		s.section, s.points = SectionWhole, fraction{}
		if goal.sign() > 0 {
			s.points = points(s.gap.quo(goal))
		}
	}
	if goal.sign() > 0 && actual.sign() >= 0 {
		s.ratio = points(actual.quo(goal))
	}
}

func targetPhrase(d *Deviation) phrase {
	return phrase{ahead: "高于目标", behind: "低于目标", even: "达到目标", unit: d.GapUnit, after: stretchText(d.OnStretch)}
}

// rangeTarget measures from the nearer end; inside there is no gap.
func rangeTarget(in *Against, s *standing, floor, actual fraction) {
	t := &in.Target
	top := rat(t.Max)
	label := "目标区间(" + t.Floor.Plain() + "—" + t.Max.Plain() + t.Unit + ")"
	s.phrase.behind, s.phrase.ahead = "低于"+label, "高于"+label
	s.dev.Met = false
	switch {
	case actual.cmp(floor) < 0:
		s.gap = actual.sub(floor)
	case actual.cmp(top) > 0:
		s.gap = actual.sub(top)
	default:
		s.gap, s.dev.Met = integer(0), true
		s.phrase.fixed = "在" + label + "内"
	}
	s.dev.Gap = NumberOf(s.gap)
	s.beyond = s.gap.sign() > 0
}

// nearTarget is 左右: within the tolerance is met. Past it, better is still better; but what should be low has a
// zone, not a direction: prices of -0.1% against 2%左右 are commented as far off (DOMAIN §3.2).
func nearTarget(in *Against, s *standing, goal fraction) {
	off := s.gap.abs()
	if in.percent() {
		s.near = off.cmp(rat(in.Rules.Tolerance.Points)) <= 0
	} else {
		s.near = nearAmount(in.Rules, goal.sub(off), goal)
	}
	lower := in.Indicator.Better == Lower
	s.dev.Met = s.near || !lower && s.gap.sign() > 0
	if lower && !s.near {
		if s.gap.sign() > 0 {
			s.phrase.behind = s.phrase.ahead
		}
		s.gap = off.neg()
	}
}

// measureWhole holds a stock against the target itself: completion without a schedule.
func measureWhole(in *Against, s *standing, goal, actual fraction) {
	t := &in.Target
	completion := actual.quo(goal)
	s.dev.Basis, s.section = ByWhole, SectionWhole
	s.points = points(completion.sub(integer(1)))
	s.ratio = points(completion)
	s.gap = actual.sub(goal)
	s.dev.Met = reaches(t, actual, goal)
	s.dev.Gap, s.dev.GapUnit, s.dev.Behind = NumberOf(s.points), "个百分点", NumberOf(s.points.neg())
	s.strict = t.Op == OpMore && s.gap.sign() == 0
	s.near = t.Op == OpApprox && nearAmount(in.Rules, actual, goal)
	s.dev.Met = s.dev.Met || s.near
	s.phrase = phrase{ahead: "高于目标", behind: "低于目标", even: "达到目标", unit: t.Unit}
	if actual.sign() < 0 {
		s.phrase.after = "(实际为负,不计完成率)"
	} else {
		s.dev.Completion = NumberOf(completion)
		s.phrase.after = "(完成" + shown(points(completion), 2) + "%)"
	}
	s.phrase.after += stretchText(s.dev.OnStretch)
	inRange(in, s, goal, actual)
}

// measureState is what is left where the target is zero or negative: met or not, and by how much, no rate.
func measureState(in *Against, s *standing, goal, actual fraction) {
	s.dev.Basis, s.section = ByTarget, SectionLimit
	s.gap = actual.sub(goal)
	s.dev.Met = reaches(&in.Target, actual, goal)
	s.missed = !s.dev.Met
	s.strict = in.Target.Op == OpMore && s.gap.sign() == 0
	s.dev.Gap, s.dev.GapUnit, s.dev.Behind = NumberOf(s.gap), in.gapUnit(), NumberOf(s.gap.neg())
	s.phrase = targetPhrase(&s.dev)
	s.phrase.after = "(目标不是正数,不计完成率)" + s.phrase.after
}

// measureLimit is 控制在…以内: met or not, no rate (DOMAIN §3.2).
func measureLimit(in *Against, s *standing, goal, actual fraction) {
	t := &in.Target
	s.dev.Basis, s.section = ByLimit, SectionLimit
	over := actual.sub(goal)
	s.gap = over.neg()
	s.dev.Met = over.sign() < 0 || over.sign() == 0 && t.Op != OpLess
	s.missed = !s.dev.Met
	s.dev.Gap, s.dev.GapUnit, s.dev.Behind = NumberOf(over), in.gapUnit(), NumberOf(over)
	switch {
	case in.percent():
		s.points, s.inPoints = s.gap, true
	case goal.sign() > 0:
		s.points = points(s.gap.quo(goal))
	}
	label := "控制目标(" + shown(goal, keptDigits) + t.Unit + ")"
	s.phrase = phrase{ahead: "达到目标,低于" + label, behind: "超过" + label, even: "达到目标,与" + label + "持平", unit: s.dev.GapUnit,
		after: stretchText(s.dev.OnStretch)}
	if goal.sign() == 0 {
		s.phrase.even = "达到目标"
	}
	s.strict = t.Op == OpLess && over.sign() == 0
}

// measureDrop compares the size of a fall: 下降3%以上. A figure is a change, negative when it fell, unless the
// name or the cell itself speaks of a fall; a bare positive number answers the target's own words, and the sentence
// says how it was taken.
func measureDrop(in *Against, s *standing, goal, actual fraction) {
	size := actual.abs()
	switch {
	case speaksOfFall(in.Indicator.Name):
		size = actual
	case actual.sign() > 0 && strings.ContainsAny(in.Actual.Printed, "+升增涨"):
		size = size.neg()
	}
	measureTarget(in, s, goal, size)
	s.dev.Actual, s.actual = NumberOf(size), size
	took := "降幅" + shown(size, 2) + in.Target.Unit + ","
	if size.sign() < 0 {
		took = "不降反升" + shown(size.neg(), 2) + in.Target.Unit + ","
	}
	s.phrase.ahead, s.phrase.behind, s.phrase.even = took+s.phrase.ahead, took+s.phrase.behind, took+s.phrase.even
}

func speaksOfFall(name string) bool {
	for _, w := range []string{"降", "减少", "压减", "缩减", "削减"} {
		if strings.Contains(name, w) {
			return true
		}
	}
	return false
}
