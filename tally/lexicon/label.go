package lexicon

import "strings"

// UnitIn finds the unit printed in a label: in brackets (地区生产总值(亿元)), after 单位: (单位:万元), or at the
// end behind a sign that parts it (进出口总额/亿元, 年均增长率%). rest is the label without it, spaces at its
// ends cut; ok is false where no known unit stands there, and rest is then the whole label.
func (w *Lexicon) UnitIn(text string) (unit, rest string, ok bool) {
	text = strings.TrimSpace(text)
	if !w.mayEndInUnit(text) {
		return "", text, false
	}
	label := []rune(text)
	plain := make([]rune, len(label))
	for i, r := range label {
		plain[i] = w.fold.rune(r)
	}
	if unit, rest, ok = w.bracketUnit(label, plain); ok {
		return unit, rest, true
	}
	if n := len(plain); n > 1 && (plain[n-1] == '%' || plain[n-1] == '‰') {
		return string(plain[n-1]), strings.TrimSpace(string(label[:n-1])), true
	}
	for i := len(plain) - 1; i > 0; i-- {
		if !strings.ContainsRune(" :,/;", plain[i]) {
			continue
		}
		tail := string(plain[i+1:])
		if plain[i] == '/' && w.compoundEnds(plain, i) {
			continue
		}
		if _, known := w.units.lookup(tail); tail != "" && known {
			return strings.ReplaceAll(tail, " ", ""), labelHead(label[:i]), true
		}
	}
	return "", text, false
}

// mayEndInUnit reports a sign that parts a unit from a label; most labels have none.
func (w *Lexicon) mayEndInUnit(label string) bool {
	for _, r := range label {
		switch w.fold.rune(r) {
		case ')', '%', '‰', ' ', ':', ',', '/', ';':
			return true
		}
	}
	return false
}

// bracketUnit looks for the last bracket that holds a unit and nothing else.
func (w *Lexicon) bracketUnit(label, plain []rune) (unit, rest string, ok bool) {
	for end := len(plain) - 1; end > 0; end-- {
		if plain[end] != ')' {
			continue
		}
		start := end - 1
		for start >= 0 && plain[start] != '(' {
			start--
		}
		if start < 0 {
			break
		}
		inside := strings.TrimSpace(string(plain[start+1 : end]))
		for _, lead := range unitLeads {
			inside = strings.TrimSpace(strings.TrimPrefix(inside, lead))
		}
		inside = strings.ReplaceAll(inside, " ", "")
		if _, known := w.units.lookup(inside); known {
			return inside, strings.TrimSpace(string(label[:start]) + string(label[end+1:])), true
		}
		end = start
	}
	return "", "", false
}

// unitLeads are the words before a unit in a corner or a bracket.
var unitLeads = [...]string{"计量单位", "单位", "计量", ":"}

// labelHead drops the words before a unit from what is left of a label.
func labelHead(head []rune) string {
	s := strings.TrimRight(string(head), " :：,，/／;；")
	for _, lead := range unitLeads {
		s = strings.TrimSuffix(s, lead)
	}
	return strings.TrimSpace(s)
}

// compoundEnds reports whether the slash is that of a compound unit (万元/亩) behind an earlier sign.
func (w *Lexicon) compoundEnds(plain []rune, slash int) bool {
	start := slash
	for start > 0 && !strings.ContainsRune(" :,;", plain[start-1]) {
		start--
	}
	_, known := w.units.lookup(string(plain[start:]))
	return known && start > 0
}
