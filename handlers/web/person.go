package web

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// Person is the person behind a request. The zero value is nobody.
type Person struct {
	User    account.User
	Session account.Session
	token   *account.Token // set where a program acts for the person
	address string
	Lapsed  string // the account whose session the browser still names, though it has ended
}

// SignedIn reports whether anybody is there.
func (w Person) SignedIn() bool { return w.User.ID != "" }

// Actor is the person as the store's audit knows them.
func (w Person) Actor() models.Actor { return w.User.Actor(w.address) }

type personKey struct{}

func PersonOf(ctx context.Context) Person {
	w, _ := ctx.Value(personKey{}).(Person)
	return w
}

// Access says who may ask for a route.
type Access struct {
	public bool
	Roles  []account.Role
	scope  account.Scope // that a token needs; "" where no token will do
}

// The kinds of access that routes have.
var (
	ToAll       = Access{public: true}
	ToSignedIn  = Access{Roles: account.Roles()} // pages on one's own account: not for tokens
	ToReaders   = Access{Roles: []account.Role{account.Reporter, account.Supervisor, account.Leader}, scope: account.ScopeRead}
	ToReporters = Access{Roles: []account.Role{account.Reporter}, scope: account.ScopeRead}
	ToFilers    = Access{Roles: []account.Role{account.Reporter, account.Supervisor}, scope: account.ScopeFile}
	ToHolders   = Access{Roles: []account.Role{account.Reporter, account.Supervisor}, scope: account.ScopeRead}
	ToOffice    = Access{Roles: []account.Role{account.Supervisor}, scope: account.ScopeSupervise}
	ToLookers   = Access{Roles: []account.Role{account.Supervisor, account.Leader}, scope: account.ScopeRead}
	// ToVerifiers may ask whether a workbook is as it was issued.
	ToVerifiers = Access{Roles: []account.Role{account.Reporter, account.Supervisor, account.Leader, account.Auditor}, scope: account.ScopeRead}
	// ToFollowers may read orders: a department its own, the others all.
	ToFollowers = Access{Roles: []account.Role{account.Reporter, account.Supervisor, account.Leader, account.Auditor}, scope: account.ScopeRead}
	ToAuditors  = Access{Roles: []account.Role{account.Auditor}, scope: account.ScopeRead}
	// ToKeepers may see what is sent and what was parked: the office, and who keeps the service running.
	ToKeepers = Access{Roles: []account.Role{account.Supervisor, account.Administrator}}
	ToAdmins  = Access{Roles: []account.Role{account.Administrator}}
)

// ByCookie is the same access for a page: not for tokens.
func (a Access) ByCookie() Access { return Access{Roles: a.Roles} }

// Admit refuses who may not. A person with a stale password may only set a new one.
func (s *Site) Admit(r *http.Request, a Access, path string) error {
	if a.public {
		return nil
	}
	w := PersonOf(r.Context())
	switch {
	case !w.SignedIn():
		return Fail(NotSignedIn, "请先登录。")
	case w.token == nil && s.Profile(r.Context()).Stale(w.User, s.Clock()) && !strings.HasPrefix(path, "/account/password") && path != "/signout":
		return Fail(passwordStale, "口令已到期或须首次修改，请先设置新口令。")
	case w.token != nil && (a.scope == "" || !w.token.May(a.scope)):
		return Fail(forbidden, "这个令牌没有所需的权限。")
	case !slices.Contains(a.Roles, w.User.Role):
		return Fail(forbidden, "您的角色没有这项权限。")
	}
	return nil
}

// Identify finds the person of a request, by session cookie or bearer token. A wrong token is refused at once; a
// cookie that no longer holds is nobody.
func (s *Site) Identify(c *gin.Context) {
	r := c.Request
	found := Person{address: c.ClientIP()}
	if scheme, secret, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		t, u, err := s.Store.Tokens.User(r.Context(), HashSecret(secret))
		if err != nil {
			if errors.Is(err, &models.Error{Code: models.NotFound}) {
				err = Fail(NotSignedIn, "令牌无效或已过期。")
			}
			s.Answer(c.Writer, r, err)
			c.Abort()
			return
		}
		found.User, found.token = u, &t
	} else if secret := s.Cookies.session(r); secret != "" {
		profile := s.Profile(r.Context())
		n, u, err := s.Store.Sessions.User(r.Context(), HashSecret(secret), profile.Idle, profile.Whole)
		switch {
		case errors.Is(err, &models.Error{Code: models.NotFound}):
			if found.Lapsed, err = s.Store.Sessions.LapsedUser(r.Context(), HashSecret(secret)); err != nil {
				s.Log.WarnContext(r.Context(), "ended session not looked up", "error", err.Error())
			}
		case err != nil:
			s.Answer(c.Writer, r, err)
			c.Abort()
			return
		default:
			found.User, found.Session = u.For(s.Cookies.department(r)), n
			if err := s.Store.Sessions.Touch(r.Context(), n); err != nil {
				s.Log.WarnContext(r.Context(), "session not touched", "error", err.Error())
			}
		}
	}
	c.Request = r.WithContext(context.WithValue(r.Context(), personKey{}, found))
	c.Next()
}

// NewSecret makes 256 random bits in letters.
func NewSecret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// HashSecret is what is kept of a session, a token or a one-time link.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// CookieJar names and sets our cookies. Over plain HTTP, where a site insists on it, they go without Secure and so
// without the __Host- prefix.
type CookieJar struct{ Plain bool }

func (j CookieJar) Name(base string) string {
	if j.Plain {
		return "tallysheet-" + base
	}
	return "__Host-" + base
}

func (j CookieJar) session(r *http.Request) string {
	k, err := r.Cookie(j.Name("session"))
	if err != nil {
		return ""
	}
	return k.Value
}

// departmentCookie names the cookie that says for which of several departments a person acts. What it may name is the account's matter.
const departmentCookie = "department"

func (j CookieJar) department(r *http.Request) string {
	k, err := r.Cookie(j.Name(departmentCookie))
	if err != nil {
		return ""
	}
	name, err := url.QueryUnescape(k.Value)
	if err != nil {
		return ""
	}
	return name
}

// Act lets a person act for one of the departments of the account from now on.
func (j CookieJar) Act(w http.ResponseWriter, department string) {
	j.Set(w, departmentCookie, url.QueryEscape(department), http.SameSiteLaxMode, 0)
}

// Set puts a cookie; age 0 keeps it until the browser closes, below 0 takes it away.
func (j CookieJar) Set(w http.ResponseWriter, base, value string, same http.SameSite, age int) {
	http.SetCookie(w, &http.Cookie{Name: j.Name(base), Value: value, Path: "/", Secure: !j.Plain, HttpOnly: true, SameSite: same, MaxAge: age}) // #nosec G124 -- Secure unless the site chose plain HTTP, and said so at start
}

// LocalPath is a path on this site to go on to, "/" for anything else.
func LocalPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return "/"
	}
	return u.RequestURI()
}
