package site

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/models/db"
)

// Settings are what the administrator sets; a zero value is as the program comes.
type Settings struct {
	Passwords string       `json:"passwords,omitempty"`  // name of the rules; "" for the program's own choice
	Signed    string       `json:"signed,omitempty"`     // who issues 通报 and 简报 (落款); "" leaves the place to be filled in
	AuditDays *int         `json:"audit_days,omitempty"` // that rows of the audit chain are kept; 0 for ever, nil as the program comes
	TraceDays *int         `json:"trace_days,omitempty"` // that sent notices and used links are kept; 0 for ever, nil as the program comes
	Version   int          `json:"-"`
	By        string       `json:"-"`
	At        db.Timestamp `json:"-"`
}

// LeastAuditDays is how long the audit chain is kept at least (网络安全法 §21: six months).
const LeastAuditDays = 183

const (
	longestSigned = 60
	mostDays      = 36500
)

func (s *Settings) tidy() error {
	s.Signed = strings.TrimSpace(s.Signed)
	switch {
	case utf8.RuneCountInString(s.Signed) > longestSigned:
		return db.Refuse(db.Invalid, "落款单位过长，最多 60 个字。").At("signed")
	case strings.ContainsFunc(s.Signed, func(r rune) bool { return db.Unseen(r) || unicode.IsControl(r) }):
		return db.Refuse(db.Invalid, "落款单位里有看不见的字符，请重新输入。").At("signed")
	case s.AuditDays != nil && *s.AuditDays != 0 && (*s.AuditDays < LeastAuditDays || *s.AuditDays > mostDays):
		return db.Refuse(db.Invalid, "审计记录至少保留183天，不能设为%d天。", *s.AuditDays).At("audit_days")
	case s.TraceDays != nil && (*s.TraceDays < 0 || *s.TraceDays > mostDays):
		return db.Refuse(db.Invalid, "通知等痕迹的保留天数不能设为%d天，应为 0 到 36500。", *s.TraceDays).At("trace_days")
	}
	return nil
}

// row is a revision as it is stored.
type row struct {
	Revision int          `gorm:"primaryKey;autoIncrement:false"`
	Body     string       `gorm:"type:text"`
	By       string       `gorm:"column:made_by"`
	At       db.Timestamp `gorm:"column:made_at"`
}

// TableName implements GORM's Tabler.
func (row) TableName() string { return "site_settings" }

// Site is the noun.
type Site struct{ db *db.DB }

// New stands the noun on a database.
func New(conn *db.DB) Site { return Site{conn} }

// Settings are those in force.
func (s Site) Settings(ctx context.Context) (Settings, error) {
	var rows []row
	if err := s.db.Reading(ctx).Order("revision DESC").Limit(1).Find(&rows).Error; err != nil {
		return Settings{}, fmt.Errorf("site settings: %w", err)
	}
	if len(rows) == 0 {
		return Settings{}, nil
	}
	var set Settings
	if err := json.Unmarshal([]byte(rows[0].Body), &set); err != nil {
		return Settings{}, fmt.Errorf("stored site settings, revision %d: %w", rows[0].Revision, err)
	}
	set.Version, set.By, set.At = rows[0].Revision, rows[0].By, rows[0].At
	return set, nil
}

// Set makes another revision. Settings.Version must be the one that was read: where somebody else set them since, it is a Conflict and
// nothing is overwritten.
func (s Site) Set(ctx context.Context, by db.Actor, set Settings) (Settings, error) {
	if err := set.tidy(); err != nil {
		return set, err
	}
	was, err := s.Settings(ctx)
	if err != nil {
		return set, err
	}
	body, err := json.Marshal(set)
	if err != nil {
		return set, err
	}
	changed := &db.Error{Code: db.Conflict, Message: "设置刚被别人修改过，请刷新后再改。"}
	if was.Version != set.Version {
		return set, changed
	}
	err = s.db.Write(ctx, by, func(tx *db.Txn) error {
		r := row{set.Version + 1, string(body), by.Label(), tx.At}
		if err := tx.Create(&r).Error; db.IsDuplicate(err) {
			return changed
		} else if err != nil {
			return err
		}
		set.Version, set.By, set.At = r.Revision, r.By, r.At
		tx.Audit(db.AuditEntry{Action: "site.settings", Detail: map[string]any{"before": was, "after": set, "version": r.Revision}})
		return nil
	})
	return set, err
}
