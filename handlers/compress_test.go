package handlers_test

import (
	"compress/gzip"
	"io"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

// A page comes packed to who can unpack it, the same page; the answer to a form, which may hold a secret, as it is; and of two pages that
// differ by one secret the length tells nothing.
func TestPagesArePacked(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	plain := b.get("/plans/" + planKey).Body.String()
	b.header.Set("Accept-Encoding", "gzip, deflate")
	ask := func(method, path string) *httptest.ResponseRecorder { return b.do(method, path, "", nil) }
	w := ask("GET", "/plans/"+planKey)
	packed := w.Body.Len()
	if w.Header().Get("Content-Encoding") != "gzip" || packed*4 > len(plain) || !strings.Contains(strings.Join(w.Header().Values("Vary"), ","), "Accept-Encoding") {
		t.Fatalf("%v: %d bytes of %d", w.Header(), packed, len(plain))
	}
	z, err := gzip.NewReader(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	if text, err := io.ReadAll(z); err != nil || string(text) != plain {
		t.Error("another page", err)
	}
	if w := ask("POST", "/plans/"+planKey+"/settings"); w.Header().Get("Content-Encoding") != "" {
		t.Error("the answer to a form is packed")
	}
	if w := ask("GET", "/account/second"); w.Code != 200 || w.Header().Get("Content-Encoding") != "" {
		t.Errorf("the page with a second factor's secret: %d %v", w.Code, w.Header())
	}
	lengths := map[int]bool{}
	for _, q := range []string{"a", "b", "c", "d", "e", "f", "g", "h"} {
		lengths[ask("GET", "/plans/"+planKey+"?q="+q).Body.Len()] = true
	}
	if len(lengths) < 4 {
		t.Errorf("eight pages of nearly one text have %d lengths", len(lengths))
	}
}
