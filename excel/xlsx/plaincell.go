package xlsx

import "bytes"

// plainCell reads the next cell of a row in one go where it is written as most are, <c r="D4" s="2"><v>2097</v></c>, and lies in
// the window whole. Anything else is left to the scanner, which ok false says; nothing was taken then.
func (sr *sheetReader) plainCell() (ok bool, err error) {
	b := sr.s.buf[sr.s.pos:sr.s.end]
	ref, i := quoted(b, 0, `<c r="`)
	row, col, ok := parseRef(ref)
	if !ok {
		return false, nil
	}
	var x xf
	if style, end := quoted(b, i, ` s="`); end > i {
		if x, ok = sr.styles.at(style); !ok {
			return false, nil
		}
		i = end
	} else if len(sr.styles.xfs) > 0 {
		x = sr.styles.xfs[0]
	}
	kind := numeric
	if after(b, i, ` t="s"`) {
		kind, i = shared, i+len(` t="s"`)
	}
	if after(b, i, "/>") {
		if err := sr.claim(row, col); err != nil {
			return true, err
		}
		sr.s.pos += i + len("/>")
		return true, nil
	}
	raw, end := figures(b, i, "><v>")
	if len(raw) == 0 || !after(b, end, "</v></c>") {
		return false, nil
	}
	if err := sr.claim(row, col); err != nil {
		return true, err
	}
	sr.s.pos += end + len("</v></c>")
	c := Cell{Col: col, Format: x.format, Indent: x.indent}
	why := sr.value(&c, kind, raw)
	return true, sr.take(row, c, why)
}

func after(b []byte, i int, word string) bool {
	return len(b) >= i+len(word) && string(b[i:i+len(word)]) == word
}

// quoted is what stands between a word at i and the next quotation mark, and where that ends; i where the word does not stand there.
func quoted(b []byte, i int, word string) (value []byte, end int) {
	const short = 12 // longer than any reference or number of a style
	if !after(b, i, word) {
		return nil, i
	}
	from := i + len(word)
	n := bytes.IndexByte(b[from:min(len(b), from+short)], '"')
	if n < 0 {
		return nil, i
	}
	return b[from : from+n], from + n + 1
}

// figures are the characters of a number behind a word at i, and where they end.
func figures(b []byte, i int, word string) (raw []byte, end int) {
	if !after(b, i, word) {
		return nil, i
	}
	from := i + len(word)
	for end = from; end < len(b); end++ {
		if c := b[end]; (c < '0' || c > '9') && c != '.' && c != '-' && c != '+' && c != 'e' && c != 'E' {
			break
		}
	}
	return b[from:end], end
}
