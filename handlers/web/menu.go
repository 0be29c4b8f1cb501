package web

import (
	"strings"

	"github.com/tallysheet/tallysheet/models/account"
)

// menuItem is one entry of the main menu.
type menuItem struct {
	Path, Text string
	Here       bool
}

// within are the pages that stand under an entry of another address.
var within = map[string]string{"/outbox": "/channels", "/holidays": "/plans", "/holidays/read": "/plans"}

// menuOf is what a role finds at the top of every page.
func menuOf(role account.Role, path string) []menuItem {
	verify, orders, notices := menuItem{Path: "/verify", Text: "查验"}, menuItem{Path: "/orders", Text: "督办"}, menuItem{Path: "/channels", Text: "通知"}
	items := map[account.Role][]menuItem{
		account.Reporter:      {{Path: "/", Text: "待办"}, orders, verify},
		account.Supervisor:    {{Path: "/", Text: "工作台"}, {Path: "/plans", Text: "计划"}, {Path: "/departments", Text: "部门"}, orders, notices, verify},
		account.Leader:        {{Path: "/", Text: "亮灯"}, orders, verify},
		account.Auditor:       {{Path: "/audit", Text: "审计"}, orders, verify},
		account.Administrator: {{Path: "/people", Text: "人员"}, notices, {Path: "/backups", Text: "备份"}, {Path: "/settings", Text: "设置"}},
	}[role]
	for i := range items {
		items[i].Here = path == items[i].Path || items[i].Path != "/" && strings.HasPrefix(path, items[i].Path) ||
			items[i].Path == within[path] ||
			role == account.Leader && items[i].Path == "/" && (strings.HasPrefix(path, "/plans/") || path == "/lights")
	}
	return items
}
