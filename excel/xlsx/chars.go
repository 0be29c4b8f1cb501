package xlsx

import (
	"bytes"
	"encoding/binary"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' || c == '\r' }

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' }

// scanName finds the end of the name that begins at i and where its local part begins, -1 if it is
// no proper name with at most one prefix. An end of len(b) says that there may be more of it. No part
// that is read here uses letters beyond ASCII in names.
func scanName(b []byte, i int) (end, local int) {
	if i == len(b) || !letter(b[i]) {
		return i, -1
	}
	from, local := i, i
	for i++; i < len(b); i++ {
		switch c := b[i]; {
		case letter(c), c >= '0' && c <= '9', c == '-', c == '.':
		case c != ':':
			return i, local
		case local != from, i+1 < len(b) && !letter(b[i+1]):
			return i, -1
		default:
			local = i + 1
		}
	}
	return i, local
}

// local is a name without its prefix.
func local(name []byte) []byte {
	return name[bytes.IndexByte(name, ':')+1:]
}

// hasControl finds a character that XML 1.0 forbids below the space, eight bytes at a time.
func hasControl(b []byte) bool {
	const ones, tops = 0x0101010101010101, 0x8080808080808080
	for len(b) >= 8 {
		x := binary.LittleEndian.Uint64(b)
		if (x-ones*0x20)&^x&tops != 0 && controlIn(b[:8]) {
			return true
		}
		b = b[8:]
	}
	return controlIn(b)
}

func controlIn(b []byte) bool {
	for _, c := range b {
		if c < 0x20 && c != '\n' && c != '\t' && c != '\r' {
			return true
		}
	}
	return false
}

// cutRune is how many bytes at the end of b begin a rune that b does not finish.
func cutRune(b []byte) int {
	for n := 1; n < utf8.UTFMax && n <= len(b); n++ {
		if c := b[len(b)-n]; utf8.RuneStart(c) {
			if c >= utf8.RuneSelf && !utf8.FullRune(b[len(b)-n:]) {
				return n
			}
			return 0
		}
	}
	return 0
}

// maxEntity is the longest spelling that is looked at: "&#x0010FFFF;".
const maxEntity = 12

// entity is the character that b, beginning with '&', stands for, and the length of its spelling; n is 0 for none that XML knows.
func entity(b []byte) (r rune, n int) {
	end := bytes.IndexByte(b[:min(len(b), maxEntity)], ';')
	if end < 0 {
		return 0, 0
	}
	switch string(b[1:end]) {
	case "lt":
		return '<', end + 1
	case "gt":
		return '>', end + 1
	case "amp":
		return '&', end + 1
	case "quot":
		return '"', end + 1
	case "apos":
		return '\'', end + 1
	}
	digits, base := b[1:end], 10
	if len(digits) < 2 || digits[0] != '#' {
		return 0, 0
	}
	digits = digits[1:]
	if digits[0] == 'x' {
		digits, base = digits[1:], 16
	}
	v, err := strconv.ParseUint(string(digits), base, 32)
	if err != nil || v > utf8.MaxRune || !utf8.ValidRune(rune(v)) || v < 0x20 && v != '\n' && v != '\t' && v != '\r' || v == 0xFFFE || v == 0xFFFF {
		return 0, 0
	}
	return rune(v), end + 1
}

func entityAt(b []byte) bool {
	_, n := entity(b)
	return n > 0
}

// unescape appends raw character data to dst with its entities resolved and line ends as XML wants them.
func unescape(dst, raw []byte, literal bool) []byte {
	for i := 0; i < len(raw); {
		switch c := raw[i]; {
		case c == '&' && !literal:
			r, n := entity(raw[i:])
			if n == 0 { // cannot be: the scanner has looked
				n, r = 1, '&'
			}
			dst = utf8.AppendRune(dst, r)
			i += n
			continue
		case c == '\r':
			dst = append(dst, '\n')
			if i+1 < len(raw) && raw[i+1] == '\n' {
				i++
			}
		default:
			dst = append(dst, c)
		}
		i++
	}
	return dst
}

// attrText is an attribute's value with its entities resolved.
func attrText(raw []byte) string {
	if bytes.IndexByte(raw, '&') < 0 {
		return string(raw)
	}
	return string(unescape(nil, raw, false))
}

// decodeX resolves the escapes _xHHHH_ of SpreadsheetML strings in place; they carry what XML cannot, mostly _x000D_.
func decodeX(b []byte) []byte {
	i := bytes.Index(b, []byte("_x"))
	if i < 0 {
		return b
	}
	out := b[:i]
	for i < len(b) {
		u, ok := escapeAt(b[i:])
		if !ok {
			out = append(out, b[i])
			i++
			continue
		}
		i += 7
		r := rune(u)
		if utf16.IsSurrogate(r) {
			if low, ok := escapeAt(b[i:]); ok {
				if pair := utf16.DecodeRune(r, rune(low)); pair != utf8.RuneError {
					r, i = pair, i+7
				}
			}
		}
		out = utf8.AppendRune(out, r)
	}
	return out
}

func escapeAt(b []byte) (uint16, bool) {
	if len(b) < 7 || b[0] != '_' || b[1] != 'x' || b[6] != '_' {
		return 0, false
	}
	v, err := strconv.ParseUint(string(b[2:6]), 16, 16)
	return uint16(v), err == nil
}

// clip shortens what a file says of itself before it is shown, and takes out what would not print.
func clip(s string, runes int) string {
	s = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, strings.ToValidUTF8(s[:min(len(s), 4*runes+utf8.UTFMax)], ""))
	for i := range s {
		if runes == 0 {
			return s[:i] + "…"
		}
		runes--
	}
	return s
}
