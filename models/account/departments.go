package account

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/models/db"
)

// mostDepartments bounds how many departments one account holds.
const mostDepartments = 20

// names are what a column keeps as JSON.
type names []string

// Value implements driver.Valuer.
func (n names) Value() (driver.Value, error) {
	if len(n) == 0 {
		return nil, nil
	}
	text, err := json.Marshal([]string(n))
	return string(text), err
}

// Scan implements sql.Scanner.
func (n *names) Scan(src any) error {
	*n = nil
	switch v := src.(type) {
	case nil:
		return nil
	case string:
		return json.Unmarshal([]byte(v), (*[]string)(n))
	case []byte:
		return json.Unmarshal(v, (*[]string)(n))
	}
	return fmt.Errorf("names stored as %T", src)
}

// Held are all departments that a reporter reports for, the main one first; none for the others.
func (u User) Held() []string {
	if u.Role != Reporter || u.Main == "" {
		return nil
	}
	return append([]string{u.Main}, u.Also...)
}

// Holds reports whether a reporter reports for a department.
func (u User) Holds(department string) bool {
	return department != "" && slices.Contains(u.Held(), department)
}

// For is the user as one who acts for one of the departments held; as before for another.
func (u User) For(department string) User {
	if u.Holds(department) {
		u.Department = department
	}
	return u
}

// HeldText is what a form shows of the departments: 财政局、统计局.
func (u User) HeldText() string { return strings.Join(u.Held(), "、") }

// departmentsIn reads several departments from one field: 财政局、统计局. The first is the main one.
func departmentsIn(text string) (main string, also names, err error) {
	for _, name := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune("、,，;；\n", r) }) {
		name = strings.TrimSpace(name)
		switch {
		case name == "" || name == main || slices.Contains(also, name):
		case utf8.RuneCountInString(name) > db.MaxLabel:
			return "", nil, db.Refuse(db.Invalid, "姓名或部门名称过长。")
		case main == "":
			main = name
		default:
			also = append(also, name)
		}
	}
	if len(also) >= mostDepartments {
		return "", nil, db.Refuse(db.Invalid, "一个账号最多属于%d个部门。", mostDepartments).At("department")
	}
	return main, also, nil
}
