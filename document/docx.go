package document

import (
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"
)

// Package is an opened .docx: its parts by name. Whoever opens it has held the zip against its limits.
type Package interface {
	// Find is a part's name whatever its case, "" where there is none.
	Find(name string) string
	// Part unpacks a part; nil where there is none.
	Part(name string) ([]byte, error)
}

// Docx reads a Word document: paragraphs with their numbers, tables, text boxes and notes. Macros, links and whatever lies outside
// the package are not looked at.
func Docx(pkg Package, lim Limits) (Document, error) {
	lim = lim.orDefaults()
	if pkg.Find("word/document.xml") == "" {
		return Document{}, &Refusal{"这个文件里没有 Word 文档的正文", "请在 WPS 或 Word 中打开后另存为 .docx，再上传"}
	}
	if pkg.Find("word/vbaProject.bin") != "" {
		return Document{}, &Refusal{"文档带有宏，出于安全不予读取", "请另存为不带宏的 .docx，再上传"}
	}
	r := wordReader{b: builder{lim: lim}, pkg: pkg}
	if err := r.styles(); err != nil {
		return Document{}, err
	}
	if err := r.numbering(); err != nil {
		return Document{}, err
	}
	if err := r.part("word/document.xml", r.body); err != nil {
		return Document{}, err
	}
	for _, notes := range []string{"word/footnotes.xml", "word/endnotes.xml"} {
		if err := r.part(notes, r.notes); err != nil {
			return Document{}, err
		}
	}
	return r.b.out, r.b.err
}

type wordReader struct {
	b      builder
	pkg    Package
	level  map[string]int // of a style: its outline level, from 1
	titles map[string]bool
	styled map[string]numRef // of a style: its numbering
	lists  lists
}

// node is an element with what it holds.
type node struct {
	name     string
	attr     []xml.Attr
	text     string
	children []*node
}

func (n *node) get(name string) string {
	for _, a := range n.attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (n *node) child(names ...string) *node {
	for _, name := range names {
		if n == nil {
			return nil
		}
		var next *node
		for _, c := range n.children {
			if c.name == name {
				next = c
				break
			}
		}
		n = next
	}
	return n
}

// val is the val of a child, "" where there is none.
func (n *node) val(names ...string) string {
	if c := n.child(names...); c != nil {
		return c.get("val")
	}
	return ""
}

// part parses a part into its root's children, one at a time, so that a long document is never held whole.
func (r *wordReader) part(name string, each func(*node)) error {
	name = r.pkg.Find(name)
	if name == "" {
		return nil
	}
	data, err := r.pkg.Part(name)
	if err != nil {
		return err
	}
	if int64(len(data)) > r.b.lim.Part {
		return &Refusal{"文档正文太大，超过上限", "请只上传计划正文"}
	}
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = map[string]string{}
	depth := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && depth == 0 {
			return nil
		}
		if err != nil {
			return &Refusal{"文档损坏：内部的内容不完整或写法有误", "请在 WPS 或 Word 中打开后另存为 .docx，再上传"}
		}
		switch t := tok.(type) {
		case xml.Directive:
			return &Refusal{"文档内部带有不该有的声明（DTD），出于安全不予读取", "请在 WPS 或 Word 中打开后另存为 .docx，再上传"}
		case xml.StartElement:
			if depth++; depth <= 2 && (t.Name.Local == "document" || t.Name.Local == "body" || depth == 1) {
				continue
			}
			n, err := r.node(d, t, depth)
			if err != nil {
				return err
			}
			depth--
			if each(n); r.b.err != nil {
				return r.b.err
			}
		case xml.EndElement:
			depth--
		}
	}
}

func (r *wordReader) node(d *xml.Decoder, start xml.StartElement, depth int) (*node, error) {
	if depth > r.b.lim.Depth {
		return nil, &Refusal{"文档内部嵌套过深，不像是正常的文档", "请在 WPS 或 Word 中打开后另存为 .docx，再上传"}
	}
	n := &node{name: start.Name.Local, attr: start.Attr}
	for {
		tok, err := d.Token()
		if err != nil {
			return nil, &Refusal{"文档损坏：内部的内容不完整或写法有误", "请在 WPS 或 Word 中打开后另存为 .docx，再上传"}
		}
		switch t := tok.(type) {
		case xml.StartElement:
			c, err := r.node(d, t, depth+1)
			if err != nil {
				return nil, err
			}
			n.children = append(n.children, c)
		case xml.CharData:
			if n.name == "t" {
				n.text += string(t)
			}
		case xml.EndElement:
			return n, nil
		}
	}
}

// styles notes which styles are headings, and which are numbered.
func (r *wordReader) styles() error {
	r.level, r.titles, r.styled = map[string]int{}, map[string]bool{}, map[string]numRef{}
	return r.part("word/styles.xml", func(n *node) {
		if n.name != "style" {
			return
		}
		id, name := n.get("styleId"), strings.ToLower(n.val("name"))
		if v := n.val("pPr", "outlineLvl"); v != "" {
			if k, err := strconv.Atoi(v); err == nil && k >= 0 && k < 9 {
				r.level[id] = k + 1
			}
		}
		for _, prefix := range []string{"heading ", "标题 "} {
			if rest, ok := strings.CutPrefix(name, prefix); ok {
				if k, err := strconv.Atoi(strings.TrimSpace(rest)); err == nil && k > 0 && k < 10 {
					r.level[id] = k
				}
			}
		}
		r.titles[id] = name == "title" || name == "标题"
		if num := n.child("pPr", "numPr"); num != nil {
			r.styled[id] = refOf(num)
		}
	})
}

