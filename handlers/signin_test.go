package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

func TestFirstStartMakesOneAdministratorWithAOneTimeLink(t *testing.T) {
	s := newSite(t)
	link, err := s.FirstLink(t.Context())
	if err != nil || !strings.HasPrefix(link, "/welcome?secret=") {
		t.Fatalf("link %q: %v", link, err)
	}
	if again, err := s.FirstLink(t.Context()); again != "" || err != nil {
		t.Fatalf("a second link %q: %v", again, err)
	}
	b := s.browser()
	if w := b.get(link); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "设置口令") {
		t.Fatalf("the link shows %d", w.Code)
	}
	secret := strings.TrimPrefix(link, "/welcome?secret=")
	if w := b.post("/welcome", "secret", secret, "new", "short", "again", "short"); w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("a weak password: %d", w.Code)
	}
	if w := b.post("/welcome", "secret", secret, "new", password, "again", password); w.Code != http.StatusSeeOther {
		t.Fatalf("the password: %d %s", w.Code, w.Body)
	}
	if w := b.get("/people"); w.Code != http.StatusOK {
		t.Errorf("the administrator's page: %d", w.Code)
	}
	if w := s.browser().post("/welcome", "secret", secret, "new", password+"2", "again", password+"2"); w.Code != http.StatusNotFound {
		t.Errorf("the link works twice: %d", w.Code)
	}
}

func TestSessionCookieIsHeldTight(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("li", account.Supervisor, "")
	k := b.cookies["__Host-session"]
	if k == nil || !k.Secure || !k.HttpOnly || k.SameSite != http.SameSiteStrictMode || k.Path != "/" || len(k.Value) < 40 {
		t.Fatalf("cookie %+v", k)
	}
	old := k.Value
	b.post("/signin", "name", "li", "password", password)
	if b.cookies["__Host-session"].Value == old {
		t.Error("signing in again kept the old token")
	}
}

func TestSessionsEnd(t *testing.T) {
	profile, err := web.ProfileNamed("")
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		then func(s *site, b *browser)
	}{
		{"when idle", func(s *site, _ *browser) { s.now = s.now.Add(profile.Idle + time.Second) }},
		{"after the whole time, however busy", func(s *site, b *browser) {
			for range int(profile.Whole/profile.Idle)*2 + 1 {
				s.now = s.now.Add(profile.Idle / 2)
				b.get("/account")
			}
		}},
		{"by sign-out", func(_ *site, b *browser) {
			kept := *b.cookies["__Host-session"]
			b.post("/signout")
			b.cookies["__Host-session"] = &kept
		}},
		{"when the account is closed", func(s *site, _ *browser) {
			u, _ := s.store.Users.Named(s.t.Context(), "li")
			if err := s.store.Users.Disable(s.t.Context(), models.System(), u); err != nil {
				s.t.Fatal(err)
			}
		}},
		{"when the person gets another role", func(s *site, _ *browser) {
			u, _ := s.store.Users.Named(s.t.Context(), "li")
			if err := s.store.Users.SetPost(s.t.Context(), models.System(), u, account.Post{Role: account.Leader}); err != nil {
				s.t.Fatal(err)
			}
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := newSite(t)
			b := s.signedIn("li", account.Supervisor, "")
			if w := b.get("/account"); w.Code != http.StatusOK {
				t.Fatalf("before: %d", w.Code)
			}
			tc.then(s, b)
			if w := b.get("/account"); w.Code != http.StatusSeeOther || !strings.HasPrefix(w.Header().Get("Location"), "/signin") {
				t.Errorf("after: %d %s", w.Code, w.Header().Get("Location"))
			}
		})
	}
}

