package account

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// Session is one sign-in of one person. Only the hash of its token is kept.
type Session struct {
	Hash    string       `gorm:"primaryKey" json:"-"`
	UserID  string       `json:"-"`
	MadeAt  db.Timestamp `json:"made_at"`
	SeenAt  db.Timestamp `json:"seen_at"`
	Address string       `json:"address"`
	Agent   string       `json:"agent"`
}

// TableName implements GORM's Tabler.
func (Session) TableName() string { return "sessions" }

// Sessions are who is signed in.
type Sessions struct{ db *db.DB }

// Start records a sign-in that has succeeded.
func (s Sessions) Start(ctx context.Context, by db.Actor, n Session) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		n.MadeAt, n.SeenAt = tx.At, tx.At
		n.Agent = db.Cut(strings.ToValidUTF8(n.Agent, "?"), 200) // a header is bytes, the column is text
		if err := tx.Create(&n).Error; err != nil {
			return err
		}
		tx.Audit(db.AuditEntry{Action: "session.start", Object: n.UserID})
		return nil
	})
}

// User is the session of a hash with its person, in one statement. It is NotFound where it has
// been idle or open for too long, was ended, or its person's account is closed.
func (s Sessions) User(ctx context.Context, hash string, idle, whole time.Duration) (Session, User, error) {
	var row struct {
		Session Session `gorm:"embedded;embeddedPrefix:s_"`
		User    User    `gorm:"embedded;embeddedPrefix:u_"`
	}
	now := s.db.Clock()
	err := s.db.Reading(ctx).Table("sessions").Select(sessionColumns).
		Joins("JOIN users ON users.id = sessions.user_id").
		Where("sessions.hash = ? AND sessions.seen_at > ? AND sessions.made_at > ? AND sessions.made_at <= ? AND users.disabled_at IS NULL",
			hash, db.At(now.Add(-idle)), db.At(now.Add(-whole)), db.At(now.Add(idle))). // a session made in the time to come was made by a clock that was ahead
		Take(&row).Error
	if err != nil {
		return Session{}, User{}, db.Absent(err, "登录已失效，请重新登录。")
	}
	row.User.Department = row.User.Main
	return row.Session, row.User, nil
}

// LapsedUser is the account of a session that is known, whether it still holds or not; "" where none is.
func (s Sessions) LapsedUser(ctx context.Context, hash string) (string, error) {
	var ids []string
	if err := s.db.Reading(ctx).Model(&Session{}).Where("hash = ?", hash).Limit(1).Pluck("user_id", &ids).Error; err != nil || len(ids) == 0 {
		return "", err
	}
	return ids[0], nil
}

const sessionColumns = "sessions.hash AS s_hash, sessions.user_id AS s_user_id, sessions.made_at AS s_made_at, sessions.seen_at AS s_seen_at, " +
	"sessions.address AS s_address, sessions.agent AS s_agent, users.id AS u_id, users.name AS u_name, users.label AS u_label, users.role AS u_role, " +
	"users.department AS u_department, users.also_departments AS u_also_departments, users.made_at AS u_made_at, users.disabled_at AS u_disabled_at, users.version AS u_version, users.password AS u_password, " +
	"users.password_at AS u_password_at, users.old_passwords AS u_old_passwords, users.must_change AS u_must_change, users.totp_secret AS u_totp_secret, " +
	"users.totp_step AS u_totp_step, users.subject AS u_subject"

// Touch keeps a session from going idle; called at most once a minute, so that reading a page
// is not a write.
func (s Sessions) Touch(ctx context.Context, n Session) error {
	now := s.db.Now()
	if now.Sub(n.SeenAt.Time) < time.Minute {
		return nil
	}
	_, err := s.db.StatementOn(ctx, func(conn *gorm.DB) *gorm.DB {
		return conn.Model(&Session{}).Where("hash = ?", n.Hash).Update("seen_at", now)
	})
	return err
}

// List lists a person's sessions, newest first.
func (s Sessions) List(ctx context.Context, userID string) ([]Session, error) {
	var list []Session
	if err := s.db.Reading(ctx).Where("user_id = ?", userID).Order("made_at DESC").Limit(100).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("sessions: %w", err)
	}
	return list, nil
}

// End signs out one session.
func (s Sessions) End(ctx context.Context, by db.Actor, n Session) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		if err := tx.Delete(&Session{}, "hash = ?", n.Hash).Error; err != nil {
			return err
		}
		tx.Audit(db.AuditEntry{Action: "session.end", Object: n.UserID})
		return nil
	})
}

// EndAll signs a person out everywhere but in one session ("" for none), programs that act for them included.
func (s Sessions) EndAll(ctx context.Context, by db.Actor, userID, except string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		tx.Audit(db.AuditEntry{Action: "session.end-all", Object: userID})
		return endAccess(tx, userID, except)
	})
}

// endAccess ends every way in that a person has but one session: sessions, and tokens, which would else outlive the password
// under which they were made.
func endAccess(tx *db.Txn, userID, except string) error {
	if err := tx.Delete(&Session{}, "user_id = ? AND hash <> ?", userID, except).Error; err != nil {
		return err
	}
	ended := tx.Model(&Token{}).Where("user_id = ? AND revoked_at IS NULL", userID).Update("revoked_at", tx.At)
	if ended.Error == nil && ended.RowsAffected > 0 {
		tx.Audit(db.AuditEntry{Action: "token.revoke-all", Object: userID, Detail: map[string]any{"tokens": ended.RowsAffected}})
	}
	return ended.Error
}

// Sweep drops what can no longer be used: sessions and one-time links past their time.
func (s Sessions) Sweep(ctx context.Context, whole time.Duration) error {
	sessions := func(conn *gorm.DB) error {
		return conn.Delete(&Session{}, "made_at < ? OR made_at > ?", db.At(s.db.Clock().Add(-whole)), db.At(s.db.Clock().Add(whole))).Error
	}
	links := func(conn *gorm.DB) error { return conn.Delete(&oneTimeLink{}, "ends_at < ?", s.db.Now()).Error }
	if err := errors.Join(s.db.Statement(ctx, sessions), s.db.Statement(ctx, links)); err != nil {
		return fmt.Errorf("sweep sessions and links: %w", err)
	}
	return nil
}
