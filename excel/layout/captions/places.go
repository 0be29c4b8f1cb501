package captions

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// Trust is how far a place is believed about the month of a table, or about who filed it.
type Trust uint8

// The places, from the least.
const (
	Nowhere  Trust = iota
	Weak           // a label that is not known, a day of which nothing says what was then, a sentence
	Alone          // a month alone in its cell, words around it
	Titled         // the title
	Labelled       // 报告期:2023年9月, 填报单位:商务局
)

// Place is where something stands, and what stands there.
type Place struct {
	Trust Trust
	Cell  string
	Text  string
}

// Told is where month and department of a table come from, and where something else stands.
type Told struct {
	Month, Department           Place
	OtherMonth, OtherDepartment Place // as near and different
	Filing                      Filing
	year                        Trust
	here                        string // the cell being looked at
}

// takeWhen takes a time from the cell being looked at where it is believed as much as what is known.
func (sur *Said) takeWhen(w vocabulary.When, trust Trust, text string) {
	switch {
	case w.IsZero():
		return
	case !w.Months():
		if trust < sur.Told.year && sur.When.Year > 0 {
			return
		}
		sur.Told.year = trust
	case trust < sur.Told.Month.Trust && sur.When.Months():
		if other := (Place{trust, sur.Told.here, text}); trust >= Alone && differs(w, sur.When) && sur.Told.OtherMonth.Trust < trust {
			sur.Told.OtherMonth = other
		}
		if sur.When.Year == 0 {
			sur.When.Year = w.Year
		}
		return
	default:
		if was := sur.Told.Month; was.Trust >= Alone && was.Cell != "" && differs(w, sur.When) {
			sur.Told.OtherMonth = was
		}
		sur.Told.Month = Place{trust, sur.Told.here, text}
		if w.Year > 0 {
			sur.Told.year = max(trust, sur.Told.year)
		}
	}
	sur.When = w.Over(sur.When)
}

// differs reports two times that end in different months.
func differs(a, b vocabulary.When) bool {
	return a.To > 0 && b.To > 0 && (a.To != b.To || a.Year > 0 && b.Year > 0 && a.Year != b.Year)
}

// inherited is what is known from above a table: what stands nearer goes before it, but for what is hardly believed.
func (sur Said) inherited() Said {
	sur.Told.Month.Trust, sur.Told.Month.Cell = min(sur.Told.Month.Trust, Alone), ""
	sur.Told.Department.Trust = min(sur.Told.Department.Trust, Alone)
	sur.Told.OtherMonth, sur.Told.OtherDepartment, sur.Told.year = Place{}, Place{}, min(sur.Told.year, Alone)
	return sur
}

// Alone reports a department whose name stands alone: nothing beside it says that it filed.
func (sur Said) Alone() bool { return sur.Department != "" && sur.Told.Department.Trust <= Weak }

// takeDepartment takes the name behind a label.
func (sur *Said) takeDepartment(name string, trust Trust) {
	was, here := sur.Told.Department, Place{trust, sur.Told.here, name}
	switch {
	case sur.Department == name:
		sur.Told.Department.Trust = max(was.Trust, trust)
		return
	case sur.Department != "" && trust < was.Trust:
		return
	case sur.Department != "" && trust == was.Trust && was.Cell != here.Cell:
		sur.Told.OtherDepartment = was
	}
	sur.Department, sur.Told.Department = name, here
}

// filedBy is how far a label is believed to stand before the name of who filed: those of the vocabulary, and any that ends as they do
// (综合机关名称), unless it names somebody else (制定机关).
func (s Reader) filedBy(label, name string) Trust {
	bare := vocabulary.WithoutBrackets(label)
	switch {
	case s.Headings.IsFiledBy(bare):
		return Labelled
	case s.Headings.Ends(vocabulary.FilerEnds, bare) && !s.Headings.Has(vocabulary.OtherOffices, bare) && s.IsDepartment(name):
		return Alone
	}
	return Nowhere
}

// officeAlone is the office whose name is all that a cell above the table holds, with or without its seal: 投资促进局(盖章).
func (s Reader) officeAlone(field string) (string, bool) {
	name := vocabulary.WithoutBrackets(vocabulary.HeadingForm(field))
	n := utf8.RuneCountInString(name)
	return name, n >= 3 && n <= 16 && s.Headings.Ends(vocabulary.CaptionOffices, name) && !strings.ContainsAny(name, "0123456789:,、") && !IsNumbered(field) && s.IsDepartment(name)
}

// labelBefore is the label in the cell before one, "" for none: 有效期至: | 2026年1月.
func labelBefore(row xlsx.Row, c xlsx.Cell) string {
	label := vocabulary.HeadingForm(row.At(c.Col - 1).Value)
	if utf8.RuneCountInString(label) > 12 || !strings.HasSuffix(label, ":") {
		return ""
	}
	return strings.TrimSuffix(label, ":")
}

// labelTrust is how far a label before a date is believed to speak of the figures: 报告期 does, 有效期至 does not.
func (s Reader) labelTrust(label string, w vocabulary.When) Trust {
	switch bare := vocabulary.WithoutBrackets(label); {
	case s.Headings.Has(vocabulary.OtherDates, bare) && !s.Headings.Ends(vocabulary.DateLabels, bare):
		return Nowhere
	case s.Headings.Has(vocabulary.DateLabels, bare), s.Headings.Is(vocabulary.BareDateLabels, bare):
		return Labelled
	case w.Day > 0:
		return Nowhere
	}
	return Weak
}
