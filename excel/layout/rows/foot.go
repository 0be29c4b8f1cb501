package rows

import (
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// longestSigner is the longest name of an office or a person that signs, in characters.
const longestSigner = 20

// foot reports a row below the figures that is signed, by people behind their labels or by an office with a day; the day ends the table.
func foot(r *bodyReading, row xlsx.Row) bool {
	if len(r.read) == 0 || row.Cells[0].Kind != xlsx.Text {
		return false
	}
	office, signed := signedBy(r, row)
	switch {
	case signed && r.signed == "" && r.b.Kind() == tally.KindProgress && !r.b.HasAreas():
		r.signed = office
	case signed, isSignature(r, row):
	case areSigners(r, row):
		r.sayRow(row, "签名“"+vocabulary.Clip(row.Cells[0].Value, 20)+"”，不作为指标")
		return true
	default:
		return false
	}
	r.ended = true
	r.sayRow(row, "落款“"+vocabulary.Clip(row.Cells[0].Value, 20)+"”和日期，其下只读有数的行")
	return true
}

// signedBy is the office that signs with a day, in one cell or in two: 县文化和旅游局  2025年11月5日.
func signedBy(r *bodyReading, row xlsx.Row) (office string, ok bool) {
	if len(row.Cells) > 1 && !isSignature(r, row) { // a name and by when it is to be done
		return "", false
	}
	form := vocabulary.HeadingForm(row.Cells[0].Value)
	if len(row.Cells) == 2 {
		form += vocabulary.HeadingForm(row.Cells[1].Text(r.Date1904))
	}
	when, office := vocabulary.ParseWhen(form)
	if when.Day == 0 || !strings.HasPrefix(form, office) || strings.ContainsAny(office, ":,。、") || utf8.RuneCountInString(office) > longestSigner || !r.IsDepartment(office) {
		return "", false
	}
	return office, true
}

// isSignature reports a row below the figures of one text and a day, as papers end: 园区管理办公室 … 2026年6月5日. Something that was to be
// done by a day has its target beside it.
func isSignature(r *bodyReading, row xlsx.Row) bool {
	if len(row.Cells) != 2 {
		return false
	}
	day := row.Cells[1]
	when, rest := vocabulary.ParseWhen(day.Text(r.Date1904))
	col := r.b.Column(day.Col)
	return when.Day != 0 && rest == "" && col != nil && slices.Contains(r.b.Actuals(), col)
}

// areSigners reports a row of nothing but labels with something behind them, one of them a person's: 局领导:孙宏伟 | 制表:周洋.
func areSigners(r *bodyReading, row xlsx.Row) bool {
	if !strings.ContainsAny(row.Cells[0].Value, ":：") {
		return false
	}
	people := false
	for _, c := range row.Cells {
		if c.Kind != xlsx.Text {
			return false
		}
		for _, field := range captions.FieldsOf(c.Value) {
			label, value, ok := strings.Cut(vocabulary.HeadingForm(field), ":")
			if !ok || label == "" || utf8.RuneCountInString(label) > longestSigner || utf8.RuneCountInString(value) > longestSigner {
				return false
			}
			people = people || r.Headings.IsFooter(field) || r.Headings.Ends(vocabulary.PersonHeads, label)
		}
	}
	return people
}
