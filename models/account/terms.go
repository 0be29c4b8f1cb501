package account

// The words of the enums, once, as tally/terms.go has those of the values.

// Chinese is the word for a role.
func (r Role) Chinese() string {
	switch r {
	case Reporter:
		return "填报人"
	case Supervisor:
		return "督查办"
	case Leader:
		return "领导"
	case Auditor:
		return "审计员"
	case Administrator:
		return "系统管理员"
	}
	return string(r)
}

// Chinese is the word for what a token may be used for.
func (s Scope) Chinese() string {
	switch s {
	case ScopeRead:
		return "查看"
	case ScopeFile:
		return "报送"
	case ScopeSupervise:
		return "督查"
	}
	return string(s)
}
