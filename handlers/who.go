package handlers

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
)

// who is the person behind a request. The zero value is nobody.
type who struct {
	user    models.User
	session models.Session
	token   *models.Token // set where a program acts for the person
	address string
	lapsed  string // the account whose session the browser still names, though it has ended
}

// signedIn reports whether anybody is there.
func (w who) signedIn() bool { return w.user.ID != "" }

// actor is the person as the store's audit knows them.
func (w who) actor() models.Actor { return w.user.Actor(w.address) }

type whoKey struct{}

func whoOf(ctx context.Context) who {
	w, _ := ctx.Value(whoKey{}).(who)
	return w
}

// access says who may ask for a route.
type access struct {
	public bool
	roles  []models.Role
	scope  models.Scope // that a token needs; "" where no token will do
}

// The kinds of access that routes have.
var (
	toAll      = access{public: true}
	toSignedIn = access{roles: models.Roles()} // pages on one's own account: not for tokens
	toReaders  = access{roles: []models.Role{models.Reporter, models.Supervisor, models.Leader}, scope: models.ScopeRead}
	toFilers   = access{roles: []models.Role{models.Reporter, models.Supervisor}, scope: models.ScopeFile}
	toHolders  = access{roles: []models.Role{models.Reporter, models.Supervisor}, scope: models.ScopeRead}
	toOffice   = access{roles: []models.Role{models.Supervisor}, scope: models.ScopeSupervise}
	toLookers  = access{roles: []models.Role{models.Supervisor, models.Leader}, scope: models.ScopeRead}
	toAuditors = access{roles: []models.Role{models.Auditor}, scope: models.ScopeRead}
	toAdmins   = access{roles: []models.Role{models.Administrator}}
)

// byCookie is the same access for a page: not for tokens.
func (a access) byCookie() access { return access{roles: a.roles} }

// admit refuses who may not. A person with a stale password may only set a new one.
func (s *Server) admit(r *http.Request, a access, path string) error {
	if a.public {
		return nil
	}
	w := whoOf(r.Context())
	switch {
	case !w.signedIn():
		return fail(notSignedIn, "请先登录。")
	case w.token == nil && s.profile.stale(w.user, s.clock()) && !strings.HasPrefix(path, "/account/password") && path != "/signout":
		return fail(passwordStale, "口令已到期或须首次修改，请先设置新口令。")
	case w.token != nil && (a.scope == "" || !w.token.May(a.scope)):
		return fail(forbidden, "这个令牌没有所需的权限。")
	case !slices.Contains(a.roles, w.user.Role):
		return fail(forbidden, "您的角色没有这项权限。")
	}
	return nil
}

// identify finds the person of a request, by session cookie or bearer token. A wrong token is refused at once; a
// cookie that no longer holds is nobody.
func (s *Server) identify(c *gin.Context) {
	r := c.Request
	found := who{address: c.ClientIP()}
	if scheme, secret, ok := strings.Cut(r.Header.Get("Authorization"), " "); ok && strings.EqualFold(scheme, "Bearer") {
		t, u, err := s.store.Tokens.User(r.Context(), HashSecret(secret))
		if err != nil {
			if errors.Is(err, &models.Error{Code: models.NotFound}) {
				err = fail(notSignedIn, "令牌无效或已过期。")
			}
			s.answer(c.Writer, r, err)
			c.Abort()
			return
		}
		found.user, found.token = u, &t
	} else if secret := s.cookies.session(r); secret != "" {
		n, u, err := s.store.Sessions.User(r.Context(), HashSecret(secret), s.profile.Idle, s.profile.Whole)
		switch {
		case errors.Is(err, &models.Error{Code: models.NotFound}):
			if found.lapsed, err = s.store.Sessions.LapsedUser(r.Context(), HashSecret(secret)); err != nil {
				s.log.WarnContext(r.Context(), "ended session not looked up", "error", err.Error())
			}
		case err != nil:
			s.answer(c.Writer, r, err)
			c.Abort()
			return
		default:
			found.user, found.session = u, n
			if err := s.store.Sessions.Touch(r.Context(), n); err != nil {
				s.log.WarnContext(r.Context(), "session not touched", "error", err.Error())
			}
		}
	}
	c.Request = r.WithContext(context.WithValue(r.Context(), whoKey{}, found))
	c.Next()
}

// newSecret makes 256 random bits in letters.
func newSecret() string {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return base64.RawURLEncoding.EncodeToString(b[:])
}

// HashSecret is what is kept of a session, a token or a one-time link.
func HashSecret(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}

// cookieJar names and sets our cookies. Over plain HTTP, where a site insists on it, they go without Secure and so
// without the __Host- prefix.
type cookieJar struct{ plain bool }

func (j cookieJar) name(base string) string {
	if j.plain {
		return "tallysheet-" + base
	}
	return "__Host-" + base
}

func (j cookieJar) session(r *http.Request) string {
	k, err := r.Cookie(j.name("session"))
	if err != nil {
		return ""
	}
	return k.Value
}

// set puts a cookie; age 0 keeps it until the browser closes, below 0 takes it away.
func (j cookieJar) set(w http.ResponseWriter, base, value string, same http.SameSite, age int) {
	http.SetCookie(w, &http.Cookie{Name: j.name(base), Value: value, Path: "/", Secure: !j.plain, HttpOnly: true, SameSite: same, MaxAge: age}) // #nosec G124 -- Secure unless the site chose plain HTTP, and said so at start
}

// localPath is a path on this site to go on to, "/" for anything else.
func localPath(path string) string {
	u, err := url.Parse(path)
	if err != nil || u.IsAbs() || u.Host != "" || !strings.HasPrefix(u.Path, "/") || strings.HasPrefix(path, "//") || strings.ContainsAny(path, "\\\r\n") {
		return "/"
	}
	return u.RequestURI()
}
