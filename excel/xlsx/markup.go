package xlsx

import (
	"bytes"
	"strings"
)

// markup scans what begins with '<'. ok is false when the window ends first.
func (s *scanner) markup() (ev event, ok bool) {
	b := s.buf[s.pos:s.end]
	if len(b) < 2 {
		return atEnd, false
	}
	switch b[1] {
	case '/':
		return s.endTag(b)
	case '?':
		return s.instruction(b)
	case '!':
		return s.declaration(b)
	}
	return s.startTag(b)
}

func (s *scanner) endTag(b []byte) (event, bool) {
	if len(s.marks) == 0 {
		return s.fail("标签不配对"), true
	}
	want := s.names[s.marks[len(s.marks)-1]:]
	n := 2 + len(want)
	if len(b) <= n {
		if bytes.IndexByte(b, '>') >= 0 {
			return s.fail("标签不配对"), true
		}
		return atEnd, false
	}
	if string(b[2:n]) != string(want) {
		return s.fail("标签不配对"), true
	}
	for ; n < len(b); n++ {
		if b[n] == '>' {
			s.pos += n + 1
			s.pop()
			return closing, true
		}
		if !blank(b[n]) {
			return s.fail("标签不配对"), true
		}
	}
	return atEnd, false
}

// pop leaves the innermost element.
func (s *scanner) pop() {
	last := len(s.marks) - 1
	s.names = s.names[:s.marks[last]]
	s.marks = s.marks[:last]
}

func (s *scanner) startTag(b []byte) (event, bool) {
	i, local := scanName(b, 1)
	if i == len(b) {
		return atEnd, false
	}
	if local < 0 {
		return s.fail("标签写法有误"), true
	}
	if len(s.marks) == 0 && s.rooted {
		return s.fail("正文之外有多余内容"), true
	}
	n, empty, ok := s.attributes(b, i)
	if !ok || s.err != nil {
		return atEnd, ok
	}
	if len(s.marks) == maxDepth {
		return s.fail("标签嵌套过深"), true
	}
	s.marks = append(s.marks, int32(len(s.names)))
	s.names = append(s.names, b[1:i]...)
	s.name = piece{s.pos + local, s.pos + i}
	s.rooted, s.started, s.pending = true, true, empty
	s.pos += n
	return open, true
}

// attributes reads b from i up to the tag's '>': n is the length of the whole tag.
func (s *scanner) attributes(b []byte, i int) (n int, empty, ok bool) {
	s.attrs = s.attrs[:0]
	for {
		from := i
		for i < len(b) && blank(b[i]) {
			i++
		}
		if i == len(b) {
			return 0, false, false
		}
		switch b[i] {
		case '>':
			return i + 1, false, true
		case '/':
			if i+1 == len(b) {
				return 0, false, false
			}
			if b[i+1] != '>' {
				s.fail("标签写法有误")
			}
			return i + 2, true, true
		}
		if i == from || len(s.attrs) == maxAttrs {
			s.fail("标签写法有误")
			return 0, false, true
		}
		var a attr
		if a, i, ok = s.attribute(b, i); !ok || s.err != nil {
			return 0, false, ok
		}
		name := s.buf[a.name.from:a.name.to]
		for j := range s.attrs {
			if before, _ := s.attrAt(j); string(before) == string(name) {
				s.fail("标签中属性重复")
				return 0, false, true
			}
		}
		s.attrs = append(s.attrs, a)
	}
}

func (s *scanner) attribute(b []byte, i int) (a attr, n int, ok bool) {
	from := i
	i, local := scanName(b, i)
	a.name = piece{s.pos + from, s.pos + i}
	for i < len(b) && blank(b[i]) {
		i++
	}
	if i < len(b) && (b[i] != '=' || local < 0) {
		s.fail("标签写法有误")
		return a, i, true
	}
	i++
	for i < len(b) && blank(b[i]) {
		i++
	}
	if i >= len(b) {
		return a, i, false
	}
	quote := b[i]
	if quote != '"' && quote != '\'' {
		s.fail("标签写法有误")
		return a, i, true
	}
	i++
	for from = i; i < len(b); i++ {
		switch b[i] {
		case quote:
			a.value = piece{s.pos + from, s.pos + i}
			return a, i + 1, true
		case '<':
			s.fail("标签写法有误")
			return a, i, true
		case '&':
			if rest := b[i:]; !entityAt(rest) && (len(rest) >= maxEntity || bytes.IndexByte(rest, quote) >= 0) {
				s.fail("含有不能识别的 & 符号")
				return a, i, true
			}
		}
	}
	return a, i, false
}

// instruction passes over <?…?>; the declaration at the very start may name the encoding.
func (s *scanner) instruction(b []byte) (event, bool) {
	n := 2 + bytes.Index(b[2:], []byte("?>"))
	if n < 2 {
		return atEnd, false
	}
	i, local := scanName(b, 2)
	if local < 0 || !blank(b[i]) && i != n {
		return s.fail("标签写法有误"), true
	}
	if string(b[2:i]) == "xml" {
		if s.started {
			return s.fail("内容前后颠倒"), true
		}
		if why := undeclarable(string(b[5:n])); why != "" {
			s.err = &Refusal{Message: why, Expected: resave}
			return atEnd, true
		}
	}
	s.pos += n + 2
	s.started = true
	return passed, true
}

// undeclarable says what is wrong with the inside of an XML declaration, "" if nothing is.
func undeclarable(decl string) string {
	if v := declared(decl, "version"); v != "" && v != "1.0" {
		return "工作簿内部声明了 " + clip(v, 20) + " 版的 XML，不是 .xlsx 规定的 1.0 版"
	}
	switch enc := declared(decl, "encoding"); strings.ToLower(enc) {
	case "", "utf-8", "utf8", "us-ascii":
		return ""
	default:
		return "工作簿内部用了 " + clip(enc, 20) + " 编码，不是 .xlsx 规定的 UTF-8 编码"
	}
}

func declared(decl, name string) string {
	_, rest, ok := strings.Cut(decl, name)
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	value, _, _ := strings.Cut(rest[1:], rest[:1])
	return value
}

// declaration handles <!-- -->, <![CDATA[ ]]> and refuses <!DOCTYPE.
func (s *scanner) declaration(b []byte) (event, bool) {
	const comment, cdata, doctype = "<!--", "<![CDATA[", "<!DOCTYPE"
	s.started = true
	switch {
	case bytes.HasPrefix(b, []byte(comment)):
		n := len(comment) + bytes.Index(b[len(comment):], []byte("--"))
		if n < len(comment) || n+2 == len(b) {
			return atEnd, false
		}
		if b[n+2] != '>' {
			return s.fail("标签写法有误"), true
		}
		s.pos += n + 3
		return passed, true
	case bytes.HasPrefix(b, []byte(cdata)):
		n := bytes.Index(b, []byte("]]>"))
		if n < 0 {
			return atEnd, false
		}
		if len(s.marks) == 0 {
			return s.fail("正文之外有多余内容"), true
		}
		s.text, s.literal = piece{s.pos + len(cdata), s.pos + n}, true
		s.special = bytes.IndexByte(b[len(cdata):n], '\r') >= 0
		s.pos += n + 3
		return text, true
	case len(b) < len(doctype):
		return atEnd, false
	case strings.EqualFold(string(b[:len(doctype)]), doctype):
		s.err = &Refusal{Message: "工作簿内部带有 DOCTYPE 声明，正常的工作簿里没有这种内容，出于安全不予读取", Expected: resave}
		return atEnd, true
	}
	return s.fail("标签写法有误"), true
}
