package access

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
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
	Profile           web.Profile
}

// SignIn is signing in by name and password, and out.
type SignIn struct{ *shared }

func (s SignIn) showSignIn(c *gin.Context, status int, page signInPage) error {
	page.Unified, page.Profile = s.unified != nil, s.Profile
	next, err := url.Parse(page.Next)
	page.Kept = err == nil && next.Query().Has(web.KeptKey)
	return s.Show(c, status, "signin", "登录", page)
}

func (s SignIn) GetSignIn(c *gin.Context) error {
	if web.PersonOf(c.Request.Context()).SignedIn() {
		return s.GoTo(c, web.LocalPath(c.Query("next")))
	}
	return s.showSignIn(c, http.StatusOK, signInPage{Next: web.LocalPath(c.Query("next")), Ended: c.Query("ended") != ""})
}

func (s SignIn) PostSignIn(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	name, next := f.Get("name"), web.LocalPath(f.Get("next"))
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
	return s.GoTo(c, next)
}

// accountKey counts the tries on one account; the name is hashed because people type passwords into the wrong box.
func accountKey(name string) string {
	return "account " + web.HashSecret(strings.ToLower(strings.TrimSpace(name)))
}

// The answers to a wrong sign-in: one for a wrong name and a wrong password alike.
const (
	wrongPair   = "账号、口令或动态验证码不正确。"
	wrongLocked = "尝试次数过多，请 15 分钟后再试，或请管理员解锁。"
)

// signIn checks name, password and second factor. Tries are counted before anything is looked at.
func (s SignIn) signIn(c *gin.Context, name, password, code string) (models.User, string, error) {
	ctx := c.Request.Context()
	account, address := accountKey(name), "address "+c.ClientIP()
	for key, most := range map[string]int{account: triesOfAccount, address: triesOfAddress} {
		ok, err := s.Store.Tries.Take(ctx, key, most, tryWindow, tryWindow)
		if err != nil {
			return models.User{}, "", err
		}
		if !ok {
			return models.User{}, wrongLocked, s.noteRefusal(c, name, "locked")
		}
	}
	u, err := s.Store.Users.Named(ctx, name)
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
	return u, "", errors.Join(s.Store.Tries.Forgive(ctx, account), s.Store.Tries.GiveBack(ctx, address))
}

// passwordRight compares, a few at a time: each takes 19 MiB and a core.
func (s SignIn) passwordRight(ctx context.Context, password, hash string) (bool, error) {
	select {
	case s.hashing <- struct{}{}:
	case <-ctx.Done():
		return false, ctx.Err()
	}
	defer func() { <-s.hashing }()
	return web.PasswordIs(password, hash)
}

// hashingSlots is how many passwords are compared at once.
func hashingSlots() int { return 4 * runtime.NumCPU() }

func (s SignIn) noteRefusal(c *gin.Context, name, why string) error {
	by := models.Actor{ID: web.CleanName(name), Address: c.ClientIP()}
	return s.Store.Audit.Note(c.Request.Context(), by, models.AuditEntry{Action: "session.refused", Detail: map[string]any{"why": why}})
}

// openSession signs a person in: always with a new token, so that none can be planted beforehand.
func (s *shared) openSession(c *gin.Context, u models.User) error {
	secret := web.NewSecret()
	n := models.Session{Hash: web.HashSecret(secret), UserID: u.ID, Address: c.ClientIP(), Agent: c.Request.UserAgent()}
	if err := s.Store.Sessions.Start(c.Request.Context(), u.Actor(c.ClientIP()), n); err != nil {
		return err
	}
	s.Cookies.Set(c.Writer, "session", secret, http.SameSiteStrictMode, 0)
	return nil
}

func (s SignIn) PostSignOut(c *gin.Context) error {
	w := web.PersonOf(c.Request.Context())
	if err := s.Store.Sessions.End(c.Request.Context(), w.Actor(), w.Session); err != nil {
		return err
	}
	s.Cookies.Set(c.Writer, "session", "", http.SameSiteStrictMode, -1)
	return s.GoTo(c, "/signin")
}

// FirstLink opens the first administrator's account and gives the path of its one-time link, "" where there are
// accounts already. The program prints it once, at its first start.
func (s *shared) FirstLink(ctx context.Context) (string, error) {
	has, err := s.Store.Users.Any(ctx)
	if has || err != nil {
		return "", err
	}
	u, err := s.Store.Users.Create(ctx, models.System(), models.NewUser{Name: "admin", Label: "管理员", Role: models.Administrator})
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

func (s *shared) makeLink(ctx context.Context, by models.Actor, u models.User) (string, error) {
	secret := web.NewSecret()
	if err := s.Store.Links.Make(ctx, by, u, web.HashSecret(secret), linkLasts); err != nil {
		return "", err
	}
	return "/welcome?secret=" + secret, nil
}
