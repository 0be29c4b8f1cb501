package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
)

// The lock after wrong passwords: 5 in 15 minutes lock the account for 15. An address has more room, because an
// office may sit behind one.
const (
	triesOfAccount = 5
	triesOfAddress = 100
	tryWindow      = 15 * time.Minute
)

// signInPage is what the sign-in form shows.
type signInPage struct {
	Name, Next, Wrong string
	Unified           bool // the unified sign-in is set up
	Ended, Kept       bool // an earlier sign-in ran out; and a form that was sent under it is kept
	Profile           Profile
}

func (s *Server) showSignIn(c *gin.Context, status int, page signInPage) error {
	page.Unified, page.Profile = s.unified != nil, s.profile
	next, err := url.Parse(page.Next)
	page.Kept = err == nil && next.Query().Has(keptKey)
	return s.show(c, status, "signin", "登录", page)
}

func (s *Server) getSignIn(c *gin.Context) error {
	if whoOf(c.Request.Context()).signedIn() {
		return s.goTo(c, localPath(c.Query("next")))
	}
	return s.showSignIn(c, http.StatusOK, signInPage{Next: localPath(c.Query("next")), Ended: c.Query("ended") != ""})
}

func (s *Server) postSignIn(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	name, next := f.Get("name"), localPath(f.Get("next"))
	u, wrong, err := s.signIn(c, name, f.Get("password"), f.Get("code"))
	if err != nil {
		return err
	}
	if wrong != "" {
		return s.showSignIn(c, http.StatusUnauthorized, signInPage{Name: name, Next: next, Wrong: wrong})
	}
	if err := s.openSession(c, u); err != nil {
		return err
	}
	return s.goTo(c, next)
}

// accountKey counts the tries on one account; the name is hashed because people type passwords into the wrong box.
func accountKey(name string) string {
	return "account " + HashSecret(strings.ToLower(strings.TrimSpace(name)))
}

// The answers to a wrong sign-in: one for a wrong name and a wrong password alike.
const (
	wrongPair   = "账号、口令或动态验证码不正确。"
	wrongLocked = "尝试次数过多，请 15 分钟后再试，或请管理员解锁。"
)

// signIn checks name, password and second factor. Tries are counted before anything is looked at.
func (s *Server) signIn(c *gin.Context, name, password, code string) (models.User, string, error) {
	ctx := c.Request.Context()
	account, address := accountKey(name), "address "+c.ClientIP()
	for key, most := range map[string]int{account: triesOfAccount, address: triesOfAddress} {
		ok, err := s.store.Tries.Take(ctx, key, most, tryWindow, tryWindow)
		if err != nil {
			return models.User{}, "", err
		}
		if !ok {
			return models.User{}, wrongLocked, s.noteRefusal(c, name, "locked")
		}
	}
	u, err := s.store.Users.Named(ctx, name)
	if err != nil && !errors.Is(err, &models.Error{Code: models.NotFound}) {
		return u, "", err
	}
	// The same work is done for a name that is not there, so that the time does not tell.
	hash := u.Password
	if hash == "" {
		hash = s.decoy
	}
	right, err := s.passwordRight(ctx, password, hash)
	if err != nil {
		return u, "", err
	}
	if right && u.Password != "" && !u.Disabled() {
		right, err = s.secondRight(ctx, u, code)
	} else {
		right = false
	}
	if err != nil || !right {
		return u, wrongPair, errors.Join(err, s.noteRefusal(c, name, "wrong"))
	}
	return u, "", errors.Join(s.store.Tries.Forgive(ctx, account), s.store.Tries.GiveBack(ctx, address))
}

// passwordRight compares, a few at a time: each takes 19 MiB and a core.
func (s *Server) passwordRight(ctx context.Context, password, hash string) (bool, error) {
	select {
	case s.hashing <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { <-s.hashing }()
	return passwordIs(password, hash)
}

// hashingSlots is how many passwords are compared at once.
func hashingSlots() int { return 4 * runtime.NumCPU() }

func (s *Server) noteRefusal(c *gin.Context, name, why string) error {
	by := models.Actor{ID: cleanName(name), Address: c.ClientIP()}
	return s.store.Audit.Note(c.Request.Context(), by, models.AuditEntry{Action: "session.refused", Detail: map[string]any{"why": why}})
}

// openSession signs a person in: always with a new token, so that none can be planted beforehand.
func (s *Server) openSession(c *gin.Context, u models.User) error {
	secret := newSecret()
	n := models.Session{Hash: HashSecret(secret), UserID: u.ID, Address: c.ClientIP(), Agent: c.Request.UserAgent()}
	if err := s.store.Sessions.Start(c.Request.Context(), u.Actor(c.ClientIP()), n); err != nil {
		return err
	}
	s.cookies.set(c.Writer, "session", secret, http.SameSiteStrictMode, 0)
	return nil
}

func (s *Server) postSignOut(c *gin.Context) error {
	w := whoOf(c.Request.Context())
	if err := s.store.Sessions.End(c.Request.Context(), w.actor(), w.session); err != nil {
		return err
	}
	s.cookies.set(c.Writer, "session", "", http.SameSiteStrictMode, -1)
	return s.goTo(c, "/signin")
}

// goTo sends a browser on after a form; an htmx request follows by its own header.
func (s *Server) goTo(c *gin.Context, path string) error {
	if c.GetHeader("HX-Request") == "true" {
		c.Header("HX-Redirect", path)
		c.Status(http.StatusNoContent)
		return nil
	}
	c.Redirect(http.StatusSeeOther, path)
	return nil
}

// maxForm bounds a form without a file.
const maxForm = 256 << 10

// form reads a small form.
func (s *Server) form(c *gin.Context) (url.Values, error) {
	c.Request.Body = http.MaxBytesReader(c.Writer, c.Request.Body, maxForm)
	if err := c.Request.ParseForm(); err != nil {
		return nil, badForm(err)
	}
	return c.Request.PostForm, nil
}

// FirstLink opens the first administrator's account and gives the path of its one-time link, "" where there are
// accounts already. The program prints it once, at its first start.
func (s *Server) FirstLink(ctx context.Context) (string, error) {
	has, err := s.store.Users.Any(ctx)
	if has || err != nil {
		return "", err
	}
	u, err := s.store.Users.Create(ctx, models.System(), models.NewUser{Name: "admin", Label: "管理员", Role: models.Administrator})
	if errors.Is(err, &models.Error{Code: models.Conflict}) { // another replica was first
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return s.makeLink(ctx, models.System(), u)
}

// linkLasts is how long a one-time link waits to be used.
const linkLasts = 24 * time.Hour

func (s *Server) makeLink(ctx context.Context, by models.Actor, u models.User) (string, error) {
	secret := newSecret()
	if err := s.store.Links.Make(ctx, by, u, HashSecret(secret), linkLasts); err != nil {
		return "", err
	}
	return "/welcome?secret=" + secret, nil
}
