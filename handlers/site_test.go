package handlers_test

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/workflow"
)

// site is a whole service on an empty database of its own, with a clock that moves only when told.
type site struct {
	*handlers.Server
	t        testing.TB
	store    *models.Store
	workflow *workflow.Workflow
	now      time.Time
	asked    *asked
}

// asked notes the statements that reach the database.
type asked struct {
	slog.Handler
	mu         sync.Mutex
	statements []string
}

// Enabled implements slog.Handler.
func (*asked) Enabled(context.Context, slog.Level) bool { return true }

// Handle implements slog.Handler.
func (a *asked) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(at slog.Attr) bool {
		if at.Key == "sql" {
			a.mu.Lock()
			defer a.mu.Unlock()
			a.statements = append(a.statements, at.Value.String())
		}
		return true
	})
	return nil
}

// during gives the statements that a thing asks.
func (a *asked) during(do func()) []string {
	a.mu.Lock()
	a.statements = nil
	a.mu.Unlock()
	do()
	a.mu.Lock()
	defer a.mu.Unlock()
	return a.statements
}

// TestMain has a MySQL server at hand for the tests that walk a month on both databases.
func TestMain(m *testing.M) { os.Exit(mysqltest.Main(m)) }

// newSite opens a site on SQLite; adjust may change what the server is handed.
func newSite(t testing.TB, adjust ...func(*handlers.Config)) *site {
	t.Helper()
	return newSiteOn(t, "sqlite:"+filepath.Join(t.TempDir(), "site.db"), adjust...)
}

func newSiteOn(t testing.TB, address string, adjust ...func(*handlers.Config)) *site {
	t.Helper()
	s := &site{t: t, asked: &asked{Handler: slog.DiscardHandler}, now: time.Date(2018, 10, 8, 1, 0, 0, 0, time.UTC)}
	clock := func() time.Time { return s.now }
	var err error
	s.store, err = models.Open(t.Context(), address, models.Options{Clock: clock, Logger: slog.New(s.asked)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.store.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := s.store.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.workflow = newWorkflow(t, s.store, clock)
	cfg := handlers.Config{Workflow: s.workflow, Log: slog.New(slog.DiscardHandler), Clock: clock}
	for _, a := range adjust {
		a(&cfg)
	}
	if s.Server, err = handlers.New(cfg); err != nil {
		t.Fatal(err)
	}
	return s
}

// password passes every profile for everybody.
const password = "Pine-Cone-77-drifts-by"

// passwordHash is computed once: hashing is slow on purpose.
var passwordHash = sync.OnceValues(func() (string, error) { return web.HashPassword(password) })

// person opens an account.
func (s *site) person(name string, role account.Role, department string) account.User {
	s.t.Helper()
	hash, err := passwordHash()
	if err != nil {
		s.t.Fatal(err)
	}
	u, err := s.store.Users.Create(s.t.Context(), models.System(), account.NewUser{Name: name, Label: "张" + name, Role: role, Department: department, Password: hash})
	if err != nil {
		s.t.Fatal(err)
	}
	return u
}

// browser is somebody's browser: it keeps cookies and sends what a browser sends.
type browser struct {
	s       *site
	cookies map[string]*http.Cookie
	header  http.Header
}

func (s *site) browser() *browser {
	return &browser{s: s, cookies: map[string]*http.Cookie{}, header: http.Header{"Sec-Fetch-Site": {"same-origin"}}}
}

// signedIn is the browser of a new person who has signed in.
func (s *site) signedIn(name string, role account.Role, department string) *browser {
	s.t.Helper()
	s.person(name, role, department)
	b := s.browser()
	if w := b.post("/signin", "name", name, "password", password); w.Code != http.StatusSeeOther {
		s.t.Fatalf("sign-in of %s: %d", name, w.Code)
	}
	return b
}

// withToken is a program that acts for a new person.
func (s *site) withToken(name string, role account.Role, department string, scopes ...account.Scope) *browser {
	s.t.Helper()
	u := s.person(name, role, department)
	sum := web.HashSecret("token of " + name)
	if _, err := s.store.Tokens.Make(s.t.Context(), u.Actor(""), u, "test", sum, scopes, 24*time.Hour); err != nil {
		s.t.Fatal(err)
	}
	b := s.browser()
	b.header = http.Header{"Authorization": {"Bearer token of " + name}}
	return b
}

func (b *browser) get(path string) *httptest.ResponseRecorder { return b.do("GET", path, "", nil) }

// post sends a form of pairs.
func (b *browser) post(path string, pairs ...string) *httptest.ResponseRecorder {
	form := url.Values{}
	for i := 0; i < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.do("POST", path, "application/x-www-form-urlencoded", strings.NewReader(form.Encode()))
}

func (b *browser) do(method, path, kind string, body io.Reader) *httptest.ResponseRecorder {
	b.s.t.Helper()
	var sent []byte
	if body != nil {
		var err error
		if sent, err = io.ReadAll(body); err != nil {
			b.s.t.Fatal(err)
		}
	}
	r := httptest.NewRequest(method, path, bytes.NewReader(sent))
	for k, v := range b.header {
		r.Header[k] = v
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for _, k := range b.cookies {
		r.AddCookie(k)
	}
	w := httptest.NewRecorder()
	b.s.ServeHTTP(w, r)
	res := w.Result()
	for _, k := range res.Cookies() {
		if b.cookies[k.Name] = k; k.MaxAge < 0 {
			delete(b.cookies, k.Name)
		}
	}
	_ = res.Body.Close()
	heldToContract(b.s.t, r, sent, w)
	return w
}

// send sends JSON.
func (b *browser) send(path, body string) *httptest.ResponseRecorder {
	return b.do("POST", path, "application/json", strings.NewReader(body))
}

// upload sends a form of pairs and then a file.
func (b *browser) upload(path, name string, data []byte, pairs ...string) *httptest.ResponseRecorder {
	b.s.t.Helper()
	body, kind := formOf(b.s.t, name, data, pairs...)
	return b.do("POST", path, kind, bytes.NewReader(body))
}

// formOf is a form of a file, after the fields of pairs.
func formOf(t testing.TB, name string, data []byte, pairs ...string) (body []byte, kind string) {
	t.Helper()
	var out bytes.Buffer
	form := multipart.NewWriter(&out)
	for i := 0; i < len(pairs); i += 2 {
		if err := form.WriteField(pairs[i], pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(data)
	}
	if err := errors.Join(err, form.Close()); err != nil {
		t.Fatal(err)
	}
	return out.Bytes(), form.FormDataContentType()
}

// read decodes an answer.
func read[T any](t *testing.T, w *httptest.ResponseRecorder) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(w.Body.Bytes(), &v); err != nil {
		t.Fatalf("%d %s: %v", w.Code, w.Body, err)
	}
	return v
}