func TestFiveFailuresLockForFifteenMinutes(t *testing.T) {
	s := newSite(t)
	s.person("li", account.Supervisor, "")
	b := s.browser()
	for i := range 5 {
		if w := b.post("/signin", "name", "li", "password", "wrong"); w.Code != http.StatusUnauthorized {
			t.Fatalf("try %d: %d", i, w.Code)
		}
	}
	if w := b.post("/signin", "name", "LI ", "password", password); w.Code != http.StatusUnauthorized || !strings.Contains(w.Body.String(), "15 分钟") {
		t.Fatalf("the right password while locked: %d", w.Code)
	}
	s.now = s.now.Add(14 * time.Minute)
	if w := b.post("/signin", "name", "li", "password", password); w.Code != http.StatusUnauthorized {
		t.Fatalf("after 14 minutes: %d", w.Code)
	}
	s.now = s.now.Add(61 * time.Second)
	if w := b.post("/signin", "name", "li", "password", password); w.Code != http.StatusSeeOther {
		t.Fatalf("after 15 minutes: %d", w.Code)
	}
}

func TestParallelGuessesGetNoMoreLooks(t *testing.T) {
	s := newSite(t)
	s.person("li", account.Supervisor, "")
	var mu sync.Mutex
	looked := 0
	var wg sync.WaitGroup
	for range 30 {
		wg.Go(func() {
			w := s.browser().post("/signin", "name", "li", "password", "wrong")
			mu.Lock()
			defer mu.Unlock()
			if !strings.Contains(w.Body.String(), "15 分钟后") {
				looked++
			}
		})
	}
	wg.Wait()
	if looked == 0 || looked > 5 {
		t.Errorf("%d of 30 guesses were looked at, want at most 5", looked)
	}
}

func TestUnknownNameAndWrongPasswordAnswerAlike(t *testing.T) {
	s := newSite(t)
	s.person("li", account.Supervisor, "")
	known := s.browser().post("/signin", "name", "li", "password", "wrong")
	unknown := s.browser().post("/signin", "name", "qi", "password", "wrong")
	same := strings.ReplaceAll(unknown.Body.String(), `value="qi"`, `value="li"`)
	if known.Code != unknown.Code || known.Body.String() != same {
		t.Error("the two answers differ")
	}
}

