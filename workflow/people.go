package workflow

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// ListedPerson is a line of a list of people: who is to get an account, and what is wrong with the line, "" where nothing is.
type ListedPerson struct {
	Line  int // in the list, from 1
	New   account.NewUser
	Wrong string
}

// MaskedMobile is the number of the line as a page shows it.
func (p ListedPerson) MaskedMobile() string { return account.Masked(p.New.Mobile) }

// peopleHeads are the words over the columns of such a list; without a line of them the columns come in this order.
var peopleHeads = []struct {
	field string
	words []string
}{
	{"label", []string{"姓名", "名字", "人员"}}, {"name", []string{"账号", "帐号", "用户名", "登录名"}},
	{"department", []string{"部门", "单位", "所属部门", "填报部门"}}, {"role", []string{"角色", "身份"}}, {"mobile", []string{"手机号", "手机", "手机号码", "联系电话"}},
}

// mostPeople is how many accounts are opened at once.
const mostPeople = 2000

// PeopleListed reads a list of people, pasted as lines of columns or as the first sheet of an .xlsx, and checks every line: against the
// rules, against the others, and against the accounts and departments that there are.
func (d *Workflow) PeopleListed(ctx context.Context, data []byte) ([]ListedPerson, error) {
	rows, err := peopleRows(ctx, data)
	if err != nil {
		return nil, err
	}
	users, err := d.Store.Users.List(ctx)
	if err != nil {
		return nil, err
	}
	departments, err := d.Store.Departments.List(ctx, "")
	if err != nil {
		return nil, err
	}
	taken, known := map[string]string{}, map[string]bool{}
	for _, u := range users {
		taken[u.Name] = "账号“" + u.Name + "”已被使用"
	}
	for _, x := range departments {
		known[x.Name] = true
		for _, a := range x.Aliases {
			known[a] = true
		}
	}
	at, list := peopleColumns(rows)
	var out []ListedPerson
	for i, cells := range list {
		if len(cells) == 0 || strings.Join(cells, "") == "" {
			continue
		}
		p := ListedPerson{Line: len(rows) - len(list) + i + 1, New: personOf(cells, at)}
		p.Wrong = wrongWith(&p.New, taken, known)
		taken[p.New.Name] = "账号“" + p.New.Name + "”在名单里有两个"
		out = append(out, p)
	}
	switch {
	case len(out) == 0:
		return nil, &models.Error{Code: models.Invalid, Message: "名单里没有人。每行一人：姓名、账号、部门、角色、手机号，用制表符或逗号隔开，或者从表格里复制粘贴。", Field: "text"}
	case len(out) > mostPeople:
		return nil, &models.Error{Code: models.Invalid, Message: "名单太长，一次最多开 2000 个账号。", Field: "text"}
	}
	return out, nil
}

// peopleRows are the lines of a list.
func peopleRows(ctx context.Context, data []byte) ([][]string, error) {
	var rows [][]string
	if !bytes.HasPrefix(data, []byte("PK")) {
		for line := range strings.Lines(strings.TrimPrefix(string(data), "\ufeff")) {
			rows = append(rows, strings.Split(strings.NewReplacer(",", "\t", "，", "\t").Replace(strings.TrimRight(line, "\r\n")), "\t"))
		}
		return trimmed(rows), nil
	}
	book, err := xlsx.Read(ctx, data, xlsx.Limits{})
	var no *xlsx.Refusal
	if errors.As(err, &no) {
		return nil, &models.Error{Code: models.Invalid, Message: no.Message + "。" + no.Expected + "。", Cause: err, Field: "file"}
	}
	if err != nil {
		return nil, err
	}
	for _, row := range book.Sheets[0].Rows {
		cells := make([]string, book.Sheets[0].MaxCol)
		for _, c := range row.Cells {
			cells[c.Col-1] = c.Text(book.Date1904)
		}
		rows = append(rows, cells)
	}
	return trimmed(rows), nil
}

func trimmed(rows [][]string) [][]string {
	for _, row := range rows {
		for i := range row {
			row[i] = strings.TrimSpace(row[i])
		}
	}
	return rows
}

// peopleColumns finds the line of headings, and gives the column of each field and the lines below.
func peopleColumns(rows [][]string) (at map[string]int, list [][]string) {
	for i, row := range rows[:min(5, len(rows))] {
		found := map[string]int{}
		for k, cell := range row {
			for _, h := range peopleHeads {
				if slices.Contains(h.words, cell) {
					found[h.field] = k
				}
			}
		}
		if _, ok := found["name"]; ok && len(found) > 1 {
			return found, rows[i+1:]
		}
	}
	at = map[string]int{}
	for i, h := range peopleHeads {
		at[h.field] = i
	}
	return at, rows
}

// personOf is the account that a line asks for; who has a department and no role reports for it.
func personOf(cells []string, at map[string]int) account.NewUser {
	cell := func(field string) string {
		if k, ok := at[field]; ok && k < len(cells) {
			return cells[k]
		}
		return ""
	}
	n := account.NewUser{Name: strings.ToLower(cell("name")), Label: cell("label"), Department: cell("department"), Mobile: cell("mobile")}
	word := cell("role")
	for _, r := range account.Roles() {
		if word == r.Chinese() || word == string(r) {
			n.Role = r
		}
	}
	if word == "" && n.Department != "" {
		n.Role = account.Reporter
	}
	return n
}

// wrongWith says what is wrong with an account that a line asks for.
func wrongWith(n *account.NewUser, taken map[string]string, known map[string]bool) string {
	if n.Role == "" {
		return "角色应为 " + roleWords() + " 之一"
	}
	if err := n.Check(); err != nil {
		return strings.TrimSuffix(err.Error(), "。")
	}
	if why := taken[n.Name]; why != "" {
		return why
	}
	if n.Role != account.Reporter {
		return ""
	}
	for _, name := range account.DepartmentNames(n.Department) {
		if len(known) > 0 && !known[name] {
			return "没有“" + name + "”这个部门"
		}
	}
	return ""
}

func roleWords() string {
	var words []string
	for _, r := range account.Roles() {
		words = append(words, r.Chinese())
	}
	return strings.Join(words, "、")
}
