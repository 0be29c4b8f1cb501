package verify

import (
	"math"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// shownRunes is how much of a text an answer shows.
const shownRunes = 60

// shown is a cell as a person sees it.
func shown(c xlsx.Cell, date1904 bool) string {
	if c.Kind == xlsx.Blank {
		return ""
	}
	return strings.ReplaceAll(c.Text(date1904), "\n", " ")
}

// apart shows two long texts from shortly before the place where they part.
func apart(was, now string) (string, string) {
	const before = 10
	a, b := []rune(was), []rune(now)
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	if n < shownRunes/2 {
		return short(a), short(b)
	}
	n -= before
	return "…" + short(a[n:]), "…" + short(b[n:])
}

func short(runes []rune) string {
	if len(runes) > shownRunes {
		return string(runes[:shownRunes-1]) + "…"
	}
	return string(runes)
}

// shownRow is a row as a person sees it, as far as it tells which it is.
func shownRow(row xlsx.Row, date1904 bool) string {
	var all []string
	for _, c := range row.Cells {
		if text := short([]rune(shown(c, date1904))); text != "" && len(all) < 8 {
			all = append(all, text)
		}
	}
	return strings.Join(all, "｜")
}

// sameCell reports whether two cells without formulas hold the same.
func sameCell(a, b xlsx.Cell) bool {
	return key(a) == key(b) || a.Kind == xlsx.Number && b.Kind == xlsx.Number && sameDouble(a.Value, b.Value)
}

// key is what a cell holds, the same for the same cell after an office program stored it again, but for numbers in a rare case.
func key(c xlsx.Cell) string {
	switch c.Kind {
	case xlsx.Blank:
		return ""
	case xlsx.Text:
		if c.Value == "" {
			return ""
		}
		return "t" + strings.ReplaceAll(c.Value, "\r\n", "\n")
	case xlsx.Number:
		if f, err := strconv.ParseFloat(c.Value, 64); err == nil {
			return "n" + strconv.FormatFloat(f+0, 'e', 12, 64)
		}
		return "n" + c.Value
	}
	return string(rune('0'+c.Kind)) + c.Value
}

// sameDouble reports whether two numbers differ by no more than what office programs lose of one: they hold an IEEE double and store
// fifteen digits of it, the last of them rounded as they please. The binary form stands for what becomes of a decimal there; it is kept
// nowhere.
func sameDouble(a, b string) bool {
	const lost = 1.1e-14
	x, err1 := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err1 == nil && err2 == nil && math.Abs(x-y) <= lost*math.Max(math.Abs(x), math.Abs(y))
}

// plainFormula takes away what programs write in their own ways: spaces, quotes around sheet names, "TRUE()".
var plainFormula = strings.NewReplacer(" ", "", "'", "", "TRUE()", "TRUE", "FALSE()", "FALSE", "_xlfn.", "")

func sameFormula(a, b string) bool {
	return a == b || strings.EqualFold(plainFormula.Replace(a), plainFormula.Replace(b))
}
