package lexicon

import "strings"

// foldTable brings what is printed in several ways to one, rune by rune, so that positions stay: full to
// half width, traditional to simplified, the many dashes, quotes and brackets to one of each.
//
// Every name and unit goes through it, so the runes below U+10000 lie in pages of 256; nil is a page that stays as it is.
type foldTable struct {
	pages *[0x100]*[0x100]rune
	above map[rune]rune
}

func newFoldTable(pairs map[string]string) foldTable {
	simplified := make(map[rune]rune, 1024)
	for from, to := range pairs {
		f, s := []rune(from), []rune(to)
		for i := 0; i < len(f) && i < len(s); i++ {
			simplified[f[i]] = s[i]
		}
	}
	t := foldTable{pages: new([0x100]*[0x100]rune), above: simplified}
	for high := range t.pages {
		page, same := new([0x100]rune), true
		for low := range page {
			printed := rune(high<<8 | low)
			r := plainRune(printed)
			if s, ok := simplified[r]; ok && r >= 0x80 {
				r = s
			}
			page[low] = r
			same = same && r == printed
		}
		if !same {
			t.pages[high] = page
		}
	}
	return t
}

func (t foldTable) rune(r rune) rune {
	if r >= 0x10000 {
		if s, ok := t.above[r]; ok {
			return s
		}
		return r
	}
	if page := t.pages[r>>8]; page != nil {
		return page[r&0xff]
	}
	return r
}

// Fold brings what is printed in several ways to one: full to half width, traditional to simplified, the many dashes,
// quotes and brackets to one of each.
func (w *Lexicon) Fold(s string) string { return w.fold.text(s) }

// FoldRune is Fold of one character.
func (w *Lexicon) FoldRune(r rune) rune { return w.fold.rune(r) }

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
