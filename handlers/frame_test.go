package handlers_test

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

func TestErrorsSpeakTheCallersFormat(t *testing.T) {
	broken := newSite(t, func(c *handlers.Config) {
		c.Ready = func(context.Context) error { panic("boom: password=secret") }
	})
	for _, tc := range []struct {
		name, method, path string
		header             map[string]string
		status             int
		kind, code         string
	}{
		{"unknown under the API", "GET", "/api/v1/nothing", nil, 404, "application/problem+json", "not_found"},
		{"unknown page", "GET", "/nothing", nil, 404, "text/html; charset=utf-8", ""},
		{"wrong method", "DELETE", "/healthz", nil, 405, "application/problem+json", "method_unknown"},
		{"from another site", "POST", "/api/v1/nothing", map[string]string{"Sec-Fetch-Site": "cross-site"}, 403, "application/problem+json", "cross_origin"},
		{"from another origin", "POST", "/nothing", map[string]string{"Origin": "https://evil.example"}, 403, "text/html; charset=utf-8", ""},
		{"a panic", "GET", "/readyz", nil, 500, "application/problem+json", "internal"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			r := httptest.NewRequest(tc.method, tc.path, nil)
			for k, v := range tc.header {
				r.Header.Set(k, v)
			}
			w := httptest.NewRecorder()
			broken.ServeHTTP(w, r)
			if w.Code != tc.status || w.Header().Get("Content-Type") != tc.kind {
				t.Fatalf("got %d %s, want %d %s", w.Code, w.Header().Get("Content-Type"), tc.status, tc.kind)
			}
			body := w.Body.String()
			if strings.Contains(body, "secret") || strings.Contains(body, "goroutine") {
				t.Fatalf("the answer tells of the inside: %s", body)
			}
			ref := w.Header().Get("X-Request-Id")
			if ref == "" || !strings.Contains(body, ref) {
				t.Errorf("the reference %q does not stand in the answer", ref)
			}
			if tc.code == "" {
				return
			}
			var p struct {
				Type, Title, Detail, Code, Reference string
				Status                               int
			}
			if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil {
				t.Fatal(err)
			}
			if p.Code != tc.code || p.Status != tc.status || p.Title == "" || p.Detail == "" || p.Reference != ref {
				t.Errorf("problem %+v", p)
			}
		})
	}
}

func TestEveryAnswerIsGuarded(t *testing.T) {
	s := newSite(t)
	for _, path := range []string{"/healthz", "/nothing", "/signin", "/api/docs", "/api/openapi.yaml"} {
		w := httptest.NewRecorder()
		s.ServeHTTP(w, httptest.NewRequest("GET", path, nil))
		csp := w.Header().Get("Content-Security-Policy")
		if w.Header().Get("X-Content-Type-Options") != "nosniff" || !strings.Contains(csp, "script-src 'self';") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: headers %v", path, w.Header())
		}
	}
}

func TestNotReadyIsSaidWithoutItsReason(t *testing.T) {
	w := httptest.NewRecorder()
	s := newSite(t, func(c *handlers.Config) {
		c.Ready = func(context.Context) error { return errors.New("dial tcp 10.0.0.7:3306") }
	})
	s.ServeHTTP(w, httptest.NewRequest("GET", "/readyz", nil))
	if w.Code != 503 || strings.Contains(w.Body.String(), "10.0.0.7") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

func TestStopWaitsForWorkUnderWay(t *testing.T) {
	began, release := make(chan struct{}), make(chan struct{})
	s := newSite(t, func(c *handlers.Config) {
		c.Ready = func(context.Context) error { close(began); <-release; return nil }
	})
	ctx, cancel := context.WithCancel(t.Context())
	addr, done := make(chan net.Addr, 1), make(chan error, 1)
	go func() { done <- s.Serve(ctx, "127.0.0.1:0", func(a net.Addr) { addr <- a }) }()
	got := make(chan string, 1)
	go func() {
		resp, err := http.Get("http://" + (<-addr).String() + "/readyz")
		if err != nil {
			got <- err.Error()
			return
		}
		defer resp.Body.Close()
		b, _ := io.ReadAll(resp.Body)
		got <- string(b)
	}()
	<-began
	cancel()
	close(release)
	if body := <-got; !strings.Contains(body, "ready") {
		t.Errorf("the request under way got %q", body)
	}
	if err := <-done; err != nil {
		t.Errorf("stop: %v", err)
	}
}

func TestOnlyATrustedGatewayNamesTheClient(t *testing.T) {
	for _, tc := range []struct {
		trusted []string
		want    string
	}{{nil, "192.0.2.1"}, {[]string{"192.0.2.0/24"}, "10.9.8.7"}} {
		s := newSite(t, func(c *handlers.Config) { c.TrustedProxies = tc.trusted })
		b := s.browser()
		s.person("qi", account.Leader, "")
		b.header.Set("X-Forwarded-For", "10.9.8.7")
		b.post("/signin", "name", "qi", "password", "wrong")
		rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "session.refused"})
		if err != nil || len(rows) != 1 || rows[0].Address != tc.want {
			t.Errorf("trusting %v: %+v %v", tc.trusted, rows, err)
		}
	}
}
