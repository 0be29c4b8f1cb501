package xlsx

import (
	"bytes"
	"context"
	"io"
	"strings"
	"unicode/utf8"
)

// What bounds one token: no honest part comes near, and a window never grows past it.
const (
	windowSize = 32 << 10
	maxToken   = 1 << 20
	maxAttrs   = 100
	maxDepth   = 64
)

type event uint8

const (
	atEnd   event = iota // the part is done, or s.err says why it is not
	open                 // <name attrs>
	closing              // </name>, also after <name/>
	text                 // character data, raw
	passed               // a comment or an instruction: nothing to report
)

type attr struct{ name, value []byte }

// scanner cuts one XML part into tokens. It accepts well-formed XML without a DOCTYPE and nothing
// else: what Excel would call damaged must not come out as half a sheet. Slices that it hands out
// live until the next call of next.
type scanner struct {
	ctx context.Context
	src io.Reader
	err error // sticky; a *Refusal or the context's error

	buf      []byte
	pos, end int // buf[pos:end] is valid UTF-8 not yet scanned
	tail     int // bytes after end: a rune that the window cut
	eof      bool

	name    []byte // local name of the element that was opened or closed
	attrs   []attr
	text    []byte
	literal bool // text came from CDATA: no entities in it
	special bool // text holds '&' or '\r' and needs decoding

	started bool // something but the byte order mark was read
	rooted  bool // the root element was opened
	pending bool // <name/> was reported as open; its end comes next
	names   []byte
	marks   []int32 // where each open element's name starts in names
}

func newScanner(ctx context.Context) *scanner {
	return &scanner{ctx: ctx, buf: make([]byte, windowSize), attrs: make([]attr, 0, 16), names: make([]byte, 0, 256), marks: make([]int32, 0, maxDepth)}
}

// reset begins another part.
func (s *scanner) reset(src io.Reader) {
	*s = scanner{ctx: s.ctx, src: src, buf: s.buf, attrs: s.attrs[:0], names: s.names[:0], marks: s.marks[:0]}
}

func (s *scanner) fail(why string) event {
	if s.err == nil {
		s.err = damaged(why)
	}
	return atEnd
}

// depth is the number of open elements.
func (s *scanner) depth() int { return len(s.marks) }

// next is the next token.
func (s *scanner) next() event {
	if s.err != nil {
		return atEnd
	}
	if s.pending {
		s.pending = false
		s.pop()
		return closing
	}
	for {
		if s.pos == s.end && !s.more() {
			return s.finish()
		}
		if s.buf[s.pos] != '<' {
			if len(s.marks) > 0 {
				return s.scanText()
			}
			if !s.blanks() {
				return atEnd
			}
			continue
		}
		ev, ok := s.markup()
		if s.err != nil {
			return atEnd
		}
		if ok && ev != passed {
			return ev
		}
		if !ok && !s.more() {
			return s.fail("内容不完整")
		}
	}
}

// finish tells a whole part from a cut one.
func (s *scanner) finish() event {
	if s.err == nil && (len(s.marks) > 0 || !s.rooted) {
		s.fail("内容不完整")
	}
	return atEnd
}

// blanks passes over the white space outside the root element.
func (s *scanner) blanks() bool {
	for s.pos < s.end && s.buf[s.pos] != '<' {
		if !blank(s.buf[s.pos]) {
			s.fail("正文之外有多余内容")
			return false
		}
		s.pos++
	}
	return true
}

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

// pop leaves the innermost element; its local name stays in s.name until the next push.
func (s *scanner) pop() {
	last := len(s.marks) - 1
	s.name = local(s.names[s.marks[last]:])
	s.names = s.names[:s.marks[last]]
	s.marks = s.marks[:last]
}

func (s *scanner) startTag(b []byte) (event, bool) {
	i := 1
	for i < len(b) && nameByte(b[i]) {
		i++
	}
	if i == len(b) {
		return atEnd, false
	}
	if i == 1 || b[1] == '-' || b[1] == '.' || b[1] >= '0' && b[1] <= '9' {
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
	s.name = local(b[1:i])
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
		for j := range s.attrs {
			if string(s.attrs[j].name) == string(a.name) {
				s.fail("标签中属性重复")
				return 0, false, true
			}
		}
		s.attrs = append(s.attrs, a)
	}
}

