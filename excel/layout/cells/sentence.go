package cells

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
)

// PartSentence parts 地区生产总值增长6%以上 into what is measured and its target. A sentence with several figures stays whole: whose
// target each is would be a guess.
func (r *Reader) PartSentence(text string) (name, target string) {
	figures := 0
	for _, clause := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ';' || c == '。' }) {
		if Measurable(clause) {
			figures++
		}
	}
	if figures != 1 {
		return text, text
	}
	body := text
	for _, w := range r.Headings.LeadInWords() {
		if rest, ok := strings.CutPrefix(body, w); ok && utf8.RuneCountInString(rest) > 4 {
			body = rest
			break
		}
	}
	at := r.targetBegins(body)
	if at <= 0 || utf8.RuneCountInString(body[:at]) < 2 {
		return text, text
	}
	return strings.TrimRight(body[:at], ",、:"), body[at:]
}

// targetBegins is where the target of a sentence begins: at its last number that counts something, with the words before it that
// belong to it (力争增长). What is counted may hold numbers of its own: 5G基站, 10亿元以上项目.
func (r *Reader) targetBegins(s string) int {
	at := -1
	for i := 0; i < len(s); i++ {
		if s[i] < '0' || s[i] > '9' {
			continue
		}
		end := i
		for end < len(s) && vocabulary.IsDigitOrPoint(s[end]) {
			end++
		}
		next, _ := utf8.DecodeRuneInString(s[end:])
		if !strings.ContainsRune("年月日号#", next) && (next > utf8.RuneSelf || next == '%') {
			at = i
		}
		i = end
	}
	for again := at > 0; again; {
		again = false
		for _, w := range r.Headings.TargetWords() {
			head := s[:at]
			for _, gap := range append([]string{""}, r.Headings.Listed(vocabulary.TargetGaps)...) {
				if before, ok := strings.CutSuffix(head, w+gap); ok && before != "" {
					at, again = len(before), true
				}
			}
		}
	}
	return at
}

// Measurable reports words that hold a number, so that leaving them to a person must be said.
func Measurable(text string) bool { return strings.ContainsAny(text, "0123456789") }
