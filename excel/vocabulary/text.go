package vocabulary

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// HalfWidth folds full-width letters, digits, brackets and the ideographic and no-break spaces to their
// half-width forms and drops zero-width characters; Chinese punctuation without such a form stays.
func HalfWidth(s string) string {
	if isPlain(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		switch {
		case r >= 0xFF01 && r <= 0xFF5E:
			return r - 0xFEE0
		case r == 0x3000 || r == 0xA0 || (r >= 0x2000 && r <= 0x200A) || r == 0x202F:
			return ' '
		case r == 0x200B || r == 0x200C || r == 0x200D || r == 0xFEFF || r == 0x2060:
			return -1
		case r == 0x2236:
			return ':'
		}
		return r
	}, s)
}

// isPlain reports text that halfWidth leaves as it is: the common case, told without copying.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case 0xEF, 0xC2, 0xE2:
			return false
		case 0xE3:
			if strings.HasPrefix(s[i:], "\u3000") {
				return false
			}
		}
	}
	return true
}

// HeadingForm is the form in which headings are compared: half-width, no white space.
func HeadingForm(s string) string {
	if isTight(s) {
		return s
	}
	s = HalfWidth(s)
	if strings.IndexFunc(s, unicode.IsSpace) < 0 {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, s)
}

// isTight reports text that HeadingForm and NameForm leave as it is: no space, and nothing that HalfWidth folds.
func isTight(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c <= ' ', c == 0xEF, c == 0xC2, c == 0xE1, c == 0xE2: // where other spaces and wide forms begin
			return false
		case c == 0xE3:
			if strings.HasPrefix(s[i:], "\u3000") {
				return false
			}
		}
	}
	return true
}

// NameForm is a label as it is kept: half-width, line breaks and the spaces between Chinese characters gone.
func NameForm(s string) string {
	if isTight(s) {
		return s
	}
	s = HalfWidth(s)
	if strings.IndexFunc(s, unicode.IsSpace) < 0 {
		return s
	}
	var b strings.Builder
	fields := strings.Fields(s)
	for i, f := range fields {
		if i > 0 {
			before, _ := utf8.DecodeLastRuneInString(fields[i-1])
			after, _ := utf8.DecodeRuneInString(f)
			if isWordRune(before) && isWordRune(after) {
				b.WriteByte(' ')
			}
		}
		b.WriteString(f)
	}
	return b.String()
}

func isWordRune(r rune) bool {
	return r < utf8.RuneSelf && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

// indentOf is how far a label is pushed in by spaces, an ideographic space counting two.
func indentOf(s string) int {
	n := 0
	for _, r := range s {
		switch r {
		case ' ', 0xA0:
			n++
		case 0x3000:
			n += 2
		case '\t':
			n += 4
		default:
			return n
		}
	}
	return n
}

// WithoutBrackets drops what stands in round or square brackets.
func WithoutBrackets(s string) string {
	if strings.IndexByte(s, '(') < 0 && strings.IndexByte(s, '[') < 0 && !strings.Contains(s, "〔") && !strings.Contains(s, "【") {
		return s
	}
	var b strings.Builder
	depth := 0
	for _, r := range s {
		switch r {
		case '(', '[', '〔', '【':
			depth++
		case ')', ']', '〕', '】':
			depth = max(0, depth-1)
		default:
			if depth == 0 {
				b.WriteRune(r)
			}
		}
	}
	return b.String()
}

// Clip shortens text for a message.
func Clip(s string, runes int) string {
	s = strings.Join(strings.Fields(s), " ")
	if utf8.RuneCountInString(s) <= runes {
		return s
	}
	return string([]rune(s)[:runes]) + "…"
}

// LastBracket is the last pair of brackets, with those inside it.
func LastBracket(s string) (start, end int) {
	end = strings.LastIndexByte(s, ')')
	depth := 0
	for i := end; i >= 0; i-- {
		switch s[i] {
		case ')':
			depth++
		case '(':
			if depth--; depth == 0 {
				return i, end
			}
		}
	}
	return -1, -1
}
