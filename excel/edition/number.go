package edition

import (
	"strconv"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// Number formats that do not depend on the figure.
const (
	formatCount   = "0"
	formatPercent = "0.00%"
	formatPoints  = "+0.00;-0.00;0.00"
	formatMoment  = "yyyy-mm-dd hh:mm"
)

// mostDecimals is how many decimals a figure shows; its cell always holds them all.
const mostDecimals = 6

// formatOf shows n decimals, with thousands separators and the words that say how a target is meant.
func formatOf(decimals int, op string) string {
	const most = "#,##0.000000"
	f := most[:len("#,##0")]
	if decimals > 0 {
		f = most[:len("#,##0.")+min(decimals, mostDecimals)]
	}
	switch op {
	case "":
		return f
	case "左右":
		return f + `"左右"`
	}
	return `"` + op + `"` + f + `;"` + op + `"-` + f
}

// formatGap shows a gap that is not in percentage points.
func formatGap(decimals int, unit string) string {
	d := ""
	if decimals > 0 {
		d = "." + strings.Repeat("0", min(decimals, mostDecimals))
	}
	u := inFormat(unit)
	return "+#,##0" + d + u + ";-#,##0" + d + u + ";0" + u
}

// inFormat is a word inside a number format.
func inFormat(word string) string { return `"` + strings.ReplaceAll(word, `"`, "") + `"` }

// opWord is what stands before (or after) a target that is not a plain at least.
func opWord(t *tally.Target) string {
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

// decimalsOf is how many decimals a number was made with.
func decimalsOf(n exact.Number) int {
	return min(n.Places(), mostDecimals)
}

// sureDigits is how many digits a spreadsheet, which keeps numbers as binary floats, always gives back.
const sureDigits = 15

// held reports a number that is there and that a cell holds with all its digits.
func held(n exact.Number) bool {
	var room [40]byte
	digits := n.AppendPlain(room[:0])
	if len(digits) <= sureDigits {
		return n.OK()
	}
	return string(appendNearest(nil, n)) == string(digits)
}

// appendNearest writes the number that a spreadsheet holds for a computed rate or gap.
func appendNearest(b []byte, n exact.Number) []byte {
	from := len(b)
	b = n.AppendPlain(b)
	if len(b)-from <= sureDigits {
		return b
	}
	f, err := strconv.ParseFloat(string(b[from:]), 64)
	if err != nil {
		return b
	}
	return strconv.AppendFloat(b[:from], f, 'f', -1, 64)
}

// amount is a figure as a number cell; one with more digits than a spreadsheet keeps is written as text, so that none is lost.
func amount(f face, n exact.Number, format string) cell {
	if !n.OK() {
		return cell{style: style{face: f}}
	}
	if !held(n) {
		return cell{kind: text, style: style{face: f}, value: n.Plain()}
	}
	return cell{kind: number, style: style{f, format}, number: n}
}

// rate is a computed number: a completion, a schedule, a gap.
func rate(f face, n exact.Number, format string) cell {
	if !n.OK() {
		return cell{style: style{face: f}}
	}
	return cell{kind: computed, style: style{f, format}, number: n}
}

// whole is a count.
func whole(f face, n int) cell {
	return cell{kind: number, style: style{f, formatCount}, number: exact.Int(int64(n))}
}

// closeTo reports that a spreadsheet's answer and the exact one are the same but for its rounding.
func closeTo(a, b exact.Number) bool {
	return a.Sub(b).Abs().Cmp(exact.Int(1).Shift(-9)) <= 0
}

// when is a moment as a date cell: days since 1899-12-30, in the edition's time zone.
func when(f face, t time.Time, zone *time.Location) cell {
	if t.IsZero() {
		return cell{style: style{face: f}}
	}
	t = t.In(zone)
	local := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	seconds := int64(local.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / time.Second)
	return rate(f, exact.Int(seconds).Div(exact.Int(86400)), formatMoment)
}

// moments is when for many cells: the figures of one sheet were filed at one time.
type moments struct {
	last time.Time
	cell cell
}

func (m *moments) of(f face, t time.Time, zone *time.Location) cell {
	if t.IsZero() || !t.Equal(m.last) {
		m.last, m.cell = t, when(f, t, zone)
	}
	return m.cell
}

// printed is a period's text for many cells: most figures of a sheet are of the period of the one before.
type printed struct {
	last tally.Round
	text string
}

func (m *printed) of(p tally.Round) string {
	if m.text == "" || p != m.last {
		m.last, m.text = p, p.String()
	}
	return m.text
}

// zoneOf is the zone that times are printed in: that of the cut-off, and Beijing where the cut-off comes as UTC,
// since a clerk reads a wall clock.
func zoneOf(ed tally.Edition) *time.Location {
	if _, offset := ed.CutOff.Zone(); offset != 0 {
		return ed.CutOff.Location()
	}
	return tally.China
}
