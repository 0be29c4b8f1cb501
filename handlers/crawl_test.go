package handlers_test

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"mime"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"

	"github.com/tallysheet/tallysheet/handlers"
	"github.com/tallysheet/tallysheet/models/account"
)

// Of a kind with many of a sort so many are followed: pages, files, and forms of one page.
const (
	pagesOfAKind = 25
	filesOfAKind = 4
	formsOfAKind = 2
)

// crawler walks a site as one person: it follows every link and fills in every form that it finds.
type crawler struct {
	s      *site
	b      *browser
	role   account.Role
	routes []handlers.Route

	queue   []visit
	asked   map[string]bool
	kinds   map[string][]string // pages opened, by the route that they are of
	reached map[string]bool     // routes answered
	forms   []formSeen
	known   map[string]int // how many of a kind
	second  string         // the secret of the second factor, while it is on
}

type visit struct{ at, from string }

// formSeen is a form on a page: which one by its number among those of its kind there.
type formSeen struct {
	page, kind string
	button     string
}

func newCrawler(s *site, b *browser, role account.Role) *crawler {
	b.header.Set("Accept", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
	return &crawler{s: s, b: b, role: role, routes: s.Routes(), asked: map[string]bool{}, kinds: map[string][]string{}, reached: map[string]bool{}, known: map[string]int{}}
}

// routeOf is the route of a path.
func (c *crawler) routeOf(method, at string) string {
	parts := strings.Split(at, "/")
	best := ""
	for _, r := range c.routes {
		want := strings.Split(r.Path, "/")
		fits := r.Method == method && (len(want) == len(parts) || strings.HasPrefix(want[len(want)-1], "*") && len(want) <= len(parts))
		for i := 0; fits && i < len(want) && !strings.HasPrefix(want[i], "*"); i++ {
			fits = want[i] == parts[i] || strings.HasPrefix(want[i], ":") && parts[i] != ""
		}
		if fits && (best == "" || strings.Count(r.Path, ":") < strings.Count(best, ":")) {
			best = r.Path
		}
	}
	return best
}

// follow asks for an address as a click on a link of a page does, and looks at what comes.
func (c *crawler) follow(v visit) *httptest.ResponseRecorder {
	c.s.t.Helper()
	u, err := url.Parse(v.at)
	if err != nil {
		c.s.t.Errorf("%s: the page %s links to %q: %v", c.role, v.from, v.at, err)
		return nil
	}
	c.b.header.Set("Referer", "http://example.com"+v.from)
	w := c.b.get(u.RequestURI())
	c.reached["GET "+c.routeOf("GET", u.EscapedPath())] = true
	kind, _, _ := mime.ParseMediaType(w.Header().Get("Content-Type"))
	switch {
	case w.Code >= 300 && w.Code < 400:
	case w.Code != http.StatusOK:
		c.s.t.Errorf("%s: %s, linked from %s, answers %d: %s", c.role, v.at, v.from, w.Code, brief(w))
	case w.Header().Get("Content-Disposition") != "":
		c.opens(v, w)
	case strings.HasPrefix(u.Path, "/assets/") || u.Path == "/api/openapi.yaml":
	case kind != "text/html":
		c.s.t.Errorf("%s: %s, linked from %s, is %s", c.role, v.at, v.from, kind)
	}
	return w
}

// opens fails where a file is not what it is called.
func (c *crawler) opens(v visit, w *httptest.ResponseRecorder) {
	c.s.t.Helper()
	_, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
	name, body := params["filename"], w.Body.Bytes()
	if err == nil {
		switch path.Ext(name) {
		case ".xlsx":
			var f *excelize.File
			if f, err = excelize.OpenReader(bytes.NewReader(body)); err == nil {
				if len(f.GetSheetList()) == 0 {
					err = fmt.Errorf("no sheets")
				}
				err = firstOf(err, f.Close())
			}
		case ".docx":
			var z *zip.Reader
			if z, err = zip.NewReader(bytes.NewReader(body), int64(len(body))); err == nil {
				_, err = z.Open("word/document.xml")
			}
		case ".csv":
			var rows [][]string
			if rows, err = csv.NewReader(bytes.NewReader(bytes.TrimPrefix(body, []byte("\ufeff")))).ReadAll(); err == nil && len(rows) == 0 {
				err = fmt.Errorf("no rows")
			}
		case ".yaml":
			var lists map[string]any
			err = yaml.Unmarshal(body, &lists)
		default:
			err = fmt.Errorf("a kind of file that this test cannot open")
		}
	}
	if err != nil {
		c.s.t.Errorf("%s: %s, linked from %s, is no file as it is called, %q: %v", c.role, v.at, v.from, name, err)
	}
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// brief is what a page says, for a message.
func brief(w *httptest.ResponseRecorder) string {
	doc, err := html.Parse(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		return err.Error()
	}
	var said []string
	for n := range doc.Descendants() {
		if n.Type == html.ElementNode && (attrOf(n, "id") == "mistake" || strings.Contains(attrOf(n, "class"), "alert-danger") || strings.Contains(attrOf(n, "class"), "empty-subtitle")) {
			said = append(said, textOf(n))
		}
	}
	return strings.Join(said, "; ")
}

// walk follows every link from the home page on.
func (c *crawler) walk() {
	c.queue = []visit{{"/", ""}}
	for len(c.queue) > 0 {
		v := c.queue[0]
		c.queue = c.queue[1:]
		c.visit(v)
	}
}

// firstOf puts what is said of a version before what replaces it by another, in the forms from one on.
func (c *crawler) firstOf(from int) {
	late := func(f formSeen) string { return fmt.Sprint(!strings.Contains(f.kind, "/findings/")) }
	slices.SortStableFunc(c.forms[from:], func(a, b formSeen) int { return strings.Compare(late(a), late(b)) })
}

// again walks a second time, for what has come since.
func (c *crawler) again() {
	clear(c.asked)
	for kind := range c.known {
		if strings.HasPrefix(kind, "GET ") {
			delete(c.known, kind)
		}
	}
	c.walk()
}

func (c *crawler) visit(v visit) {
	w := c.follow(v)
	if w == nil {
		return
	}
	if to := w.Header().Get("Location"); to != "" {
		c.add(to, v.at)
		return
	}
	if w.Code == http.StatusOK && strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		c.read(v.at, w)
	}
}

// read takes the links and forms of a page.
func (c *crawler) read(at string, w *httptest.ResponseRecorder) {
	c.s.t.Helper()
	u, _ := url.Parse(at)
	kind := c.routeOf("GET", u.EscapedPath())
	c.kinds[kind] = append(c.kinds[kind], at)
	doc, err := html.Parse(bytes.NewReader(w.Body.Bytes()))
	if err != nil {
		c.s.t.Fatal(err)
	}
	ids := map[string]bool{}
	for n := range doc.Descendants() {
		if id := attrOf(n, "id"); id != "" {
			ids[id] = true
		}
	}
	for n := range doc.Descendants() {
		switch n.Data {
		case "a", "link":
			href := attrOf(n, "href")
			if to, ok := strings.CutPrefix(href, "#"); ok && to != "" && !ids[to] {
				c.s.t.Errorf("%s: %s links to #%s, which is not on it", c.role, at, to)
			}
			c.add(href, at)
		case "script":
			c.add(attrOf(n, "src"), at)
		case "form":
			c.noteForm(at, n)
		}
	}
}

// add puts an address on the list, unless it was there before or enough of its kind were.
func (c *crawler) add(href, from string) {
	u, err := url.Parse(href)
	if err != nil || href == "" || u.Scheme == "data" || strings.HasPrefix(href, "#") {
		return
	}
	base, _ := url.Parse(from)
	u = base.ResolveReference(u)
	u.Fragment = ""
	if u.Host != "" {
		c.s.t.Errorf("%s: %s links out of the site, to %s", c.role, from, href)
		return
	}
	at := u.RequestURI()
	kind := "GET " + c.routeOf("GET", u.EscapedPath()) + " " + strings.Join(slices.Sorted(keysOf(u.Query())), ",")
	most := pagesOfAKind
	if strings.HasPrefix(u.Path, "/api/v1/") || path.Base(u.Path) == "original" {
		most = filesOfAKind
	}
	if c.asked[at] || c.known[kind] >= most {
		return
	}
	c.asked[at] = true
	c.known[kind]++
	c.queue = append(c.queue, visit{at, from})
}

func keysOf(q url.Values) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range q {
			if !yield(k) {
				return
			}
		}
	}
}

