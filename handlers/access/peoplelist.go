package access

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

// listPage takes a list of people, shows what each line asks for, and, once all are opened, their one-time links.
type listPage struct {
	Text    string // that was pasted
	People  []workflow.ListedPerson
	Wrong   int
	Opened  []openedAccount
	Problem *web.Problem
}

// openedAccount is an account with the link by which its person sets a password; it is shown this once.
type openedAccount struct {
	account.User
	Link string
}

func (s People) GetList(c *gin.Context) error { return s.showList(c, http.StatusOK, listPage{}) }

func (s People) showList(c *gin.Context, status int, page listPage) error {
	return s.Show(c, status, "peoplelist", "按名单开账号", page)
}

// PostList checks a list, and opens all its accounts where nothing in it is wrong and the list that was looked at is sent again.
func (s People) PostList(c *gin.Context) error {
	u, err := s.ReadDocument(c)
	var page listPage
	ctx := c.Request.Context()
	if err == nil {
		var data []byte
		_, data = u.Document()
		page.People, err = s.Workflow.PeopleListed(ctx, data)
	}
	if err != nil {
		p := web.AsProblem(err, web.ReferenceOf(ctx))
		if p.Status >= http.StatusInternalServerError {
			return err
		}
		page.Problem = &p
		return s.showList(c, p.Status, page)
	}
	page.Text = asText(page.People)
	for _, p := range page.People {
		if p.Wrong != "" {
			page.Wrong++
		}
	}
	if page.Wrong > 0 || u.Fields["open"] != strconv.Itoa(len(page.People)) {
		return s.showList(c, http.StatusOK, page)
	}
	if page.Opened, err = s.openAll(c, page.People); err != nil {
		return err
	}
	return s.showList(c, http.StatusOK, page)
}

// openAll opens the accounts, all or none, and makes a link for each.
func (s People) openAll(c *gin.Context, people []workflow.ListedPerson) ([]openedAccount, error) {
	ctx, by := c.Request.Context(), web.PersonOf(c.Request.Context()).Actor()
	all := make([]account.NewUser, len(people))
	for i, p := range people {
		all[i] = p.New
	}
	users, err := s.Store.Users.CreateAll(ctx, by, all)
	if err != nil {
		return nil, err
	}
	out := make([]openedAccount, len(users))
	for i, u := range users {
		link, err := s.makeLink(ctx, by, u)
		if err != nil {
			return nil, err
		}
		out[i] = openedAccount{u, s.address(c) + link}
	}
	return out, nil
}

// asText is a list as it is sent again: what was read of it, a line each.
func asText(people []workflow.ListedPerson) string {
	lines := []string{"姓名\t账号\t部门\t角色\t手机号"}
	for _, p := range people {
		lines = append(lines, strings.Join([]string{p.New.Label, p.New.Name, p.New.Department, p.New.Role.Chinese(), p.New.Mobile}, "\t"))
	}
	return strings.Join(lines, "\n")
}
