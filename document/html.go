package document

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
	"golang.org/x/net/html/charset"
)

// HTML reads a web page: what stands in its main part, without the navigation, the foot and the scripts around it.
func HTML(data []byte, lim Limits) (Document, error) {
	lim = lim.orDefaults()
	if len(data) > lim.File {
		return Document{}, &Refusal{"网页太大，超过上限", "请只保存计划正文"}
	}
	root, err := parsePage(data)
	if err != nil {
		return Document{}, &Refusal{"网页打不开，结构太乱", "请复制文字粘贴进来"}
	}
	weights := map[*html.Node]int{}
	prune(root, 0, lim.Depth*4)
	weigh(root, false, weights)
	b := builder{lim: lim}
	b.out.Title = pageTitle(root)
	main := mainPart(root, weights)
	p := pageReader{b: &b}
	p.walk(main)
	p.flush(Paragraph, 0)
	return b.out, b.err
}

func parsePage(data []byte) (*html.Node, error) {
	if utf8.Valid(data) {
		return html.Parse(bytes.NewReader(data))
	}
	r, err := charset.NewReader(bytes.NewReader(data), "text/html; charset=gb18030")
	if err != nil {
		return nil, err
	}
	return html.Parse(io.LimitReader(r, 4*int64(len(data))+1024))
}

// frameWords name what stands around the text of a page, in class and id.
var frameWords = []string{"nav", "foot", "header", "crumb", "menu", "sidebar", "share", "copyright", "toolbar", "related", "rel", "banner", "location", "position", "pager", "search", "login", "meta", "info-bar", "attach", "fujian", "print", "qrcode"}

// prune takes out what is never text: scripts, forms, what is hidden, and the frame where it says so.
func prune(n *html.Node, depth, most int) {
	for c := n.FirstChild; c != nil; {
		next := c.NextSibling
		if c.Type == html.CommentNode || c.Type == html.ElementNode && (depth > most || unseen(c)) {
			n.RemoveChild(c)
		} else {
			prune(c, depth+1, most)
		}
		c = next
	}
}

func unseen(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Iframe, atom.Object, atom.Svg, atom.Form, atom.Nav, atom.Footer, atom.Select, atom.Button, atom.Input, atom.Textarea, atom.Audio, atom.Video:
		return true
	}
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "style":
			if v := strings.ReplaceAll(strings.ToLower(a.Val), " ", ""); strings.Contains(v, "display:none") || strings.Contains(v, "visibility:hidden") {
				return true
			}
		case "class", "id":
			for _, token := range strings.FieldsFunc(strings.ToLower(a.Val), func(r rune) bool { return r == ' ' || r == '-' || r == '_' }) {
				for _, w := range frameWords {
					if token == w || len(w) > 4 && strings.HasPrefix(token, w) {
						return n.DataAtom != atom.Body && n.DataAtom != atom.Html
					}
				}
			}
		}
	}
	return false
}

// weigh counts the text outside links below each element.
func weigh(n *html.Node, linked bool, weights map[*html.Node]int) int {
	if n.Type == html.TextNode {
		if linked {
			return 0
		}
		return utf8.RuneCountInString(strings.TrimSpace(n.Data))
	}
	linked = linked || n.DataAtom == atom.A
	sum := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		sum += weigh(c, linked, weights)
	}
	weights[n] = sum
	return sum
}

// mainPart goes down from the body as long as one child holds nearly all the text.
func mainPart(root *html.Node, weights map[*html.Node]int) *html.Node {
	at := root
	for {
		var best *html.Node
		for c := at.FirstChild; c != nil; c = c.NextSibling {
			if c.Type == html.ElementNode && c.DataAtom != atom.Head && (best == nil || weights[c] > weights[best]) {
				best = c
			}
		}
		if best == nil || !holds(best) || weights[best]*10 < weights[at]*6 {
			return at
		}
		at = best
	}
}

// holds reports an element that may hold others with text.
func holds(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Span, atom.Table, atom.Ul, atom.Ol, atom.B, atom.Strong, atom.Font, atom.H1, atom.H2, atom.H3:
		return false
	}
	return true
}

