package tally

import (
	"strings"
)

// measureRank knows the two encodings of DOMAIN §5: a place, where a lower number is better (前50名), and places
// risen (升5位). A place filed for a rise is turned into a rise with last year's place.
func measureRank(in *Against, s *standing, goal, actual fraction) {
	t := &in.Target
	s.dev.Basis, s.section = ByRank, SectionRank
	s.dev.GapUnit = "位"
	rises := in.Indicator.Better == Higher && t.Op != OpAtMost && t.Op != OpLess
	if !rises {
		s.gap = goal.sub(actual)
		s.dev.Gap, s.dev.Behind = NumberOf(actual.sub(goal)), NumberOf(actual.sub(goal))
		s.strict = t.Op == OpLess && s.gap.sign() == 0
		place := "目标(第" + t.Value().Plain() + "位)"
		s.phrase = phrase{ahead: "优于" + place, behind: "落后于" + place, even: "达到" + place}
	} else {
		if isPlace(in.Actual.Printed) {
			if !in.LastYear.OK() {
				s.greyed("目标是升" + t.Value().Plain() + "位,填报的是名次(" + in.Actual.Printed + "),没有去年名次可比")
				return
			}
			actual = rat(in.LastYear).sub(actual)
			s.dev.Actual = NumberOf(actual)
		}
		s.gap = actual.sub(goal)
		s.dev.Gap, s.dev.Behind = NumberOf(s.gap), NumberOf(s.gap.neg())
		s.strict = t.Op == OpMore && s.gap.sign() == 0
		goal := "目标(升" + t.Value().Plain() + "位)"
		s.phrase = phrase{ahead: "超过" + goal, behind: "距" + goal + "差", even: "达到" + goal}
	}
	s.dev.Met = s.gap.sign() >= 0 && !s.strict
	s.missed = !s.dev.Met
	s.positions = s.gap
	s.phrase.unit, s.phrase.after = "位", stretchText(s.dev.OnStretch)
}

// isPlace reports a printed place (第12名) against a number of places risen (升3位, 3).
func isPlace(printed string) bool {
	return strings.ContainsAny(printed, "第名") && !strings.ContainsAny(printed, "升进降退")
}
