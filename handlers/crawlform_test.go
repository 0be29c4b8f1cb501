package handlers_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/pquerna/otp/totp"
	"golang.org/x/net/html"

	"github.com/tallysheet/tallysheet/templates"
)

// send opens the page of a form once more, as a person would, fills the form in and sends it; it gives the route that was asked.
// A form that is gone by then, or whose button cannot be pressed, is nothing that anybody can send.
func (c *crawler) send(f formSeen) string {
	t := c.s.t
	t.Helper()
	if strings.HasPrefix(f.kind, "POST /signin") {
		return "POST /signin" // everybody came by it
	}
	page := c.b.get(f.page)
	if strings.HasPrefix(page.Header().Get("Location"), "/signin") {
		c.b.post("/signin", "name", string(c.role), "password", c.password())
		page = c.b.get(f.page)
	}
	doc, err := html.Parse(page.Body)
	if err != nil {
		t.Fatal(err)
	}
	form, button := c.find(doc, f)
	if form == nil {
		c.known["form "+f.kind]-- // another of its kind may be sent
		return ""
	}
	typed, file := c.typed(form)
	if name := attrOf(button, "name"); name != "" {
		typed.Add(name, attrOf(button, "value"))
	}
	action := orElse(attrOf(form, "action"), pathOf(f.page)) // without one, the form goes to its own page
	c.b.header.Set("Referer", "http://example.com"+f.page)
	w := c.press(form, action, typed, file)
	method, rest, _ := strings.Cut(f.kind, " ")
	route, _, _ := strings.Cut(rest, " ")
	to := w.Header().Get("Location")
	if w.Code >= 300 && w.Code < 400 {
		if c.role != nobody && method == http.MethodPost && strings.HasPrefix(to, "/signin") && route != "/signout" {
			t.Errorf("%s: the form %s on %s leads to the sign-in", c.role, f.kind, f.page)
		}
		for w.Code >= 300 && w.Code < 400 { // the home page of a role leads on
			to, _, _ = strings.Cut(w.Header().Get("Location"), "#")
			c.reached["GET "+c.routeOf("GET", pathOf(to))] = true
			w = c.b.get(to)
		}
	}
	if w.Code != http.StatusOK || !strings.HasPrefix(w.Header().Get("Content-Type"), "text/html") {
		t.Errorf("%s: the form %s on %s, sent with %v, ends at %q with %d: %s", c.role, f.kind, f.page, typed, to, w.Code, brief(w))
	} else {
		c.read(orElse(to, f.page), w)
	}
	return method + " " + route
}

func (c *crawler) press(form *html.Node, action string, typed url.Values, file string) *httptest.ResponseRecorder {
	if !strings.EqualFold(attrOf(form, "method"), "post") {
		return c.b.get(action + "?" + typed.Encode())
	}
	if attrOf(form, "enctype") != "multipart/form-data" {
		return c.b.do("POST", action, "application/x-www-form-urlencoded", strings.NewReader(typed.Encode()))
	}
	var body bytes.Buffer
	m := multipart.NewWriter(&body)
	for name, values := range typed {
		for _, v := range values {
			_ = m.WriteField(name, v) // a buffer takes everything
		}
	}
	name, data := "", []byte(nil) // what a browser sends where no file was chosen
	if file != "" {
		name, data = "再传.xlsx", sample(c.s.t, file)
	}
	part, err := m.CreateFormFile("file", name)
	if err != nil {
		c.s.t.Fatal(err)
	}
	_, _ = part.Write(data)
	_ = m.Close()
	return c.b.do("POST", action, m.FormDataContentType(), &body)
}

// find is the form of a kind on a page with the button that can be pressed.
func (c *crawler) find(doc *html.Node, f formSeen) (form, button *html.Node) {
	for n := range doc.Descendants() {
		if n.Data != "form" || c.kindOf(n) != f.kind {
			continue
		}
		for b := range n.Descendants() {
			if pressable(b) && attrOf(b, "name") == f.button {
				return n, b
			}
		}
	}
	return nil, nil
}

// pressable tells a button that can be pressed and goes where its form goes; one with an address of its own has a test of its own.
func pressable(n *html.Node) bool {
	return n.Data == "button" && !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "disabled" || a.Key == "formaction" })
}

// password is what the person signs in with: the crawler itself changes it.
func (c *crawler) password() string {
	return password + strings.Repeat("-new", c.known["password changed"])
}

