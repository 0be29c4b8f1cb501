package deviation

import (
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Legend is the rule in words, a line each, for the cover of the edition.
func (r *Rules) Legend() []string {
	lines := []string{"亮灯规则：" + r.Title}
	for _, s := range sections() {
		for _, t := range r.sections[s] {
			lines = append(lines, sectionText(s)+r.testText(s, t))
		}
	}
	for _, m := range r.memory {
		var names []string
		for _, s := range sections() {
			if m.sections[s] {
				names = append(names, sectionText(s))
			}
		}
		lines = append(lines, strings.Join(names, "、")+"：连续"+exact.Int(int64(m.months)).Plain()+"个月亮"+r.word(m.run)+"灯或更差的，亮"+r.word(m.becomes)+"灯")
	}
	for _, l := range []tally.Light{tally.Red, tally.Yellow} {
		if to, ok := r.madeUp[l]; ok {
			lines = append(lines, "以前月份的"+r.word(l)+"灯，后来补上的，转"+r.word(to)+"灯")
		}
	}
	return append(lines, "目标为“左右”的，相差不超过"+r.Tolerance.Points.Plain()+"个百分点或目标的"+r.Tolerance.Percent.Plain()+"%，亮"+r.word(tally.Green)+"灯",
		r.word(tally.Grey)+"灯：未报、未到期、无数据或无法量化，原因写在说明里")
}

func sectionText(s Section) string {
	return map[Section]string{
		SectionSchedule: "总量、计数", SectionTarget: "增速、占比、增减", SectionWhole: "存量、比率",
		SectionLimit: "控制目标", SectionRank: "位次", SectionMilestone: "节点",
	}[s]
}

// numberText says what a test looks at.
func numberText(s Section, base string) string {
	if base == basePoints {
		return map[Section]string{SectionSchedule: "完成率-序时进度，百分点", SectionTarget: "实际-目标，百分点",
			SectionWhole: "完成率-100%，百分点", SectionLimit: "目标-实际，百分点"}[s]
	}
	return map[string]string{
		baseRatio: "完成进度÷应完成进度，%", basePeer: "实际-各单位平均", baseActual: "实际值",
		basePositions: "优于目标为正，位", baseDays: "逾期天数",
	}[base]
}

func (r *Rules) testText(s Section, t test) string {
	if t.base == baseState {
		return "：" + r.word(t.met) + " 达到目标；" + r.word(t.missed) + " 没有达到"
	}
	var parts []string
	if s == SectionMilestone {
		done := " 已完成"
		if r.evidence {
			done = " 已完成并附佐证"
		}
		parts = append(parts, r.word(tally.Green)+done)
	}
	for _, p := range r.Palette {
		if s == SectionMilestone && p.Light == tally.Green {
			continue // before its deadline a milestone is grey
		}
		var stretches []string
		for _, b := range t.bands {
			if b.light == p.Light {
				stretches = append(stretches, b.text())
			}
		}
		if len(stretches) > 0 {
			parts = append(parts, p.Word+" "+strings.Join(stretches, "、"))
		}
	}
	return "（" + numberText(s, t.base) + "）：" + strings.Join(parts, "；")
}

// text is an interval in words: ≥0, -10(含)至0(不含), <-10.
func (i interval) text() string {
	end := func(held bool) string {
		if held {
			return "（含）"
		}
		return "（不含）"
	}
	switch {
	case i.low.None() && i.high.None():
		return "任何数"
	case i.low.None() && i.highHeld:
		return "≤" + exact.Shown(i.high, exact.KeptDecimals)
	case i.low.None():
		return "<" + exact.Shown(i.high, exact.KeptDecimals)
	case i.high.None() && i.lowHeld:
		return "≥" + exact.Shown(i.low, exact.KeptDecimals)
	case i.high.None():
		return ">" + exact.Shown(i.low, exact.KeptDecimals)
	}
	return exact.Shown(i.low, exact.KeptDecimals) + end(i.lowHeld) + "至" + exact.Shown(i.high, exact.KeptDecimals) + end(i.highHeld)
}

// word is what the palette prints for a light.
func (r *Rules) word(l tally.Light) string {
	for _, p := range r.Palette {
		if p.Light == l {
			return p.Word
		}
	}
	return l.Chinese()
}
