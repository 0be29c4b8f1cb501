package account

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// Role is what a person may do. One person has one role, so the administrators of system and audit
// (三员) are kept apart, and neither files or reads figures.
type Role string

// The roles.
const (
	Reporter      Role = "reporter"
	Supervisor    Role = "supervisor"
	Leader        Role = "leader"
	Auditor       Role = "auditor"
	Administrator Role = "administrator"
)

// Roles lists the roles in the order of a form.
func Roles() []Role { return []Role{Reporter, Supervisor, Leader, Auditor, Administrator} }

// Known reports whether the role is one of Roles.
func (r Role) Known() bool {
	for _, k := range Roles() {
		if r == k {
			return true
		}
	}
	return false
}

// User is one person's account.
type User struct {
	ID         string       `gorm:"primaryKey" json:"id"`
	Name       string       `json:"name"`  // to sign in with: lower case, no blanks
	Label      string       `json:"label"` // to print: 张三
	Role       Role         `json:"role"`
	Department string       `gorm:"-" json:"department"` // that a reporter acts for, the main one unless another is chosen; "" for the others
	Main       string       `gorm:"column:department" json:"-"`
	Also       names        `gorm:"column:also_departments;type:text" json:"also,omitempty"` // further departments that a reporter reports for
	Mobile     string       `json:"-"`                                                       // 11 digits, "" for none; shown masked
	MadeAt     db.Timestamp `json:"made_at"`
	DisabledAt db.Timestamp `json:"disabled_at,omitzero"`
	Version    int          `json:"version"`

	Password     string       `json:"-"` // argon2id, with its parameters; "" where none was set
	PasswordAt   db.Timestamp `json:"-"`
	OldPasswords string       `json:"-"` // JSON list of earlier hashes, newest first
	MustChange   bool         `json:"-"`
	TOTPSecret   string       `gorm:"column:totp_secret" json:"-"` // "" where no second factor is set up
	TOTPStep     int64        `gorm:"column:totp_step" json:"-"`   // the last time step used, so that no code works twice
	Subject      *string      `json:"-"`                           // "issuer subject" of the unified sign-in
}

// AfterFind lets a reporter act for the main department until another is chosen.
func (u *User) AfterFind(*gorm.DB) error {
	u.Department = u.Main
	return nil
}

// Actor is the user as one who acts from an address.
func (u User) Actor(address string) db.Actor {
	return db.Actor{ID: u.Name, Name: u.Label, Address: address}
}

// Disabled reports a closed account.
func (u User) Disabled() bool { return !u.DisabledAt.IsZero() }

// Earlier lists the hashes of the passwords before the present one, newest first.
func (u User) Earlier() []string {
	var hashes []string
	if json.Unmarshal([]byte(u.OldPasswords), &hashes) != nil {
		return nil
	}
	return hashes
}

// NewUser is what an account begins with.
type NewUser struct {
	Name, Label string
	Department  string // a reporter's; several are separated by 、
	Role        Role
	Mobile      string // "" for none
	Password    string // a hash, or "" where a one-time link sets it
	MustChange  bool
}

