package handlers_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/mysqltest"
)

// line is a way to a database that can be cut.
type line struct {
	net.Listener
	to    string
	mu    sync.Mutex
	cut   bool
	conns []net.Conn
}

func newLine(t *testing.T, to string) *line {
	t.Helper()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	l := &line{Listener: ln, to: to}
	t.Cleanup(func() { l.Close() })
	go func() {
		for {
			near, err := ln.Accept()
			if err != nil {
				return
			}
			l.mu.Lock()
			far, err := net.Dial("tcp", to)
			if err != nil || l.cut {
				near.Close()
			} else {
				l.conns = append(l.conns, near, far)
				go func() { _, _ = io.Copy(far, near) }()
				go func() { _, _ = io.Copy(near, far) }()
			}
			l.mu.Unlock()
		}
	}()
	return l
}

func (l *line) set(cut bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.cut = cut
	if cut {
		for _, c := range l.conns {
			c.Close()
		}
		l.conns = nil
	}
}

func TestADatabaseThatIsGoneIsNoErrorOfTheService(t *testing.T) {
	u, err := url.Parse(mysqltest.Database(t))
	if err != nil {
		t.Fatal(err)
	}
	l := newLine(t, u.Host)
	u.Host = l.Addr().String()
	var log bytes.Buffer
	s := newSiteOn(t, u.String(), func(c *handlers.Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelError}))
	}).withPlan()
	office := s.signedIn("du", account.Supervisor, "")
	program := s.withToken("wang", account.Reporter, economy, account.ScopeFile)
	lock := "/plans/" + planKey + "/periods/2018-09/lock"
	if w := office.get("/plans/" + planKey + "/periods/2018-09"); w.Code != http.StatusOK {
		t.Fatalf("before: %d", w.Code)
	}
	l.set(true)
	for _, tc := range []struct {
		name string
		w    *httptest.ResponseRecorder
	}{
		{"a page", office.get("/plans/" + planKey)},
		{"a form", office.post(lock, "reason", "已到截止时间，数据封存", "ask", "督查办")},
		{"a sign-in", s.browser().post("/signin", "name", "du", "password", password)},
		{"a program", program.get("/api/v1/plans")},
		{"a filing", program.upload(filePath("2018-09", economy), "九月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))},
		{"readiness", s.browser().get("/readyz")},
	} {
		if tc.w.Code != http.StatusServiceUnavailable || tc.w.Header().Get("Retry-After") == "" {
			t.Errorf("%s: %d, Retry-After %q", tc.name, tc.w.Code, tc.w.Header().Get("Retry-After"))
		}
		switch body := tc.w.Body.String(); tc.name {
		case "a form":
			if !strings.Contains(body, "已到截止时间，数据封存") || !strings.Contains(body, `action="`+lock+`"`) {
				t.Error("the form is not kept")
			}
		case "a sign-in":
			if strings.Contains(body, password) {
				t.Error("the password is shown")
			}
		}
	}
	if log.Len() > 0 {
		t.Errorf("logged as errors: %s", log.String())
	}
	l.set(false)
	if w := office.post(lock, "reason", "已到截止时间，数据封存", "ask", "督查办"); w.Code != http.StatusSeeOther {
		t.Errorf("sent again: %d", w.Code)
	}
}

// An upload that its clerk breaks off is nobody's error.
func TestAnUploadBrokenOffIsNoError(t *testing.T) {
	var log bytes.Buffer
	s := newSite(t, func(c *handlers.Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) }).withPlan()
	clerk := s.signedIn("wang", account.Reporter, economy)
	log.Reset()
	whole, kind := formOf(t, "九月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))
	ctx, leave := context.WithCancel(t.Context())
	half, send := io.Pipe()
	go func() {
		_, _ = send.Write(whole[:len(whole)/2])
		leave()
		send.CloseWithError(io.ErrUnexpectedEOF)
	}()
	r := httptest.NewRequest("POST", "/plans/"+planKey+"/periods/2018-09/file", half).WithContext(ctx)
	r.Header = http.Header{"Content-Type": {kind}, "Sec-Fetch-Site": {"same-origin"}}
	for _, k := range clerk.cookies {
		r.AddCookie(k)
	}
	s.ServeHTTP(httptest.NewRecorder(), r)
	if text := log.String(); strings.Contains(text, "ERROR") || !strings.Contains(text, "status=499") {
		t.Errorf("logged: %s", text)
	}
	if list, err := s.store.Submissions.List(t.Context(), planKey, september, economy); err != nil || len(list) != 0 {
		t.Errorf("kept of it: %d %v", len(list), err)
	}
}
