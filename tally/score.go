package tally

// ScoreRules is the 考核得分 of a rule file (DOMAIN §3.6): weight × completion, with what caps, cuts, adds and takes away.
// Percentages are percent of the weight or of the target; points are score points.
type ScoreRules struct {
	Full      Number      `yaml:"full"`      // points of an indicator without a weight of its own; absent: it is not scored
	Cap       Number      `yaml:"cap"`       // most that completion earns, in percent of the weight; absent: no cap
	Threshold Number      `yaml:"threshold"` // completion in percent below which nothing is earned
	Bands     []ScoreBand `yaml:"bands"`     // instead of proportion
	Bonus     *ScoreStep  `yaml:"bonus"`     // for each so many points ahead
	Penalty   *ScoreStep  `yaml:"penalty"`   // for each so many points behind
	Late      Number      `yaml:"late"`      // taken from the department for a late report
	Missing   Number      `yaml:"missing"`   // taken from the department for no report
}

// ScoreBand gives a share of the weight to a stretch of completions, both in percent.
type ScoreBand struct {
	Within intervals `yaml:"within"`
	Earns  Number    `yaml:"earns"`
}

// ScoreStep adds or takes Points for each whole Each of the gap, Most at most.
type ScoreStep struct {
	Each   Number `yaml:"each"`
	Points Number `yaml:"points"`
	Most   Number `yaml:"most"`
}

func (s *ScoreRules) check() error {
	if s == nil {
		return nil
	}
	for _, step := range []*ScoreStep{s.Bonus, s.Penalty} {
		if step != nil && (!step.Each.OK() || step.Each.Sign() <= 0 || !step.Points.OK()) {
			return &RuleError{1, 1, "score 的 bonus、penalty 要写 each(大于0)和 points"}
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
func (s *ScoreRules) Score(d Deviation, weight Number) (points Number, ok bool) {
	if s == nil || d.Light == Grey || d.Basis == Unmeasured {
		return Number{}, false
	}
	if !weight.OK() {
		weight = s.Full
	}
	if !weight.OK() {
		return Number{}, false
	}
	done := earned(d)
	part := s.part(done)
	total := rat(weight).mul(part)
	if d.Gap.OK() && d.Behind.OK() {
		behind := rat(d.Behind)
		total = total.add(s.Bonus.worth(behind.neg()))
		total = total.sub(s.Penalty.worth(behind))
	}
	if total.sign() < 0 {
		total = integer(0)
	}
	return NumberOf(total), true
}

// earned is the share of the target that counts: the completion where there is one, else actual ÷ target,
// upside down for limits (national form of budget performance), all or nothing where no ratio has a meaning.
func earned(d Deviation) fraction {
	if d.Completion.OK() {
		return rat(d.Completion)
	}
	if d.Met || d.Basis == ByRank || d.Basis == ByDate {
		return share01(d.Met)
	}
	value := d.Target.Value()
	if !value.OK() || !d.Actual.OK() || value.Sign() <= 0 || d.Actual.Sign() <= 0 {
		return integer(0)
	}
	if d.Basis == ByLimit {
		return rat(value).quo(rat(d.Actual))
	}
	return rat(d.Actual).quo(rat(value))
}

func share01(all bool) fraction {
	if all {
		return integer(1)
	}
	return integer(0)
}

// part is the share of the weight that a completion earns.
func (s *ScoreRules) part(done fraction) fraction {
	percent := points(done)
	if s.Threshold.OK() && percent.cmp(rat(s.Threshold)) < 0 {
		return integer(0)
	}
	for _, b := range s.Bands {
		for _, i := range b.Within {
			if i.holds(percent) {
				return rat(b.Earns).quo(integer(100))
			}
		}
	}
	if s.Cap.OK() && percent.cmp(rat(s.Cap)) > 0 {
		percent = rat(s.Cap)
	}
	if percent.sign() < 0 {
		percent = integer(0)
	}
	return percent.quo(integer(100))
}

// worth counts whole steps, as 每高1个百分点加5分 is read.
func (s *ScoreStep) worth(by fraction) fraction {
	if s == nil || by.sign() <= 0 {
		return integer(0)
	}
	sum := by.quo(rat(s.Each)).floor().mul(rat(s.Points))
	if s.Most.OK() && sum.cmp(rat(s.Most)) > 0 {
		sum = rat(s.Most)
	}
	return sum
}

// filing takes what late and missing reports cost from a department's points; never below nothing.
func (s *ScoreRules) filing(points Number, r Report) Number {
	switch {
	case r.State == ReportMissing && s.Missing.OK():
		points = points.Sub(s.Missing)
	case r.Late && s.Late.OK():
		points = points.Sub(s.Late)
	}
	if points.Sign() < 0 {
		return Int(0)
	}
	return points
}
