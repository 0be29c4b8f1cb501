package verify

import (
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// pair is a line as issued, a row or a column, and the one that it has become, by their places among the lines; -1 where there is none.
type pair struct{ was, is int }

// ahead is how many lines one looks ahead for the one that a difference began at.
const ahead = 100

// pairRows pairs the rows of two sheets in order.
func pairRows(was, is *xlsx.Sheet) []pair {
	return pairKeys(keysOf(was), keysOf(is), func(i, k int) bool { return was.Rows[i].Number == is.Rows[k].Number })
}

// pairKeys pairs lines in order. Where two differ, the lines between were put in or taken out if the next ones agree again behind them;
// else the line itself was changed. samePlace reports whether two lines stand at the same place.
func pairKeys(old, now []string, samePlace func(i, k int) bool) []pair {
	out := make([]pair, 0, max(len(old), len(now)))
	i, k := 0, 0
	for i < len(old) && k < len(now) {
		if old[i] != now[k] && (!samePlace(i, k) || !agreesBehind(old[i:], now[k:])) {
			gone, added := shift(old[i:], now[k:])
			for ; gone > 0; gone, i = gone-1, i+1 {
				out = append(out, pair{i, -1})
			}
			for ; added > 0; added, k = added-1, k+1 {
				out = append(out, pair{-1, k})
			}
		}
		out = append(out, pair{i, k})
		i, k = i+1, k+1
	}
	for ; i < len(old); i++ {
		out = append(out, pair{i, -1})
	}
	for ; k < len(now); k++ {
		out = append(out, pair{-1, k})
	}
	return out
}

// agreesBehind reports whether the lines agree again behind the first, so that it alone was changed.
func agreesBehind(old, now []string) bool {
	if len(old) == 1 || len(now) == 1 {
		return len(old) == len(now)
	}
	return old[1] == now[1]
}

// shift tells how many lines were taken out, or put in, before the lists agree again; both 0 where they do not.
func shift(old, now []string) (gone, added int) {
	for n := 1; n <= ahead; n++ {
		if n < len(old) && old[n] == now[0] && agreesBehind(old[n:], now) {
			return n, 0
		}
		if n < len(now) && now[n] == old[0] && agreesBehind(old, now[n:]) {
			return 0, n
		}
	}
	return 0, 0
}

// keysOf are the rows of a sheet as what they hold, formulas by their place alone.
func keysOf(s *xlsx.Sheet) []string {
	keys := make([]string, 0, len(s.Rows))
	var b strings.Builder
	for _, row := range s.Rows {
		b.Reset()
		for _, c := range row.Cells {
			b.WriteString(xlsx.Letter(c.Col))
			if c.Formula {
				b.WriteByte('=')
			} else {
				b.WriteString(key(c))
			}
			b.WriteByte(0)
		}
		keys = append(keys, b.String())
	}
	return keys
}
