package tally

import "strings"

// foldTable brings what is printed in several ways to one, rune by rune, so that positions stay: full to
// half width, traditional to simplified, the many dashes, quotes and brackets to one of each.
type foldTable map[rune]rune

func newFoldTable(pairs map[string]string) foldTable {
	t := make(foldTable, 1024)
	for from, to := range pairs {
		f, s := []rune(from), []rune(to)
		for i := 0; i < len(f) && i < len(s); i++ {
			t[f[i]] = s[i]
		}
	}
	return t
}

func (t foldTable) rune(r rune) rune {
	r = plainRune(r)
	if r < 0x80 {
		return r
	}
	if s, ok := t[r]; ok {
		return s
	}
	return r
}

func (t foldTable) text(s string) string { return strings.Map(t.rune, s) }

// plainRune folds what needs no table. Dashes come to '-', which ranges and signs then tell apart by
// their place.
func plainRune(r rune) rune {
	switch r {
	case '\u00a0', '\u3000', '\u2002', '\u2003', '\u2009', '\u200a', '\u202f', '\t', '\r', '\n', '\v', '\f':
		return ' '
	case '－', '—', '–', '‐', '‑', '―', '−', '─', '~', '～', '〜', '∼', '﹣':
		return '-'
	case '﹪', '٪':
		return '%'
	case '﹐':
		return ','
	case '„', '「', '『', '《', '〈', '‘', '〝':
		return '“'
	case '」', '』', '》', '〉', '’', '〞':
		return '”'
	case '【', '〔', '〖', '［', '[', '{', '｛':
		return '('
	case '】', '〕', '〗', '］', ']', '}', '｝':
		return ')'
	case '≧', '⩾':
		return '≥'
	case '≦', '⩽':
		return '≤'
	case '∶', '︰', 'ː':
		return ':'
	case '．', '﹒':
		return '.'
	case '｡':
		return '。'
	case '､':
		return '、'
	}
	if r >= '！' && r <= '～' {
		return r - '！' + '!'
	}
	return r
}