func (n *NewUser) tidy() error {
	n.Name = strings.ToLower(strings.TrimSpace(n.Name))
	n.Label, n.Department = strings.TrimSpace(n.Label), strings.TrimSpace(n.Department)
	if n.Name == "" || utf8.RuneCountInString(n.Name) > 64 || strings.ContainsFunc(n.Name, func(r rune) bool { return db.Unseen(r) || unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return db.Refuse(db.Invalid, "账号须为 1 至 64 个字符，不含空格。").At("name")
	}
	var err error
	if n.Mobile, err = tidyMobile(n.Mobile); err != nil {
		return err
	}
	return tidyPost(&n.Label, n.Name, n.Role, &n.Department)
}

// tidyPost holds what a person is to the rules: only a reporter has a department, and needs one.
func tidyPost(label *string, name string, role Role, department *string) error {
	if *label == "" {
		*label = name
	}
	if utf8.RuneCountInString(*label) > 60 || utf8.RuneCountInString(*department) > mostDepartments*db.MaxLabel {
		return db.Refuse(db.Invalid, "姓名或部门名称过长。")
	}
	if strings.ContainsFunc(*label+*department, func(r rune) bool { return db.Unseen(r) || unicode.IsControl(r) }) {
		return db.Refuse(db.Invalid, "姓名或部门名称里有看不见的字符，请重新输入。").At("label")
	}
	if !role.Known() {
		return db.Refuse(db.Invalid, "没有这个角色。").At("role")
	}
	if role == Reporter && *department == "" {
		return db.Refuse(db.Invalid, "填报人必须属于一个部门。").At("department")
	}
	if role != Reporter {
		*department = ""
	}
	return nil
}

// Users are the accounts.
type Users struct{ db *db.DB }

// Create opens an account. A name that is taken is a Conflict.
func (s Users) Create(ctx context.Context, by db.Actor, n NewUser) (User, error) {
	u, err := s.prepared(n)
	if err != nil {
		return User{}, err
	}
	return u, s.db.Write(ctx, by, func(tx *db.Txn) error { return s.open(tx, &u) })
}

// prepared is an account as it would be opened.
func (s Users) prepared(n NewUser) (User, error) {
	if err := n.tidy(); err != nil {
		return User{}, err
	}
	main, also, err := departmentsIn(n.Department)
	return User{ID: db.NewID(), Name: n.Name, Label: n.Label, Role: n.Role, Department: main, Main: main, Also: also, Mobile: n.Mobile, Password: n.Password, MustChange: n.MustChange, Version: 1, OldPasswords: "[]"}, err
}

// open opens a prepared account.
func (s Users) open(tx *db.Txn, u *User) error {
	u.MadeAt, u.PasswordAt = tx.At, tx.At
	if err := tx.Create(u).Error; db.IsDuplicate(err) {
		return db.Refuse(db.Conflict, "账号 %s 已被使用。", u.Name).At("name")
	} else if err != nil {
		return err
	}
	tx.Audit(db.AuditEntry{Action: "user.create", Department: u.Department, Object: u.ID, Detail: map[string]any{"name": u.Name, "role": u.Role, "departments": u.Held(), "mobile": u.MaskedMobile()}})
	return nil
}

// List lists all accounts by department and name.
func (s Users) List(ctx context.Context) ([]User, error) {
	var users []User
	if err := s.db.Reading(ctx).Order("department, name").Find(&users).Error; err != nil {
		return nil, fmt.Errorf("users: %w", err)
	}
	return users, nil
}

// Get is the account of an id.
func (s Users) Get(ctx context.Context, id string) (User, error) { return s.find(ctx, "id = ?", id) }

// Named is the account of a sign-in name.
func (s Users) Named(ctx context.Context, name string) (User, error) {
	return s.find(ctx, "name = ?", strings.ToLower(strings.TrimSpace(name)))
}

// OfSubject is the account tied to a subject of the unified sign-in.
func (s Users) OfSubject(ctx context.Context, subject string) (User, error) {
	return s.find(ctx, "subject = ?", subject)
}

func (s Users) find(ctx context.Context, condition, value string) (User, error) {
	var u User
	if err := s.db.Reading(ctx).First(&u, condition, value).Error; err != nil {
		return User{}, db.Absent(err, "没有这个账号。")
	}
	return u, nil
}

// Any reports whether any account was ever opened.
func (s Users) Any(ctx context.Context) (bool, error) {
	var n int64
	if err := s.db.Reading(ctx).Model(&User{}).Limit(1).Count(&n).Error; err != nil {
		return false, fmt.Errorf("users: %w", err)
	}
	return n > 0, nil
}

// changeOf is what the audit keeps of a change: of a post, what the person was and is.
func changeOf(u User, set map[string]any) map[string]any {
	detail := map[string]any{"name": u.Name}
	if role, is := set["role"]; is {
		also, _ := set["also_departments"].(names)
		main, _ := set["department"].(string)
		now := User{Main: main, Also: also, Role: Reporter}
		now.Mobile, _ = set["mobile"].(string)
		detail["before"] = map[string]any{"label": u.Label, "role": u.Role, "departments": u.HeldText(), "mobile": u.MaskedMobile()}
		detail["after"] = map[string]any{"label": set["label"], "role": role, "departments": now.HeldText(), "mobile": now.MaskedMobile()}
	}
	return detail
}

// change updates an account at the version that the caller saw, with its audit row.
func (s Users) change(ctx context.Context, by db.Actor, u User, action string, set map[string]any, more func(tx *db.Txn) error) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		set["version"] = gorm.Expr("version + 1")
		ok, err := db.One(tx.Model(&User{}).Where("id = ? AND version = ?", u.ID, u.Version).Updates(set))
		if err != nil {
			return err
		}
		if !ok {
			return db.Refuse(db.Conflict, "这个账号刚被别人修改过，请刷新后再试。")
		}
		tx.Audit(db.AuditEntry{Action: action, Department: u.Department, Object: u.ID, Detail: changeOf(u, set)})
		if more == nil {
			return nil
		}
		return more(tx)
	})
}
