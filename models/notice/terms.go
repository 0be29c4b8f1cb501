package notice

// The words of the enums, once, as tally/terms.go has those of the values.

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

// Chinese is the word for what a message is about.
func (k Kind) Chinese() string {
	switch k {
	case Returned:
		return "退回"
	case Accepted:
		return "审核通过"
	case Locked:
		return "锁定"
	case Published:
		return "汇总表"
	case Reminder:
		return "到期提醒"
	case Missing:
		return "未报情况"
	case Parked:
		return "任务停下"
	case Order:
		return "督办"
	case Anchor:
		return "审计锚点"
	case Broken:
		return "审计链不符"
	case Urged:
		return "催报"
	case Trial:
		return "测试消息"
	}
	return string(k)
}
