package phrase

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// counting are the lists of words.yaml whose words stand for a figure without a numeral: 不发生, 正增长, 翻番.
var counting = []string{"zero", "zero_verbs", "never", "above_zero", "words_number"}

// numerals are the characters that stand in numbers written in words.
const numerals = "零一二两三四五六七八九十百千万亿半双壹贰叁肆伍陆柒捌玖拾佰仟廿卅"

// MayCount reports a text with a digit, a numeral or words that stand for a number: in any other there is no figure, and to look for one
// costs a hundred times as much. 持平, which is one where per cent are expected, is not among them.
func (w *Words) MayCount(text string) bool {
	for _, c := range text {
		switch {
		case c < utf8.RuneSelf:
			if '0' <= c && c <= '9' {
				return true
			}
		case unicode.IsNumber(c) || strings.ContainsRune(numerals, w.FoldRune(c)):
			return true
		}
	}
	for _, word := range w.table.counting {
		if strings.Contains(text, word) {
			return true
		}
	}
	return false
}
