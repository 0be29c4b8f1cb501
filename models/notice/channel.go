package notice

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/mail"
	"net/url"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
)

// ChannelKind is how a notice is delivered.
type ChannelKind string

// The kinds. Robots are those of a group; the address is the robot's own URL, on a private deployment too.
const (
	EMail    ChannelKind = "email"
	WeCom    ChannelKind = "wecom"    // 企业微信
	DingTalk ChannelKind = "dingtalk" // 钉钉
	Feishu   ChannelKind = "feishu"   // 飞书
	Webhook  ChannelKind = "webhook"  // any program: JSON, signed
)

// ChannelKinds lists the kinds in the order of a form.
func ChannelKinds() []ChannelKind { return []ChannelKind{EMail, WeCom, DingTalk, Feishu, Webhook} }

// WebhookSecretPrefix begins the secret of a webhook; base64 of its 24 to 64 bytes follows (Standard Webhooks,
// spec/standard-webhooks.md, "Symmetric").
const WebhookSecretPrefix = "whsec_"

// checkSecret refuses a secret that the kind has no use for, or could not sign with.
func (c *Channel) checkSecret() error {
	switch c.Kind {
	case EMail, WeCom:
		if c.Secret != "" {
			return db.Refuse(db.Invalid, "%s不用密钥签名，请不要填密钥。", c.Kind.Chinese())
		}
	case Webhook:
		key, err := base64.StdEncoding.DecodeString(strings.TrimPrefix(c.Secret, WebhookSecretPrefix))
		if c.Secret != "" && (err != nil || !strings.HasPrefix(c.Secret, WebhookSecretPrefix) || len(key) < 24 || len(key) > 64) {
			return db.Refuse(db.Invalid, "Webhook 密钥应为 whsec_ 加 24 到 64 字节的 base64（Standard Webhooks）。")
		}
	case DingTalk, Feishu: // any text that the robot's page gave
	default:
		return db.Refuse(db.Invalid, "没有“%s”这种通知渠道。", c.Kind)
	}
	return nil
}

// Channel is where notices go: those to a department, to a person, or (with neither) to the supervision office.
// Ended it stays on record and receives nothing.
type Channel struct {
	ID         string       `gorm:"primaryKey" json:"id"`
	Kind       ChannelKind  `json:"kind"`
	Label      string       `json:"label"`
	Address    string       `json:"address"` // an e-mail address or a URL
	Secret     string       `json:"-"`       // signs what is sent; "" for none
	Department string       `json:"department,omitempty"`
	UserID     string       `json:"user_id,omitempty"`
	Active     bool         `json:"active"`
	By         string       `gorm:"column:made_by" json:"by"`
	At         db.Timestamp `gorm:"column:made_at" json:"at"`
	EndedBy    string       `json:"ended_by,omitempty"`
	EndedAt    db.Timestamp `json:"ended_at,omitzero"`
}

// TableName implements GORM's Tabler.
func (Channel) TableName() string { return "channels" }

func (c *Channel) tidy() error {
	c.Label, c.Address, c.Secret = strings.TrimSpace(c.Label), strings.TrimSpace(c.Address), strings.TrimSpace(c.Secret)
	if c.Department != "" && c.UserID != "" {
		return db.Refuse(db.Invalid, "通知渠道要么属于部门，要么属于个人，不能两者都填。")
	}
	if len([]rune(c.Label)) > db.MaxLabel || len(c.Address) > 512 || len(c.Secret) > db.MaxName {
		return db.Refuse(db.Invalid, "通知渠道的名称、地址或密钥过长。")
	}
	if err := c.checkSecret(); err != nil {
		return err
	}
	if c.Kind == EMail {
		a, err := mail.ParseAddress(c.Address)
		if err != nil || a.Address != c.Address {
			return db.Refuse(db.Invalid, "“%s”不是邮箱地址，应为 name@example.gov.cn 这样的形式。", c.Address)
		}
		return nil
	}
	u, err := url.Parse(c.Address)
	if err != nil || u.Host == "" || u.User != nil || u.Scheme != "https" && u.Scheme != "http" {
		return db.Refuse(db.Invalid, "通知地址应为 https:// 或 http:// 开头的完整网址。")
	}
	return nil
}

