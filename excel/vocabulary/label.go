package vocabulary

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// Label is the text that names a row, taken apart.
type Label struct {
	Name      string // without number, mark and unit
	Unit      string // in brackets behind the name
	Numbering Numbering
	Child     bool // marked 其中 or #
	Indent    int
}

// Numbering is the kind of number before a label; groups nest by it.
type Numbering uint8

const (
	Unnumbered     Numbering = iota
	ChineseComma             // 一、
	ChineseBracket           // (一)
	DigitPoint               // 1. 1、
	digitBracket             // (1) 1)
	circled                  // ①
	dotted                   // 1.1
)

const chineseDigits = "一二三四五六七八九十"

// CutNumber takes the number off the front of a label. What only looks like one stays: 2.5产业, 143路,
// 一、二、三产业.
func CutNumber(s string) (Numbering, string) {
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
			return ChineseBracket, strings.TrimLeft(rest, "、. ")
		}
	case r >= '①' && r <= '⑳':
		return circled, strings.TrimLeft(s[n:], "、. ")
	case r == '第':
		if i := strings.Index(s, "、"); i > 0 && strings.Trim(s[n:i], chineseDigits) == "" {
			return ChineseComma, s[i+len("、"):]
		}
	}
	return Unnumbered, s
}

func cutChinese(s string) (Numbering, string) {
	rest := strings.TrimLeft(s, chineseDigits)
	after, ok := strings.CutPrefix(rest, "、")
	if !ok {
		if after, ok = strings.CutPrefix(rest, "."); !ok {
			return Unnumbered, s
		}
	}
	tail := strings.TrimLeft(after, chineseDigits)
	if tail != after && (strings.HasPrefix(tail, "、") || strings.HasPrefix(tail, "产") || strings.HasPrefix(tail, "次产")) {
		return Unnumbered, s
	}
	return ChineseComma, strings.TrimSpace(after)
}

func cutDigits(s string) (Numbering, string) {
	rest := strings.TrimLeft(s, "0123456789")
	if len(s)-len(rest) > 3 || rest == "" {
		return Unnumbered, s
	}
	kind := DigitPoint
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
			return Unnumbered, s
		}
		if sign == ")" {
			kind = digitBracket
		}
		return kind, after
	}
	return Unnumbered, s
}

// LabelOf takes the text of a naming cell apart; indent is that of its alignment.
func (h *Headings) LabelOf(words *lexicon.Lexicon, text string, indent uint8) Label {
	raw := HalfWidth(text)
	l := Label{Indent: indentOf(text) + 2*int(indent)}
	var s string
	l.Numbering, s = CutNumber(raw)
	s = NameForm(s)
	for _, m := range h.children {
		if rest, ok := strings.CutPrefix(s, m); ok && (m != "其中" || rest == "") {
			l.Child = true
			_, s = CutNumber(strings.TrimLeft(rest, ":、 "))
			break
		}
	}
	if unit, rest, ok := words.UnitIn(s); ok && rest != "" && (strings.HasSuffix(s, ")") || !endsInDigit(rest)) {
		l.Unit, s = unit, rest
	} else if unit, rest, ok := magnitudeOf(words, s); ok {
		l.Unit, s = unit, rest
	}
	l.Name = strings.TrimRight(withoutNoteMark(s), ":。;,、/ ") // 综合利用率/%
	return l
}

// magnitudeOf reads 门诊人次(万): what the name ends with is counted in that magnitude of itself.
func magnitudeOf(words *lexicon.Lexicon, s string) (unit, rest string, ok bool) {
	for _, m := range [...]string{"万", "亿"} {
		name, cut := strings.CutSuffix(s, "("+m+")")
		if !cut {
			continue
		}
		for _, runes := range [...]int{2, 1} {
			at := len(name)
			for range runes {
				_, n := utf8.DecodeLastRuneInString(name[:at])
				at -= n
			}
			if _, bare, ok := words.UnitIn("(" + m + name[at:] + ")"); ok && bare == "" && at > 0 {
				return m + name[at:], name, true
			}
		}
	}
	return "", s, false
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

// endsInDigit keeps 占比3.5% from losing its %: that is a target in the name, not a unit behind it; one in brackets is: PM2.5(μg/m³).
func endsInDigit(s string) bool {
	return s != "" && s[len(s)-1] >= '0' && s[len(s)-1] <= '9'
}

// SharedEnding is how many characters two names have in common at their ends.
func SharedEnding(a, b string) int {
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
