package xlsx

import (
	"context"
	"io"
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

// A piece is a stretch of the window. Pieces, not slices, because a tag has many and writing
// pointers costs while the garbage collector runs.
type piece struct{ from, to int }

type attr struct{ name, value piece }

// scanner cuts one XML part into tokens. It accepts well-formed XML without a DOCTYPE and nothing
// else: what Excel would call damaged must not come out as half a sheet. Pieces and slices
// that it hands out live until the next call of next.
type scanner struct {
	ctx context.Context
	src io.Reader
	err error // sticky; a *Refusal or the context's error

	buf      []byte
	pos, end int // buf[pos:end] is valid UTF-8 not yet scanned
	tail     int // bytes after end: a rune that the window cut
	eof      bool

	name    piece // of the element that was opened, without its prefix
	attrs   []attr
	text    piece
	literal bool // text came from CDATA: no entities in it
	special bool // text holds '&', '\r' or ']' and may need decoding

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

// skip passes over the element just opened, with all that is in it.
func (s *scanner) skip() { s.leave(s.depth() - 1) }

// element is the local name of the element that was opened.
func (s *scanner) element() []byte { return s.buf[s.name.from:s.name.to] }

// characters is the raw character data.
func (s *scanner) characters() []byte { return s.buf[s.text.from:s.text.to] }

// attrAt is the name, with its prefix, and the raw value of an attribute.
func (s *scanner) attrAt(i int) (name, value []byte) {
	a := &s.attrs[i]
	return s.buf[a.name.from:a.name.to], s.buf[a.value.from:a.value.to]
}

// attr is the raw value of an attribute without prefix, nil where there is none.
func (s *scanner) attr(name string) []byte {
	for i := range s.attrs {
		if n, value := s.attrAt(i); string(n) == name {
			return value
		}
	}
	return nil
}