// MarshalJSON prints a channel without what would let others post to it.
func (c Channel) MarshalJSON() ([]byte, error) {
	type plain Channel
	c.Address = c.Shown()
	return json.Marshal(plain(c))
}

// Channels are where notices go.
type Channels struct{ db *db.DB }

// Add sets up a channel; ID, Active and who made it are filled in.
func (s Channels) Add(ctx context.Context, by db.Actor, c Channel) (Channel, error) {
	if err := c.tidy(); err != nil {
		return Channel{}, err
	}
	c.ID, c.Active, c.By, c.EndedBy, c.EndedAt = db.NewID(), true, by.Label(), "", db.Timestamp{}
	err := s.db.Write(ctx, by, func(tx *db.Txn) error {
		c.At = tx.At
		if c.Department != "" {
			if err := known(tx, "departments", "name", c.Department, "没有名为“%s”的部门。", c.Department); err != nil {
				return err
			}
		}
		if c.UserID != "" {
			if err := known(tx, "users", "id", c.UserID, "没有这个账号。"); err != nil {
				return err
			}
		}
		if err := tx.Create(&c).Error; err != nil {
			return err
		}
		tx.Audit(db.AuditEntry{Action: "channel.add", Department: c.Department, Object: c.ID,
			Detail: map[string]any{"kind": c.Kind, "label": c.Label, "host": c.host(), "user": c.UserID}})
		return nil
	})
	return c, err
}

// known refuses an owner whom the site does not have.
func known(tx *db.Txn, table, column, value, message string, args ...any) error {
	var n int64
	err := tx.Table(table).Where(column+" = ?", value).Count(&n).Error
	if err == nil && n == 0 {
		err = db.Refuse(db.NotFound, message, args...)
	}
	return err
}

// host is what of the address may stand on record: a robot's URL holds its key.
func (c Channel) host() string {
	if u, err := url.Parse(c.Address); err == nil && u.Host != "" {
		return u.Host
	}
	return c.Address
}

// Shown is the address as a list may print it: an e-mail address whole, of a URL the host alone.
func (c Channel) Shown() string {
	u, err := url.Parse(c.Address)
	if err != nil || u.Host == "" {
		return c.Address
	}
	return u.Scheme + "://" + u.Host + "/…"
}

// End closes a channel; what waits for it is not sent.
func (s Channels) End(ctx context.Context, by db.Actor, id string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Model(&Channel{}).Where("id = ? AND active = ?", id, true).
			Updates(map[string]any{"active": false, "ended_by": by.Label(), "ended_at": tx.At}))
		if err == nil && !ok {
			err = db.Refuse(db.NotFound, "没有这个通知渠道，或者它已停用。")
		}
		tx.Audit(db.AuditEntry{Action: "channel.end", Object: id})
		return err
	})
}

// List lists the channels that are in use, by owner and kind.
func (s Channels) List(ctx context.Context) ([]Channel, error) {
	var out []Channel
	if err := s.db.Reading(ctx).Where("active = ?", true).Order("department, user_id, kind, id").Find(&out).Error; err != nil {
		return nil, fmt.Errorf("channels: %w", err)
	}
	return out, nil
}

// All gives every channel, in use or ended, by its id.
func (s Channels) All(ctx context.Context) (map[string]Channel, error) {
	var rows []Channel
	if err := s.db.Reading(ctx).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("channels: %w", err)
	}
	of := make(map[string]Channel, len(rows))
	for _, c := range rows {
		of[c.ID] = c
	}
	return of, nil
}

// Get gives one channel, in use or ended.
func (s Channels) Get(ctx context.Context, id string) (Channel, error) {
	var c Channel
	err := s.db.Reading(ctx).Take(&c, "id = ?", id).Error
	return c, db.Absent(err, "没有这个通知渠道。")
}
