package telling

import (
	"regexp"
	"strings"
)

// Why says in words why a run failed, and what helps; Raw is what the program itself was told.
type Why struct{ Says, Helps, Raw string }

// causes are what a failure says of itself, by what is found in its text; the first that fits counts.
var causes = []struct {
	is          *regexp.Regexp
	says, helps string
}{
	{regexp.MustCompile(`TALLYSHEET_SMTP`), "没有设置发信服务器，邮件发不出去。", "请运维人员在启动服务时设置发信服务器，再重试。"},
	{regexp.MustCompile(`ROBOT_NETWORK`), "地址在本机或内网，系统不往那里发。", "确要发往内网，请运维人员在启动服务时写明这个网段；否则停用这个渠道，重新添加。"},
	{regexp.MustCompile(`the robot refused: (93000|300001|310000|9499|19024|19021)\b|invalid webhook|token is not exist|sign not match`), "机器人不认这个地址、密钥或关键词。", "到群里核对机器人的地址、签名密钥和安全设置，停用这个渠道，按新的地址添加。"},
	{regexp.MustCompile(`the robot refused: (45009|130101|11232)\b`), "发得太密，机器人暂时不收。", "过几分钟再重试。"},
	{regexp.MustCompile(`the robot refused`), "机器人拒收。", "到群里看机器人的说明，改好后重试。"},
	{regexp.MustCompile(`answer is no JSON`), "那个地址回答的不是机器人的话，多半不是机器人的地址。", "核对地址，停用这个渠道，重新添加。"},
	{regexp.MustCompile(`no such host|server misbehaving`), "找不到这个地址的主机。", "核对地址；本机的域名解析也要能用。"},
	{regexp.MustCompile(`connection refused|connection reset|network is unreachable|no route to host|\bEOF\b`), "对方没有接通。", "请对方确认服务在运行、防火墙放行，再重试。"},
	{regexp.MustCompile(`x509|certificate|tls:`), "对方的证书不可信或已过期。", "请对方更换证书，再重试。"},
	{regexp.MustCompile(`answers (401|403|404|410)`), "对方说没有这个地址，或不许发。", "核对地址和密钥，停用这个渠道，重新添加。"},
	{regexp.MustCompile(`answers 5\d\d`), "对方的服务出了故障。", "等对方恢复后再重试。"},
	{regexp.MustCompile(`answers \d`), "对方没有收下。", "把“系统记录的原话”给对方看，改好后重试。"},
	{regexp.MustCompile(`(?i)5\d\d .*(auth|credential|password)|535`), "发信服务器不认用户名或口令。", "请运维人员核对发信服务器的设置。"},
	{regexp.MustCompile(`(?i)\b55\d\b|mailbox|recipient`), "发信服务器不收这个收件地址。", "核对邮箱地址，停用这个渠道，重新添加。"},
	{regexp.MustCompile(`(?i)timeout|deadline exceeded`), "等了太久没有回答。", "过一会儿再重试；一直这样，请运维人员查网络和负载。"},
	{regexp.MustCompile(`数据库|database|disk|no space`), "数据库没有答应。", "请运维人员查数据库和磁盘，恢复后再重试。"},
	{regexp.MustCompile(`^panic`), "程序自己出了错。", "把“系统记录的原话”交给维护人员；其他计划不受影响。"},
}

// han tells a sentence that was written for people.
var han = regexp.MustCompile(`\p{Han}`)

// WhyOf puts what a run's last try failed of into words; the zero value where it did not fail.
func WhyOf(lastError string) Why {
	if lastError == "" {
		return Why{}
	}
	line, _, _ := strings.Cut(lastError, "\n")
	w := Why{Says: "没有做成。", Helps: "把“系统记录的原话”交给维护人员，处理以后再重试。", Raw: line}
	for _, c := range causes {
		if c.is.MatchString(lastError) {
			w.Says, w.Helps = c.says, c.helps
			return w
		}
	}
	if han.MatchString(line) {
		w.Says, w.Helps = line, "按上面说的处理以后再重试。"
	}
	return w
}
