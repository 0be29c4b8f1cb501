package account

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// Scope is what a token may be used for, within what its person may do.
type Scope string

// The scopes.
const (
	ScopeRead      Scope = "read"      // look and download
	ScopeFile      Scope = "file"      // upload, explain, submit
	ScopeSupervise Scope = "supervise" // accept, return, waive, import plans, issue editions
)

// Scopes lists the scopes in the order of a form.
func Scopes() []Scope { return []Scope{ScopeRead, ScopeFile, ScopeSupervise} }

// ScopesOf lists what a token of a role may be used for: never more than the role may do, and nothing where programs have no
// routes at all.
func ScopesOf(r Role) []Scope {
	switch r {
	case Supervisor:
		return Scopes()
	case Reporter:
		return []Scope{ScopeRead, ScopeFile}
	case Leader:
		return []Scope{ScopeRead}
	case Auditor, Administrator:
	}
	return nil
}

// within keeps of the scopes those that a role may have, in the order of Scopes.
func within(r Role, asked []string) string {
	var kept []string
	for _, s := range ScopesOf(r) {
		if slices.Contains(asked, string(s)) {
			kept = append(kept, string(s))
		}
	}
	return strings.Join(kept, " ")
}

// Token lets a program act as a person, within its scopes. Only its hash is kept.
type Token struct {
	ID        string       `gorm:"primaryKey" json:"id"`
	Hash      string       `json:"-"`
	UserID    string       `json:"-"`
	Name      string       `json:"name"`
	Scopes    string       `json:"scopes"` // space between
	MadeAt    db.Timestamp `json:"made_at"`
	EndsAt    db.Timestamp `json:"ends_at"`
	UsedAt    db.Timestamp `json:"used_at,omitzero"`
	RevokedAt db.Timestamp `json:"revoked_at,omitzero"`
}

// TableName implements GORM's Tabler.
func (Token) TableName() string { return "api_tokens" }

// May reports whether the token has the scope.
func (t Token) May(s Scope) bool {
	for have := range strings.FieldsSeq(t.Scopes) {
		if have == string(s) {
			return true
		}
	}
	return false
}

// tokenLasts is the longest life of a token: one that ends later was made by a clock that was ahead.
const tokenLasts = 400 * 24 * time.Hour

// Tokens are the keys of programs that ask the API.
type Tokens struct{ db *db.DB }

// Make records a token by its hash.
func (s Tokens) Make(ctx context.Context, by db.Actor, u User, name, hash string, scopes []Scope, lasts time.Duration) (Token, error) {
	asked := make([]string, 0, len(scopes))
	for _, sc := range scopes {
		asked = append(asked, string(sc))
	}
	kept := within(u.Role, asked)
	name = strings.TrimSpace(name)
	switch {
	case len(ScopesOf(u.Role)) == 0:
		return Token{}, db.Refuse(db.Invalid, "您的角色没有供程序使用的接口，不能生成令牌。").At("scope")
	case name == "" || len([]rune(name)) > 60:
		return Token{}, db.Refuse(db.Invalid, "请填写令牌名称，60 字以内。").At("name")
	case strings.ContainsFunc(name, func(r rune) bool { return db.Unseen(r) || unicode.IsControl(r) }):
		return Token{}, db.Refuse(db.Invalid, "令牌名称里有看不见的字符，请重新输入。").At("name")
	case kept == "":
		return Token{}, db.Refuse(db.Invalid, "请至少选择一个您的角色所允许的权限。").At("scope")
	case lasts <= 0 || lasts > tokenLasts:
		return Token{}, db.Refuse(db.Invalid, "有效期应为 1 至 400 天。").At("days")
	}
	t := Token{ID: db.NewID(), Hash: hash, UserID: u.ID, Name: name, Scopes: kept}
	err := s.db.Write(ctx, by, func(tx *db.Txn) error {
		t.MadeAt, t.EndsAt = tx.At, db.At(tx.At.Add(lasts))
		tx.Audit(db.AuditEntry{Action: "token.make", Object: t.ID, Detail: map[string]any{"name": name, "scopes": t.Scopes}})
		return tx.Create(&t).Error
	})
	return t, err
}

// User is the token of a hash and its person. It is NotFound where the token has ended or was revoked, or the
// account is closed.
func (s Tokens) User(ctx context.Context, hash string) (Token, User, error) {
	var t Token
	if err := s.db.Reading(ctx).First(&t, "hash = ? AND revoked_at IS NULL AND ends_at > ? AND ends_at <= ?", hash, s.db.Now(), db.At(s.db.Clock().Add(tokenLasts))).Error; err != nil {
		return Token{}, User{}, db.Absent(err, "令牌无效或已过期。")
	}
	u, err := Users{s.db}.Get(ctx, t.UserID)
	if err == nil && u.Disabled() {
		err = db.Refuse(db.NotFound, "令牌无效或已过期。")
	}
	if err != nil {
		return Token{}, User{}, err
	}
	t.Scopes = within(u.Role, strings.Fields(t.Scopes)) // the role may have changed since
	if s.db.Now().Sub(t.UsedAt.Time) > time.Minute {
		_, err = s.db.StatementOn(ctx, func(conn *gorm.DB) *gorm.DB { // by every request of it, on any node
			return conn.Model(&Token{}).Where("id = ?", t.ID).Update("used_at", s.db.Now())
		})
	}
	return t, u, err
}

// List lists a person's tokens, newest first.
func (s Tokens) List(ctx context.Context, userID string) ([]Token, error) {
	var list []Token
	if err := s.db.Reading(ctx).Where("user_id = ?", userID).Order("made_at DESC").Limit(200).Find(&list).Error; err != nil {
		return nil, fmt.Errorf("tokens: %w", err)
	}
	return list, nil
}

// Revoke ends a person's token.
func (s Tokens) Revoke(ctx context.Context, by db.Actor, userID, id string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Model(&Token{}).Where("id = ? AND user_id = ? AND revoked_at IS NULL", id, userID).Update("revoked_at", tx.At))
		if err != nil {
			return err
		}
		if !ok {
			return db.Refuse(db.NotFound, "没有这个令牌。")
		}
		tx.Audit(db.AuditEntry{Action: "token.revoke", Object: id})
		return nil
	})
}
