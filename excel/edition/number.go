package edition

import (
	"time"

	"github.com/tallysheet/tallysheet/excel/edition/numfmt"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// amount is a figure as a number cell; one with more digits than a spreadsheet keeps is written as text, so that none is lost.
func amount(f face, n exact.Number, format string) cell {
	if !n.OK() {
		return cell{style: style{face: f}}
	}
	if !numfmt.Held(n) {
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
	return cell{kind: number, style: style{f, numfmt.Count}, number: exact.Int(int64(n))}
}

// when is a moment as a date cell: days since 1899-12-30, in the edition's time zone.
func when(f face, t time.Time, zone *time.Location) cell {
	if t.IsZero() {
		return cell{style: style{face: f}}
	}
	t = t.In(zone)
	local := time.Date(t.Year(), t.Month(), t.Day(), t.Hour(), t.Minute(), t.Second(), 0, time.UTC)
	seconds := int64(local.Sub(time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC)) / time.Second)
	return rate(f, exact.Int(seconds).Div(exact.Int(86400)), numfmt.Moment)
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
