package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
)

// comesBack lists the problems that a person can mend in the form itself.
var comesBack = map[int]bool{
	http.StatusBadRequest: true, http.StatusNotFound: true, http.StatusConflict: true, http.StatusUnprocessableEntity: true, http.StatusLocked: true,
}

// onPlan are the forms of an indicator that stand on its plan's page and not on its own.
var onPlan = []string{"/target", "/settings", "/alias"}

// formPage is the page on which a form stands: the one whose address begins that of the form, the longest of them.
func (s *Server) formPage(pattern string) (route, bool) {
	var found route
	if at, last := strings.CutSuffix(pattern, pattern[strings.LastIndex(pattern, "/"):]); last && strings.HasSuffix(at, "/indicators/:indicator") && slices.Contains(onPlan, pattern[len(at):]) {
		pattern = strings.TrimSuffix(at, "/indicators/:indicator")
	}
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
			parts[i] = web.PathEscape(params.ByName(name))
		}
	}
	return strings.Join(parts, "/")
}

// addressOf is the address of a form's page, with the query under which the person saw it.
func addressOf(c *gin.Context, page route) string {
	path := fill(page.path, c.Params)
	if from := web.CameFrom(c.Request); from != nil && from.EscapedPath() == path && from.RawQuery != "" {
		return path + "?" + from.RawQuery
	}
	if one := c.Param("indicator"); one != "" && !strings.Contains(page.path, ":indicator") {
		return path + "?at=" + url.QueryEscape(one)
	}
	return path
}

// showAgain shows a refused form once more, on its page, and reports whether it did. What cannot be mended in the form
// is left to the page of problems.
func (s *Server) showAgain(c *gin.Context, err error) bool {
	p := web.AsProblem(err, web.ReferenceOf(c.Request.Context()))
	if c.Request.Method != post || c.Request.PostForm == nil || web.ForProgram(c.Request) || !comesBack[p.Status] {
		return false
	}
	page, ok := s.formPage(c.FullPath())
	if !ok {
		return false
	}
	m := &web.Mistake{Action: c.Request.URL.EscapedPath(), Typed: c.Request.PostForm, Status: p.Status, Field: p.Field, Detail: p.Detail}
	return s.showWith(c, page, m)
}

// showWith shows a page with a form that comes back to it. A page that cannot be shown leaves the request as it was.
func (s *Server) showWith(c *gin.Context, page route, m *web.Mistake) bool {
	sent := c.Request
	at, err := url.Parse(addressOf(c, page))
	if err != nil {
		return false
	}
	asked := sent.Clone(web.WithMistake(sent.Context(), m))
	asked.Method, asked.URL, asked.RequestURI = get, at, at.RequestURI()
	c.Request = asked
	if s.Admit(asked, page.to, page.path) == nil && page.do(c) == nil {
		return true
	}
	c.Request = sent
	return false
}
