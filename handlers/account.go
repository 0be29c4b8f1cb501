package handlers

import (
	"cmp"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
)

// accountPage is one's own account.
type accountPage struct {
	User     models.User
	Sessions []models.Session
	Tokens   []models.Token
	Made     string // the secret of a token just made, shown once
	Scopes   []models.Scope
}

func (s *Server) getAccount(c *gin.Context) error { return s.showAccount(c, "") }

func (s *Server) showAccount(c *gin.Context, made string) error {
	ctx, u := c.Request.Context(), whoOf(c.Request.Context()).user
	sessions, err := s.store.Sessions.List(ctx, u.ID)
	if err != nil {
		return err
	}
	sessions = slices.DeleteFunc(sessions, s.hasEnded)
	tokens, err := s.store.Tokens.List(ctx, u.ID)
	if err != nil {
		return err
	}
	return s.show(c, http.StatusOK, "account", "我的账号", accountPage{User: u, Sessions: sessions, Tokens: tokens, Made: made, Scopes: models.Scopes()})
}

// hasEnded reports a session under which nobody is signed in any more.
func (s *Server) hasEnded(n models.Session) bool {
	now := s.clock()
	return now.Sub(n.SeenAt.Time) >= s.profile.Idle || now.Sub(n.MadeAt.Time) >= s.profile.Whole
}

// passwordPage is the form for a new password: one's own, or by a one-time link.
type passwordPage struct {
	Name, Says, Secret string
	Stale              bool
}

func (s *Server) getPassword(c *gin.Context) error {
	u := whoOf(c.Request.Context()).user
	return s.show(c, http.StatusOK, "password", "设置口令", passwordPage{Name: u.Name, Says: s.profile.Says, Stale: s.profile.stale(u, s.clock())})
}

func (s *Server) postPassword(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx, w := c.Request.Context(), whoOf(c.Request.Context())
	right, err := s.passwordRight(ctx, f.Get("old"), w.user.Password)
	if err != nil {
		return err
	}
	if !right {
		return fail(code(models.Invalid), "原口令不正确。").at("old")
	}
	if err := s.checkPassword(f.Get("new"), f.Get("again"), w.user); err != nil {
		return err
	}
	hash, err := HashPassword(f.Get("new"))
	if err != nil {
		return err
	}
	if err := s.store.Users.SetPassword(ctx, w.actor(), w.user, hash, s.profile.Keep, w.session.Hash); err != nil {
		return err
	}
	return s.goTo(c, "/")
}

// checkPassword refuses a new password, typed twice, with what is wrong with it.
func (s *Server) checkPassword(password, again string, u models.User) error {
	if password != again {
		return fail(code(models.Invalid), "两次输入的新口令不一致。").at("again")
	}
	if wrong := s.profile.Check(password, u); wrong != "" {
		return fail(code(models.Invalid), wrong).at("new")
	}
	used, err := s.profile.usedBefore(password, u)
	if used {
		return fail(code(models.Invalid), "这个口令最近用过，请换一个。").at("new")
	}
	return err
}

// getWelcome shows the form of a one-time link, also again where its password was refused. Who comes by a used link has a
// password by now and is shown where to sign in.
func (s *Server) getWelcome(c *gin.Context) error {
	secret := cmp.Or(c.Query("secret"), c.Request.PostForm.Get("secret"))
	u, err := s.store.Links.User(c.Request.Context(), HashSecret(secret))
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return s.linkUsed(c)
	}
	if err != nil {
		return err
	}
	return s.show(c, http.StatusOK, "password", "设置口令", passwordPage{Name: u.Name, Says: s.profile.Says, Secret: secret})
}

// linkUsed answers a one-time link that has been used or has ended.
func (s *Server) linkUsed(c *gin.Context) error {
	return s.showSignIn(c, http.StatusNotFound, signInPage{Next: "/", Wrong: "这个一次性链接已经用过或已过期。设置过口令的，请直接登录；还没有设置的，请管理员重新生成链接。"})
}

func (s *Server) postWelcome(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx, secret := c.Request.Context(), f.Get("secret")
	u, err := s.store.Links.User(ctx, HashSecret(secret))
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return s.linkUsed(c)
	}
	if err != nil {
		return err
	}
	if err := s.checkPassword(f.Get("new"), f.Get("again"), u); err != nil {
		return err
	}
	hash, err := HashPassword(f.Get("new"))
	if err != nil {
		return err
	}
	if err := s.store.Links.SetPassword(ctx, u.Actor(c.ClientIP()), u, HashSecret(secret), hash, s.profile.Keep); err != nil {
		return err
	}
	if u.TOTPSecret != "" { // a link alone does not stand in for the second factor
		return s.goTo(c, "/signin")
	}
	if err := s.openSession(c, u); err != nil {
		return err
	}
	return s.goTo(c, "/")
}

// postEndSessions signs the person out everywhere else.
func (s *Server) postEndSessions(c *gin.Context) error {
	w := whoOf(c.Request.Context())
	if err := s.store.Sessions.EndAll(c.Request.Context(), w.actor(), w.user.ID, w.session.Hash); err != nil {
		return err
	}
	return s.goTo(c, "/account")
}

// dayLasts is a day of a token's life.
const dayLasts = 24 * time.Hour

// postToken makes a token and shows its secret this once.
func (s *Server) postToken(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	w, secret := whoOf(c.Request.Context()), newSecret()
	var scopes []models.Scope
	for _, sc := range f["scope"] {
		scopes = append(scopes, models.Scope(sc))
	}
	days, err := wholeNumber(f.Get("days"), 1, 400)
	if err != nil {
		return beside("days", err)
	}
	if _, err := s.store.Tokens.Make(c.Request.Context(), w.actor(), w.user, f.Get("name"), HashSecret(secret), scopes, time.Duration(days)*dayLasts); err != nil {
		return err
	}
	return s.showAccount(c, secret)
}

func (s *Server) postRevokeToken(c *gin.Context) error {
	w := whoOf(c.Request.Context())
	if err := s.store.Tokens.Revoke(c.Request.Context(), w.actor(), w.user.ID, c.Param("token")); err != nil {
		return err
	}
	return s.goTo(c, "/account")
}

// postLanguage keeps the choice of language; it is no secret and does not sign anybody in.
func (s *Server) postLanguage(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	language := chinese
	if f.Get("language") == english {
		language = english
	}
	http.SetCookie(c.Writer, &http.Cookie{Name: "language", Value: language, Path: "/", MaxAge: 400 * 24 * 3600, HttpOnly: true, Secure: !s.cookies.plain, SameSite: http.SameSiteLaxMode}) // #nosec G124 -- Secure unless the site chose plain HTTP, and said so at start
	return s.goTo(c, localPath(f.Get("next")))
}
