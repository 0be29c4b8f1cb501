package web

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"log/slog"
	"net/http"
	"path"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
)

type referenceKey struct{}

// newReference makes the number under which a request is found in the log again. It is always our own:
// one taken from the caller could be forged into another's.
func newReference() string {
	var b [8]byte
	_, _ = rand.Read(b[:]) // never fails, see crypto/rand
	return hex.EncodeToString(b[:])
}

func ReferenceOf(ctx context.Context) string {
	ref, _ := ctx.Value(referenceKey{}).(string)
	return ref
}

// ForProgram tells a program's request from a browser's: one that follows a link to a file asks for text/html, and a
// person who is told why there is none reads a page.
func ForProgram(r *http.Request) bool {
	if r.Method == http.MethodGet && strings.Contains(r.Header.Get("Accept"), "text/html") && r.Header.Get("Authorization") == "" {
		return false
	}
	return strings.HasPrefix(r.URL.Path, "/api/") || r.URL.Path == "/healthz" || r.URL.Path == "/readyz"
}

// IsDownload tells an address that gives a file: nobody can be sent back to it, only to the page that it stands on.
func IsDownload(r *http.Request) bool {
	return strings.HasPrefix(r.URL.Path, "/api/") || path.Ext(r.URL.Path) == ".xlsx" || path.Ext(r.URL.Path) == ".csv" || path.Base(r.URL.Path) == "original"
}

// Numbered gives each request its reference number, in the context and in the answer.
func Numbered(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		ref := newReference()
		w.Header().Set("X-Request-Id", ref)
		next.ServeHTTP(w, r.WithContext(context.WithValue(r.Context(), referenceKey{}, ref)))
	})
}

// methods are those that HTTP names and browsers send. Any other word is the caller's own invention.
var methods = []string{http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodPatch, http.MethodDelete, http.MethodOptions}

// KnownMethods refuses a request by a method of the caller's own making before anything of it is counted, logged or looked at:
// each would be a new label of the metrics, kept for ever.
func KnownMethods(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if slices.Contains(methods, r.Method) {
			next.ServeHTTP(w, r)
			return
		}
		w.Header().Set("Connection", "close")
		http.Error(w, "method not known", http.StatusNotImplemented)
	})
}

// longestLogged is how much of what a request says goes into a line of the log, bytes.
const longestLogged = 256

// logged is a word of a request as it goes into the log: bounded, and text.
func logged(word string) string {
	if len(word) > longestLogged {
		word = word[:longestLogged] + "…"
	}
	return strings.ToValidUTF8(word, "?")
}

// Record writes one line a request. Query strings and bodies are left out: they hold names and one-time secrets.
func (s *Site) Record(c *gin.Context) {
	began, sent := time.Now(), c.Request // a refused form is shown again as its page, which is another request
	c.Next()
	level := slog.LevelInfo
	switch status := c.Writer.Status(); {
	case status >= http.StatusInternalServerError && !expected(status):
		level = slog.LevelError
	case status >= http.StatusInternalServerError:
		level = slog.LevelWarn
	}
	s.Log.LogAttrs(sent.Context(), level, "request",
		slog.String("reference", ReferenceOf(sent.Context())),
		slog.String("method", sent.Method),
		slog.String("route", c.FullPath()),
		slog.String("path", logged(sent.URL.Path)),
		slog.Int("status", c.Writer.Status()),
		slog.Int("bytes", max(0, c.Writer.Size())),
		slog.Duration("took", time.Since(began)),
		slog.String("peer", c.RemoteIP()),
		slog.String("client", logged(c.ClientIP())), // as a trusted gateway says; else the peer
	)
	if s.Observe != nil {
		s.Observe(Request{sent.Method, c.FullPath(), c.Writer.Status(), time.Since(began)})
	}
}

// expected tells the 5xx by which the service says that it cannot serve now, from those by which it says that it is wrong.
func expected(status int) bool {
	return status == http.StatusServiceUnavailable || status == http.StatusInsufficientStorage
}

// Recovered answers a panic as an internal error and keeps the server up.
func (s *Site) Recovered(c *gin.Context) {
	defer func() {
		v := recover()
		if v == nil {
			return
		}
		if v == http.ErrAbortHandler { //nolint:errorlint // the value itself is the signal, it is never wrapped
			panic(v)
		}
		c.Abort()
		err := fmt.Errorf("panic: %v\n%s", v, debug.Stack())
		if c.Writer.Written() {
			s.Log.ErrorContext(c.Request.Context(), "panic after the answer began", "reference", ReferenceOf(c.Request.Context()), "error", err.Error())
			return
		}
		s.Answer(c.Writer, c.Request, err)
	}()
	c.Next()
}

// Protect sets the headers that every answer carries.
func (s *Site) Protect(c *gin.Context) {
	h := c.Writer.Header()
	if c.Request.TLS != nil || strings.HasPrefix(s.PublicURL, "https://") {
		h.Set("Strict-Transport-Security", "max-age=31536000")
	}
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", pagePolicy)
	h.Set("Referrer-Policy", "same-origin")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()")
	h.Set("Cache-Control", "no-store")
	c.Next()
}

// pagePolicy lets a page use our own files only, no inline script, no frame around it. Charts and bars set
// style attributes, so those are allowed inline; scripts never are.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; " +
	"font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

// Request is what is told of an answered request.
type Request struct {
	Method, Route string // the route as laid, "" where there is none
	Status        int
	Took          time.Duration
}
