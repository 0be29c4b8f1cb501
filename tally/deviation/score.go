package deviation

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// ScoreRules is the 考核得分 of a rule file (DOMAIN §3.6): how indicators earn their weights, with what caps, cuts, adds and takes away.
// Percentages are percent of the weight or of the target; points are score points.
type ScoreRules struct {
	Method   tally.ScoreMethod                   `yaml:"method"`  // linear where none is written
	Of       map[tally.Measure]tally.ScoreMethod `yaml:"of"`      // another method for some measures
	Weights  map[string]exact.Number             `yaml:"weights"` // of indicators by name, in place of the plan's own
	Total    exact.Number                        `yaml:"total"`   // what Weights add up to
	Full     exact.Number                        `yaml:"full"`    // Points of an indicator without a weight of its own; absent: it is not scored
	Efficacy *EfficacyRules                      `yaml:"efficacy"`
	Ranks    []exact.Number                      `yaml:"ranks"`    // percent by place; the last holds for all places after it
	Quarters []exact.Number                      `yaml:"quarters"` // percent of the four quarters

	Cap       exact.Number `yaml:"cap"`       // most that completion earns, in percent of the weight; absent: no cap
	Threshold exact.Number `yaml:"threshold"` // completion in percent below which nothing is earned
	Bands     []ScoreBand  `yaml:"bands"`     // instead of proportion
	Bonus     *ScoreStep   `yaml:"bonus"`     // for each so many points ahead
	Penalty   *ScoreStep   `yaml:"penalty"`   // for each so many points behind
	Miss      exact.Number `yaml:"miss"`      // taken for a target that is not reached
	Late      exact.Number `yaml:"late"`      // taken from the department for a late report
	Missing   exact.Number `yaml:"missing"`   // taken from the department for no report
	Veto      *VetoRules   `yaml:"veto"`
}

// EfficacyRules are those of 功效系数: Base + Span × (x − Low) ÷ (High − Low). Low and High are percent of the target; absent, both are the
// lowest and the highest of those who carry the same indicator.
type EfficacyRules struct {
	Base exact.Number `yaml:"base"`
	Span exact.Number `yaml:"span"`
	Low  exact.Number `yaml:"low"`
	High exact.Number `yaml:"high"`
}

// VetoRules name the indicators that decide alone (一票否决): a department that misses one is left with Leaves points.
type VetoRules struct {
	Indicators []string     `yaml:"indicators"`
	Leaves     exact.Number `yaml:"leaves"`
}

// ScoreBand gives a share of the weight to a stretch of completions, both in percent.
type ScoreBand struct {
	Within intervals    `yaml:"within"`
	Earns  exact.Number `yaml:"earns"`
}

// ScoreStep adds or takes Points for each whole Each of the gap, Most at most.
type ScoreStep struct {
	Each   exact.Number `yaml:"each"`
	Points exact.Number `yaml:"points"`
	Most   exact.Number `yaml:"most"`
}

// method is how indicators of a measure are scored.
func (s *ScoreRules) method(m tally.Measure) tally.ScoreMethod {
	if own := s.Of[m]; own != "" {
		return own
	}
	if s.Method != "" {
		return s.Method
	}
	return tally.ScoreLinear
}

// weight is what an indicator may earn, absent where it is not scored.
func (s *ScoreRules) weight(x *tally.Indicator) exact.Number {
	if w, ok := s.Weights[x.Name]; ok {
		return w
	}
	if x.Weight.OK() {
		return x.Weight
	}
	return s.Full
}

// Vetoes reports whether a row decides alone that its department is left with what VetoRules leave.
func (s *ScoreRules) Vetoes(r *tally.Row) bool {
	return s != nil && s.Veto != nil && slices.Contains(s.Veto.Indicators, r.Indicator.Name) && (r.Main.Light == tally.Red || r.Main.Light == tally.Yellow) && !reached(&r.Main)
}

// Department is what a department earns with its rows' points; ok is false where none of its rows is scored.
func (s *ScoreRules) Department(earned exact.Number, veto string, r tally.Report) tally.DepartmentScore {
	out := tally.DepartmentScore{Earned: earned, Veto: veto}
	switch {
	case r.State == tally.ReportMissing && s.Missing.OK():
		out.Deducted = s.Missing
	case r.Late && s.Late.OK():
		out.Deducted = s.Late
	}
	out.Points = earned
	if out.Deducted.OK() {
		out.Points = earned.Sub(out.Deducted)
	}
	if out.Points.Sign() < 0 {
		out.Points = exact.Int(0)
	}
	if veto != "" {
		out.Points = s.Veto.Leaves
	}
	return out
}
