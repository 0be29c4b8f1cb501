package captions

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// Said is what the rows around a table say about all of it.
type Said struct {
	Title      string
	When       vocabulary.When
	Unit       string // 单位:万元 in a corner
	Units      Units  // 单位:亿元、万美元 in a corner: of each row one, and the corner does not say which
	Department string // 填报单位:…
	Told       Told   // where month and department stand
}

// Units are several units that one corner gives, with the cell in which they stand.
type Units struct {
	Of   []string
	Cell string
}

// Reader understands what stands around tables, cell by cell.
type Reader struct{ *cells.Reader }

// TitleLength is the longest text, in bytes, that is taken for a title; longer ones are paragraphs.
const TitleLength = 240

// titleRanked is the rank from which a text is a title.
const titleRanked = 2

// LookRows is how many rows at either end of what stands before a table are read.
const LookRows = 20

// LookCaptions reads the rows that stand before a table; before holds what is known from above.
func (s Reader) LookCaptions(rows []xlsx.Row, before Said) Said {
	sur := before.inherited()
	titled := 0
	if n := len(rows); n > 2*LookRows { // the beginning and what stands nearest
		rows = append(append([]xlsx.Row(nil), rows[:LookRows]...), rows[n-LookRows:]...)
	}
	for _, row := range rows {
		for _, c := range row.Cells {
			sur.Told.here = xlsx.Ref(row.Number, c.Col)
			if c.ShowsDate() {
				s.lookDate(row, c, &sur)
			}
			if c.Kind != xlsx.Text || len(c.Value) > TitleLength {
				continue
			}
			if s.beside(row, c, &sur) {
				continue
			}
			for _, field := range FieldsOf(c.Value) {
				field = s.withoutFiling(s.cutUnit(field, &sur))
				if s.LookField(field, &sur) {
					sur.Units.at(xlsx.Ref(row.Number, c.Col))
					continue
				}
				if name, ok := s.officeAlone(field); ok && c.Col == row.Cells[0].Col { // and no 主管部门 before it
					sur.takeDepartment(name, Weak)
					continue
				}
				rank := s.titleRank(field)
				if rank > titled {
					titled, sur.Title = rank, s.titleOf(c.Value)
				}
				s.lookTime(row, c, field, rank, &sur)
			}
		}
	}
	return sur
}

// apart keeps the number before a year from running into it when the spaces are taken out: 表1 2023年9月.
func apart(s string) string {
	f := strings.Fields(vocabulary.HalfWidth(s))
	for i := 1; i < len(f); i++ {
		if before := f[i-1]; vocabulary.IsDigitOrPoint(before[len(before)-1]) && len(f[i]) > 4 && (strings.HasPrefix(f[i], "19") || strings.HasPrefix(f[i], "20")) {
			f[i] = "、" + f[i]
		}
	}
	return strings.Join(f, " ")
}

// FieldsOf parts a cell that holds several statements: 填报单位:经济发展局    单位:万元.
func FieldsOf(text string) []string {
	if !strings.ContainsAny(text, ":：") {
		return []string{text}
	}
	text = closeUp(text)
	var fields []string
	for _, line := range strings.FieldsFunc(vocabulary.HalfWidth(text), func(r rune) bool { return r == '\n' || r == '\r' || r == '\t' }) {
		for _, f := range strings.Split(line, "  ") {
			if f = strings.TrimSpace(f); f != "" {
				fields = append(fields, f)
			}
		}
	}
	return fields
}

// titleOf is a title without the unit in brackets behind it.
func (s Reader) titleOf(text string) string {
	var sur Said
	if len(FieldsOf(text)) > 1 {
		return vocabulary.NameForm(text)
	}
	return vocabulary.NameForm(s.cutUnit(text, &sur))
}

// withoutFiling drops when and by whom a sheet was filled in from behind its title: …完成情况(填报日期:2024年1月8日).
func (s Reader) withoutFiling(field string) string {
	text := strings.TrimSpace(vocabulary.HalfWidth(field))
	if start, end := vocabulary.LastBracket(text); start > 0 && end == len(text)-1 && strings.Contains(text[start:], ":") && s.Headings.IsFooter(text[start+1:end]) {
		return text[:start]
	}
	return field
}

