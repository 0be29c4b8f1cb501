package web

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
		words := say(t.Op.Words()) + " " + t.Floor.Plain() + unit(t.Unit)
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
