package tally

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// A month writes tens of thousands of figures, targets and rows as JSON, and reflection is most of what that costs. So the
// types that come by the thousand append their own, byte for byte what encoding/json makes of them; TestAppendedJSON
// holds the two together, field by field. In the functions below key is the text before the value, comma and colon included.

func jsonText[S ~string](b []byte, key string, s S) []byte {
	return appendJSONString(append(b, key...), string(s))
}

// jsonMore is jsonText with omitempty.
func jsonMore[S ~string](b []byte, key string, s S) []byte {
	if s == "" {
		return b
	}
	return jsonText(b, key, s)
}

func jsonNumber(b []byte, key string, n exact.Number) []byte {
	b = append(append(b, key...), '"')
	return append(n.AppendString(b), '"')
}

// jsonMoreNumber is jsonNumber with omitzero.
func jsonMoreNumber(b []byte, key string, n exact.Number) []byte {
	if n.IsZero() {
		return b
	}
	return jsonNumber(b, key, n)
}

func jsonRound(b []byte, key string, p Round) []byte {
	return append(p.append(append(append(b, key...), '"')), '"')
}

func jsonInt(b []byte, key string, n int) []byte {
	return strconv.AppendInt(append(b, key...), int64(n), 10)
}

// jsonMoreInt is jsonInt with omitempty.
func jsonMoreInt(b []byte, key string, n int) []byte {
	if n == 0 {
		return b
	}
	return jsonInt(b, key, n)
}

func jsonBool(b []byte, key string, v bool) []byte { return strconv.AppendBool(append(b, key...), v) }

// jsonTrue is jsonBool with omitempty.
func jsonTrue(b []byte, key string, v bool) []byte {
	if !v {
		return b
	}
	return jsonBool(b, key, v)
}

// jsonTime writes a time that RFC 3339 can hold, as every time of the field is; encoding/json gives an error for another.
func jsonTime(b []byte, key string, t time.Time) []byte {
	return append(t.AppendFormat(append(append(b, key...), '"'), time.RFC3339Nano), '"')
}

// jsonMoreTime is jsonTime with omitzero.
func jsonMoreTime(b []byte, key string, t time.Time) []byte {
	if t.IsZero() {
		return b
	}
	return jsonTime(b, key, t)
}

// jsonList writes a list with the method that writes one entry.
func jsonList[T any](b []byte, key string, list []T, entry func(*T, []byte) []byte) []byte {
	b = append(b, key...)
	if list == nil {
		return append(b, "null"...)
	}
	b = append(b, '[')
	from := len(b)
	for i := range list {
		if i > 0 {
			b = append(b, ',')
		}
		b = entry(&list[i], b)
		if i == guessAfter {
			b = slices.Grow(b, (len(b)-from)/guessAfter*(len(list)-i))
		}
	}
	return append(b, ']')
}

// guessAfter is how many entries tell how long the list will be: thousands would otherwise be copied again and again.
const guessAfter = 16

// AppendJSONList appends a list as encoding/json writes it.
func AppendJSONList[T any, P interface {
	*T
	AppendJSON([]byte) []byte
}](b []byte, list []T) []byte {
	return jsonList(b, "", list, func(e *T, b []byte) []byte { return P(e).AppendJSON(b) })
}

// jsonSome is jsonList with omitempty.
func jsonSome[T any](b []byte, key string, list []T, entry func(*T, []byte) []byte) []byte {
	if len(list) == 0 {
		return b
	}
	return jsonList(b, key, list, entry)
}

func appendText(s *string, b []byte) []byte { return appendJSONString(b, *s) }
func appendInt(n *int, b []byte) []byte     { return strconv.AppendInt(b, int64(*n), 10) }

// jsonSpecial has a bit for each character below 64 that does not stand for itself; the backslash comes later.
const jsonSpecial = 1<<' ' - 1 | 1<<'"' | 1<<'&' | 1<<'<' | 1<<'>'

// appendJSONString quotes as encoding/json does, HTML and U+2028, U+2029 escaped. Chinese is most of what there is, and is
// passed three bytes at a time.
func appendJSONString(b []byte, s string) []byte {
	b = append(b, '"')
	from := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf && (c >= 64 && c != '\\' || c < 64 && jsonSpecial>>c&1 == 0) {
			i++
			continue
		}
		if c > 0xE2 && c < 0xF0 && c != 0xED && i+2 < len(s) && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
			i += 3
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case size > 1 && r != '\u2028' && r != '\u2029':
			i += size
			continue
		case size > 1:
			b = append(append(b, s[from:i]...), `\u202`...)
			b = append(b, '8'+byte(r&1))
		case r == utf8.RuneError:
			b = append(append(b, s[from:i]...), `\ufffd`...)
		default:
			b = appendEscaped(append(b, s[from:i]...), c)
		}
		i += size
		from = i
	}
	return append(append(b, s[from:]...), '"')
}

func appendEscaped(b []byte, c byte) []byte {
	const hex = "0123456789abcdef"
	if k := strings.IndexByte("\"\\\b\f\n\r\t", c); k >= 0 {
		return append(b, '\\', `"\bfnrt`[k])
	}
	return append(b, '\\', 'u', '0', '0', hex[c>>4], hex[c&0xF])
}