// pageTitle is the page's first h1 or the element that calls itself title, else the head's title without the site's name.
func pageTitle(root *html.Node) string {
	h1, classed, head := "", "", ""
	each(root, func(n *html.Node) {
		switch {
		case n.DataAtom == atom.H1 && h1 == "":
			h1 = clean(textOf(n))
		case n.DataAtom == atom.Title && head == "":
			head = clean(textOf(n))
		}
		for _, a := range n.Attr {
			if a.Key == "name" && a.Val == "ArticleTitle" {
				for _, c := range n.Attr {
					if c.Key == "content" && classed == "" {
						classed = clean(c.Val)
					}
				}
			}
			if (a.Key == "class" || a.Key == "id") && strings.Contains(strings.ToLower(a.Val), "title") && classed == "" && n.DataAtom != atom.Title {
				classed = clean(textOf(n))
			}
		}
	})
	for _, t := range []string{h1, classed} {
		if n := utf8.RuneCountInString(t); n > 5 && n < 100 {
			return t
		}
	}
	if i := strings.LastIndexAny(head, "_-|—"); i > 0 {
		return strings.TrimSpace(strings.TrimRight(head[:i], "_-|— "))
	}
	return head
}

func each(n *html.Node, see func(*html.Node)) {
	if n.Type == html.ElementNode {
		see(n)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		each(c, see)
	}
}

func textOf(n *html.Node) string {
	if n.Type == html.TextNode {
		return n.Data
	}
	var s strings.Builder
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		s.WriteString(textOf(c))
	}
	return s.String()
}

// pageReader turns elements into blocks.
type pageReader struct {
	b    *builder
	line strings.Builder
}

func (p *pageReader) flush(kind BlockKind, level int) {
	p.b.add(Block{Kind: kind, Level: level, Text: p.line.String()})
	p.line.Reset()
}

func (p *pageReader) walk(n *html.Node) {
	if p.b.err != nil {
		return
	}
	switch n.Type {
	case html.TextNode:
		p.line.WriteString(n.Data)
		return
	case html.ElementNode, html.DocumentNode:
	default:
		return
	}
	switch n.DataAtom {
	case atom.Head:
		return
	case atom.Br:
		p.flush(Paragraph, 0)
		return
	case atom.Table:
		p.flush(Paragraph, 0)
		p.table(n)
		return
	case atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6:
		p.flush(Paragraph, 0)
		p.line.WriteString(textOf(n))
		p.flush(Heading, int(n.Data[1]-'0'))
		return
	}
	apart := isBlock(n)
	if apart {
		p.flush(Paragraph, 0)
	}
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		p.walk(c)
	}
	if apart {
		p.flush(Paragraph, 0)
	}
}

func isBlock(n *html.Node) bool {
	switch n.DataAtom {
	case atom.P, atom.Div, atom.Li, atom.Ul, atom.Ol, atom.Section, atom.Article, atom.Blockquote, atom.Dd, atom.Dt, atom.Dl, atom.Center, atom.Pre, atom.Tr, atom.Td, atom.Main, atom.Body:
		return true
	}
	return false
}

// table reads a table of a page; one with a single column is text that was laid out so.
func (p *pageReader) table(n *html.Node) {
	g := grid{most: p.b.lim.Cells}
	var nested bool
	each(n, func(e *html.Node) { nested = nested || e != n && e.DataAtom == atom.Table })
	each(n, func(e *html.Node) {
		switch e.DataAtom {
		case atom.Tr:
			g.row()
		case atom.Td, atom.Th:
			g.cell(textOf(e), span(e, "colspan"), span(e, "rowspan"))
		}
	})
	if nested || g.width() < 2 {
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			p.walk(c)
		}
		return
	}
	p.b.add(Block{Kind: Table, Rows: g.rows})
	if g.over {
		p.b.err = &Refusal{"文档里的表格太大，超过上限", "请把表格另存为 .xlsx 单独导入"}
	}
}

func span(n *html.Node, key string) int {
	for _, a := range n.Attr {
		if a.Key == key {
			v := 0
			for _, r := range a.Val {
				if r < '0' || r > '9' || v > 1000 {
					break
				}
				v = v*10 + int(r-'0')
			}
			return min(max(v, 1), 1000)
		}
	}
	return 1
}
