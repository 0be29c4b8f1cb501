package mark

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf16"
)

// element is one start or end tag of a part with its place in the bytes. Only tags are told: what stands
// between them is never touched.
type element struct {
	name   string // local
	prefix string // with its colon: "x:", or ""
	attrs  []xml.Attr
	depth  int // 1 for the root
	end    bool
	self   bool // <c/>: no end tag is told for it
	from   int
	to     int
}

func (e element) attr(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local {
			return a.Value
		}
	}
	return ""
}

// qualified is the value of an attribute that bears a prefix: r:id, whatever r is called.
func (e element) qualified(local string) string {
	for _, a := range e.attrs {
		if a.Name.Local == local && a.Name.Space != "" && a.Name.Space != "xmlns" {
			return a.Value
		}
	}
	return ""
}

// walk tells every tag of a part in order.
func walk(data []byte, tell func(element) error) error {
	dec := xml.NewDecoder(bytes.NewReader(data))
	dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	depth, from := 0, 0
	var self bool
	for {
		tok, err := dec.RawToken()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("xml: %w", err)
		}
		to := int(dec.InputOffset())
		switch t := tok.(type) {
		case xml.StartElement:
			depth++
			self = to-from >= 2 && data[to-2] == '/'
			e := element{name: t.Name.Local, prefix: prefixOf(t.Name), attrs: slices.Clone(t.Attr), depth: depth, self: self, from: from, to: to}
			if err := tell(e); err != nil {
				return err
			}
		case xml.EndElement:
			if !self {
				if err := tell(element{name: t.Name.Local, prefix: prefixOf(t.Name), depth: depth, end: true, from: from, to: to}); err != nil {
					return err
				}
			}
			self = false
			depth--
		}
		from = to
	}
}

func prefixOf(n xml.Name) string {
	if n.Space == "" {
		return ""
	}
	return n.Space + ":"
}

// splice is one change: the bytes from..to become with.
type splice struct {
	from, to int
	with     string
}

// splices are the changes to one part, in any order, none over another.
type splices []splice

func (s *splices) insert(at int, text string) {
	if text != "" {
		*s = append(*s, splice{at, at, text})
	}
}

func (s *splices) replace(from, to int, text string) { *s = append(*s, splice{from, to, text}) }

// apply gives the changed part. Insertions at one place keep the order in which they were made and stand before
// what is replaced there.
func (s splices) apply(data []byte) []byte {
	if len(s) == 0 {
		return data
	}
	slices.SortStableFunc(s, func(a, b splice) int {
		if a.from != b.from {
			return a.from - b.from
		}
		return a.to - b.to
	})
	var out bytes.Buffer
	at := 0
	for _, c := range s {
		out.Write(data[at:c.from])
		out.WriteString(c.with)
		at = c.to
	}
	out.Write(data[at:])
	return out.Bytes()
}

// into gives a self-closing tag an end tag with something inside; other elements get it before their end tag,
// which starts at end.
func (s *splices) into(data []byte, e element, end int, inside string) {
	if !e.self {
		s.insert(end, inside)
		return
	}
	tag := strings.TrimRight(string(data[e.from:e.to-2]), " ")
	s.replace(e.from, e.to, tag+">"+inside+"</"+e.prefix+e.name+">")
}

// withAttr is the text of a start tag with an attribute set, everything else as it stood.
func withAttr(tag, name, value string) string {
	if from, to, ok := attrSpan(tag, name); ok {
		return tag[:from] + escaped(value) + tag[to:]
	}
	at := len(tag) - 1
	if strings.HasSuffix(tag, "/>") {
		at--
	}
	at = len(strings.TrimRight(tag[:at], " \t\r\n"))
	return tag[:at] + " " + name + `="` + escaped(value) + `"` + tag[at:]
}

// withoutAttr is the text of a start tag with an attribute left out.
func withoutAttr(tag, name string) string {
	from, to, ok := attrSpan(tag, name)
	if !ok {
		return tag
	}
	start := strings.LastIndex(tag[:from], name)
	return strings.TrimRight(tag[:start], " \t\r\n") + tag[to+1:]
}

// attrSpan finds the value of an attribute between its quotes.
func attrSpan(tag, name string) (from, to int, ok bool) {
	i := strings.IndexAny(tag, " \t\r\n")
	for i >= 0 && i < len(tag) {
		rest := strings.TrimLeft(tag[i:], " \t\r\n")
		i = len(tag) - len(rest)
		eq := strings.IndexByte(rest, '=')
		if eq < 0 {
			return 0, 0, false
		}
		q := strings.IndexAny(rest[eq:], `"'`)
		if q < 0 {
			return 0, 0, false
		}
		open := i + eq + q + 1
		length := strings.IndexByte(tag[open:], tag[open-1])
		if length < 0 {
			return 0, 0, false
		}
		if strings.TrimSpace(rest[:eq]) == name {
			return open, open + length, true
		}
		i = open + length + 1
	}
	return 0, 0, false
}

var escaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "\n", "&#10;", "\r", "", "\t", "&#9;")

// escaped is text fit for element content and attributes; what XML cannot hold is left out.
func escaped(s string) string {
	return escaper.Replace(strings.Map(func(r rune) rune {
		if r == '\t' || r == '\n' || r >= 0x20 && r != 0xFFFE && r != 0xFFFF {
			return r
		}
		return -1
	}, s))
}

// utf8Part gives a part written in UTF-16 as UTF-8, so that offsets mean what they say.
func utf8Part(data []byte) []byte {
	if len(data) < 2 || len(data)%2 != 0 {
		return data
	}
	var order int
	switch {
	case data[0] == 0xFF && data[1] == 0xFE:
		order = 0
	case data[0] == 0xFE && data[1] == 0xFF:
		order = 1
	default:
		return data
	}
	units := make([]uint16, 0, len(data)/2)
	for i := 2; i+1 < len(data); i += 2 {
		units = append(units, uint16(data[i+order])|uint16(data[i+1-order])<<8)
	}
	text := string(utf16.Decode(units))
	if head, rest, ok := strings.Cut(text, "?>"); ok && strings.HasPrefix(head, "<?xml") {
		text = withAttr(head+"?>", "encoding", "UTF-8") + rest
	}
	return []byte(text)
}
