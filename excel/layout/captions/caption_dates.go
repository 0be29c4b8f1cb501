package captions

import (
	"regexp"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// spacedDate are the spaces inside a date that was spread out for looks: 2018   年   5   月, and those between a colon and its year.
var spacedDate = regexp.MustCompile(`([0-9０-９])[\s　]+([年月日])|([年月:：])[\s　]+([0-9０-９])`)

// closeUp takes the spaces out of a date that was spread out.
func closeUp(text string) string {
	for range 2 { // a sign may end one match and begin the next
		text = spacedDate.ReplaceAllString(text, "$1$3$2$4")
	}
	return text
}

// lookDate takes the period of a table from a true date cell: one that shows a month, or one behind a label that speaks of the figures
// (报告期, 月份). A day behind no label or behind 填报日期 is that of the filing.
func (s Reader) lookDate(row xlsx.Row, c xlsx.Cell, sur *Said) {
	w, _ := vocabulary.ParseWhen(c.Text(s.Date1904))
	if !w.Months() {
		return
	}
	label := vocabulary.HeadingForm(row.At(c.Col - 1).Value)
	if s.Headings.IsFooter(label) {
		return
	}
	if w.Day == 0 || s.Headings.Has(vocabulary.DateLabels, label) {
		w.Day = 0
		sur.When = w.Over(sur.When)
	}
}
