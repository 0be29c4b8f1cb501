package handlers

import (
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
)

// peoplePage is the administrator's list of accounts.
type peoplePage struct {
	Users       []models.User
	Roles       []models.Role
	Departments []string
	Link        string // a one-time link just made, shown once
	For         string
}

func (s *Server) getPeople(c *gin.Context) error { return s.showPeople(c, "", "") }

func (s *Server) showPeople(c *gin.Context, link, name string) error {
	users, err := s.store.Users.List(c.Request.Context())
	if err != nil {
		return err
	}
	departments, err := s.store.Departments.List(c.Request.Context(), "")
	if err != nil {
		return err
	}
	page := peoplePage{Users: users, Roles: models.Roles(), Link: link, For: name}
	for _, d := range departments {
		page.Departments = append(page.Departments, d.Name)
	}
	return s.show(c, http.StatusOK, "people", "人员与角色", page)
}

// postPerson opens an account and shows the one-time link with which its person sets a password.
func (s *Server) postPerson(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request.Context(), whoOf(c.Request.Context()).actor()
	u, err := s.store.Users.Create(ctx, by, models.NewUser{Name: f.Get("name"), Label: f.Get("label"), Department: f.Get("department"), Role: models.Role(f.Get("role"))})
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
func (s *Server) person(c *gin.Context) (models.User, error) {
	f, err := s.form(c)
	if err != nil {
		return models.User{}, err
	}
	u, err := s.store.Users.Get(c.Request.Context(), c.Param("person"))
	if err != nil {
		return u, err
	}
	u.Version, err = wholeNumber(f.Get("version"), 1, 1<<31-1)
	return u, err
}

func (s *Server) postPost(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	f := c.Request.PostForm
	post := models.Post{Label: f.Get("label"), Department: f.Get("department"), Role: models.Role(f.Get("role"))}
	if err := s.store.Users.SetPost(c.Request.Context(), whoOf(c.Request.Context()).actor(), u, post); err != nil {
		return err
	}
	return s.goTo(c, "/people")
}

func (s *Server) postDisable(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	if err := s.store.Users.Disable(c.Request.Context(), whoOf(c.Request.Context()).actor(), u); err != nil {
		return err
	}
	return s.goTo(c, "/people")
}

func (s *Server) postEnable(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	if err := s.store.Users.Enable(c.Request.Context(), whoOf(c.Request.Context()).actor(), u); err != nil {
		return err
	}
	return s.goTo(c, "/people")
}

// postReset unlocks an account and makes a one-time link to set a new password.
func (s *Server) postReset(c *gin.Context) error {
	u, err := s.person(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request.Context(), whoOf(c.Request.Context()).actor()
	if err := s.store.Tries.Forgive(ctx, accountKey(u.Name)); err != nil {
		return err
	}
	link, err := s.makeLink(ctx, by, u)
	if err != nil {
		return err
	}
	return s.showPeople(c, s.address(c)+link, u.Name)
}

// address is how the person reached us, for links that they pass on.
func (s *Server) address(c *gin.Context) string {
	if s.publicURL != "" {
		return s.publicURL
	}
	if s.cookies.plain || c.Request.TLS == nil {
		return "http://" + c.Request.Host
	}
	return "https://" + c.Request.Host
}

// sitePage is how the service is set up; it is changed where the service is started, not here.
type sitePage struct {
	Profile   Profile
	Tries     int
	Lock      time.Duration
	Unified   string // the issuer; "" where there is none
	PlainHTTP bool
	MaxUpload string
	Now       time.Time
}

func (s *Server) getSite(c *gin.Context) error {
	page := sitePage{Profile: s.profile, Tries: triesOfAccount, Lock: tryWindow, PlainHTTP: s.cookies.plain, MaxUpload: megabytes(s.maxUpload), Now: s.clock()}
	if s.unified != nil {
		page.Unified = s.unified.set.Issuer
	}
	return s.show(c, http.StatusOK, "site", "设置", page)
}
