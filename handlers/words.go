package handlers

import (
	"strings"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// The Chinese of what programs call by code.

// RoleInChinese is the word for a role.
func RoleInChinese(r models.Role) string {
	switch r {
	case models.Reporter:
		return "填报人"
	case models.Supervisor:
		return "督查办"
	case models.Leader:
		return "领导"
	case models.Auditor:
		return "审计员"
	case models.Administrator:
		return "系统管理员"
	}
	return string(r)
}

func scopeWord(sc models.Scope) string {
	switch sc {
	case models.ScopeRead:
		return "查看"
	case models.ScopeFile:
		return "报送"
	case models.ScopeSupervise:
		return "督查"
	}
	return string(sc)
}

func spanWord(sp tally.Span) string {
	switch sp {
	case tally.SpanMonth:
		return "本月"
	case tally.SpanYTD:
		return "本年累计"
	case tally.SpanProject:
		return "开工以来累计"
	}
	return string(sp)
}

func measureWord(m tally.Measure) string {
	words := map[tally.Measure]string{
		tally.Level: "累计额", tally.Count: "累计数", tally.Stock: "存量", tally.Growth: "增速", tally.Share: "占比", tally.Ratio: "比值",
		tally.Rank: "位次", tally.Delta: "提高幅度", tally.Ceiling: "控制上限", tally.Multi: "多项", tally.Milestone: "节点", tally.Text: "文字",
	}
	if w, ok := words[m]; ok {
		return w
	}
	return string(m)
}

// targetWords says how a target was read: 不低于 228 亿元，力争 235 亿元.
func targetWords(t tally.Target, say func(string, ...any) string) string {
	var parts []string
	unit := func(u string) string {
		if u == "" || u == "%" {
			return u
		}
		return " " + u
	}
	if t.Op == tally.OpRange {
		parts = append(parts, t.Floor.Plain()+"–"+t.Max.Plain()+unit(t.Unit))
	} else if t.Floor.OK() {
		words := say(opWord(t.Op)) + " " + t.Floor.Plain() + unit(t.Unit)
		if t.Drop {
			words = say("下降幅度") + " " + words
		}
		parts = append(parts, words)
	}
	if t.Stretch.OK() {
		u := t.StretchUnit
		if u == "" {
			u = t.Unit
		}
		parts = append(parts, say("力争")+" "+t.Stretch.Plain()+unit(u))
	}
	for _, p := range t.Parts {
		words := p.Of + p.Threshold.Plain() + p.Unit
		if p.Count.OK() {
			words += " × " + p.Count.Plain()
		}
		parts = append(parts, words)
	}
	if len(parts) == 0 {
		return say("文字，不计算")
	}
	return strings.Join(parts, say("，"))
}

// codeWord says what a finding that may be reclassed is about.
func codeWord(c tally.Code) string {
	words := map[tally.Code]string{
		tally.ItemMissing: "缺应报指标", tally.ValueEmpty: "应报未填", tally.UnitSuspect: "疑似单位错误", tally.YTDDecreased: "累计比上月减少",
		tally.MonthDisagrees: "本月与累计不衔接", tally.Jump: "与历史相比异动", tally.TargetDiffers: "表中目标与计划不一致", tally.ChildrenExceed: "其中项之和超过总项",
		tally.ReportedTwice: "两个部门报送不一致", tally.RateDisagrees: "表中完成率与计算不符", tally.HiddenContent: "有隐藏的行列", tally.TargetDeclined: "目标值留给人判断",
		tally.LayoutChanged: "表头与上月不同", tally.FileConverted: "由旧格式转换",
	}
	if w, ok := words[c]; ok {
		return w
	}
	return c.Chinese()
}

func opWord(op tally.Op) string {
	switch op {
	case tally.OpAtLeast:
		return "不低于"
	case tally.OpMore:
		return "高于"
	case tally.OpAtMost:
		return "不高于"
	case tally.OpLess:
		return "低于"
	case tally.OpApprox:
		return "约"
	}
	return "等于"
}