func (s *scanner) attribute(b []byte, i int) (a attr, n int, ok bool) {
	from := i
	for i < len(b) && nameByte(b[i]) {
		i++
	}
	a.name = b[from:i]
	for i < len(b) && blank(b[i]) {
		i++
	}
	if i < len(b) && (b[i] != '=' || len(a.name) == 0) {
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
		switch c := b[i]; {
		case c == quote:
			a.value = b[from:i]
			return a, i + 1, true
		case c == '<':
			s.fail("标签写法有误")
			return a, i, true
		case c == '&':
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
	n := bytes.Index(b, []byte("?>"))
	if n < 0 {
		return atEnd, false
	}
	if bytes.HasPrefix(b, []byte("<?xml")) && len(b) > 5 && blank(b[5]) {
		if s.started {
			return s.fail("内容前后颠倒"), true
		}
		if enc := encodingOf(string(b[5:n])); enc != "" && !strings.EqualFold(enc, "utf-8") && !strings.EqualFold(enc, "utf8") && !strings.EqualFold(enc, "us-ascii") {
			s.err = &Refusal{Message: "工作簿内部用了 " + clip(enc, 20) + " 编码，不是 .xlsx 规定的 UTF-8 编码", Expected: resave}
			return atEnd, true
		}
	}
	s.pos += n + 2
	s.started = true
	return passed, true
}

func encodingOf(decl string) string {
	_, rest, ok := strings.Cut(decl, "encoding")
	if !ok {
		return ""
	}
	rest = strings.TrimLeft(rest, " \t\r\n=")
	if rest == "" || rest[0] != '"' && rest[0] != '\'' {
		return ""
	}
	enc, _, _ := strings.Cut(rest[1:], rest[:1])
	return enc
}

// declaration handles <!-- -->, <![CDATA[ ]]> and refuses <!DOCTYPE.
func (s *scanner) declaration(b []byte) (event, bool) {
	const comment, cdata, doctype = "<!--", "<![CDATA[", "<!DOCTYPE"
	s.started = true
	switch {
	case bytes.HasPrefix(b, []byte(comment)):
		n := bytes.Index(b[len(comment):], []byte("-->"))
		if n < 0 {
			return atEnd, false
		}
		s.pos += len(comment) + n + 3
		return passed, true
	case bytes.HasPrefix(b, []byte(cdata)):
		n := bytes.Index(b, []byte("]]>"))
		if n < 0 {
			return atEnd, false
		}
		if len(s.marks) == 0 {
			return s.fail("正文之外有多余内容"), true
		}
		s.text, s.literal = b[len(cdata):n], true
		s.special = bytes.IndexByte(s.text, '\r') >= 0
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

// scanText hands out the character data up to the next tag.
func (s *scanner) scanText() event {
	i := s.pos
	s.special = false
	for {
		for ; i < s.end; i++ {
			switch s.buf[i] {
			case '<':
				return s.cutText(i)
			case '&', '\r':
				s.special = true
			}
		}
		scanned := i - s.pos
		if !s.more() {
			return s.fail("内容不完整")
		}
		i = s.pos + scanned
	}
}

func (s *scanner) cutText(i int) event {
	s.text, s.literal = s.buf[s.pos:i], false
	if s.special {
		for j, c := range s.text {
			if c == '&' && !entityAt(s.text[j:]) {
				return s.fail("含有不能识别的 & 符号")
			}
		}
	}
	s.pos = i
	return text
}

// more brings more bytes into the window, moving what is not yet scanned to its front.
// It is false at the end of the part and after an error.
func (s *scanner) more() bool {
	if s.err != nil || s.eof {
		return false
	}
	if err := s.ctx.Err(); err != nil {
		s.err = err
		return false
	}
	kept := copy(s.buf, s.buf[s.pos:s.end+s.tail])
	s.pos, s.end = 0, kept-s.tail
	if kept == len(s.buf) {
		if kept >= maxToken {
			s.err = &Refusal{Limit: true, Message: "工作簿里有一处内容过长（超过 1 MB），不像是正常的表格内容", Expected: resave}
			return false
		}
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	n, err := io.ReadFull(s.src, s.buf[kept:]) // full: a long token is looked at a few times only
	s.eof = err == io.EOF || err == io.ErrUnexpectedEOF
	if err != nil && !s.eof {
		s.err = err
		return false
	}
	return s.admit(kept + n)
}

// admit lets buf[end:filled] into the window as far as whole runes go.
func (s *scanner) admit(filled int) bool {
	fresh := s.buf[s.end:filled]
	s.tail = 0
	if !s.eof {
		s.tail = cutRune(fresh)
	}
	whole := fresh[:len(fresh)-s.tail]
	if !s.started && s.end == 0 {
		if bytes.HasPrefix(whole, []byte("\xef\xbb\xbf")) {
			s.pos = 3
		} else if bytes.HasPrefix(whole, []byte("\xff\xfe")) || bytes.HasPrefix(whole, []byte("\xfe\xff")) || bytes.IndexByte(whole[:min(len(whole), 4)], 0) >= 0 {
			s.err = &Refusal{Message: "工作簿内部用了 UTF-16 编码，不是 .xlsx 通用的 UTF-8 编码", Expected: resave}
			return false
		}
	}
	if hasControl(whole) {
		s.fail("含有不允许的控制字符")
		return false
	}
	if !utf8.Valid(whole) {
		s.fail("含有乱码（不是 UTF-8 文字）")
		return false
	}
	s.end += len(whole)
	return s.end > s.pos || !s.eof && s.more()
}

// skip passes over the element just opened, with all that is in it.
func (s *scanner) skip() { s.leave(s.depth() - 1) }

// attr is the raw value of an attribute without prefix, nil where there is none.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if string(s.attrs[i].name) == name {
			return s.attrs[i].value
		}
	}
	return nil
}
