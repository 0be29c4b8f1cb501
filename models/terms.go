package models

// The words of the enums that the store keeps, once, as tally/terms.go has those of the values.

// Chinese is the word for where a submission stands, as short as a cell has it.
func (s State) Chinese() string {
	switch s {
	case Draft:
		return "草稿"
	case Submitted:
		return "已上报"
	case Returned:
		return "已退回"
	case Accepted:
		return "已审核"
	}
	return string(s)
}

// Words says beside it what is still to be done.
func (s State) Words() string {
	switch s {
	case Draft:
		return "草稿，未上报"
	case Submitted:
		return "已上报，待审核"
	case Returned, Accepted:
	}
	return s.Chinese()
}

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

// Chinese is the word for the kind of a channel.
func (k ChannelKind) Chinese() string {
	switch k {
	case EMail:
		return "电子邮件"
	case WeCom:
		return "企业微信"
	case DingTalk:
		return "钉钉"
	case Feishu:
		return "飞书"
	case Webhook:
		return "Webhook"
	}
	return string(k)
}