func TestSecondFactor(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("li", account.Supervisor, "")
	secret := "JBSWY3DPEHPK3PXP"
	code := func() string {
		c, err := totp.GenerateCode(secret, s.now)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	if w := b.post("/account/second", "secret", secret, "code", "000000"); w.Code != http.StatusUnprocessableEntity {
		t.Fatalf("a wrong code switches it on: %d", w.Code)
	}
	if w := b.post("/account/second", "secret", secret, "code", code()); w.Code != http.StatusSeeOther {
		t.Fatalf("a right code: %d", w.Code)
	}
	s.now = s.now.Add(time.Minute)
	fresh := s.browser()
	if w := fresh.post("/signin", "name", "li", "password", password); w.Code != http.StatusUnauthorized {
		t.Fatalf("without the code: %d", w.Code)
	}
	used := code()
	if w := fresh.post("/signin", "name", "li", "password", password, "code", used); w.Code != http.StatusSeeOther {
		t.Fatalf("with the code: %d", w.Code)
	}
	if w := s.browser().post("/signin", "name", "li", "password", password, "code", used); w.Code != http.StatusUnauthorized {
		t.Errorf("the same code again: %d", w.Code)
	}
}

func TestPasswordProfiles(t *testing.T) {
	for _, tc := range []struct {
		profile, password string
		good              bool
	}{
		{"djbh", password, true},
		{"djbh", "Ab1-Ab1-Ab1", false},             // 11 characters
		{"djbh", "allsmallletterslong", false},     // one class
		{"djbh", "Zhang.li.2018.pass", false},      // the person's own name
		{"djbh", "Password1234!", false},           // common
		{"asvs", "a sentence about pears", true},   // no classes asked
		{"asvs", "Ab1-Ab1-Ab1-Ab", false},          // 14 characters
		{"asvs", strings.Repeat("长句子", 60), false}, // beyond the bound
	} {
		t.Run(tc.profile+" "+tc.password, func(t *testing.T) {
			s := newSite(t, func(c *handlers.Config) { c.Profile = tc.profile })
			b := s.signedIn("zhang.li", account.Supervisor, "")
			w := b.post("/account/password", "old", password, "new", tc.password, "again", tc.password)
			if tc.password == password && tc.profile == "djbh" { // the present one may not come back
				if w.Code != http.StatusUnprocessableEntity {
					t.Errorf("the same password again: %d", w.Code)
				}
				return
			}
			if good := w.Code == http.StatusSeeOther; good != tc.good {
				t.Errorf("accepted %v, want %v", good, tc.good)
			}
		})
	}
}

func TestAStalePasswordMustBeChangedFirst(t *testing.T) {
	s := newSite(t)
	s.person("li", account.Supervisor, "")
	s.now = s.now.Add(91 * 24 * time.Hour)
	b := s.browser()
	b.post("/signin", "name", "li", "password", password)
	if w := b.get("/account"); w.Header().Get("Location") != "/account/password" {
		t.Fatalf("went to %q", w.Header().Get("Location"))
	}
	b.post("/account/password", "old", password, "new", password+"-new", "again", password+"-new")
	if w := b.get("/account"); w.Code != http.StatusOK {
		t.Errorf("after the change: %d", w.Code)
	}
}

func TestNextStaysOnThisSite(t *testing.T) {
	s := newSite(t)
	s.person("li", account.Supervisor, "")
	for next, want := range map[string]string{
		"/account?x=1": "/account?x=1", "https://evil.example/": "/", "//evil.example/": "/", `/\evil.example`: "/", "javascript:alert(1)": "/", "": "/",
	} {
		w := s.browser().post("/signin", "name", "li", "password", password, "next", next)
		if got := w.Header().Get("Location"); got != want {
			t.Errorf("next %q went to %q, want %q", next, got, want)
		}
	}
}

func TestTokensActWithinTheirScopes(t *testing.T) {
	s := newSite(t)
	reads := s.withToken("li", account.Supervisor, "", account.ScopeRead)
	if w := reads.get("/api/v1/plans"); w.Code != http.StatusOK {
		t.Errorf("reading: %d %s", w.Code, w.Body)
	}
	if w := reads.do("POST", "/api/v1/plans?plan=x", "", nil); w.Code != http.StatusForbidden {
		t.Errorf("importing: %d", w.Code)
	}
	if w := reads.get("/account"); w.Code != http.StatusForbidden {
		t.Errorf("the account: %d", w.Code)
	}
	wrong := s.browser()
	wrong.header = http.Header{"Authorization": {"Bearer nonsense"}}
	if w := wrong.get("/api/v1/plans"); w.Code != http.StatusUnauthorized || w.Header().Get("WWW-Authenticate") == "" {
		t.Errorf("a wrong token: %d", w.Code)
	}
	u, err := s.store.Users.Named(t.Context(), "li")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.store.Users.Disable(t.Context(), models.System(), u); err != nil {
		t.Fatal(err)
	}
	if w := reads.get("/api/v1/plans"); w.Code != http.StatusUnauthorized {
		t.Errorf("the token of a closed account: %d", w.Code)
	}
}

func TestALinkTypedByAnAdministratorGoesToThePerson(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("boss", account.Administrator, "")
	w := b.post("/people", "name", "Wang", "label", "王五", "role", "reporter", "department", "商务局")
	_, rest, ok := strings.Cut(w.Body.String(), "<code>")
	if w.Code != http.StatusOK || !ok {
		t.Fatalf("no link: %d", w.Code)
	}
	link, _, _ := strings.Cut(rest, "</code>")
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	p := s.browser()
	if w := p.post("/welcome", "secret", u.Query().Get("secret"), "new", password, "again", password); w.Code != http.StatusSeeOther {
		t.Fatalf("the link: %d", w.Code)
	}
	if w := p.get("/people"); w.Code != http.StatusForbidden {
		t.Errorf("a reporter on the administrator's page: %d", w.Code)
	}
}

func TestTheLastAdministratorStays(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("boss", account.Administrator, "")
	u, err := s.store.Users.Named(t.Context(), "boss")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/disable", "/post"} {
		if w := b.post("/people/"+u.ID+path, "version", "1", "label", "x", "role", "leader"); w.Code != http.StatusUnprocessableEntity {
			t.Errorf("%s: %d", path, w.Code)
		}
	}
}
