package account

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
)

// mobile is a number of mainland China: 11 digits, the first two as the ministry (工业和信息化部) gives them out.
var mobile = regexp.MustCompile(`^1[3-9][0-9]{9}$`)

// tidyMobile takes a number as people write it, with blanks, hyphens or +86 before it; "" is none.
func tidyMobile(text string) (string, error) {
	n := strings.NewReplacer(" ", "", "-", "", "　", "").Replace(strings.TrimSpace(text))
	n = strings.TrimPrefix(n, "+86")
	if n != "" && !mobile.MatchString(n) {
		return "", db.Refuse(db.Invalid, "手机号应为 11 位数字，13 至 19 开头，写的是“%s”。", text).At("mobile")
	}
	return n, nil
}

// MaskedMobile is the number as a page shows it: 138****5678; "" for none.
func (u User) MaskedMobile() string { return Masked(u.Mobile) }

// Masked hides the middle of a mobile number.
func Masked(number string) string {
	if len(number) < 8 {
		return ""
	}
	return number[:3] + "****" + number[len(number)-4:]
}

// Mobiles are the numbers of the reporters who report for a department and can sign in.
func (s Users) Mobiles(ctx context.Context, department string) ([]string, error) {
	var users []User
	if err := s.db.Reading(ctx).Where("role = ? AND disabled_at IS NULL AND mobile <> ''", Reporter).Order("name").Find(&users).Error; err != nil {
		return nil, fmt.Errorf("mobiles: %w", err)
	}
	var out []string
	for _, u := range users {
		if u.Holds(department) {
			out = append(out, u.Mobile)
		}
	}
	return out, nil
}
