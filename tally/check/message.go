package check

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func quoted(name string) string {
	if runes := []rune(name); len(runes) > longestQuoted {
		name = string(runes[:longestQuoted]) + "…"
	}
	return "「" + name + "」"
}

// longestQuoted is how many characters of a name are said again in a message.
const longestQuoted = 80

func quotedAll(names []string) string {
	var b strings.Builder
	for i, n := range names {
		if i > 0 {
			b.WriteString("、")
		}
		b.WriteString(quoted(n))
	}
	return b.String()
}

func count(n int) string { return strconv.Itoa(n) }

// spanWords says what a figure runs over: 9月当月, 1-9月累计, 第5周本周数, 截至2月6日累计.
func spanWords(p tally.Round, s tally.Span) string {
	switch {
	case s == tally.SpanMonth && p.Kind() == tally.Monthly:
		return p.Short() + "当月"
	case s == tally.SpanMonth:
		return p.Short() + p.Kind().This() + "数"
	case s == tally.SpanProject && p.Kind().Tiles():
		return "截至" + count(p.Month()) + "月自开工累计"
	case s == tally.SpanProject:
		return p.End().Format("截至1月2日自开工累计")
	}
	return p.Through()
}

// printedAs is a figure as printed with its unit, and in the plan's where that is another one.
func printedAs(f *tally.Figure) string {
	s := f.Printed
	if s == "" {
		s = f.Value.Plain()
	}
	unit := cmp.Or(f.PrintedIn, f.Unit)
	s = tally.WithUnit(s, unit)
	if f.Value.OK() && unit != f.Unit && !sameCounter(f) {
		s += "（合" + f.Value.Plain() + f.Unit + "）"
	}
	return s
}

// sameCounter: 18家 for a plan in 个 needs no conversion to be understood.
func sameCounter(f *tally.Figure) bool { return f.Value.Plain() == f.Printed }

// amount prints a computed value: at most four decimals more than anybody prints, without trailing zeros.
func amount(n exact.Number, unit string) string { return n.Round(6).Plain() + unit }

// joinNonEmpty joins what is there with sep.
func joinNonEmpty(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(p string) bool { return p == "" }), sep)
}
