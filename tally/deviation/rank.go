package deviation

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// measureRank knows the two encodings of DOMAIN §5: a place, where a lower number is better (前50名), and places
// risen (升5位). A place filed for a rise is turned into a rise with last year's place.
func measureRank(in *Against, s *standing, goal, actual exact.Fraction) {
	t := in.Target
	s.dev.Basis, s.section = tally.ByRank, SectionRank
	s.dev.GapUnit = "位"
	rises := in.Indicator.Better == tally.Higher && t.Op != tally.OpAtMost && t.Op != tally.OpLess
	if !rises {
		s.gap = goal.Sub(actual)
		s.dev.Gap, s.dev.Behind = exact.NumberOf(actual.Sub(goal)), exact.NumberOf(actual.Sub(goal))
		s.strict = t.Op == tally.OpLess && s.gap.Sign() == 0
		place := "目标（第" + t.Value().Plain() + "位）"
		s.phrase = wording{ahead: "优于" + place, behind: "落后于" + place, even: "达到" + place}
	} else {
		if !isRise(in.Actual.Printed) && !in.placesWon() {
			if !in.LastYear.OK() {
				s.greyed("目标是升" + t.Value().Plain() + "位，填报的是“" + in.Actual.Printed + "”，看不出是名次还是升的位次，也没有去年名次可比")
				return
			}
			actual = exact.FractionOf(in.LastYear).Sub(actual)
			s.dev.Actual = exact.NumberOf(actual)
		}
		s.gap = actual.Sub(goal)
		s.dev.Gap, s.dev.Behind = exact.NumberOf(s.gap), exact.NumberOf(s.gap.Neg())
		s.strict = t.Op == tally.OpMore && s.gap.Sign() == 0
		goal := "目标（升" + t.Value().Plain() + "位）"
		s.phrase = wording{ahead: "超过" + goal, behind: "距" + goal + "差", even: "达到" + goal}
	}
	s.dev.Met = s.gap.Sign() >= 0 && !s.strict
	s.missed = !s.dev.Met
	s.positions = s.gap
	s.phrase.unit, s.phrase.after = "位", stretchText(s.dev.OnStretch)
}

// placesWon reports a plain number filed where the row asks for places won by its name (位次提升) or a person's word, with a plain number too.
func (in *Against) placesWon() bool {
	asked := in.Words.SpeaksOfPlacesWon(in.Indicator.Name) || in.Target.Origin.Better == tally.Confirmed
	return asked && !isRise(in.Target.Text) && !strings.Contains(in.Actual.Printed, "第")
}

// isRise reports a printed number of places risen or lost (升3位, +2) against a place (第12名, 升至第12名, 12): a bare number is a
// place, which is what rankings publish.
func isRise(printed string) bool {
	return strings.ContainsAny(printed, "升进降退跌移晋提滑落+-") && !strings.Contains(printed, "第") || printed == "0"
}
