package web

import (
	"bytes"
	"maps"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// refill puts what was typed back into its form on a page, and the sentence beside the field that it is about. It works
// on the page as made, so that every form of every page has it without a word in its template.
func refill(page []byte, m *Mistake, say func(string, ...any) string) ([]byte, error) {
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		return nil, err
	}
	form := formOf(doc, m)
	if form == nil { // the state has changed since, and the form is gone: what was typed is shown, to be copied
		if main := first(doc, func(n *html.Node) bool { return attr(n, "id") == "main" }); main != nil {
			putFirst(first(main, isElement(atom.Div)), lost(m, say))
		}
	} else {
		open(form)
		field := fillIn(form, m)
		note(form, field, m, say)
	}
	var b bytes.Buffer
	err = html.Render(&b, doc)
	return b.Bytes(), err
}

// formOf is the form that was sent: of several with the same address the one whose hidden fields and names fit best.
func formOf(doc *html.Node, m *Mistake) *html.Node {
	var best *html.Node
	most := -1
	for form := range doc.Descendants() {
		if form.DataAtom != atom.Form || form.Type != html.ElementNode || !goesTo(form, m.Action) {
			continue
		}
		score := 0
		for _, f := range fieldsOf(form) {
			switch name := attr(f, "name"); {
			case !m.Typed.Has(name):
			case attr(f, "type") != "hidden":
				score++
			case slices.Contains(m.Typed[name], attr(f, "value")):
				score += 2
			}
		}
		if score > most {
			best, most = form, score
		}
	}
	return best
}

// goesTo reports a form that is sent to the address, by itself or by one of its buttons.
func goesTo(form *html.Node, action string) bool {
	is := func(address string) bool {
		u, err := url.Parse(address)
		return address != "" && err == nil && u.EscapedPath() == action
	}
	if is(attr(form, "action")) {
		return true
	}
	for n := range form.Descendants() {
		if n.DataAtom == atom.Button && is(attr(n, "formaction")) {
			return true
		}
	}
	return false
}

// fieldsOf is the named fields of a form.
func fieldsOf(form *html.Node) []*html.Node {
	var list []*html.Node
	for n := range form.Descendants() {
		if n.Type == html.ElementNode && (n.DataAtom == atom.Input || n.DataAtom == atom.Select || n.DataAtom == atom.Textarea) && attr(n, "name") != "" {
			list = append(list, n)
		}
	}
	return list
}

// fillIn sets the fields to what was typed and gives the one that the sentence is about: the one named, or the only one.
// Hidden fields stay as they are now, and secrets are typed again.
func fillIn(form *html.Node, m *Mistake) *html.Node {
	var named *html.Node
	var shown []*html.Node
	seen := map[string]int{}
	for _, f := range fieldsOf(form) {
		name, kind := attr(f, "name"), attr(f, "type")
		if f.DataAtom == atom.Input && kind == "hidden" {
			continue
		}
		shown = append(shown, f)
		if name == m.Field && named == nil {
			named = f
		}
		values := m.Typed[name]
		switch {
		case kind == "password" || kind == "file":
		case kind == "checkbox" || kind == "radio":
			value := attr(f, "value")
			if value == "" {
				value = "on"
			}
			flag(f, "checked", slices.Contains(values, value))
		case seen[name] < len(values):
			setValue(f, values[seen[name]])
			seen[name]++
		}
	}
	if named == nil && m.Field == "" && len(shown) == 1 {
		return shown[0]
	}
	return named
}

func setValue(f *html.Node, value string) {
	switch f.DataAtom {
	case atom.Textarea:
		for f.FirstChild != nil {
			f.RemoveChild(f.FirstChild)
		}
		f.AppendChild(text(value))
	case atom.Select:
		for o := range f.Descendants() {
			if o.DataAtom == atom.Option {
				flag(o, "selected", optionValue(o) == value)
			}
		}
	default:
		set(f, "value", value)
	}
}

func optionValue(o *html.Node) string {
	if i := slices.IndexFunc(o.Attr, func(a html.Attribute) bool { return a.Key == "value" }); i >= 0 {
		return o.Attr[i].Val
	}
	if o.FirstChild == nil {
		return ""
	}
	return strings.TrimSpace(o.FirstChild.Data)
}

const mistakeID = "mistake"

// note puts the sentence beside the field, or at the head of the form.
func note(form, field *html.Node, m *Mistake, say func(string, ...any) string) {
	sentence := say(m.Detail)
	switch {
	case m.Kept:
		putFirst(form, element("div", "alert alert-info w-100", "status", text(sentence)))
	case field == nil:
		putFirst(form, element("div", "alert alert-danger w-100", "alert", text(sentence)))
	default:
		set(field, "class", attr(field, "class")+" is-invalid")
		set(field, "aria-invalid", "true")
		set(field, "aria-describedby", strings.TrimSpace(attr(field, "aria-describedby")+" "+mistakeID))
		set(field, "autofocus", "")
		said := element("div", "invalid-feedback d-block", "alert", text(sentence))
		set(said, "id", mistakeID)
		after := field
		for p := field.Parent; p != nil && p != form; p = p.Parent { // beside the label, not in the field's name
			if p.DataAtom == atom.Label || p.DataAtom == atom.Fieldset {
				after = p
			}
		}
		after.Parent.InsertBefore(said, after.NextSibling)
	}
}

// lost says what was wrong and shows what was typed where its form is no longer on the page.
func lost(m *Mistake, say func(string, ...any) string) *html.Node {
	box := element("div", "alert alert-danger", "alert", text(say(m.Detail)))
	for _, name := range slices.Sorted(maps.Keys(m.Typed)) {
		for _, value := range m.Typed[name] {
			if len([]rune(value)) > longestChoice && !SecretFields[name] {
				box.AppendChild(element("div", "mt-2", "", text(say("您填写的内容：")+value)))
			}
		}
	}
	return box
}

// longestChoice is the length, in characters, up to which a value is a choice and not a text of somebody's.
const longestChoice = 5

// open unfolds what the form is folded away in.
func open(form *html.Node) {
	for p := form.Parent; p != nil; p = p.Parent {
		if p.DataAtom == atom.Details {
			flag(p, "open", true)
		}
	}
}

func isElement(a atom.Atom) func(*html.Node) bool {
	return func(n *html.Node) bool { return n.Type == html.ElementNode && n.DataAtom == a }
}

func first(in *html.Node, is func(*html.Node) bool) *html.Node {
	for n := range in.Descendants() {
		if is(n) {
			return n
		}
	}
	return nil
}

func putFirst(in, n *html.Node) {
	if in != nil {
		in.InsertBefore(n, in.FirstChild)
	}
}

func attr(n *html.Node, key string) string {
	for _, a := range n.Attr {
		if a.Key == key {
			return a.Val
		}
	}
	return ""
}

func set(n *html.Node, key, value string) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	n.Attr = append(n.Attr, html.Attribute{Key: key, Val: value})
}

// flag sets an attribute that is there or not.
func flag(n *html.Node, key string, on bool) {
	n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == key })
	if on {
		n.Attr = append(n.Attr, html.Attribute{Key: key})
	}
}

func text(s string) *html.Node { return &html.Node{Type: html.TextNode, Data: s} }

func element(name, class, role string, children ...*html.Node) *html.Node {
	n := &html.Node{Type: html.ElementNode, Data: name, DataAtom: atom.Lookup([]byte(name)), Attr: []html.Attribute{{Key: "class", Val: class}}}
	if role != "" {
		set(n, "role", role)
	}
	for _, c := range children {
		n.AppendChild(c)
	}
	return n
}
