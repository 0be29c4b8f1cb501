package deviation

import (
	"regexp"
	"slices"
	"strings"

	"github.com/goccy/go-yaml/ast"

	"github.com/tallysheet/tallysheet/tally/exact"
)

// interval is a stretch of numbers with its ends said: "[-10, 0)" holds -10 and not 0; "∞" is no end.
type interval struct {
	low, high         exact.Fraction // None: no end
	lowHeld, highHeld bool
	line, column      int
}

func (i interval) holds(x exact.Fraction) bool {
	if !i.low.None() {
		if c := x.Cmp(i.low); c < 0 || c == 0 && !i.lowHeld {
			return false
		}
	}
	if !i.high.None() {
		if c := x.Cmp(i.high); c > 0 || c == 0 && !i.highHeld {
			return false
		}
	}
	return true
}

// intervals is the value of one light in a rule file: "[0, ∞)" or several, "(-10, 0); [0, ∞)".
type intervals []interval

// UnmarshalYAML keeps the place, for the message about a hole.
func (is *intervals) UnmarshalYAML(node ast.Node) error {
	text := node.GetToken()
	value := text.Value
	for piece := range strings.SplitSeq(value, ";") {
		i, ok := parseInterval(strings.TrimSpace(piece))
		if !ok {
			return &RuleError{text.Position.Line, text.Position.Column,
				"区间“" + piece + "”看不懂，应写成 [-10, 0) 这样：方括号含该数，圆括号不含，没有界限写 ∞"}
		}
		i.line, i.column = text.Position.Line, text.Position.Column
		*is = append(*is, i)
	}
	return nil
}

func parseInterval(s string) (interval, bool) {
	m := regexp.MustCompile(`^([\[(])\s*(-?[\d.]+|-∞)\s*,\s*(-?[\d.]+|\+?∞)\s*([\])])$`).FindStringSubmatch(s)
	if m == nil {
		return interval{}, false
	}
	low, ok1 := end(m[2])
	high, ok2 := end(m[3])
	i := interval{low: low, high: high, lowHeld: m[1] == "[", highHeld: m[4] == "]"}
	if !ok1 || !ok2 || low.None() && i.lowHeld || high.None() && i.highHeld {
		return interval{}, false
	}
	if !low.None() && !high.None() {
		if c := low.Cmp(high); c > 0 || c == 0 && !(i.lowHeld && i.highHeld) {
			return interval{}, false
		}
	}
	return i, true
}

func end(s string) (exact.Fraction, bool) {
	if strings.HasSuffix(s, "∞") {
		return exact.Fraction{}, true
	}
	n, err := exact.ParseNumber(s)
	if err != nil {
		return exact.Fraction{}, false
	}
	return exact.FractionOf(n), true
}

// cover puts the bands in order and refuses a hole or an overlap, with the place.
func cover(bands []band) *RuleError {
	slices.SortStableFunc(bands, func(a, b band) int { return compareLow(a.interval, b.interval) })
	if first := bands[0]; !first.low.None() {
		return first.fault("以下没有规定亮灯（有缺口）", first.low)
	}
	for k := 1; k < len(bands); k++ {
		before, here := bands[k-1], bands[k]
		if before.high.None() {
			return here.fault("与另一区间重叠", here.low)
		}
		if here.low.None() {
			return here.fault("与另一区间重叠", before.high)
		}
		switch c := before.high.Cmp(here.low); {
		case c < 0:
			return here.fault("与 "+exact.Shown(before.high, exact.KeptDecimals)+" 之间没有规定亮灯（有缺口）", here.low)
		case c > 0:
			return here.fault("与另一区间重叠", here.low)
		case !before.highHeld && !here.lowHeld:
			return here.fault("本身没有规定亮灯（有缺口），两边有一边要用方括号", here.low)
		case before.highHeld && here.lowHeld:
			return here.fault("两边都含（重叠），有一边要用圆括号", here.low)
		}
	}
	if last := bands[len(bands)-1]; !last.high.None() {
		return last.fault("以上没有规定亮灯（有缺口）", last.high)
	}
	return nil
}

func (i interval) fault(what string, at exact.Fraction) *RuleError {
	return &RuleError{i.line, i.column, exact.Shown(at, exact.KeptDecimals) + " " + what}
}

func compareLow(a, b interval) int {
	switch {
	case a.low.None() && b.low.None():
		return 0
	case a.low.None():
		return -1
	case b.low.None():
		return 1
	}
	if c := a.low.Cmp(b.low); c != 0 {
		return c
	}
	if a.lowHeld == b.lowHeld {
		return 0
	}
	if a.lowHeld {
		return -1
	}
	return 1
}
