package web

import (
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/alexedwards/argon2id"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/trustelem/zxcvbn"
)

// Profile is a named set of sign-in rules. 等保 (GB/T 22239) and ASVS 5 contradict each other on passwords, so a
// site chooses one.
type Profile struct {
	Name     string
	Title    string        // as people call it
	Shortest int           // characters
	Classes  int           // of lower, upper, digit, other
	Lasts    time.Duration // until it must be changed; 0 is for good
	Keep     int           // earlier passwords that may not come back
	Idle     time.Duration // a session ends after this without a request
	Whole    time.Duration // and after this in any case
	Says     string        // the rule, for the form
}

// ProfileNames are those that there are, the program's own choice first.
func ProfileNames() []string { return []string{"djbh", "asvs"} }

// ProfileNamed is the profile of a name: "djbh" (等保, also for "") or "asvs".
func ProfileNamed(name string) (Profile, error) {
	switch name {
	case "", "djbh":
		return Profile{Name: "djbh", Title: "等级保护（等保）", Shortest: 12, Classes: 3, Lasts: 90 * 24 * time.Hour, Keep: 5, Idle: 15 * time.Minute, Whole: 8 * time.Hour,
			Says: "至少 12 个字符，含大写字母、小写字母、数字、符号中的三类，90 天更换一次，不得与最近 5 次相同，不得使用常见口令或账号、姓名、部门名称。"}, nil
	case "asvs":
		return Profile{Name: "asvs", Title: "长口令、不定期更换（OWASP ASVS）", Shortest: 15, Idle: 30 * time.Minute, Whole: 8 * time.Hour,
			Says: "至少 15 个字符，不得使用常见口令或账号、姓名、部门名称。可以是一句话。"}, nil
	}
	return Profile{}, fmt.Errorf("password profile %q: want djbh or asvs", name)
}

// longest keeps the cost of one hash bounded.
const longest = 128

// weakest is the guess count class (0 to 4) that common words and their spellings fall under.
const weakest = 2

// Check says what is wrong with a new password for its person, in a sentence, or nothing.
func (p Profile) Check(password string, u account.User) string {
	n := utf8.RuneCountInString(password)
	switch {
	case n < p.Shortest:
		return fmt.Sprintf("口令只有 %d 个字符，至少需要 %d 个。", n, p.Shortest)
	case n > longest:
		return fmt.Sprintf("口令超过 %d 个字符。", longest)
	case classes(password) < p.Classes:
		return fmt.Sprintf("口令须含大写字母、小写字母、数字、符号中的 %d 类。", p.Classes)
	}
	own := []string{u.Name, u.Label, u.Department, "tallysheet", "目标任务"}
	lower := strings.ToLower(password)
	for _, word := range own {
		if utf8.RuneCountInString(word) >= 2 && strings.Contains(lower, strings.ToLower(word)) {
			return "口令不得包含账号、姓名、部门或系统名称。"
		}
	}
	if zxcvbn.PasswordStrength(password, own).Score < weakest {
		return "这是常见口令或很容易猜到，请换一个。"
	}
	return ""
}

func classes(password string) int {
	var lower, upper, digit, other int
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			lower = 1
		case unicode.IsUpper(r):
			upper = 1
		case unicode.IsDigit(r):
			digit = 1
		default:
			other = 1
		}
	}
	return lower + upper + digit + other
}

// UsedBefore reports whether the password is the present one or one that may not come back yet.
func (p Profile) UsedBefore(password string, u account.User) (bool, error) {
	if p.Keep == 0 {
		return false, nil
	}
	for _, hash := range append([]string{u.Password}, u.Earlier()...) {
		if hash == "" {
			continue
		}
		same, err := PasswordIs(password, hash)
		if same || err != nil {
			return same, err
		}
	}
	return false, nil
}

// Stale reports whether a person must set a new password before anything else.
func (p Profile) Stale(u account.User, now time.Time) bool {
	return u.MustChange || u.Password != "" && p.Lasts > 0 && now.Sub(u.PasswordAt.Time) > p.Lasts
}

// HashPassword is the argon2id hash of a password, at the cost that OWASP names for it (19 MiB, 2 passes).
func HashPassword(password string) (string, error) {
	return argon2id.CreateHash(password, &argon2id.Params{Memory: 19 << 10, Iterations: 2, Parallelism: 1, SaltLength: 16, KeyLength: 32})
}

func PasswordIs(password, hash string) (bool, error) {
	if len(password) > 4*longest {
		return false, nil
	}
	ok, err := argon2id.ComparePasswordAndHash(password, hash)
	if errors.Is(err, argon2id.ErrInvalidHash) {
		return false, fmt.Errorf("stored password hash: %w", err)
	}
	return ok, err
}
