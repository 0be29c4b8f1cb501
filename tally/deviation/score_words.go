package deviation

import (
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Words is the way of scoring in words, a line each, for the sheet 考核得分.
func (s *ScoreRules) Words() []string {
	if s == nil {
		return nil
	}
	lines := []string{"计分办法：" + s.methodWords(s.method(""))}
	measures := make([]tally.Measure, 0, len(s.Of))
	for m := range s.Of {
		measures = append(measures, m)
	}
	slices.Sort(measures)
	for _, m := range measures {
		lines = append(lines, m.Chinese()+"："+s.methodWords(s.Of[m]))
	}
	return append(lines, s.moreWords()...)
}

// methodWords is one method with its numbers.
func (s *ScoreRules) methodWords(m tally.ScoreMethod) string {
	switch m {
	case tally.ScoreWhole:
		return "达到目标（年内按序时）得满分，没有达到不得分"
	case tally.ScoreQuarters:
		return "各季度末达到目标的，一至四季度分别得权重的" + percents(s.Quarters)
	case tally.ScoreRank:
		return "同一指标各单位按完成情况排名，各名次依次得权重的" + percents(s.Ranks) + "，以后各名次同末位"
	case tally.ScoreEfficacy:
		low, high := "各单位最低值", "各单位最高值"
		if s.Efficacy.Low.OK() {
			low, high = s.Efficacy.Low.Plain()+"%", s.Efficacy.High.Plain()+"%"
		}
		return "功效系数，得权重的" + s.Efficacy.Base.Plain() + "%＋" + s.Efficacy.Span.Plain() + "%×（实绩－" + low + "）÷（" + high + "－" + low + "）"
	case tally.ScoreSchedule:
		return "实际÷时序目标×权重" + s.capWords()
	case tally.ScoreLinear:
	}
	if len(s.Bands) > 0 {
		return "按完成率分档计分"
	}
	return "完成率×权重" + s.capWords()
}

func (s *ScoreRules) capWords() string {
	if s.Cap.OK() {
		return "，最多得权重的" + s.Cap.Plain() + "%"
	}
	return "，不封顶"
}

func (s *ScoreRules) moreWords() []string {
	var lines []string
	if s.Threshold.OK() {
		lines = append(lines, "完成率低于"+s.Threshold.Plain()+"%的不得分")
	}
	for _, b := range s.Bands {
		lines = append(lines, "完成率（%）在 "+stretchesText(b.Within)+" 的，得权重的"+b.Earns.Plain()+"%")
	}
	for _, x := range []struct {
		step *ScoreStep
		what string
		does string
	}{{s.Bonus, "超过", "加"}, {s.Penalty, "低于", "扣"}} {
		if x.step != nil {
			line := x.what + "应完成数每" + x.step.Each.Plain() + "（百分点或单位）" + x.does + x.step.Points.Plain() + "分"
			if x.step.Most.OK() {
				line += "，最多" + x.step.Most.Plain() + "分"
			}
			lines = append(lines, line)
		}
	}
	if s.Miss.OK() {
		lines = append(lines, "没有达到目标的，每项扣"+s.Miss.Plain()+"分")
	}
	if s.Late.OK() {
		lines = append(lines, "迟报的，部门扣"+s.Late.Plain()+"分")
	}
	if s.Missing.OK() {
		lines = append(lines, "未报的，部门扣"+s.Missing.Plain()+"分")
	}
	if s.Veto != nil {
		lines = append(lines, "一票否决："+strings.Join(s.Veto.Indicators, "、")+"没有达到目标的，部门得"+s.Veto.Leaves.Plain()+"分")
	}
	return lines
}

func stretchesText(is intervals) string {
	words := make([]string, len(is))
	for k, i := range is {
		words[k] = i.text()
	}
	return strings.Join(words, "、")
}

func percents(all []exact.Number) string {
	words := make([]string, len(all))
	for i, n := range all {
		words[i] = n.Plain() + "%"
	}
	return strings.Join(words, "、")
}

// says is how a row's points came about.
func (s *ScoreRules) says(out *tally.RowScore, r *tally.Row) string {
	percent := func(n exact.Number) string { return exact.Shown(exact.Points(exact.FractionOf(n)), 2) + "%" }
	switch out.Method {
	case tally.ScoreWhole:
		if out.Share.Sign() > 0 {
			return "达到目标，得满分"
		}
		return "没有达到目标，不得分"
	case tally.ScoreQuarters:
		return "已达到的季度共占" + percent(out.Share)
	case tally.ScoreRank:
		return "第" + strconv.Itoa(out.Place) + "名，得权重的" + percent(out.Share)
	case tally.ScoreEfficacy:
		if r.Main.Completion.OK() || s.Efficacy.Low.OK() {
			return "实绩" + percent(out.Base) + "，最低" + percent(out.Low) + "，最高" + percent(out.High)
		}
		return "实绩" + out.Base.Plain() + "，最低" + out.Low.Plain() + "，最高" + out.High.Plain() + "（越高越好）"
	case tally.ScoreSchedule:
		return "完成应完成数的" + percent(out.Base)
	case tally.ScoreLinear:
	}
	return "完成目标的" + percent(out.Base)
}
