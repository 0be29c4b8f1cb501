package deviation

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// ScoreRules is the 考核得分 of a rule file (DOMAIN §3.6): weight × completion, with what caps, cuts, adds and takes away.
// Percentages are percent of the weight or of the target; points are score points.
type ScoreRules struct {
	Full      exact.Number `yaml:"full"`      // Points of an indicator without a weight of its own; absent: it is not scored
	Cap       exact.Number `yaml:"cap"`       // most that completion earns, in percent of the weight; absent: no cap
	Threshold exact.Number `yaml:"threshold"` // completion in percent below which nothing is earned
	Bands     []ScoreBand  `yaml:"bands"`     // instead of proportion
	Bonus     *ScoreStep   `yaml:"bonus"`     // for each so many points ahead
	Penalty   *ScoreStep   `yaml:"penalty"`   // for each so many points behind
	Late      exact.Number `yaml:"late"`      // taken from the department for a late report
	Missing   exact.Number `yaml:"missing"`   // taken from the department for no report
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

func (s *ScoreRules) check() error {
	if s == nil {
		return nil
	}
	for _, step := range []*ScoreStep{s.Bonus, s.Penalty} {
		if step != nil && (!step.Each.OK() || step.Each.Sign() <= 0 || !step.Points.OK()) {
			return &RuleError{1, 1, "score 的 bonus、penalty 要写 each（大于0）和 points"}
		}
	}
	var bands []band
	for _, b := range s.Bands {
		for _, i := range b.Within {
			bands = append(bands, band{interval: i})
		}
		if !b.Earns.OK() {
			return &RuleError{1, 1, "score 的 bands 缺少 earns"}
		}
	}
	if len(bands) == 0 {
		return nil
	}
	if err := cover(bands); err != nil {
		return err
	}
	return nil
}

// Score is what a deviation earns under the rules, in score points. ok is false for what is not scored:
// text, what has no figure, and what has no weight.
func (s *ScoreRules) Score(d tally.Deviation, weight exact.Number) (points exact.Number, ok bool) {
	if s == nil || d.Light == tally.Grey || d.Basis == tally.Unmeasured {
		return exact.Number{}, false
	}
	if !weight.OK() {
		weight = s.Full
	}
	if !weight.OK() {
		return exact.Number{}, false
	}
	done := earned(d)
	part := s.part(done)
	total := exact.FractionOf(weight).Mul(part)
	if d.Gap.OK() && d.Behind.OK() {
		behind := exact.FractionOf(d.Behind)
		total = total.Add(s.Bonus.worth(behind.Neg()))
		total = total.Sub(s.Penalty.worth(behind))
	}
	if total.Sign() < 0 {
		total = exact.Integer(0)
	}
	return exact.NumberOf(total), true
}

// earned is the share of the target that counts: the completion where there is one, else actual ÷ target,
// upside down for limits (national form of budget performance), all or nothing where no ratio has a meaning.
func earned(d tally.Deviation) exact.Fraction {
	if d.Completion.OK() {
		return exact.FractionOf(d.Completion)
	}
	if d.Met || d.Basis == tally.ByRank || d.Basis == tally.ByDate {
		return share01(d.Met)
	}
	value := d.Target.Value()
	if !value.OK() || !d.Actual.OK() || value.Sign() <= 0 || d.Actual.Sign() <= 0 {
		return exact.Integer(0)
	}
	if d.Basis == tally.ByLimit {
		return exact.FractionOf(value).Quo(exact.FractionOf(d.Actual))
	}
	return exact.FractionOf(d.Actual).Quo(exact.FractionOf(value))
}

func share01(all bool) exact.Fraction {
	if all {
		return exact.Integer(1)
	}
	return exact.Integer(0)
}

// part is the share of the weight that a completion earns.
func (s *ScoreRules) part(done exact.Fraction) exact.Fraction {
	percent := exact.Points(done)
	if s.Threshold.OK() && percent.Cmp(exact.FractionOf(s.Threshold)) < 0 {
		return exact.Integer(0)
	}
	for _, b := range s.Bands {
		for _, i := range b.Within {
			if i.holds(percent) {
				return exact.FractionOf(b.Earns).Quo(exact.Integer(100))
			}
		}
	}
	if s.Cap.OK() && percent.Cmp(exact.FractionOf(s.Cap)) > 0 {
		percent = exact.FractionOf(s.Cap)
	}
	if percent.Sign() < 0 {
		percent = exact.Integer(0)
	}
	return percent.Quo(exact.Integer(100))
}

// worth counts whole steps, as 每高1个百分点加5分 is read.
func (s *ScoreStep) worth(by exact.Fraction) exact.Fraction {
	if s == nil || by.Sign() <= 0 {
		return exact.Integer(0)
	}
	sum := by.Quo(exact.FractionOf(s.Each)).Floor().Mul(exact.FractionOf(s.Points))
	if s.Most.OK() && sum.Cmp(exact.FractionOf(s.Most)) > 0 {
		sum = exact.FractionOf(s.Most)
	}
	return sum
}

// Filing takes what late and missing reports cost from a department's points; never below nothing.
func (s *ScoreRules) Filing(points exact.Number, r tally.Report) exact.Number {
	switch {
	case r.State == tally.ReportMissing && s.Missing.OK():
		points = points.Sub(s.Missing)
	case r.Late && s.Late.OK():
		points = points.Sub(s.Late)
	}
	if points.Sign() < 0 {
		return exact.Int(0)
	}
	return points
}
