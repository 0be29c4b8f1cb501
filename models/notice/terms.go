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
