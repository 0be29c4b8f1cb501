package access

import (
	"net/http"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/account"
)

// peoplePage is the administrator's list of accounts.
type peoplePage struct {
	Users       []account.User // those of the page
	Pages       web.Pages
	Roles       []account.Role
	Departments []string
	Link        string // a one-time link just made, shown once
	For         string
	Query       string // part of a name, an account or a department; "" for all
}

// listedPeople is how many accounts a page lists.
const listedPeople = 100

// People are the administrator's pages: who may sign in, and what the site is set to.
type People struct{ *shared }

func (s People) GetPeople(c *gin.Context) error { return s.showPeople(c, "", "") }

func (s People) showPeople(c *gin.Context, link, name string) error {
	users, err := s.Store.Users.List(c.Request.Context())
	if err != nil {
		return err
	}
	departments, err := s.Store.Departments.List(c.Request.Context(), "")
	if err != nil {
		return err
	}
	query := strings.TrimSpace(c.Query("q"))
	users = slices.DeleteFunc(users, func(u account.User) bool { return !strings.Contains(u.Name+" "+u.Label+" "+u.HeldText(), query) })
	page := peoplePage{Query: query, Roles: account.Roles(), Link: link, For: name}
	for _, d := range departments {
		page.Departments = append(page.Departments, d.Name)
	}
	page.Users, page.Pages = web.Paged(users, c.Request.URL.Query(), "page", "people", listedPeople)
	return s.Show(c, http.StatusOK, "people", "人员与角色", page)
}

// PostPerson opens an account and shows the one-time link with which its person sets a password.
func (s People) PostPerson(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request.Context(), web.PersonOf(c.Request.Context()).Actor()
	u, err := s.Store.Users.Create(ctx, by, account.NewUser{Name: f.Get("name"), Label: f.Get("label"), Department: f.Get("department"), Role: account.Role(f.Get("role")), Mobile: f.Get("mobile")})
	if err != nil {
		return err
	}
	link, err := s.makeLink(ctx, by, u)
	if err != nil {
		return err
	}
	return s.showPeople(c, s.address(c)+link, u.Name)
}

// person is the account that a route names, at the version that the form showed.
func (s People) person(c *gin.Context) (account.User, error) {
	f, err := s.Form(c)
	if err != nil {
		return account.User{}, err
	}
	u, err := s.Store.Users.Get(c.Request.Context(), c.Param("person"))
	if err != nil {
		return u, err
	}
	u.Version, err = web.WholeNumber(f.Get("version"), 1, 1<<31-1)
	return u, err
}

func (s People) PostPost(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	f := c.Request.PostForm
	post := account.Post{Label: f.Get("label"), Department: f.Get("department"), Role: account.Role(f.Get("role")), Mobile: f.Get("mobile"), NoMobile: f.Get("nomobile") == "yes"}
	if err := s.Store.Users.SetPost(c.Request.Context(), web.PersonOf(c.Request.Context()).Actor(), u, post); err != nil {
		return err
	}
	return s.GoTo(c, "/people")
}

func (s People) PostDisable(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	if err := s.Store.Users.Disable(c.Request.Context(), web.PersonOf(c.Request.Context()).Actor(), u); err != nil {
		return err
	}
	return s.GoTo(c, "/people")
}

func (s People) PostEnable(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	if err := s.Store.Users.Enable(c.Request.Context(), web.PersonOf(c.Request.Context()).Actor(), u); err != nil {
		return err
	}
	return s.GoTo(c, "/people")
}

// PostReset unlocks an account and makes a one-time link to set a new password.
func (s People) PostReset(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request.Context(), web.PersonOf(c.Request.Context()).Actor()
	if err := s.Store.Tries.Forgive(ctx, by, accountKey(u.Name)); err != nil {
		return err
	}
	link, err := s.makeLink(ctx, by, u)
	if err != nil {
		return err
	}
	return s.showPeople(c, s.address(c)+link, u.Name)
}

// address is how the person reached us, for links that they pass on.
func (s People) address(c *gin.Context) string {
	if s.PublicURL != "" {
		return s.PublicURL
	}
	if s.Cookies.Plain || c.Request.TLS == nil {
		return "http://" + c.Request.Host
	}
	return "https://" + c.Request.Host
}
