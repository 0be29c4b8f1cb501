package account

import (
	"context"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// oneTimeLink lets somebody in once: to set a first password or a forgotten one, or to come back from the unified
// sign-in. Only the hash of the secret is kept.
type oneTimeLink struct {
	Hash   string `gorm:"primaryKey"`
	UserID string // "" for a way back from the unified sign-in
	Note   string // what the way back needs to know
	EndsAt db.Timestamp
	UsedAt db.Timestamp
}

// TableName implements GORM's Tabler.
func (oneTimeLink) TableName() string { return "secret_links" }

// linkLasts is the longest life of a link: one that ends later was made by a clock that was ahead.
const linkLasts = 48 * time.Hour

// Links are the links that let somebody in once.
type Links struct{ db *db.DB }

// Make records a one-time link for a person, which ends after a while. Earlier ones of the person end now, and
// with them every session and token: a reset is asked for where somebody else may hold them.
func (s Links) Make(ctx context.Context, by db.Actor, u User, hash string, lasts time.Duration) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		if err := tx.Delete(&oneTimeLink{}, "user_id = ? AND used_at IS NULL", u.ID).Error; err != nil {
			return err
		}
		tx.Audit(db.AuditEntry{Action: "user.link", Object: u.ID, Detail: map[string]any{"name": u.Name}})
		if err := endAccess(tx, u.ID, ""); err != nil {
			return err
		}
		return tx.Create(&oneTimeLink{Hash: hash, UserID: u.ID, EndsAt: db.At(tx.At.Add(lasts))}).Error
	})
}

// User is the person of a link that still works; looking does not use it up.
func (s Links) User(ctx context.Context, hash string) (User, error) {
	var l oneTimeLink
	err := s.db.Reading(ctx).First(&l, "hash = ? AND user_id <> ? AND used_at IS NULL AND ends_at > ? AND ends_at <= ?", hash, "", s.db.Now(), db.At(s.db.Clock().Add(linkLasts))).Error
	if err != nil {
		return User{}, db.Absent(err, "链接已失效，请联系管理员重新生成。")
	}
	return Users{s.db}.Get(ctx, l.UserID)
}

// SetPassword uses a link up and sets its person's password, in one transaction; keep earlier hashes stay.
func (s Links) SetPassword(ctx context.Context, by db.Actor, u User, hash, password string, keep int) error {
	old, err := u.older(keep)
	if err != nil {
		return err
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		used, err := db.One(tx.Model(&oneTimeLink{}).Where("hash = ? AND user_id = ? AND used_at IS NULL AND ends_at > ?", hash, u.ID, tx.At).Update("used_at", tx.At))
		if err != nil {
			return err
		}
		if !used {
			return db.Refuse(db.NotFound, "链接已失效，请联系管理员重新生成。")
		}
		set := map[string]any{"password": password, "password_at": tx.At, "old_passwords": old, "must_change": false, "version": gorm.Expr("version + 1")}
		if _, err := db.One(tx.Model(&User{}).Where("id = ?", u.ID).Updates(set)); err != nil {
			return err
		}
		tx.Audit(db.AuditEntry{Action: "user.password", Object: u.ID, Detail: map[string]any{"name": u.Name, "by": "link"}})
		return endAccess(tx, u.ID, "")
	})
}

// KeepNote keeps a short text under the hash of a secret, to be taken back once before it ends.
func (s Links) KeepNote(ctx context.Context, hash, note string, lasts time.Duration) error {
	now := s.db.Clock()
	return s.db.Statement(ctx, func(conn *gorm.DB) error {
		return conn.Create(&oneTimeLink{Hash: hash, Note: note, EndsAt: db.At(now.Add(lasts))}).Error
	})
}

// TakeNote takes back what KeepNote kept; the second taker gets NotFound.
func (s Links) TakeNote(ctx context.Context, hash string) (string, error) {
	ok, err := s.db.StatementOn(ctx, func(conn *gorm.DB) *gorm.DB {
		return conn.Model(&oneTimeLink{}).Where("hash = ? AND user_id = ? AND used_at IS NULL AND ends_at > ?", hash, "", s.db.Now()).Update("used_at", s.db.Now())
	})
	if err != nil {
		return "", err
	}
	if !ok {
		return "", db.Refuse(db.NotFound, "登录请求已失效，请重新登录。")
	}
	var l oneTimeLink
	if err := s.db.Writing(ctx).First(&l, "hash = ?", hash).Error; err != nil {
		return "", err
	}
	return l.Note, nil
}
