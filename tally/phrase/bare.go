package phrase

import (
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// bare reads a phrase that is a number and nothing else (228, -3.5), as most cells of a sheet are, without the grammar, which
// would find one target with nothing around it. ok is false for any other phrase.
func (w *Words) bare(text string, h Hint) (p tally.Phrase, ok bool) {
	if w.table.digitWords || !isBareNumber(text) {
		return tally.Phrase{}, false
	}
	n, err := exact.ParseNumber(text)
	if err != nil {
		return tally.Phrase{}, false
	}
	l := &line{w: w, h: h, named: w.table.measure.of(w.Fold(h.Name))}
	m := makerOf(l)
	p = m.single(quantity{value: n}, h)
	p.Better = m.better(p, nil)
	return p, true
}

// isBareNumber reports half-width digits, with a minus sign before them and decimals behind, no more of them than a figure has.
func isBareNumber(s string) bool {
	if s != "" && s[0] == '-' {
		s = s[1:]
	}
	if len(s) > exact.ShortDigits {
		return false
	}
	point := -1
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] >= '0' && s[i] <= '9':
		case s[i] == '.' && point < 0 && i > 0:
			point = i
		default:
			return false
		}
	}
	return s != "" && point != len(s)-1
}
