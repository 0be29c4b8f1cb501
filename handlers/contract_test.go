package handlers_test

import (
	"bytes"
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/legacy"
)

// contract is openapi.yaml, loaded and checked once.
var contract = sync.OnceValues(func() (routers.Router, error) {
	openapi3filter.RegisterBodyDecoder("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", openapi3filter.FileBodyDecoder)
	text, err := os.ReadFile("openapi.yaml")
	if err != nil {
		return nil, err
	}
	doc, err := openapi3.NewLoader().LoadFromData(text)
	if err != nil {
		return nil, err
	}
	if err := doc.Validate(context.Background()); err != nil {
		return nil, err
	}
	return legacy.NewRouter(doc)
})

// heldToContract checks an answer of the API against openapi.yaml, and the request too where it was taken.
func heldToContract(t testing.TB, r *http.Request, sent []byte, w *httptest.ResponseRecorder) {
	t.Helper()
	if !strings.HasPrefix(r.URL.Path, "/api/v1/") && !strings.HasSuffix(r.URL.Path, "z") {
		return
	}
	if w.Code >= 300 && strings.Contains(r.Header.Get("Accept"), "text/html") && r.Header.Get("Authorization") == "" {
		return // a person who follows a link: told by a page
	}
	router, err := contract()
	if err != nil {
		t.Fatalf("openapi.yaml: %v", err)
	}
	r = r.Clone(t.Context())
	r.Body = io.NopCloser(bytes.NewReader(sent))
	route, params, err := router.FindRoute(r)
	if err != nil {
		if w.Code != http.StatusNotFound && w.Code != http.StatusMethodNotAllowed {
			t.Errorf("%s %s answers %d, and openapi.yaml does not know it: %v", r.Method, r.URL.Path, w.Code, err)
		}
		return
	}
	in := &openapi3filter.RequestValidationInput{Request: r, PathParams: params, Route: route,
		Options: &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true}}
	if w.Code < 300 {
		if err := openapi3filter.ValidateRequest(t.Context(), in); err != nil {
			t.Errorf("%s %s was taken against the contract: %v", r.Method, r.URL.Path, err)
		}
	}
	out := &openapi3filter.ResponseValidationInput{RequestValidationInput: in, Status: w.Code, Header: w.Header(), Options: in.Options}
	if err := openapi3filter.ValidateResponse(t.Context(), out.SetBodyBytes(w.Body.Bytes())); err != nil {
		t.Errorf("%s %s, %d: %v\n%s", r.Method, r.URL.Path, w.Code, err, clip(w.Body.String()))
	}
}

func clip(text string) string { return text[:min(len(text), 600)] }

// TestContractNamesEveryRoute holds the paths of openapi.yaml and those of the server to each other.
func TestContractNamesEveryRoute(t *testing.T) {
	router, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range newSite(t).Routes() {
		if !strings.HasPrefix(r.Path, "/api/v1/") {
			continue
		}
		path := strings.NewReplacer(":plan", "p", ":id", "i", ":n", "1", ":period", "2018-09", ":number", "latest", ":indicator", "x").Replace(r.Path)
		if _, _, err := router.FindRoute(httptest.NewRequest(r.Method, path, nil)); err != nil {
			t.Errorf("%s %s is not in openapi.yaml: %v", r.Method, r.Path, err)
		}
	}
}
