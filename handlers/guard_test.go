package handlers_test

import (
	"bytes"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pquerna/otp/totp"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/handlers/access"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// A method of the caller's own making would be a label of the metrics for ever.
func TestInventedMethodsAreNeitherCountedNorLogged(t *testing.T) {
	var log bytes.Buffer
	counted := 0
	s := newSite(t, func(c *handlers.Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
		c.Observe = func(web.Request) { counted++ }
	})
	for _, method := range []string{"QQ" + strings.Repeat("X", 60<<10), "get", "PROPFIND", "TRACE"} {
		for _, path := range []string{"/signin", "/healthz", "/nowhere", "/metrics"} {
			r := httptest.NewRequest("GET", path, nil)
			r.Method = method
			w := httptest.NewRecorder()
			s.ServeHTTP(w, r)
			if w.Code != http.StatusNotImplemented {
				t.Errorf("%.8s %s: %d", method, path, w.Code)
			}
		}
	}
	if counted != 0 || log.Len() != 0 {
		t.Errorf("%d counted, %d bytes logged", counted, log.Len())
	}
}

func TestALineOfTheLogTakesLittleFromARequest(t *testing.T) {
	var log bytes.Buffer
	s := newSite(t, func(c *handlers.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	b := s.browser()
	b.header.Set("User-Agent", strings.Repeat("u", 50<<10))
	b.header.Set("Referer", "https://example.com/"+strings.Repeat("r", 50<<10))
	for _, path := range []string{"/" + strings.Repeat("%e4%b8", 20<<10), "/plans/" + strings.Repeat("p", 60<<10) + "/periods/2018-09", "/submissions/" + strings.Repeat("字", 20<<10)} {
		log.Reset()
		b.get(path)
		if n := log.Len(); n == 0 || n > 2<<10 {
			t.Errorf("a path of %d bytes writes %d", len(path), n)
		}
	}
}

func refusals(t *testing.T, s *site) []models.AuditRow {
	t.Helper()
	rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: account.RefusedAction, Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestGuessingWritesOneRowAKeyAndWindow(t *testing.T) {
	s := newSite(t)
	u := s.person("li", account.Supervisor, "")
	b := s.browser()
	for range 40 {
		b.post("/signin", "name", "li", "password", "wrong")
	}
	if rows := refusals(t, s); len(rows) != 1 || rows[0].Object != u.ID {
		t.Fatalf("%d rows of 40 refusals, want 1", len(rows))
	}
	s.now = s.now.Add(16 * time.Minute)
	b.post("/signin", "name", "li", "password", "wrong")
	rows := refusals(t, s)
	if len(rows) != 2 || !strings.Contains(rows[1].Detail, `"count":40`) { // 39 of the window before, and this one
		t.Fatalf("%d rows, the second says %s", len(rows), rows[len(rows)-1].Detail)
	}
	// The address is asked first: once it is locked, no name leaves anything.
	for i := range 200 {
		b.post("/signin", "name", fmt.Sprintf("nobody%d", i), "password", "My-Password-in-the-wrong-box")
	}
	all, err := s.store.Audit.List(t.Context(), models.AuditFilter{Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range all {
		if strings.Contains(row.ActorID+row.ActorName+row.Object+row.Detail, "nobody") {
			t.Errorf("what was typed for a name is in the audit: %+v", row)
		}
	}
	if n := len(refusals(t, s)); n > 3 {
		t.Errorf("%d rows after 200 unknown names, want one more for the address", n)
	}
}

func TestWhatTheWindowsBeforeRefusedGoesOnRecordAtTheNextSignIn(t *testing.T) {
	s := newSite(t)
	s.person("li", account.Supervisor, "")
	b := s.browser()
	for range 3 {
		b.post("/signin", "name", "li", "password", "wrong")
	}
	b.post("/signin", "name", "li", "password", password)
	rows := refusals(t, s)
	if len(rows) != 2 || !strings.Contains(rows[1].Detail, `"count":2`) {
		t.Errorf("%+v", rows)
	}
}

// An issuer that accepts and never answers.
func TestAnIssuerThatHangsHoldsNobody(t *testing.T) {
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ln.Close()
	var mu sync.Mutex
	asked := 0
	go func() {
		for {
			c, err := ln.Accept()
			if err != nil {
				return
			}
			mu.Lock()
			asked++
			mu.Unlock()
			defer c.Close()
		}
	}()
	s := newSite(t, func(c *handlers.Config) {
		c.Unified = &access.OIDCSettings{Issuer: "http://" + ln.Addr().String(), ClientID: "tallysheet"}
		c.PublicURL = "https://tally.example"
	})
	began := time.Now()
	var wg sync.WaitGroup
	for range 50 {
		wg.Go(func() {
			w := s.browser().get("/signin/unified")
			if w.Code != http.StatusServiceUnavailable || !strings.Contains(w.Body.String(), "统一身份认证暂时没有响应") {
				t.Errorf("%d", w.Code)
			}
		})
	}
	wg.Wait()
	if took := time.Since(began); took > 12*time.Second {
		t.Errorf("50 sign-ins took %s", took)
	}
	again := time.Now()
	if w := s.browser().get("/signin/unified"); w.Code != http.StatusServiceUnavailable || time.Since(again) > time.Second {
		t.Errorf("the next one: %d after %s", w.Code, time.Since(again))
	}
	mu.Lock()
	defer mu.Unlock()
	if asked > 2 { // a transport may try a connection once more
		t.Errorf("the issuer was asked %d times", asked)
	}
}

func TestTokensEndWithWhatTheyWereMadeUnder(t *testing.T) {
	for _, tc := range []struct {
		name string
		do   func(s *site, b *browser, u account.User)
	}{
		{"a new password", func(_ *site, b *browser, _ account.User) {
			b.post("/account/password", "old", password, "new", password+"-neu", "again", password+"-neu")
		}},
		{"signing out everywhere", func(_ *site, b *browser, _ account.User) { b.post("/account/sessions/end") }},
		{"a reset by the administrator", func(s *site, _ *browser, u account.User) {
			u, err := s.store.Users.Get(s.t.Context(), u.ID)
			if err != nil {
				s.t.Fatal(err)
			}
			s.signedIn("root", account.Administrator, "").post("/people/"+u.ID+"/reset", "version", fmt.Sprint(u.Version))
		}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			s := newSite(t)
			program := s.withToken("li", account.Supervisor, "", account.ScopeRead)
			b := s.browser()
			b.post("/signin", "name", "li", "password", password)
			u, err := s.store.Users.Named(t.Context(), "li")
			if err != nil {
				t.Fatal(err)
			}
			if w := program.get("/api/v1/plans"); w.Code != http.StatusOK {
				t.Fatalf("before: %d", w.Code)
			}
			tc.do(s, b, u)
			if w := program.get("/api/v1/plans"); w.Code != http.StatusUnauthorized {
				t.Errorf("after: %d", w.Code)
			}
		})
	}
}

func TestATokenNeverPassesItsRole(t *testing.T) {
	s := newSite(t)
	for role, want := range map[account.Role]string{account.Reporter: "read file", account.Supervisor: "read file supervise", account.Leader: "read", account.Auditor: "", account.Administrator: ""} {
		department := ""
		if role == account.Reporter {
			department = "商务局"
		}
		b := s.signedIn("p"+string(role), role, department)
		w := b.post("/account/tokens", "name", "机器", "days", "9", "scope", "read", "scope", "file", "scope", "supervise")
		u, err := s.store.Users.Named(t.Context(), "p"+string(role))
		if err != nil {
			t.Fatal(err)
		}
		tokens, err := s.store.Tokens.List(t.Context(), u.ID)
		got := ""
		for _, k := range tokens {
			got += k.Scopes
		}
		if err != nil || got != want || (want == "") != (w.Code == http.StatusUnprocessableEntity) {
			t.Errorf("%s: scopes %q, want %q (%d)", role, got, want, w.Code)
		}
	}
}

func TestGuessesBehindTheSignInAreCounted(t *testing.T) {
	for _, tc := range []struct {
		path  string
		pairs []string
	}{
		{"/account/password", []string{"old", "wrong", "new", password + "x", "again", password + "x"}},
		{"/account/second", []string{"code", "000000", "secret", "JBSWY3DPEHPK3PXP"}},
	} {
		s := newSite(t)
		b := s.signedIn("li", account.Supervisor, "")
		for i := range 6 {
			w := b.post(tc.path, tc.pairs...)
			if want := map[bool]int{true: http.StatusUnprocessableEntity, false: http.StatusTooManyRequests}[i < 5]; w.Code != want {
				t.Errorf("%s, guess %d: %d, want %d", tc.path, i+1, w.Code, want)
			}
		}
	}
}

func TestTheCodeThatEnrolsDoesNotSignIn(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("li", account.Supervisor, "")
	const secret = "JBSWY3DPEHPK3PXP"
	code, err := totp.GenerateCode(secret, s.now)
	if err != nil {
		t.Fatal(err)
	}
	if w := b.post("/account/second", "secret", secret, "code", code); w.Code != http.StatusSeeOther {
		t.Fatalf("enrol: %d", w.Code)
	}
	if w := s.browser().post("/signin", "name", "li", "password", password, "code", code); w.Code != http.StatusUnauthorized {
		t.Errorf("the same code signs in: %d", w.Code)
	}
}

func TestADraftIsThrownAwayOnItsPageAndByAProgram(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.signedIn("wang", account.Reporter, economy)
	sub := s.file("2018-09", economy, true)
	if w := clerk.get("/submissions/" + sub.ID); !strings.Contains(w.Body.String(), `action="/submissions/`+sub.ID+`/discard"`) {
		t.Fatal("no button")
	}
	if w := clerk.post("/submissions/"+sub.ID+"/discard", "revision", "1"); w.Code != http.StatusSeeOther || clerk.get(w.Header().Get("Location")).Code != http.StatusOK {
		t.Errorf("on its page: %d", w.Code)
	}
	sub = s.file("2018-09", economy, true)
	program := s.withToken("li", account.Reporter, economy, account.ScopeFile)
	if w := program.send("/api/v1/submissions/"+sub.ID+"/discard", `{"revision":1}`); w.Code != http.StatusNoContent {
		t.Errorf("by a program: %d %s", w.Code, w.Body)
	}
	if w := program.send("/api/v1/submissions/"+sub.ID+"/discard", `{"revision":1}`); w.Code != http.StatusNotFound {
		t.Errorf("twice: %d", w.Code)
	}
}

func TestReadinessSaysThatTheDiskIsFull(t *testing.T) {
	free := uint64(100 << 30)
	store, err := models.Open(t.Context(), "sqlite:"+t.TempDir()+"/full.db", models.Options{Clock: func() time.Time { return time.Date(2018, 10, 8, 1, 0, 0, 0, time.UTC) },
		Disk: func() (models.Disk, error) { return models.Disk{Folder: "/", Free: free, Size: 200 << 30}, nil }})
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	s := &site{t: t, store: store, now: time.Date(2018, 10, 8, 1, 0, 0, 0, time.UTC)}
	if err := store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.workflow = newWorkflow(t, store, func() time.Time { return s.now })
	if s.Server, err = handlers.New(handlers.Config{Workflow: s.workflow, Log: slog.New(slog.DiscardHandler), Clock: func() time.Time { return s.now }}); err != nil {
		t.Fatal(err)
	}
	s.withPlan()
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeFile)
	free = 1 << 30
	if w := s.browser().get("/readyz"); w.Code != http.StatusOK || !strings.Contains(w.Body.String(), `"full"`) {
		t.Errorf("readiness: %d %s", w.Code, w.Body)
	}
	if w := clerk.upload(filePath("2018-09", economy), "九月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx")); w.Code != http.StatusInsufficientStorage {
		t.Errorf("a filing: %d", w.Code)
	}
	s.signedIn("du", account.Supervisor, "")
}

// A refused form is shown again by its page, and is on record as what was sent.
func TestARefusedFormIsOnRecordAsSent(t *testing.T) {
	var log bytes.Buffer
	var seen []web.Request
	s := newSite(t, func(c *handlers.Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, nil))
		c.Observe = func(r web.Request) { seen = append(seen, r) }
	}).withPlan()
	office := s.signedIn("du", account.Supervisor, "")
	log.Reset()
	seen = nil
	lock := "/plans/" + planKey + "/periods/2018-09/lock"
	w := office.post(lock, "reason", "", "ask", "督查办")
	if w.Code < 400 || !strings.Contains(w.Body.String(), "督查办") {
		t.Fatalf("%d", w.Code)
	}
	if len(seen) != 1 || seen[0].Method != http.MethodPost || !strings.Contains(log.String(), "method=POST") || !strings.Contains(log.String(), "path="+lock) {
		t.Errorf("on record: %+v, %s", seen, log.String())
	}
}