// cutUnit takes the unit of all figures out of a title: 2023年9月税收完成情况(单位:万元), 税收完成情况表(万元).
func (s Reader) cutUnit(field string, sur *Said) string {
	text := strings.TrimSpace(vocabulary.HalfWidth(field))
	before, unit, ok := strings.Cut(text, "单位:")
	switch start, end := vocabulary.LastBracket(text); {
	case !ok && start > 0 && end == len(text)-1 && s.titleRank(text[:start]) > 0:
		before, unit = text[:start], text[start+1:end]
	case !ok:
		return field
	default:
		for _, w := range s.Headings.Listed(vocabulary.UnitLabels) {
			before = strings.TrimSuffix(before, w)
		}
		bare := strings.TrimRight(before, " (")
		if before == "" || bare == before && strings.HasSuffix(text, before+"单位:"+unit) && !strings.Contains(text, "计量单位:") { // 填报单位:万元 is no unit
			return field
		}
		before, unit = bare, strings.TrimSuffix(unit, ")")
	}
	if form := vocabulary.HeadingForm(unit); before != "" && !s.IsUnit(form) && strings.ContainsAny(form, "、,;") && s.IsUnitList(form) { // (单位:亿元,%)
		sur.takeUnits(form)
		return before
	}
	if before == "" || !s.IsUnit(vocabulary.HeadingForm(unit)) {
		return field
	}
	sur.Unit, sur.Units = vocabulary.HeadingForm(unit), Units{}
	return before
}

// LookField takes a statement of the form word:value, and says whether it was one.
func (s Reader) LookField(field string, sur *Said) bool {
	form := vocabulary.HeadingForm(field)
	if inside, ok := strings.CutPrefix(form, "("); ok && strings.HasSuffix(inside, ")") && strings.Contains(inside, ":") && !strings.Contains(inside, "(") { // (单位:户、平方米)
		form = strings.TrimSuffix(inside, ")")
	}
	if len(form) < 24 {
		if unit, rest, ok := s.Words.UnitIn(form); ok && (rest == "" || strings.HasSuffix(strings.TrimSuffix(rest, ":"), "单位") || s.Headings.Is(vocabulary.CaptionRests, rest)) {
			sur.Unit, sur.Units = unit, Units{}
			return true
		}
	}
	if strings.ContainsAny(form, "、,;") && !strings.Contains(form, ":") && s.IsUnitList(form) { // 万元、% alone in the corner
		sur.takeUnits(form)
		return true
	}
	word, value, ok := strings.Cut(form, ":")
	if !ok {
		return s.Headings.IsFooter(form)
	}
	value = strings.Trim(vocabulary.WithoutBrackets(value), "_-")
	if value != "" && s.IsUnitList(value) { // 单位:亿元、万美元: which row has which is not said
		sur.takeUnits(value)
		return true
	}
	if w, rest := vocabulary.ParseWhen(value); w.Months() && rest == "" && !s.Headings.IsFooter(form) && (w.Day == 0 || w.Days() && s.Headings.Has(vocabulary.DateLabels, word) || strings.Contains(word, "截")) { // 报告期:2023年9月
		if trust := s.labelTrust(word, w); trust > Nowhere {
			sur.takeWhen(w, trust, field)
		}
		return true
	}
	if value != "" && utf8.RuneCountInString(value) <= 20 {
		if trust := s.filedBy(word, value); trust > Nowhere {
			sur.takeDepartment(value, trust)
			return true
		}
	}
	if w, rest := vocabulary.ParseWhen(value); rest == "" && s.Headings.Ends(vocabulary.FilingDates, vocabulary.WithoutBrackets(word)) {
		sur.takeFiling(w, field)
	}
	return s.Headings.IsFooter(form) || utf8.RuneCountInString(word) <= 6 && !strings.HasPrefix(word, "附") && !strings.HasPrefix(word, "表")
}

// titleRank says how much a text looks like a title: 附件 and a bare date do not.
func (s Reader) titleRank(text string) int {
	n := utf8.RuneCountInString(text)
	_, rest := vocabulary.ParseWhen(vocabulary.HeadingForm(text))
	switch {
	case IsNumbered(text):
		return 0 // 一、主要经济指标 is a section
	case n < 4 || s.Headings.Begins(vocabulary.Attachments, rest) || utf8.RuneCountInString(rest) < 3:
		return 0
	case strings.Contains(rest, "。"):
		return 1
	case n <= 40 && s.Headings.Ends(vocabulary.TitleEnds, rest):
		return 3
	case s.Headings.TitledPlan(rest) || s.Headings.TitledProgress(rest) || strings.HasSuffix(rest, "表"):
		return 2
	}
	return 1
}

func IsNumbered(text string) bool {
	kind, _ := vocabulary.CutNumber(vocabulary.HalfWidth(text))
	return kind == vocabulary.ChineseComma || kind == vocabulary.ChineseBracket
}

// IsSurrounding reports a row that speaks of the table below it rather than being part of the one above.
func (s Reader) IsSurrounding(row xlsx.Row) bool {
	if len(row.Cells) > 3 {
		return false
	}
	said := len(row.Cells) == 1
	for _, c := range row.Cells {
		if c.Kind != xlsx.Text || s.Headings.IsFooter(c.Value) {
			return false
		}
		var sur Said
		w, rest := vocabulary.ParseWhen(vocabulary.HeadingForm(c.Value))
		said = said || s.LookField(vocabulary.NameForm(c.Value), &sur) || w.UpTo && w.Months() && rest == ""
	}
	return said
}
