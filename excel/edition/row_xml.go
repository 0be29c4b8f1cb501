package edition

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxText is how much a cell can hold.
const maxText = 32767

// cut marks a text that did not fit.
const cutMark = "…(文字过长,全文见系统)"

// appendLine writes one <row>. names are the column names.
func appendLine(b []byte, row int, l line, names []string, ids *lookup) []byte {
	r := strconv.Itoa(row)
	b = append(append(append(b, `<row r="`...), r...), '"')
	if l.height > 0 {
		b = append(b, ` ht="`...)
		b = strconv.AppendFloat(b, l.height, 'f', -1, 64)
		b = append(b, `" customHeight="1"`...)
	}
	b = append(b, '>')
	for i := range l.cells {
		c := &l.cells[i]
		id := ids.of(c)
		if c.kind == blank && id == 0 {
			continue
		}
		b = append(append(append(append(b, `<c r="`...), names[i]...), r...), '"')
		if id != 0 {
			b = append(b, ` s="`...)
			b = strconv.AppendInt(b, int64(id), 10)
			b = append(b, '"')
		}
		b = appendValue(b, c)
	}
	return append(b, "</row>"...)
}

// appendValue writes the rest of one <c>.
func appendValue(b []byte, c *cell) []byte {
	switch c.kind {
	case text:
		b = append(b, ` t="inlineStr"><is><t`...)
		if spaced(c.value) {
			b = append(b, ` xml:space="preserve"`...)
		}
		b = append(b, '>')
		b = appendText(b, c.value)
		return append(b, "</t></is></c>"...)
	case number:
		b = append(append(append(b, "><v>"...), c.value...), "</v></c>"...)
		return b
	case formula, textFormula:
		if c.kind == textFormula {
			b = append(b, ` t="str"`...)
		}
		b = append(b, "><f>"...)
		b = appendText(b, c.formula)
		b = append(b, "</f><v>"...)
		b = appendText(b, c.value)
		return append(b, "</v></c>"...)
	}
	return append(b, "/>"...)
}

// appendText escapes a text for a cell. Characters that XML cannot hold are written _xHHHH_, as the format asks, and a text that looks
// like such an escape is itself escaped, so that every text comes back as it was.
func appendText(b []byte, s string) []byte {
	if len(s) > maxText && utf8.RuneCountInString(s) > maxText {
		s = string([]rune(s)[:maxText-utf8.RuneCountInString(cutMark)]) + cutMark
	}
	if clean(s) {
		return append(b, s...)
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

// clean reports a text that stands in XML as it is: almost every one.
func clean(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case c < ' ' || c == '&' || c == '<' || c == '>' || c == '"' || c == '_':
			return false
		case c == 0xEF && strings.HasPrefix(s[i+1:], "\xBF"): // the row of U+FFFE and U+FFFF
			return false
		}
	}
	return utf8.ValidString(s)
}

// spaced reports white space that a reader of XML might not keep unless it is told to.
func spaced(s string) bool {
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

// risky reports a text that a spreadsheet could take for a formula when it is edited or exported again:
// it is written with quotePrefix, which leaves the text itself as it is.
func risky(s string) bool {
	if s == "" || s[0] > '@' && s[0] != fullWidth[0] {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s)
	return strings.ContainsRune("=+-@\t\r\x00"+fullWidth, r)
}

// fullWidth are the same signs as a Chinese keyboard writes them.
const fullWidth = "＝＋－＠"
