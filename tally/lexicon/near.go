package lexicon

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// How alike two names must be to be offered: a share of common pairs of characters, or of characters
// left alone by an edit, or one name inside the other.
const (
	nearPairs  = 0.6
	nearEdits  = 0.7
	nearInside = 0.6
)

// Near gives the candidates whose names are near to name, nearest first, for a person to choose from.
// It never gives one that is only of the same field (工业投资 for 民间投资), nor one held in another way
// (投资增速 for 投资); a candidate with the same key comes first.
func (w *Lexicon) Near(name string, candidates []string) []string {
	type scored struct {
		name  string
		score float64
	}
	stem, ending := w.names.key(w, name)
	var found []scored
	for _, c := range candidates {
		cs, ce := w.names.key(w, c)
		if ce != ending {
			continue
		}
		if s := likeness(stem, cs); s > 0 && !w.names.apart(stem, cs) {
			found = append(found, scored{c, s})
		}
	}
	sort.SliceStable(found, func(i, j int) bool { return found[i].score > found[j].score })
	out := make([]string, 0, len(found))
	for _, f := range found {
		out = append(out, f.name)
	}
	return out
}

// apart reports names that are alike in all but what tells them apart: what is left between their common
// front and end shares no character, and is more than one slip of the pen.
func (t *nameTable) apart(a, b string) bool {
	ra, rb := []rune(a), []rune(b)
	for len(ra) > 0 && len(rb) > 0 && ra[0] == rb[0] {
		ra, rb = ra[1:], rb[1:]
	}
	for len(ra) > 0 && len(rb) > 0 && ra[len(ra)-1] == rb[len(rb)-1] {
		ra, rb = ra[:len(ra)-1], rb[:len(rb)-1]
	}
	ra, rb = t.without(ra), t.without(rb)
	if len(ra) == 0 || len(rb) == 0 {
		return false
	}
	told := false
	for _, r := range ra {
		if strings.ContainsRune(string(rb), r) {
			return false
		}
		told = told || t.telling[r]
	}
	for _, r := range rb {
		told = told || t.telling[r]
	}
	return told || len(ra) > 1 || len(rb) > 1
}

// without drops the characters that only join.
func (t *nameTable) without(r []rune) []rune {
	out := make([]rune, 0, len(r))
	for _, x := range r {
		if !t.joining[x] {
			out = append(out, x)
		}
	}
	return out
}

// likeness is 0 for names that are not near, else above 0 up to 1.
func likeness(a, b string) float64 {
	if a == "" || b == "" {
		return 0
	}
	if a == b {
		return 1
	}
	ra, rb := []rune(a), []rune(b)
	if len(ra) > 200 || len(rb) > 200 {
		return 0
	}
	longer := float64(max(len(ra), len(rb)))
	best := 0.0
	if p := pairShare(ra, rb); p >= nearPairs {
		best = p
	}
	if e := 1 - float64(editDistance(ra, rb))/longer; e >= nearEdits && e > best && longer > 3 {
		best = e
	}
	if strings.Contains(a, b) || strings.Contains(b, a) {
		if in := float64(min(len(ra), len(rb))) / longer; in >= nearInside && in > best {
			best = in
		}
	}
	return best
}

// pairShare is Dice's coefficient over pairs of neighbouring characters.
func pairShare(a, b []rune) float64 {
	if len(a) < 2 || len(b) < 2 {
		return 0
	}
	pairs := make(map[[2]rune]int, len(a))
	for i := 1; i < len(a); i++ {
		pairs[[2]rune{a[i-1], a[i]}]++
	}
	common := 0
	for i := 1; i < len(b); i++ {
		p := [2]rune{b[i-1], b[i]}
		if pairs[p] > 0 {
			pairs[p]--
			common++
		}
	}
	return 2 * float64(common) / float64(len(a)+len(b)-2)
}

// editDistance is Levenshtein's.
func editDistance(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			diagonal, row[j] = row[j], min(row[j]+1, row[j-1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}