// noteForm keeps a form to be sent, once for each of its buttons.
func (c *crawler) noteForm(at string, form *html.Node) {
	kind := c.kindOf(form)
	if kind == "" || c.known["form "+kind] >= formsOfAKind {
		return
	}
	seen := len(c.forms)
	for n := range form.Descendants() {
		if pressable(n) && attrOf(n, "type") == "submit" {
			c.forms = append(c.forms, formSeen{at, kind, attrOf(n, "name")})
		}
	}
	if len(c.forms) > seen {
		c.known["form "+kind]++
	}
}

// kindOf tells a form from others: where it is sent, and the names of its fields.
func (c *crawler) kindOf(form *html.Node) string {
	u, err := url.Parse(attrOf(form, "action"))
	if err != nil {
		return ""
	}
	method := strings.ToUpper(attrOf(form, "method"))
	if method == "" {
		method = http.MethodGet
	}
	kind := method + " " + c.routeOf(method, u.EscapedPath())
	for n := range form.Descendants() {
		if name := attrOf(n, "name"); name != "" && !strings.ContainsAny(name, ".0123456789") && !strings.Contains(kind+" ", " "+name+" ") {
			kind += " " + name
		}
	}
	return kind
}

func attrOf(n *html.Node, key string) string {
	if n.Type != html.ElementNode {
		return ""
	}
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func textOf(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
