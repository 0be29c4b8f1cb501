package access

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// accountPage is one's own account.
type accountPage struct {
	User     account.User
	Sessions []account.Session
	Tokens   []account.Token
	Made     string // the secret of a token just made, shown once
	Scopes   []account.Scope
}

// Accounts are the pages of one's own account: password, sessions, tokens, language.
type Accounts struct{ *shared }

func (s Accounts) GetAccount(c *gin.Context) error { return s.showAccount(c, "") }

func (s Accounts) showAccount(c *gin.Context, made string) error {
	ctx, u := c.Request.Context(), web.PersonOf(c.Request.Context()).User
	sessions, err := s.Store.Sessions.List(ctx, u.ID)
	if err != nil {
		return err
	}
	profile := s.Profile(c.Request.Context())
	sessions = slices.DeleteFunc(sessions, func(n account.Session) bool { return s.hasEnded(n, profile) })
	tokens, err := s.Store.Tokens.List(ctx, u.ID)
	if err != nil {
		return err
	}
	return s.Show(c, http.StatusOK, "account", "我的账号", accountPage{User: u, Sessions: sessions, Tokens: tokens, Made: made, Scopes: account.ScopesOf(u.Role)})
}

// hasEnded reports a session under which nobody is signed in any more.
func (s Accounts) hasEnded(n account.Session, profile web.Profile) bool {
	now := s.Clock()
	return now.Sub(n.SeenAt.Time) >= profile.Idle || now.Sub(n.MadeAt.Time) >= profile.Whole
}

// passwordPage is the form for a new password: one's own, or by a one-time link.
type passwordPage struct {
	Name, Says, Secret string
	Stale              bool
}

func (s Accounts) GetPassword(c *gin.Context) error {
	u, profile := web.PersonOf(c.Request.Context()).User, s.Profile(c.Request.Context())
	return s.Show(c, http.StatusOK, "password", "设置口令", passwordPage{Name: u.Name, Says: profile.Says, Stale: profile.Stale(u, s.Clock())})
}

func (s Accounts) PostPassword(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, w := c.Request.Context(), web.PersonOf(c.Request.Context())
	if err := s.counted(c, w.User, "old"); err != nil {
		return err
	}
	right, err := (SignIn{s.shared}).passwordRight(ctx, f.Get("old"), w.User.Password)
	if err != nil {
		return err
	}
	if !right {
		return errors.Join(web.Fail(web.Code(models.Invalid), "原口令不正确。").At("old"), s.refused(c, accountKey(w.User.Name), w.User, "old password"))
	}
	if err := s.Store.Tries.Forgive(ctx, w.Actor(), accountKey(w.User.Name)); err != nil {
		return err
	}
	if err := s.checkPassword(ctx, f.Get("new"), f.Get("again"), w.User); err != nil {
		return err
	}
	hash, err := web.HashPassword(f.Get("new"))
	if err != nil {
		return err
	}
	if err := s.Store.Users.SetPassword(ctx, w.Actor(), w.User, hash, s.Profile(ctx).Keep, w.Session.Hash); err != nil {
		return err
	}
	return s.GoTo(c, "/")
}

// checkPassword refuses a new password, typed twice, with what is wrong with it.
func (s Accounts) checkPassword(ctx context.Context, password, again string, u account.User) error {
	if password != again {
		return web.Fail(web.Code(models.Invalid), "两次输入的新口令不一致。").At("again")
	}
	if wrong := s.Profile(ctx).Check(password, u); wrong != "" {
		return web.Fail(web.Code(models.Invalid), wrong).At("new")
	}
	used, err := s.Profile(ctx).UsedBefore(password, u)
	if used {
		return web.Fail(web.Code(models.Invalid), "这个口令最近用过，请换一个。").At("new")
	}
	return err
}

// Welcome is where a one-time link leads: a first password, or a forgotten one anew.
type Welcome struct{ *shared }

