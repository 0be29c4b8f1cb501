package account

import (
	"context"
	"encoding/json"
	"slices"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// Post is what may be changed of a person.
type Post struct {
	Label      string
	Department string // several are separated by 、
	Role       Role
	Mobile     string // "" keeps the one that there is
	NoMobile   bool   // takes it away
}

// SetPost changes a person's name, role, department or mobile number. Their sessions end, so that the new rights
// hold from the next request on.
func (s Users) SetPost(ctx context.Context, by db.Actor, u User, p Post) error {
	if err := tidyPost(&p.Label, u.Name, p.Role, &p.Department); err != nil {
		return err
	}
	if u.Role == Administrator && p.Role != Administrator {
		if err := s.notLastAdministrator(ctx, u); err != nil {
			return err
		}
	}
	main, also, err := departmentsIn(p.Department)
	if err != nil {
		return err
	}
	number, err := tidyMobile(p.Mobile)
	if err != nil {
		return err
	}
	if number == "" && !p.NoMobile {
		number = u.Mobile
	}
	set := map[string]any{"mobile": number, "label": p.Label, "role": p.Role, "department": main, "also_departments": also}
	return s.change(ctx, by, u, "user.post", set, func(tx *db.Txn) error { return endAccess(tx, u.ID, "") })
}

// Disable closes an account: whoever is signed in with it is out at the next request.
func (s Users) Disable(ctx context.Context, by db.Actor, u User) error {
	if u.Role == Administrator {
		if err := s.notLastAdministrator(ctx, u); err != nil {
			return err
		}
	}
	return s.change(ctx, by, u, "user.disable", map[string]any{"disabled_at": s.db.Now()}, func(tx *db.Txn) error { return endAccess(tx, u.ID, "") })
}

// Enable opens a closed account again.
func (s Users) Enable(ctx context.Context, by db.Actor, u User) error {
	return s.change(ctx, by, u, "user.enable", map[string]any{"disabled_at": nil}, nil)
}

// SetPassword sets the hash of a new password, keeps the last keep hashes, and ends every other session and all tokens.
func (s Users) SetPassword(ctx context.Context, by db.Actor, u User, hash string, keep int, exceptSession string) error {
	old, err := u.older(keep)
	if err != nil {
		return err
	}
	set := map[string]any{"password": hash, "password_at": s.db.Now(), "old_passwords": old, "must_change": false}
	return s.change(ctx, by, u, "user.password", set, func(tx *db.Txn) error { return endAccess(tx, u.ID, exceptSession) })
}

// older is the list of earlier hashes once the present one joins them.
func (u User) older(keep int) (string, error) {
	old := u.Earlier()
	if u.Password != "" {
		old = slices.Insert(old, 0, u.Password)
	}
	text, err := json.Marshal(old[:min(keep, len(old))])
	return string(text), err
}

// SetTOTP sets or, with "", takes away the secret of the second factor. step is that of the code which proved it: it is used.
func (s Users) SetTOTP(ctx context.Context, by db.Actor, u User, secret string, step int64) error {
	return s.change(ctx, by, u, "user.totp", map[string]any{"totp_secret": secret, "totp_step": step}, nil)
}

// UseTOTPStep takes a time step: ok once, and never again for it or an earlier one.
func (s Users) UseTOTPStep(ctx context.Context, userID string, step int64) (bool, error) {
	return s.db.StatementOn(ctx, func(conn *gorm.DB) *gorm.DB {
		return conn.Model(&User{}).Where("id = ? AND totp_step < ?", userID, step).Update("totp_step", step)
	})
}

// TieSubject ties an account to a person of the unified sign-in.
func (s Users) TieSubject(ctx context.Context, by db.Actor, u User, subject string) error {
	err := s.change(ctx, by, u, "user.subject", map[string]any{"subject": subject}, nil)
	if db.IsDuplicate(err) {
		return db.Refuse(db.Conflict, "这个统一身份已绑定其他账号。")
	}
	return err
}

// notLastAdministrator keeps one administrator who can sign in: without one nobody could make another.
func (s Users) notLastAdministrator(ctx context.Context, u User) error {
	var n int64
	err := s.db.Reading(ctx).Model(&User{}).Where("role = ? AND disabled_at IS NULL AND id <> ?", Administrator, u.ID).Count(&n).Error
	if err != nil {
		return err
	}
	if n == 0 {
		return db.Refuse(db.Invalid, "这是最后一个可用的管理员账号，不能停用或改为其他角色。").At("role")
	}
	return nil
}
