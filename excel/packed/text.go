package packed

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxText is how much a cell can hold.
const maxText = 32767

// cut marks a text that did not fit.
const cutMark = "…（文字过长，全文见系统）"

// AppendText escapes a text for a cell. Characters that XML cannot hold are written _xHHHH_, as the format asks, and a text that looks
// like such an escape is itself escaped, so that every text comes back as it was.
func AppendText(b []byte, s string) []byte { return AppendSeen(b, s, See(s)) }

// AppendSeen is AppendText for a text that was looked at.
func AppendSeen(b []byte, s string, seen Trait) []byte {
	if len(s) > maxText && utf8.RuneCountInString(s) > maxText {
		s = string([]rune(s)[:maxText-utf8.RuneCountInString(cutMark)]) + cutMark
	}
	if seen&Special == 0 && (seen&wide == 0 || utf8.ValidString(s)) && (seen&last == 0 || !strings.Contains(s, "\xEF\xBF")) {
		return append(b, s...) // almost every one
	}
	for i, r := range s {
		switch {
		case r == '&':
			b = append(b, "&amp;"...)
		case r == '<':
			b = append(b, "&lt;"...)
		case r == '>':
			b = append(b, "&gt;"...)
		case r == '"':
			b = append(b, "&quot;"...)
		case r == '_' && looksEscaped(s[i:]):
			b = append(b, "_x005F_"...)
		case r == '\t' || r == '\n':
			b = utf8.AppendRune(b, r)
		case r < ' ' || r == 0xFFFE || r == 0xFFFF:
			b = append(b, "_x"...)
			h := strings.ToUpper(strconv.FormatInt(int64(r), 16))
			b = append(append(b, "0000"[len(h):]...), h...)
			b = append(b, '_')
		default:
			b = utf8.AppendRune(b, r)
		}
	}
	return b
}

// Trait says what the bytes of a text ask for; each is looked at once.
type Trait uint8

const (
	Special Trait = 1 << iota // to be escaped, or nearly so
	White                     // to be kept
	wide                      // part of a longer character, which may be broken
	last                      // may begin the row of U+FFFE and U+FFFF
)

// traits are those of every byte.
var traits = func() (t [256]Trait) {
	for c := range t {
		switch {
		case c < ' ':
			t[c] = Special | White
		case c == ' ':
			t[c] = White
		case c == '&' || c == '<' || c == '>' || c == '"' || c == '_':
			t[c] = Special
		case c == 0xEF:
			t[c] = wide | last
		case c >= utf8.RuneSelf:
			t[c] = wide
		}
	}
	return t
}()

// See gathers the traits of a text.
func See(s string) (all Trait) {
	for i := range len(s) {
		all |= traits[s[i]]
	}
	return all
}

// Spaced reports white space that a reader of XML might not keep unless it is told to.
func Spaced(s string) bool {
	white := func(c byte) bool { return c == ' ' || c < ' ' }
	for i := range len(s) {
		if white(s[i]) && (s[i] != ' ' || i == 0 || i == len(s)-1 || white(s[i+1])) {
			return true
		}
	}
	return false
}

// looksEscaped reports _xHHHH_ at the start.
func looksEscaped(s string) bool {
	if len(s) < 7 || s[1] != 'x' || s[6] != '_' {
		return false
	}
	for _, c := range []byte(s[2:6]) {
		if !strings.ContainsRune("0123456789abcdefABCDEF", rune(c)) {
			return false
		}
	}
	return true
}

// Risky reports a text that a spreadsheet could take for a formula when it is edited or exported again:
// it is written with quotePrefix, which leaves the text itself as it is.
func Risky(s string) bool {
	if s == "" || s[0] > '@' && s[0] != fullWidth[0] {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("=+-@\t\r\x00"+fullWidth, r)
}

// fullWidth are the same signs as a Chinese keyboard writes them.
const fullWidth = "＝＋－＠"
