package web

import (
	"strings"

	"github.com/tallysheet/tallysheet/models"
)

// menuItem is one entry of the main menu.
type menuItem struct {
	Path, Text string
	Here       bool
}

// menuOf is what a role finds at the top of every page.
func menuOf(role models.Role, path string) []menuItem {
	items := map[models.Role][]menuItem{
		models.Reporter:      {{Path: "/", Text: "待办"}},
		models.Supervisor:    {{Path: "/", Text: "工作台"}, {Path: "/plans", Text: "计划"}, {Path: "/departments", Text: "部门"}},
		models.Leader:        {{Path: "/", Text: "亮灯"}},
		models.Auditor:       {{Path: "/audit", Text: "审计"}},
		models.Administrator: {{Path: "/people", Text: "人员"}, {Path: "/settings", Text: "设置"}},
	}[role]
	for i := range items {
		items[i].Here = path == items[i].Path || items[i].Path != "/" && strings.HasPrefix(path, items[i].Path) ||
			role == models.Leader && strings.HasPrefix(path, "/plans/")
	}
	return items
}
