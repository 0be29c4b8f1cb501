package phrase

import (
	"slices"
	"strings"
	"unicode"
)

// maxPhrase bounds what is read of one cell: a target phrase is a sentence, not a page.
const maxPhrase = 600

// maxNumbers bounds the numbers of one phrase: each is held against each, and those of real plans have eight at most.
const maxNumbers = 32

// numbersIn counts runs of digits, in figures or in Chinese.
func numbersIn(text string) (n int) {
	in := false
	for _, r := range text {
		digit := unicode.IsDigit(r) || strings.ContainsRune("〇零一二三四五六七八九十百千万亿两", r)
		if digit && !in {
			n++
		}
		in = digit
	}
	return n
}

// line is a phrase made ready for reading: folded runes, with those printed beside them.
type line struct {
	w       *Words
	h       Hint
	named   traits // of the name in h
	r       []rune // folded, without spaces
	o       []rune // as printed, the same length
	quoted  []bool // inside quotation marks
	bracket []bool // inside brackets
	words   []hit  // the words of the class anywhere, in order
	ctx     surroundings
}

// hit is one word of the language at its place.
type hit struct {
	start, end int
	class      class
}

func newLine(w *Words, text string, h Hint) *line {
	l := &line{w: w, h: h, named: w.table.measure.of(w.Fold(h.Name))}
	l.fill(text)
	l.trim()
	l.unquote()
	l.dropNumbering()
	l.mark()
	l.findWords()
	l.surround(h.Context)
	return l
}

// fill folds a text and leaves out its spaces, but those that part two numbers.
func (l *line) fill(text string) {
	printed := []rune(text)
	folded := make([]rune, len(printed))
	for i, r := range printed {
		folded[i] = l.w.FoldRune(r)
	}
	l.r, l.o = make([]rune, 0, len(folded)), make([]rune, 0, len(folded))
	for i, r := range folded {
		if r == '\ufeff' || r == '\u200b' || r == ' ' && !parts(folded, i) {
			continue
		}
		l.r, l.o = append(l.r, r), append(l.o, printed[i])
	}
}

// parts reports whether the space at i parts two numbers, which it must go on doing.
func parts(r []rune, i int) bool {
	before, after := i-1, i+1
	for before >= 0 && r[before] == ' ' {
		before--
	}
	for after < len(r) && r[after] == ' ' {
		after++
	}
	return before >= 0 && after < len(r) && isDigit(r[before]) && isDigit(r[after])
}

// trim drops the stop at the end.
func (l *line) trim() {
	n := len(l.r)
	for n > 0 && strings.ContainsRune("。;,、 .", l.r[n-1]) {
		n--
	}
	l.r, l.o = l.r[:n], l.o[:n]
}

// unquote takes the quotation marks off a phrase that stands in them whole.
func (l *line) unquote() {
	for n := len(l.r); n > 2; n = len(l.r) {
		if !l.wholeQuoted() {
			return
		}
		l.r, l.o = l.r[1:n-1], l.o[1:n-1]
		l.trim()
	}
}

// wholeQuoted reports that the mark before the first character is closed by the one behind the last.
func (l *line) wholeQuoted() bool {
	n := len(l.r)
	if l.r[0] == '"' && l.r[n-1] == '"' {
		return !slices.Contains(l.r[1:n-1], '"')
	}
	depth := 0
	for i, r := range l.r {
		switch r {
		case '“':
			depth++
		case '”':
			depth--
		}
		if depth <= 0 {
			return i == n-1 && r == '”'
		}
	}
	return false
}

// dropNumbering cuts "1、", "(2)" and "3." from the front, but not the first of 5、6家 or 3.5%.
func (l *line) dropNumbering() {
	i := 0
	if l.at(0) == '(' {
		i++
	}
	start := i
	for isDigit(l.at(i)) || chineseDigit(l.at(i)) > 0 || l.at(i) == '十' {
		i++
	}
	if i == start || i-start > 3 {
		return
	}
	switch r := l.at(i); {
	case l.r[start] == '0':
		return // 0、… is a value
	case start == 1 && r == ')':
	case start == 0 && (r == '、' || r == '.' || r == ')') && !isDigit(l.at(i+1)) && chineseDigit(l.at(i+1)) < 0 && isHan(l.at(i+1)):
	default:
		return
	}
	l.r, l.o = l.r[i+1:], l.o[i+1:]
}

// mark notes what stands inside quotation marks and brackets; an unclosed one reaches to the end.
func (l *line) mark() {
	l.quoted, l.bracket = make([]bool, len(l.r)), make([]bool, len(l.r))
	quotes, brackets, straight := 0, 0, false
	for i, r := range l.r {
		switch r {
		case '“':
			quotes++
		case '”':
			quotes = max(0, quotes-1)
		case '"':
			straight = !straight
		case '(':
			brackets++
		case ')':
			brackets = max(0, brackets-1)
		}
		l.quoted[i], l.bracket[i] = quotes > 0 || straight, brackets > 0
	}
}

// findWords notes the words that count anywhere, longest first from the left.
func (l *line) findWords() {
	for i := 0; i < len(l.r); {
		n, c := l.w.table.anywhere.longest(l.r[i:])
		if n == 0 {
			i++
			continue
		}
		l.words = append(l.words, hit{i, i + n, c})
		i += n
	}
}

// has reports a word of the class inside [from, to).
func (l *line) has(c class, from, to int) bool {
	for _, h := range l.words {
		if h.class&c != 0 && h.start >= from && h.end <= to {
			return true
		}
	}
	return false
}

// endsWith reports a word of the class that ends right at i.
func (l *line) endsWith(c class, i int) bool {
	for _, h := range l.words {
		if h.class&c != 0 && h.end == i {
			return true
		}
	}
	return false
}

// beginsWith reports a word of the class that begins right at i.
func (l *line) beginsWith(c class, i int) bool {
	n, _ := l.wordAt(c, i)
	return n > 0
}

func (l *line) wordAt(c class, i int) (int, class) {
	for _, h := range l.words {
		if h.start == i && h.class&c != 0 {
			return h.end - h.start, h.class
		}
	}
	return 0, 0
}

// clauseStart is the place after the last stop before i; 、 and brackets stop nothing.
func (l *line) clauseStart(i int) int {
	for i > 0 && !isStop(l.r[i-1]) {
		i--
	}
	return i
}

// clauseEnd is the place of the first stop from i on.
func (l *line) clauseEnd(i int) int {
	for i < len(l.r) && !isStop(l.r[i]) {
		i++
	}
	return i
}

func (l *line) at(i int) rune {
	if i < 0 || i >= len(l.r) {
		return 0
	}
	return l.r[i]
}

func (l *line) text(from, to int) string {
	if from >= to {
		return ""
	}
	return string(l.o[from:to])
}

func (l *line) is(i int, word string) bool {
	for _, r := range word {
		if l.at(i) != r {
			return false
		}
		i++
	}
	return true
}

func isStop(r rune) bool {
	switch r {
	case ',', '。', ';', ':', '!', '?', ' ':
		return true
	}
	return false
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func isLatin(r rune) bool {
	return r < 0x80 && unicode.IsLetter(r) || r >= 'Ⅰ' && r <= 'ⅿ' || unicode.Is(unicode.Greek, r)
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
