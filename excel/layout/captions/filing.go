package captions

import (
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Filing is the day on which a sheet was filled in: 填报日期:2018年5月31日.
type Filing struct {
	Place
	When vocabulary.When
}

// From the one day a sheet tells of the month that ends, up to the other of the month before; between them either may be meant.
const monthEnd, monthBegun = 25, 10

// Month is the month that a sheet filled in on the day tells of, none where that may be either.
func (f Filing) Month() tally.Round {
	p := f.When.Period(0)
	switch {
	case p.IsZero() || f.When.Day >= monthEnd:
		return p
	case f.When.Day > 0 && f.When.Day <= monthBegun:
		return p.Add(-1)
	}
	return tally.Round{}
}

// takeFiling takes the day of the filing; the first that is found stays.
func (sur *Said) takeFiling(w vocabulary.When, text string) {
	if w.Year > 0 && w.Day > 0 && !w.Days() && sur.Told.Filing.When.IsZero() {
		sur.Told.Filing = Filing{Place{Weak, sur.Told.here, text}, w}
	}
}

// FilingBelow looks for the day of the filing below a table.
func (s Reader) FilingBelow(rows []xlsx.Row) Filing {
	var sur Said
	for _, row := range rows[max(0, len(rows)-LookRows/2):] {
		for _, c := range row.Cells {
			sur.Told.here = xlsx.Ref(row.Number, c.Col)
			if c.ShowsDate() {
				s.lookDate(row, c, &sur)
			}
			if c.Kind != xlsx.Text || len(c.Value) > TitleLength {
				continue
			}
			for _, field := range FieldsOf(c.Value) {
				if !s.LookField(field, &sur) && labelBefore(row, c) != "" {
					s.lookTime(row, c, field, 0, &sur)
				}
			}
		}
	}
	return sur.Told.Filing
}