// typed fills a form in as somebody would who knows what is wanted.
func (c *crawler) typed(form *html.Node) (url.Values, string) {
	typed, file := url.Values{}, ""
	for n := range form.Descendants() {
		name, kind, value := attrOf(n, "name"), attrOf(n, "type"), attrOf(n, "value")
		if name == "" {
			continue
		}
		switch {
		case n.Data == "select" && name == "into": // of two departments the last keeps its name
			typed.Add(name, lastOption(n))
		case n.Data == "select" && name == "why": // a reason from the list
			typed.Add(name, lastOption(n))
		case n.Data == "select":
			typed.Add(name, chosen(n))
		case n.Data == "textarea":
			if value = textOf(n); value == "" && strings.HasSuffix(attrOf(form, "action"), "/rules") {
				text, _ := templates.Rules("default")
				value = string(text)
			} else if value == "" && name == "text" {
				value = "2018年开发区目标任务\n一、经济发展\n地区生产总值增长8%以上，引进亿元以上项目12个。"
			} else if value == "" && name == "notice" {
				value = "10月1日至7日放假，共7天。12月26日放假。"
			} else if value == "" && (strings.HasPrefix(name, "explain") || needed(n)) {
				value = "项目集中入库，比上月增加较多"
			}
			typed.Add(name, value)
		case n.Data != "input":
		case kind == "file" && slices.Contains([]string{"/drafts", "/people/list"}, attrOf(form, "action")): // pasted instead
		case kind == "file":
			if file = "progress/2018-09/" + economy + ".xlsx"; strings.HasSuffix(attrOf(form, "action"), "/plans") {
				file = planFile
			}
		case kind == "checkbox":
			typed.Add(name, orElse(value, "on"))
		case kind == "radio":
			if typed.Get(name) == "" || slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "checked" }) {
				typed.Set(name, value)
			}
		case kind == "password":
			typed.Add(name, c.secret(name))
		case name == "code" && kind != "hidden":
			c.s.now = c.s.now.Add(time.Minute) // a code works once
			if shown := attrOf(firstNamed(form, "secret"), "value"); shown != "" {
				c.second = shown
			}
			code, err := totp.GenerateCode(c.second, c.s.now)
			if err != nil {
				c.s.t.Fatal(err)
			}
			typed.Add(name, code)
		case strings.HasPrefix(name, "v:") && attrOf(n, "inputmode") == "decimal" && value == "": // a template that is filled on its page
			typed.Add(name, "5")
		case kind == "hidden" || value != "":
			typed.Add(name, value)
		case name == "department": // asked of a reporter alone
			typed.Add(name, commerce)
		case needed(n) || name == "plan": // the key of a plan is asked of one of two buttons alone
			typed.Add(name, c.invented(name, kind))
		default:
			typed.Add(name, "")
		}
	}
	return typed, file
}

// invented is something to type into an empty field.
func (c *crawler) invented(name, kind string) string {
	switch {
	case kind == "number":
		return "1"
	case kind == "datetime-local":
		return c.s.now.In(time.FixedZone("CST", 8*60*60)).Add(48 * time.Hour).Format("2006-01-02T15:04")
	case kind == "date" && name == "due": // later than any day set before
		return c.s.now.AddDate(0, 2, 0).Format(time.DateOnly)
	case kind == "date":
		return c.s.now.Format(time.DateOnly)
	case name == "address":
		return "jfj@example.gov.cn"
	case name == "plan" || name == "name":
		c.known["invented"]++
		return string(c.role) + "-" + strconv.Itoa(c.known["invented"])
	}
	c.known["invented"]++
	return "试填" + string(c.role) + strings.Repeat("又", c.known["invented"])
}

func (c *crawler) secret(name string) string {
	switch name {
	case "old", "password":
		return c.password()
	case "again":
		defer func() { c.known["password changed"]++ }()
	}
	return c.password() + "-new"
}

func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.EscapedPath()
}

func orElse(value, other string) string {
	if value == "" {
		return other
	}
	return value
}

func firstNamed(form *html.Node, name string) *html.Node {
	for n := range form.Descendants() {
		if attrOf(n, "name") == name {
			return n
		}
	}
	return form
}

// chosen is the option that stands chosen, else the first.
func chosen(n *html.Node) string {
	first, have := "", false
	for o := range n.Descendants() {
		if o.Data != "option" {
			continue
		}
		value := textOf(o)
		for _, a := range o.Attr {
			if a.Key == "value" {
				value = a.Val
			}
		}
		if slices.ContainsFunc(o.Attr, func(a html.Attribute) bool { return a.Key == "selected" }) {
			return value
		}
		if !have || first == "" && needed(n) {
			first, have = value, true
		}
	}
	return first
}

// needed reports a field that must not be left empty.
func needed(n *html.Node) bool {
	return slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "required" })
}

func lastOption(n *html.Node) (last string) {
	for o := range n.Descendants() {
		if o.Data == "option" && textOf(o) != "" {
			last = textOf(o)
		}
	}
	return last
}
