package lexicon

import (
	"fmt"
	"slices"
	"sort"
	"strings"
	"unicode"
	"unicode/utf8"
)

// nameTable brings the names of one indicator to one key.
type nameTable struct {
	fold            foldTable
	words           map[rune][]replacement // by the first character, longest first
	short           []replacement
	notAfter        map[rune]bool
	notBefore       map[rune]bool
	growth, share   []string // longest first
	counted         []string
	countedNotAfter map[rune]bool
	telling         map[rune]bool
	joining         map[rune]bool
}

type replacement struct{ from, to string }

func newNameTable(f File, fold foldTable) (nameTable, error) {
	t := nameTable{fold: fold, notAfter: runeSet(f.ShortNotAfter), notBefore: runeSet(f.ShortNotBefore), countedNotAfter: runeSet(f.CountedNotAfter),
		telling: runeSet(f.Telling), joining: runeSet(f.Joining)}
	var words []replacement
	seen := make(map[string]string)
	for _, group := range f.Synonyms {
		if len(group) < 2 {
			return t, fmt.Errorf("synonyms %v: want two names or more", group)
		}
		to := t.plain(group[0])
		for _, name := range group {
			from := t.plain(name)
			if other, ok := seen[from]; ok && other != to {
				return t, fmt.Errorf("synonym %s stands for both %s and %s", name, other, to)
			}
			seen[from] = to
			words = append(words, replacement{from, to})
		}
	}
	for from, to := range f.Short {
		t.short = append(t.short, replacement{t.plain(from), t.plain(to)})
	}
	longestFirst(words)
	longestFirst(t.short)
	t.words = make(map[rune][]replacement, len(words))
	for _, r := range words {
		t.words[firstRune(r.from)] = append(t.words[firstRune(r.from)], r)
	}
	t.growth, t.share, t.counted = byLength(f.EndingGrowth), byLength(f.EndingShare), byLength(f.EndingCounted)
	return t, nil
}

// Key is the name brought to the form in which names are compared: width, brackets, quotes, spaces,
// numbering, 其中 and 的 apart; 规上 and 规模以上, 外资到账 and 实际利用外资 … (words.yaml, synonyms) the same;
// closing 数 and 总数 dropped. Names that say how a thing is held (增速, 比重) keep that, so 投资 and
// 投资增速 have different keys. The key is for comparing, never for showing.
func (w *Lexicon) Key(name string) string {
	k, ending := w.names.key(w, name)
	return k + ending
}

// key gives the stem and, apart, the ending that says how it is held.
func (t *nameTable) key(w *Lexicon, name string) (stem, ending string) {
	if _, rest, ok := w.UnitIn(name); ok && rest != "" {
		name = rest
	}
	s := t.plain(name)
	s = t.shortForms(s)
	s = replaceLongest(s, t.words)
	s, ending = t.ending(s)
	if ending == "" {
		s = t.dropCounted(s)
	}
	return s, ending
}