// GetWelcome shows the form of a one-time link, also again where its password was refused. Who comes by a used link has a
// password by now and is shown where to sign in.
func (s Welcome) GetWelcome(c *gin.Context) error {
	secret := cmp.Or(c.Query("secret"), c.Request.PostForm.Get("secret"))
	u, err := s.Store.Links.User(c.Request.Context(), web.HashSecret(secret))
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return s.linkUsed(c)
	}
	if err != nil {
		return err
	}
	return s.Show(c, http.StatusOK, "password", "设置口令", passwordPage{Name: u.Name, Says: s.Profile(c.Request.Context()).Says, Secret: secret})
}

// linkUsed answers a one-time link that has been used or has ended.
func (s Welcome) linkUsed(c *gin.Context) error {
	return (SignIn{s.shared}).showSignIn(c, http.StatusNotFound, signInPage{Next: "/", Wrong: "这个一次性链接已经用过或已过期。设置过口令的，请直接登录；还没有设置的，请管理员重新生成链接。"})
}

func (s Welcome) PostWelcome(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, secret := c.Request.Context(), f.Get("secret")
	u, err := s.Store.Links.User(ctx, web.HashSecret(secret))
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return s.linkUsed(c)
	}
	if err != nil {
		return err
	}
	if err := (Accounts{s.shared}).checkPassword(ctx, f.Get("new"), f.Get("again"), u); err != nil {
		return err
	}
	hash, err := web.HashPassword(f.Get("new"))
	if err != nil {
		return err
	}
	if err := s.Store.Links.SetPassword(ctx, u.Actor(c.ClientIP()), u, web.HashSecret(secret), hash, s.Profile(ctx).Keep); err != nil {
		return err
	}
	if u.TOTPSecret != "" { // a link alone does not stand in for the second factor
		return s.GoTo(c, "/signin")
	}
	if err := s.openSession(c, u); err != nil {
		return err
	}
	return s.GoTo(c, "/")
}

// PostEndSessions signs the person out everywhere else, and ends their tokens.
func (s Accounts) PostEndSessions(c *gin.Context) error {
	w := web.PersonOf(c.Request.Context())
	if err := s.Store.Sessions.EndAll(c.Request.Context(), w.Actor(), w.User.ID, w.Session.Hash); err != nil {
		return err
	}
	return s.GoTo(c, "/account")
}

// dayLasts is a day of a token's life.
const dayLasts = 24 * time.Hour

// PostToken makes a token and shows its secret this once.
func (s Accounts) PostToken(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	w, secret := web.PersonOf(c.Request.Context()), web.NewSecret()
	var scopes []account.Scope
	for _, sc := range f["scope"] {
		scopes = append(scopes, account.Scope(sc))
	}
	days, err := web.WholeNumber(f.Get("days"), 1, 400)
	if err != nil {
		return web.Beside("days", err)
	}
	if _, err := s.Store.Tokens.Make(c.Request.Context(), w.Actor(), w.User, f.Get("name"), web.HashSecret(secret), scopes, time.Duration(days)*dayLasts); err != nil {
		return err
	}
	return s.showAccount(c, secret)
}

func (s Accounts) PostRevokeToken(c *gin.Context) error {
	w := web.PersonOf(c.Request.Context())
	if err := s.Store.Tokens.Revoke(c.Request.Context(), w.Actor(), w.User.ID, c.Param("token")); err != nil {
		return err
	}
	return s.GoTo(c, "/account")
}

// PostLanguage keeps the choice of language; it is no secret and does not sign anybody in.
func (s Accounts) PostLanguage(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	language := web.Chinese
	if f.Get("language") == web.English {
		language = web.English
	}
	http.SetCookie(c.Writer, &http.Cookie{Name: "language", Value: language, Path: "/", MaxAge: 400 * 24 * 3600, HttpOnly: true, Secure: !s.Cookies.Plain, SameSite: http.SameSiteLaxMode}) // #nosec G124 -- Secure unless the site chose plain HTTP, and said so at start
	return s.GoTo(c, web.LocalPath(f.Get("next")))
}

// PostHere says that the person is still there: they type, or asked for more time.
func (s Accounts) PostHere(c *gin.Context) error {
	c.Status(http.StatusNoContent)
	return nil
}
