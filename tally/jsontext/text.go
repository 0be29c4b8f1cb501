package jsontext

import (
	"encoding/json"
	"strconv"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// text is JSON on its way. A name comes as it stands there: `"cell":`.
type text struct {
	b    []byte
	lean bool // what is empty is left out, wherever it reads back the same
	err  error
}

// name begins a field.
func (t *text) name(name string) {
	if last := t.b[len(t.b)-1]; last != '{' {
		t.b = append(t.b, ',')
	}
	t.b = append(t.b, name...)
}

func (t *text) str(name, s string) {
	if s != "" || !t.lean {
		t.name(name)
		t.quoted(s)
	}
}

// some is a field with omitempty.
func (t *text) some(name, s string) {
	if s != "" {
		t.name(name)
		t.quoted(s)
	}
}

func (t *text) num(name string, n exact.Number) {
	if n.OK() || !t.lean {
		t.name(name)
		t.b = append(n.AppendMade(append(t.b, '"')), '"')
	}
}

func (t *text) round(name string, r tally.Round) {
	if !r.IsZero() || !t.lean {
		t.name(name)
		t.b = append(r.AppendTo(append(t.b, '"')), '"')
	}
}

func (t *text) count(name string, n int) {
	if n != 0 || !t.lean {
		t.name(name)
		t.b = strconv.AppendInt(t.b, int64(n), 10)
	}
}

// flag is a field with omitempty.
func (t *text) flag(name string, is bool) {
	if is {
		t.name(name)
		t.b = append(t.b, "true"...)
	}
}

func (t *text) words(name string, list []string) {
	if list == nil && t.lean {
		return
	}
	t.name(name)
	t.list(list)
}

func (t *text) list(list []string) {
	if list == nil {
		t.b = append(t.b, "null"...)
		return
	}
	t.b = append(t.b, '[')
	for i, s := range list {
		if i > 0 {
			t.b = append(t.b, ',')
		}
		t.quoted(s)
	}
	t.b = append(t.b, ']')
}

// whole is a field that is seldom there, the way of encoding/json.
func (t *text) whole(name string, v any) {
	t.name(name)
	b, err := json.Marshal(v)
	if err != nil && t.err == nil {
		t.err = err
	}
	t.b = append(t.b, b...)
}

// several is a field with omitempty of a list that is seldom there.
func several[T any](t *text, name string, list []T) {
	if len(list) > 0 {
		t.whole(name, list)
	}
}

// each is a field with omitempty of a list whose values are written by hand.
func each[T any](t *text, name string, list []T, write func(*text, *T)) {
	if len(list) == 0 {
		return
	}
	t.name(name)
	for i := range list {
		t.b = append(t.b, "[,"[min(i, 1)])
		write(t, &list[i])
	}
	t.b = append(t.b, ']')
}

// always is a list that stands there even where it is empty.
func always[T any](t *text, name string, list []T) {
	switch {
	case len(list) > 0:
		t.whole(name, list)
	case list != nil:
		t.name(name)
		t.b = append(t.b, "[]"...)
	case !t.lean:
		t.name(name)
		t.b = append(t.b, "null"...)
	}
}

// quoted writes a string as encoding/json does.
func (t *text) quoted(s string) {
	if strange(s) {
		t.odd(s)
		return
	}
	t.b = append(t.b, '"')
	from := 0
	for i := 0; i < len(s); i++ {
		if how := escapes[s[i]]; how != "" {
			t.b = append(append(t.b, s[from:i]...), how...)
			from = i + 1
		}
	}
	t.b = append(append(t.b, s[from:]...), '"')
}

// odd writes what is seldom met, the way of encoding/json.
func (t *text) odd(s string) {
	b, err := json.Marshal(s)
	if err != nil && t.err == nil {
		t.err = err
	}
	t.b = append(t.b, b...)
}

// escapes are how the characters stand that are not written as they are and yet are met: ≥ is >= in every target.
var escapes = [256]string{'"': `\"`, '\\': `\\`, '<': `\u003c`, '>': `\u003e`, '&': `\u0026`}

// strange reports control characters, the line ends of Unicode, and bytes that are no text.
func strange(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < ' ' {
			return true
		}
		if c < utf8.RuneSelf {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 || r == '\u2028' || r == '\u2029' {
			return true
		}
		i += size
	}
	return false
}
