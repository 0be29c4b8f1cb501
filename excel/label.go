package excel

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// label is the text that names a row, taken apart.
type label struct {
	name      string // without number, mark and unit
	unit      string // in brackets behind the name
	numbering numbering
	child     bool // marked 其中 or #
	indent    int
}

// numbering is the kind of number before a label; groups nest by it.
type numbering uint8

const (
	unnumbered     numbering = iota
	chineseComma             // 一、
	chineseBracket           // (一)
	digitPoint               // 1. 1、
	digitBracket             // (1) 1)
	circled                  // ①
	dotted                   // 1.1
)

const chineseDigits = "一二三四五六七八九十"

// cutNumber takes the number off the front of a label. What only looks like one stays: 2.5产业, 143路,
// 一、二、三产业.
func cutNumber(s string) (numbering, string) {
	s = strings.TrimSpace(s)
	r, n := utf8.DecodeRuneInString(s)
	switch {
	case strings.ContainsRune(chineseDigits, r):
		return cutChinese(s)
	case r >= '0' && r <= '9':
		return cutDigits(s)
	case r == '(':
		inside, rest, ok := strings.Cut(s[n:], ")")
		if ok && inside != "" && strings.Trim(inside, "0123456789") == "" {
			return digitBracket, strings.TrimLeft(rest, "、. ")
		}
		if ok && inside != "" && strings.Trim(inside, chineseDigits) == "" {
			return chineseBracket, strings.TrimLeft(rest, "、. ")
		}
	case r >= '①' && r <= '⑳':
		return circled, strings.TrimLeft(s[n:], "、. ")
	case r == '第':
		if i := strings.Index(s, "、"); i > 0 && strings.Trim(s[n:i], chineseDigits) == "" {
			return chineseComma, s[i+len("、"):]
		}
	}
	return unnumbered, s
}

func cutChinese(s string) (numbering, string) {
	rest := strings.TrimLeft(s, chineseDigits)
	after, ok := strings.CutPrefix(rest, "、")
	if !ok {
		if after, ok = strings.CutPrefix(rest, "."); !ok {
			return unnumbered, s
		}
	}
	tail := strings.TrimLeft(after, chineseDigits)
	if tail != after && (strings.HasPrefix(tail, "、") || strings.HasPrefix(tail, "产") || strings.HasPrefix(tail, "次产")) {
		return unnumbered, s
	}
	return chineseComma, strings.TrimSpace(after)
}

func cutDigits(s string) (numbering, string) {
	rest := strings.TrimLeft(s, "0123456789")
	if len(s)-len(rest) > 3 || rest == "" {
		return unnumbered, s
	}
	kind := digitPoint
	for strings.HasPrefix(rest, ".") || strings.HasPrefix(rest, "-") {
		deeper := strings.TrimLeft(rest[1:], "0123456789")
		if len(deeper) == len(rest)-1 {
			break
		}
		kind, rest = dotted, deeper
	}
	for _, sign := range [...]string{"、", ".", ")", " "} {
		after, ok := strings.CutPrefix(rest, sign)
		if !ok {
			continue
		}
		after = strings.TrimSpace(after)
		if sign == " " && kind != dotted || after == "" {
			return unnumbered, s
		}
		if sign == ")" {
			kind = digitBracket
		}
		return kind, after
	}
	return unnumbered, s
}

// label takes the text of a naming cell apart.
func (r *reading) label(c xlsx.Cell) label {
	raw := halfWidth(c.Value)
	l := label{indent: indentOf(c.Value) + 2*int(c.Indent)}
	var s string
	l.numbering, s = cutNumber(raw)
	s = nameForm(s)
	for _, m := range r.Headings.children {
		if rest, ok := strings.CutPrefix(s, m); ok && (m != "其中" || rest == "") {
			l.child = true
			_, s = cutNumber(strings.TrimLeft(rest, ":、 "))
			break
		}
	}
	if unit, rest, ok := r.Words.UnitIn(s); ok && rest != "" && !endsInDigit(rest) {
		l.unit, s = unit, rest
	}
	l.name = strings.TrimRight(withoutNoteMark(s), ":。;,、 ")
	return l
}

// withoutNoteMark drops the mark of a note behind a name: 地区生产总值①, 工业投资*, 用电量(注1).
func withoutNoteMark(s string) string {
	bare := strings.TrimRight(s, "①②③④⑤⑥⑦⑧⑨⑩*※")
	if i := strings.LastIndex(bare, "(注"); i > 0 && strings.HasSuffix(bare, ")") && strings.Trim(bare[i+len("(注"):len(bare)-1], "0123456789"+chineseDigits) == "" {
		bare = bare[:i]
	}
	if bare == "" {
		return s
	}
	return bare
}

// endsInDigit keeps 占比3.5% from losing its %: that is a target in the name, not a unit behind it.
func endsInDigit(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// sharedEnding is how many characters two names have in common at their ends.
func sharedEnding(a, b string) int {
	n := 0
	for a != "" && b != "" {
		x, i := utf8.DecodeLastRuneInString(a)
		y, j := utf8.DecodeLastRuneInString(b)
		if x != y {
			break
		}
		a, b = a[:len(a)-i], b[:len(b)-j]
		n++
	}
	return n
}
