package jobs

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"strconv"

	"github.com/wneessen/go-mail"

	"github.com/tallysheet/tallysheet/models/notice"
)

// Mail is the server that e-mail is handed to.
type Mail struct {
	host     string
	port     int
	from     string
	user     string
	password string
	tls      mail.TLSPolicy
	implicit bool
}

// ParseMail reads smtp://USER:PASSWORD@HOST:587?from=ADDRESS (STARTTLS is demanded, unless &tls=none) or
// smtps://…:465 (TLS from the start).
func ParseMail(address string) (*Mail, error) {
	u, err := url.Parse(address)
	query := url.Values{}
	if err == nil {
		query, err = url.ParseQuery(u.RawQuery)
	}
	if err != nil {
		// url.Error quotes the address, and with it the password.
		return nil, errors.New("发信服务器应写成 smtp://用户:口令@主机:587?from=发信地址，其中的特殊字符要写成 %XX")
	}
	m := &Mail{host: u.Hostname(), from: query.Get("from"), user: u.User.Username(), tls: mail.TLSMandatory}
	m.password, _ = u.User.Password()
	switch u.Scheme {
	case "smtp":
		m.port = 587
	case "smtps":
		m.port, m.implicit = 465, true
	default:
		return nil, fmt.Errorf("发信服务器应以 smtp:// 或 smtps:// 开头，不能是 %s://", u.Scheme)
	}
	if p := u.Port(); p != "" {
		if m.port, err = strconv.Atoi(p); err != nil {
			return nil, fmt.Errorf("发信服务器的端口“%s”不是数", p)
		}
	}
	switch tls := query.Get("tls"); {
	case tls == "none" && m.user == "":
		m.tls = mail.NoTLS
	case tls == "none":
		return nil, errors.New("发信服务器：没有 TLS 就不发送口令")
	case tls != "":
		return nil, fmt.Errorf("发信服务器：tls=%s 应为 none 或不写", tls)
	}
	if m.host == "" || m.from == "" {
		return nil, errors.New("发信服务器要有主机和 ?from=发信地址")
	}
	return m, mail.NewMsg().From(m.from)
}

// send hands one message over. Its Message-ID comes of the key, so that a second copy can be told as one.
func (m *Mail) send(ctx context.Context, ch notice.Channel, p parcel) error {
	msg := mail.NewMsg()
	if err := errors.Join(msg.From(m.from), msg.To(ch.Address)); err != nil {
		return err
	}
	id := sha256.Sum256([]byte(p.key))
	msg.SetMessageIDWithValue(hex.EncodeToString(id[:]) + "@tallysheet")
	msg.SetDate()
	msg.Subject(p.subject)
	msg.SetGenHeader("X-Tallysheet-Key", p.key)
	msg.SetGenHeader("Auto-Submitted", "auto-generated") // no out-of-office answers
	body := p.body
	if p.link != "" {
		body += "\n\n" + p.link
	}
	msg.SetBodyString(mail.TypeTextPlain, body)
	if p.file != nil {
		if err := msg.AttachReader(p.file.name, bytes.NewReader(p.file.data), mail.WithFileContentType(workbookType)); err != nil {
			return err
		}
	}
	options := []mail.Option{mail.WithPort(m.port), mail.WithTimeout(sendLimit), mail.WithTLSPolicy(m.tls)}
	if m.implicit {
		options = append(options, mail.WithSSL())
	}
	if m.user != "" {
		options = append(options, mail.WithSMTPAuth(mail.SMTPAuthAutoDiscover), mail.WithUsername(m.user), mail.WithPassword(m.password))
	}
	client, err := mail.NewClient(m.host, options...)
	if err != nil {
		return err
	}
	return client.DialAndSendWithContext(ctx, msg)
}

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