// body takes one child of the body.
func (r *wordReader) body(n *node) {
	switch n.name {
	case "p":
		r.paragraph(n, Paragraph)
	case "tbl":
		r.table(n)
	case "sdt":
		r.all(n.child("sdtContent"))
	case "ins", "moveTo", "customXml", "smartTag":
		r.all(n)
	case "AlternateContent":
		r.all(n.child("Choice"))
	}
}

func (r *wordReader) all(n *node) {
	if n == nil {
		return
	}
	for _, c := range n.children {
		r.body(c)
	}
}

// notes takes one footnote or endnote.
func (r *wordReader) notes(n *node) {
	if kind := n.get("type"); kind == "separator" || kind == "continuationSeparator" || kind == "continuationNotice" {
		return
	}
	for _, c := range n.children {
		if c.name == "p" {
			r.paragraph(c, Note)
		}
	}
}

func (r *wordReader) paragraph(n *node, kind BlockKind) {
	var lines []string
	var line strings.Builder
	var boxes []*node
	gather(n, &line, &lines, &boxes)
	lines = append(lines, line.String())
	style := n.val("pPr", "pStyle")
	level := r.level[style]
	if v := n.val("pPr", "outlineLvl"); v != "" {
		if k, err := strconv.Atoi(v); err == nil && k >= 0 && k < 9 {
			level = k + 1
		}
	}
	ref, numbered := r.styled[style]
	if num := n.child("pPr", "numPr"); num != nil {
		own := refOf(num)
		if own.num == "" {
			own.num = ref.num
		}
		ref, numbered = own, true
	}
	whole := strings.TrimSpace(strings.Join(lines, ""))
	if numbered && whole != "" {
		lines[0] = r.lists.next(ref) + lines[0]
	}
	if kind == Paragraph && level > 0 {
		kind = Heading
	}
	if r.titles[style] && r.b.out.Title == "" && whole != "" {
		r.b.out.Title = clean(whole)
	}
	for _, l := range lines {
		r.b.add(Block{Kind: kind, Level: level, Text: l})
	}
	for _, box := range boxes {
		r.all(box)
	}
}

// gather collects a paragraph's text: what was deleted, codes of fields and the second form of a shape are left out; text boxes
// come after their paragraph.
func gather(n *node, line *strings.Builder, lines *[]string, boxes *[]*node) {
	for _, c := range n.children {
		switch c.name {
		case "t":
			line.WriteString(c.text)
		case "tab":
			line.WriteByte(' ')
		case "br", "cr":
			if c.get("type") == "" || c.get("type") == "textWrapping" {
				*lines = append(*lines, line.String())
				line.Reset()
			}
		case "noBreakHyphen":
			line.WriteByte('-')
		case "del", "moveFrom", "instrText", "delText", "rPr", "pPr", "Fallback":
		case "txbxContent":
			*boxes = append(*boxes, c)
		default:
			gather(c, line, lines, boxes)
		}
	}
}

func (r *wordReader) table(n *node) {
	g := grid{most: r.b.lim.Cells}
	above := map[int]string{}
	var nested []*node
	for _, row := range n.children {
		if row = inside(row, "tr"); row != nil {
			r.row(row, &g, above, &nested)
		}
	}
	if g.over {
		r.b.err = &Refusal{"文档里的表格太大，超过上限", "请把表格另存为 .xlsx 单独导入"}
		return
	}
	if g.width() < 2 { // a frame around text
		for _, row := range g.rows {
			for _, text := range row {
				r.b.add(Block{Kind: Paragraph, Text: text})
			}
		}
	} else {
		r.b.add(Block{Kind: Table, Rows: g.rows})
	}
	for _, t := range nested {
		r.table(t)
	}
}

// inside is a row or a cell, also one in a content control; nil where there is none.
func inside(n *node, name string) *node {
	if n.name == "sdt" {
		n = n.child("sdtContent", name)
	}
	if n == nil || n.name != name {
		return nil
	}
	return n
}

// row lays out one row; above holds what stands in each column of the row before, for cells merged down.
func (r *wordReader) row(row *node, g *grid, above map[int]string, nested *[]*node) {
	g.row()
	at := 0
	for _, c := range row.children {
		if c = inside(c, "tc"); c == nil {
			continue
		}
		cols, err := strconv.Atoi(c.val("tcPr", "gridSpan"))
		if err != nil || cols < 1 || cols > 1000 {
			cols = 1
		}
		text := r.cell(c, nested)
		if merge := c.child("tcPr", "vMerge"); merge != nil && merge.get("val") != "restart" {
			text = above[at]
		}
		above[at] = text
		g.cell(text, cols, 1)
		at += cols
	}
}

func (r *wordReader) cell(n *node, nested *[]*node) string {
	var parts []string
	for _, c := range n.children {
		switch c.name {
		case "p":
			var lines []string
			var line strings.Builder
			var boxes []*node
			gather(c, &line, &lines, &boxes)
			if text := strings.TrimSpace(strings.Join(append(lines, line.String()), "")); text != "" {
				parts = append(parts, text)
			}
		case "tbl":
			*nested = append(*nested, c)
		}
	}
	return strings.Join(parts, "；")
}
