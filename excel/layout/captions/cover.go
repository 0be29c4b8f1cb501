package captions

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// coverRows is the most rows that a cover has.
const coverRows = 60

// LookCover takes month and department from the rows of a sheet of words before the tables: 填报单位:商务局, 二〇一八年九月. A day is
// that of the filing, not of the figures. before holds what is known from the sheets before it.
func (s Reader) LookCover(rows []xlsx.Row, before Said) Said {
	cover := before.inherited()
	if len(rows) > coverRows {
		return cover
	}
	for _, row := range rows {
		for _, c := range row.Cells {
			if c.Kind != xlsx.Text || len(c.Value) > TitleLength {
				continue
			}
			cover.Told.here = xlsx.Ref(row.Number, c.Col)
			if s.beside(row, c, &cover) {
				continue
			}
			for _, field := range FieldsOf(c.Value) {
				if !s.LookField(field, &cover) && !s.Headings.IsFooter(field) {
					s.coverMonth(row, c, field, &cover)
				}
			}
		}
	}
	return cover
}

// coverMonth takes the month of a field, as far as what stands before it in the row can be trusted.
func (s Reader) coverMonth(row xlsx.Row, c xlsx.Cell, field string, cover *Said) {
	w, rest := vocabulary.ParseWhen(vocabulary.HeadingForm(field))
	if !w.Months() || w.Day != 0 {
		return
	}
	trust := Alone
	switch label := labelBefore(row, c); {
	case label != "" && rest == "":
		if trust = s.labelTrust(label, w); trust == Nowhere {
			return
		}
	case strings.Contains(rest, "。"):
		trust = Weak
	}
	cover.takeWhen(w, trust, field)
}

// beside takes the department from the cell behind its label: 填报单位: | 商务局(盖章).
func (s Reader) beside(row xlsx.Row, c xlsx.Cell, sur *Said) bool {
	label, colon := strings.CutSuffix(vocabulary.HeadingForm(c.Value), ":")
	if bare := vocabulary.WithoutBrackets(label); !s.Headings.IsFiledBy(bare) && !(colon && s.Headings.Ends(vocabulary.FilerEnds, bare)) || !colon && utf8.RuneCountInString(bare) < 4 {
		return false
	}
	for _, next := range row.Cells {
		if next.Col > c.Col && next.Kind == xlsx.Text {
			if name := vocabulary.WithoutBrackets(vocabulary.HeadingForm(next.Value)); name != "" && utf8.RuneCountInString(name) <= 20 && !strings.Contains(name, ":") && (colon || s.IsDepartment(name)) {
				if trust := s.filedBy(label, name); trust > Nowhere {
					sur.takeDepartment(name, trust)
					return true
				}
			}
			return false
		}
	}
	return false
}
