package handlers

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
)

// mistake is a form that comes back to the page on which it stands, with what was typed in it: because it was refused,
// or because the sign-in had run out when it was sent.
type mistake struct {
	Action string     // the path that the form was sent to
	Typed  url.Values // what was typed
	Status int
	Field  string // that the sentence is about; "" for the form as a whole
	Detail string // the sentence
	Kept   bool   // nothing is wrong: the text was kept over a sign-in
}

type mistakeKey struct{}

func withMistake(ctx context.Context, m *mistake) context.Context {
	return context.WithValue(ctx, mistakeKey{}, m)
}

func mistakeOf(ctx context.Context) *mistake {
	m, _ := ctx.Value(mistakeKey{}).(*mistake)
	return m
}

// at names the field of the form that the problem is about.
func (p *problem) at(field string) *problem {
	p.Field = field
	return p
}

// beside names the field that an error is about, whoever found it.
func beside(field string, err error) error {
	var p *problem
	var refused *models.Error
	switch {
	case errors.As(err, &p):
		p.Field = field
	case errors.As(err, &refused):
		refused.Field = field
	}
	return err
}

// comesBack lists the problems that a person can mend in the form itself.
var comesBack = map[int]bool{
	http.StatusBadRequest: true, http.StatusNotFound: true, http.StatusConflict: true, http.StatusUnprocessableEntity: true, http.StatusLocked: true,
}

// formPage is the page on which a form stands: the one whose address begins that of the form, the longest of them.
func (s *Server) formPage(pattern string) (route, bool) {
	var found route
	for _, r := range s.routes() {
		if r.method != get || strings.HasPrefix(r.path, "/api/") || len(r.path) <= len(found.path) {
			continue
		}
		if r.path == pattern || strings.HasPrefix(pattern, strings.TrimSuffix(r.path, "/")+"/") {
			found = r
		}
	}
	return found, found.path != "" && found.path != "/"
}

// fill puts a request's parameters into a route's pattern.
func fill(pattern string, params gin.Params) string {
	parts := strings.Split(pattern, "/")
	for i, part := range parts {
		if name, ok := strings.CutPrefix(part, ":"); ok {
			parts[i] = pathEscape(params.ByName(name))
		}
	}
	return strings.Join(parts, "/")
}

// addressOf is the address of a form's page, with the query under which the person saw it.
func addressOf(c *gin.Context, page route) string {
	path := fill(page.path, c.Params)
	if from := cameFrom(c.Request); from != nil && from.EscapedPath() == path && from.RawQuery != "" {
		return path + "?" + from.RawQuery
	}
	return path
}

// cameFrom is the page of this site that a request came from, nil for none.
func cameFrom(r *http.Request) *url.URL {
	u, err := url.Parse(r.Referer())
	if err != nil || u.Host == "" || u.Host != r.Host {
		return nil
	}
	return u
}

// showAgain shows a refused form once more, on its page, and reports whether it did. What cannot be mended in the form
// is left to the page of problems.
func (s *Server) showAgain(c *gin.Context, err error) bool {
	p := asProblem(err, referenceOf(c.Request.Context()))
	if c.Request.Method != post || c.Request.PostForm == nil || forProgram(c.Request) || !comesBack[p.Status] {
		return false
	}
	page, ok := s.formPage(c.FullPath())
	if !ok {
		return false
	}
	m := &mistake{Action: c.Request.URL.EscapedPath(), Typed: c.Request.PostForm, Status: p.Status, Field: p.Field, Detail: p.Detail}
	return s.showWith(c, page, m)
}

// showMistaken shows the page of a search that was refused, with what was asked.
func (s *Server) showMistaken(c *gin.Context, name, title string, page any, p *problem) error {
	m := &mistake{Action: c.Request.URL.EscapedPath(), Typed: c.Request.URL.Query(), Status: p.Status, Field: p.Field, Detail: p.Detail}
	c.Request = c.Request.WithContext(withMistake(c.Request.Context(), m))
	return s.show(c, p.Status, name, title, page)
}

// showWith shows a page with a form that comes back to it. A page that cannot be shown leaves the request as it was.
func (s *Server) showWith(c *gin.Context, page route, m *mistake) bool {
	sent := c.Request
	at, err := url.Parse(addressOf(c, page))
	if err != nil {
		return false
	}
	asked := sent.Clone(withMistake(sent.Context(), m))
	asked.Method, asked.URL, asked.RequestURI = get, at, at.RequestURI()
	c.Request = asked
	if s.admit(asked, page.to, page.path) == nil && page.do(c) == nil {
		return true
	}
	c.Request = sent
	return false
}
