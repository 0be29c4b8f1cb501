package captions

import (
	"regexp"
	"strings"

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
	label := strings.TrimSuffix(vocabulary.HeadingForm(row.At(c.Col-1).Value), ":")
	if s.Headings.Ends(vocabulary.FilingDates, label) {
		sur.takeFiling(w, label+c.Text(s.Date1904))
	}
	if s.Headings.IsFooter(label) || label != "" && s.labelTrust(label, w) == Nowhere {
		return
	}
	labelled := s.Headings.Has(vocabulary.DateLabels, label)
	if w.Day == 0 || labelled {
		trust := Alone
		if labelled {
			trust = Labelled
		}
		w.Day = 0
		sur.takeWhen(w, trust, c.Text(s.Date1904))
	}
}

// lookTime takes the period of a table from a text. A day is that of filing or printing (2024年10月17日印) unless it says up to when the
// figures run, or the title does; where nothing else says more, the last days of a month stand for it.
func (s Reader) lookTime(row xlsx.Row, c xlsx.Cell, field string, rank int, sur *Said) {
	w, rest := vocabulary.ParseWhen(vocabulary.HeadingForm(apart(field)))
	if w.IsZero() {
		return
	}
	trust := Weak
	switch label := labelBefore(row, c); {
	case label != "" && rest == "" && w.Months():
		if s.Headings.Ends(vocabulary.FilingDates, vocabulary.WithoutBrackets(label)) {
			sur.takeFiling(w, label+field)
		}
		if trust = s.labelTrust(label, w); trust == Nowhere {
			return
		}
	case w.Day > 0 && !w.UpTo && !w.Days() && rank < titleRanked:
		if sur.When.Months() || w.Day < monthEnd {
			if rest == "" {
				sur.takeFiling(w, field)
			}
			w = vocabulary.When{Year: w.Year}
			if sur.When.Year > 0 {
				return
			}
		}
	case rank >= titleRanked:
		trust = Titled
	case rest == "" || !strings.Contains(rest, "。") || w.UpTo:
		trust = Alone
	}
	sur.takeWhen(w, trust, field)
}
