package deviation

import (
	"slices"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// check refuses a score section by which nobody could say what is earned.
func (s *ScoreRules) check() error {
	if s == nil {
		return nil
	}
	for _, check := range []func() string{s.checkMethods, s.checkWeights, s.checkSteps} {
		if wrong := check(); wrong != "" {
			return &RuleError{1, 1, "score：" + wrong}
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
	if err := cover(bands); err != nil { // not returned as it is: a nil *RuleError is no nil error
		return err
	}
	return nil
}

func (s *ScoreRules) checkMethods() string {
	used := map[tally.ScoreMethod]bool{s.method(""): true}
	for m, how := range s.Of {
		if !slices.Contains(tally.Measures(), m) {
			return "of 里的“" + string(m) + "”不是指标类型"
		}
		used[how] = true
	}
	for how := range used {
		if !slices.Contains(tally.ScoreMethods(), how) {
			return "计分办法“" + string(how) + "”不认识，应为 linear、schedule、whole、quarters、efficacy 或 rank"
		}
	}
	if used[tally.ScoreQuarters] && len(s.Quarters) != 4 {
		return "按季计分要写 quarters：四个季度各占百分之几"
	}
	if len(s.Quarters) > 0 && !addsUpTo(s.Quarters, exact.Int(100)) {
		return "quarters 四个季度加起来是" + sumOf(s.Quarters).Plain() + "，应为100"
	}
	if used[tally.ScoreRank] && len(s.Ranks) == 0 {
		return "按名次计分要写 ranks：第一名、第二名……各得权重的百分之几"
	}
	if !used[tally.ScoreEfficacy] && s.Efficacy == nil {
		return ""
	}
	e := s.Efficacy
	switch {
	case e == nil || !e.Base.OK() || !e.Span.OK():
		return "功效系数要写 efficacy：base（如60）和 span（如40）"
	case e.Low.OK() != e.High.OK():
		return "efficacy 的 low、high 要么都写，要么都不写（取各单位的最低、最高）"
	case e.Low.OK() && e.Low.Cmp(e.High) == 0:
		return "efficacy 的 low 与 high 相等（" + e.Low.Plain() + "），无法计分"
	case e.Low.OK() && e.Low.Cmp(e.High) > 0:
		return "efficacy 的 low（" + e.Low.Plain() + "）大于 high（" + e.High.Plain() + "）"
	}
	return ""
}

func (s *ScoreRules) checkWeights() string {
	all := make([]exact.Number, 0, len(s.Weights))
	for name, w := range s.Weights {
		if !w.OK() || w.Sign() < 0 {
			return "“" + name + "”的权重不是数字"
		}
		all = append(all, w)
	}
	if s.Total.OK() && !addsUpTo(all, s.Total) {
		return "weights 各项加起来是" + sumOf(all).Plain() + "，与 total（" + s.Total.Plain() + "）不符"
	}
	if v := s.Veto; v != nil && (len(v.Indicators) == 0 || !v.Leaves.OK()) {
		return "veto 要写 indicators（一票否决的指标）和 leaves（否决后的得分）"
	}
	return ""
}

func (s *ScoreRules) checkSteps() string {
	for _, step := range []*ScoreStep{s.Bonus, s.Penalty} {
		if step != nil && (!step.Each.OK() || step.Each.Sign() <= 0 || !step.Points.OK()) {
			return "bonus、penalty 要写 each（大于0）和 points"
		}
	}
	return ""
}

func sumOf(all []exact.Number) exact.Number {
	sum := exact.Int(0)
	for _, n := range all {
		sum = sum.Add(n)
	}
	return sum
}

func addsUpTo(all []exact.Number, whole exact.Number) bool { return sumOf(all).Equal(whole) }
