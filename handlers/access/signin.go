package access

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"net/url"
	"runtime"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// The lock after wrong passwords: 5 in 15 minutes lock the account for 15. An address has more room, because an
// office may sit behind one.
const (
	triesOfAccount = 5
	triesOfAddress = 100
)

// TryWindow is how long tries are counted together, and a lock after them.
const TryWindow = 15 * time.Minute

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
	page.Unified, page.Profile = s.unified != nil, s.Profile(c.Request.Context())
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

// signIn checks name, password and second factor. Tries are counted before anything is looked at, the address's first: who is
// kept out by it leaves no trace under the names that were tried.
func (s SignIn) signIn(c *gin.Context, name, password, code string) (account.User, string, error) {
	ctx := c.Request.Context()
	person, address := accountKey(name), addressKey(c.ClientIP())
	if ok, err := s.Store.Tries.Take(ctx, address, triesOfAddress, TryWindow, TryWindow); err != nil || !ok {
		return account.User{}, wrongLocked, errors.Join(err, s.refused(c, address, account.User{}, "address"))
	}
	u, err := s.Store.Users.Named(ctx, name)
	if err != nil && !errors.Is(err, &models.Error{Code: models.NotFound}) {
		return u, "", err
	}
	if ok, err := s.Store.Tries.Take(ctx, person, triesOfAccount, TryWindow, TryWindow); err != nil || !ok {
		return u, wrongLocked, errors.Join(err, s.refused(c, person, u, "locked"))
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
		return u, wrongPair, errors.Join(err, s.refused(c, person, u, "wrong"))
	}
	return u, "", errors.Join(s.Store.Tries.Forgive(ctx, u.Actor(c.ClientIP()), person), s.Store.Tries.GiveBack(ctx, address))
}

// addressKey counts the tries from one address; of IPv6 the network that one subscriber is given.
func addressKey(client string) string {
	if ip, err := netip.ParseAddr(client); err == nil && ip.Is6() && !ip.Is4In6() {
		if net, err := ip.WithZone("").Prefix(64); err == nil {
			client = net.String()
		}
	}
	return "address " + client
}

// counted counts one more guess at the secrets of somebody who is signed in, as at the sign-in: a session that was left open
// is no better place to guess. The caller forgives after a success.
func (s *shared) counted(c *gin.Context, u account.User, field string) error {
	ok, err := s.Store.Tries.Take(c.Request.Context(), accountKey(u.Name), triesOfAccount, TryWindow, TryWindow)
	if err != nil || ok {
		return err
	}
	return errors.Join(web.TooMany(wrongLocked).At(field), s.refused(c, accountKey(u.Name), u, "locked"))
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

// refused puts a refusal on record, once a window, under the account that it was about. What was typed for a name is never kept:
// people type passwords there; and a name that nobody has leaves no row.
func (s *shared) refused(c *gin.Context, key string, u account.User, why string) error {
	if u.ID == "" && why != "address" {
		return nil
	}
	by := models.Actor{ID: u.Name, Name: u.Label, Address: c.ClientIP()}
	return s.Store.Tries.Refused(c.Request.Context(), by, key, TryWindow, models.AuditEntry{Action: account.RefusedAction, Object: u.ID, Detail: map[string]any{"why": why}})
}

// openSession signs a person in: always with a new token, so that none can be planted beforehand.
func (s *shared) openSession(c *gin.Context, u account.User) error {
	secret := web.NewSecret()
	n := account.Session{Hash: web.HashSecret(secret), UserID: u.ID, Address: c.ClientIP(), Agent: c.Request.UserAgent()}
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
	u, err := s.Store.Users.Create(ctx, models.System(), account.NewUser{Name: "admin", Label: "管理员", Role: account.Administrator})
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

func (s *shared) makeLink(ctx context.Context, by models.Actor, u account.User) (string, error) {
	secret := web.NewSecret()
	if err := s.Store.Links.Make(ctx, by, u, web.HashSecret(secret), linkLasts); err != nil {
		return "", err
	}
	return "/welcome?secret=" + secret, nil
}
