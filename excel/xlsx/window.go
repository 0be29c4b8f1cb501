package xlsx

import (
	"bytes"
	"io"
	"unicode/utf8"
)

// scanText hands out the character data up to the next tag.
func (s *scanner) scanText() event {
	i := s.pos
	s.special = false
	for {
		for ; i < s.end; i++ {
			switch s.buf[i] {
			case '<':
				return s.cutText(i)
			case '&', '\r', ']':
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
	s.text, s.literal = piece{s.pos, i}, false
	if s.special {
		chars := s.buf[s.pos:i]
		if bytes.Contains(chars, []byte("]]>")) {
			return s.fail("标签写法有误")
		}
		for j, c := range chars {
			if c == '&' && !entityAt(chars[j:]) {
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
