package web

import "github.com/tallysheet/tallysheet/models"

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