// plain folds the name and drops what does not tell names apart.
func (t *nameTable) plain(name string) string {
	s := strings.TrimSpace(t.fold.text(name))
	s = strings.TrimLeft(s, "#*★☆●·-– ")
	s = dropNumbering(s)
	for _, lead := range nameLeads {
		s = strings.TrimLeft(strings.TrimPrefix(s, lead), " :,、")
	}
	runes := []rune(strings.ToUpper(s))
	out := runes[:0]
	for i, r := range runes {
		if isNameMark(r) {
			continue
		}
		// a dash between digits is a range (0-3岁), a dot between digits a decimal (PM2.5)
		if (r == '-' || r == '.' || r == '_') && !(i > 0 && i+1 < len(runes) && unicode.IsDigit(runes[i-1]) && unicode.IsDigit(runes[i+1])) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

// isNameMark reports a sign that tells no names apart, and 的.
func isNameMark(r rune) bool {
	switch r {
	case '“', '”', '"', '\'', '(', ')', '·', ',', ' ', '、', ';', ':', '。', '!', '?', '…', '*', '★', '☆', '的':
		return true
	}
	return false
}

// nameLeads are words before a name that only place it.
var nameLeads = [...]string{"其中", "其中", "#"}

// dropNumbering cuts "1.", "一、", "(二)", "①" from the front. A number that belongs to the name
// (10亿元以上项目, 5G基站) has no such sign behind it.
func dropNumbering(s string) string {
	if first := firstRune(s); first != '(' && !unicode.IsDigit(first) && !strings.ContainsRune("一二三四五六七八九十", first) && (first < '①' || first > '⑳') {
		return s
	}
	runes := []rune(s)
	i := 0
	open := i < len(runes) && runes[i] == '('
	if open {
		i++
	}
	start := i
	for i < len(runes) && (unicode.IsDigit(runes[i]) || strings.ContainsRune("一二三四五六七八九十", runes[i])) {
		i++
	}
	if i == start {
		if len(runes) > 1 && runes[0] >= '①' && runes[0] <= '⑳' {
			return string(runes[1:])
		}
		return s
	}
	switch {
	case i >= len(runes)-1:
		return s
	case runes[i] == ')':
		return string(runes[i+1:])
	case open:
		return s
	case runes[i] == '、':
		return string(runes[i+1:])
	case runes[i] == '.' && !unicode.IsDigit(runes[i+1]):
		return string(runes[i+1:])
	}
	return s
}

// shortForms writes out short words (高企) where the characters around do not make them part of others.
func (t *nameTable) shortForms(s string) string {
	for _, r := range t.short {
		if !strings.Contains(s, r.from) {
			continue
		}
		var b strings.Builder
		rest, before := s, ' '
		for {
			i := strings.Index(rest, r.from)
			if i < 0 {
				b.WriteString(rest)
				break
			}
			if i > 0 {
				before = lastRune(rest[:i])
			}
			after := firstRune(rest[i+len(r.from):])
			b.WriteString(rest[:i])
			if t.notAfter[before] || t.notBefore[after] {
				b.WriteString(r.from)
			} else {
				b.WriteString(r.to)
			}
			rest, before = rest[i+len(r.from):], lastRune(r.from)
		}
		s = b.String()
	}
	return s
}

// ending splits off how the thing is held: 增速, 比重.
func (t *nameTable) ending(s string) (stem, ending string) {
	for _, e := range t.growth {
		if rest, ok := strings.CutSuffix(s, e); ok && rest != "" {
			return rest, "增速"
		}
	}
	for _, e := range t.share {
		if rest, ok := strings.CutSuffix(s, e); ok && rest != "" {
			return rest, "比重"
		}
	}
	return s, ""
}

func (t *nameTable) dropCounted(s string) string {
	for _, e := range t.counted {
		rest, ok := strings.CutSuffix(s, e)
		if !ok || rest == "" {
			continue
		}
		if t.countedNotAfter[lastRune(rest)] {
			return s
		}
		return rest
	}
	return s
}

// replaceLongest replaces from the left, at each place the longest word that fits, never what it wrote.
func replaceLongest(s string, words map[rune][]replacement) string {
	var b strings.Builder
	b.Grow(len(s))
	for s != "" {
		first, size := utf8.DecodeRuneInString(s)
		at := slices.IndexFunc(words[first], func(r replacement) bool { return strings.HasPrefix(s, r.from) })
		if at < 0 {
			b.WriteString(s[:size])
			s = s[size:]
			continue
		}
		r := words[first][at]
		b.WriteString(r.to)
		s = s[len(r.from):]
	}
	return b.String()
}

func longestFirst(rs []replacement) {
	sort.Slice(rs, func(i, j int) bool {
		if len(rs[i].from) != len(rs[j].from) {
			return len(rs[i].from) > len(rs[j].from)
		}
		return rs[i].from < rs[j].from
	})
}

func byLength(words []string) []string {
	out := append([]string(nil), words...)
	sort.Slice(out, func(i, j int) bool { return len(out[i]) > len(out[j]) })
	return out
}

func runeSet(words []string) map[rune]bool {
	set := make(map[rune]bool, len(words))
	for _, word := range words {
		for _, r := range word {
			set[r] = true
		}
	}
	return set
}
