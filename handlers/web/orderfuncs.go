package web

import (
	"html/template"
	"slices"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// orderFuncs are the words of the pages of orders.
func orderFuncs(say func(string, ...any) string) template.FuncMap {
	return template.FuncMap{
		"orderstate":   func(s tally.OrderState) string { return say(s.Words()) },
		"ordercolour":  func(c tally.OrderColour) string { return say(c.Chinese() + "牌") },
		"orderact":     func(k tally.OrderActKind) string { return say(k.Chinese()) },
		"orderrule":    func(r tally.OrderRule) string { return say(r.Chinese()) },
		"orderstates":  tally.OrderStates,
		"ordercolours": tally.OrderColours,
		"minus":        func(n int) int { return -n },
		"looks":        func(r account.Role) bool { return slices.Contains(ToLookers.Roles, r) },
	}
}
