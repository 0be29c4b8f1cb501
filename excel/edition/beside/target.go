package beside

import (
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
)

// Unit is the unit that a row's figures are in: the plan's, or where its row names none the one that the target prints with its number.
func Unit(r *tally.Row) string {
	t := r.Main.Target
	if r.Indicator.Unit != "" || len(t.Parts) > 0 || !t.Value().OK() {
		return r.Indicator.Unit
	}
	return t.Unit
}

// OwnUnit is a unit that has to be said with a number, since it is not the row's.
func OwnUnit(r *tally.Row, unit string) string {
	if unit == Unit(r) {
		return ""
	}
	return unit
}

// TargetFormat shows a target's number with the word that says how it is meant and the unit that is its own.
func TargetFormat(r *tally.Row, t *tally.Target) string {
	return numfmt.In(numfmt.Decimals(t.Floor), OpWord(t), OwnUnit(r, t.Unit))
}

// Later is the next target of a row that has none for the edition's year.
func Later(r *tally.Row, p tally.Round) (next tally.Target, ok bool) {
	year := strconv.Itoa(p.Year())
	for _, t := range r.Indicator.Targets {
		if t.Tier == "" && len(t.Period) == 4 && t.Period > year && t.Text != "" && (!ok || t.Period < next.Period) {
			next, ok = t, true
		}
	}
	return next, ok
}

// StretchFormat is TargetFormat for 力争.
func StretchFormat(r *tally.Row, t *tally.Target) string {
	unit := t.StretchUnit
	if unit == "" {
		unit = t.Unit
	}
	return numfmt.In(numfmt.Decimals(t.Stretch), "", OwnUnit(r, unit))
}

// Growth is the growth that a plan asks beside a level, in a cell of its own: 332亿元 and 10%.
func Growth(r *tally.Row) (tally.Target, bool) {
	main := r.Main.Target
	if main.Unit == "%" || !main.Value().OK() {
		return tally.Target{}, false
	}
	for _, t := range r.Indicator.Targets {
		if t.Tier == main.Tier && t.Period == main.Period && t.Cell != main.Cell && t.Unit == "%" && t.Value().OK() && len(t.Parts) == 0 {
			return t, true
		}
	}
	return tally.Target{}, false
}

// GrowthFormat shows the number of a growth.
func GrowthFormat(t *tally.Target) string {
	return numfmt.In(numfmt.Decimals(t.Value()), OpWord(t), "%")
}

// brackets are those that a plan's text has.
var brackets = strings.NewReplacer("(", "（", ")", "）")

// Aside is what a target prints whose number stands alone in its cell, where its brackets say more than a unit; "" where they do not.
func Aside(r *tally.Row) string {
	t := r.Main.Target
	if !t.Value().OK() || len(t.Parts) > 0 || !strings.ContainsAny(t.Text, "(（") {
		return ""
	}
	for rest := brackets.Replace(t.Text); ; {
		_, after, open := strings.Cut(rest, "（")
		in, more, closed := strings.Cut(after, "）")
		if !open || !closed {
			return ""
		}
		if in = strings.TrimSpace(in); in != "" && in != "%" && in != t.Unit && in != r.Indicator.Unit && in != t.StretchUnit {
			return t.Text
		}
		rest = more
	}
}

// Change reports how a row's figure is held against that of a year ago: as a share of it, or, of what is a rate itself, in percentage
// points; not at all a place in a ranking, and what has no figure above nought a year ago.
func Change(r *tally.Row) (share, points bool) {
	if !r.YTD.OK() || !r.LastYear.OK() || r.Indicator.Measure == tally.Rank {
		return false, false
	}
	switch Unit(r) {
	case "%", "个百分点", "‰":
		return false, true
	case "":
		if m := r.Indicator.Measure; m == tally.Growth || m == tally.Share || m == tally.Delta {
			return false, true
		}
	}
	return r.LastYear.Sign() > 0, false
}

// OpWord is what stands before (or after) a target that is not a plain at least.
func OpWord(t *tally.Target) string {
	if t.Drop {
		return "下降"
	}
	switch t.Op {
	case tally.OpAtMost:
		return "≤"
	case tally.OpLess:
		return "<"
	case tally.OpMore:
		return ">"
	case tally.OpApprox:
		return "左右"
	case tally.OpNone, tally.OpAtLeast, tally.OpEqual, tally.OpRange: // the number says it
	}
	return ""
}
