package cells

import (
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// Heading is one heading cell as understood: what it names, of which time, in which unit.
type Heading struct {
	Text     string // as printed, cleaned
	Noun     string // without time and unit: what is left to be named
	Role     vocabulary.Role
	When     vocabulary.When
	Unit     string
	Caliber  string
	Growth   bool   // a target of growth
	Since    bool   // counts from the beginning of a project or plan
	Word     string // of the vocabulary, that gave the role
	ThisYear bool   // 本年 and the like, and nothing else
}

// Known reports a heading that the vocabulary has a word for, or that is nothing but a time.
func (h Heading) Known() bool {
	return h.Role != vocabulary.RoleNone || h.Caliber != "" || (!h.When.IsZero() && h.Noun == "")
}

// HeadingLength is the longest text, in bytes, that is still taken for a heading.
const HeadingLength = 150

// mostHeadings is how many different headings are kept.
const mostHeadings = 4096

// Heading understands a heading cell. The same texts come again and again, so what was understood is kept.
func (r *Reader) Heading(text string) Heading {
	if h, ok := r.memo[text]; ok {
		return h
	}
	h := r.understand(text)
	if len(r.memo) < mostHeadings {
		r.memo[text] = h
	}
	return h
}

func (r *Reader) understand(text string) Heading {
	form := vocabulary.HeadingForm(text)
	h := Heading{Text: vocabulary.NameForm(text)}
	if len(form) > HeadingLength {
		return h
	}
	vocab := r.Headings
	h.Caliber = vocab.CaliberIn(form)
	h.Since = vocab.CountsFromStart(form) && !vocab.Has(vocabulary.WithinYear, form)
	h.ThisYear = vocab.Is(vocabulary.ThisYear, form)
	if h.Role, h.Word = vocab.WordRole(form), form; h.Role == vocabulary.RoleNone {
		h.Word = ""
		h.When, form = vocabulary.ParseWhen(form)
		if unit, rest, ok := r.Words.UnitIn(form); ok && !strings.HasSuffix(form, "单位") {
			h.Unit, form = unit, vocabulary.HeadingForm(rest)
			if unit == "%" {
				form += "%"
			}
		}
		if form != "" && form != "%" {
			h.Role, h.Word = vocab.Role(form)
		}
		if inside, ok := strings.CutPrefix(form, "("); ok && h.Role == vocabulary.RoleNone && !h.When.IsZero() { // 2020年(基期)
			h.Role, h.Word = vocab.Role(strings.TrimSuffix(inside, ")"))
		}
	}
	if h.Role == vocabulary.RoleProblems && h.Word != form && vocab.IsQuantity(form) { // 困难人员就业
		h.Role, h.Word = vocabulary.RoleNone, ""
	}
	given := h.Role
	h.Noun = strings.TrimSuffix(form, "%")
	if h.Noun == "全年" && h.When.Year > 0 { // 2022年全年
		h.Noun = ""
	}
	if h.Role == vocabulary.RoleNone && !h.When.IsZero() && vocabulary.WithoutBrackets(h.Noun) == "" { // 1-9月(快报)
		h.Noun = ""
	}
	if strings.Trim(h.Noun, ":、,") == "其中" && h.When.To > 0 && h.When.From == h.When.To && !h.When.UpTo { // 其中:9月 under 累计完成
		h.Role, h.Noun = vocabulary.RoleMonth, ""
	}
	if h.Role == vocabulary.RoleGrowth && r.Headings.Has(vocabulary.GrowthAims, form) && !strings.Contains(form, "完成") {
		h.Role, h.Growth = vocabulary.RoleTarget, true
	}
	if h.Role.IsActual() && IsAim(vocab, form) {
		h.Role = vocabulary.RoleTarget
	}
	if h.Role == vocabulary.RoleTarget && r.Headings.Has(vocabulary.Growths, form) {
		h.Growth = true
	}
	if h.Role != given { // by a rule above
		h.Word = ""
	}
	return h
}

// IsAim reports 本月计划 and 累计目标(分季): what is aimed at, not what was done of it.
func IsAim(h *vocabulary.Headings, form string) bool {
	return h.Has(vocabulary.Aims, form) &&
		!h.Has(vocabulary.Done, form)
}

// HeadingCell understands a cell as a heading; ok is false for a cell that cannot be one.
func (r *Reader) HeadingCell(c xlsx.Cell) (Heading, bool) {
	switch c.Kind {
	case xlsx.Text:
		return r.Heading(c.Value), len(c.Value) <= HeadingLength
	case xlsx.Number: // a bare year, or a date that stands for its month
		if c.ShowsDate() {
			day := c.Text(r.Date1904)
			month := strings.TrimSuffix(day, "-01")
			if len(day) == len("2006-01") {
				month = day
			}
			return r.Heading(month), len(month) == len("2006-01")
		}
		if len(c.Value) == 4 && c.Value >= "1990" && c.Value <= "2099" {
			return r.Heading(c.Value + "年"), true
		}
		return Heading{}, false
	case xlsx.Blank:
		return Heading{}, true
	}
	return Heading{}, false
}

// Label takes the text of a naming cell apart.
func (r *Reader) Label(c xlsx.Cell) vocabulary.Label {
	return r.Headings.LabelOf(r.Words.Lexicon, c.Value, c.Indent)
}

// IsDepartment reports a name of two characters or more before an ending of departments: 招商局, 招商一局, 东湖街道.
func (r *Reader) IsDepartment(form string) bool {
	for _, o := range r.Headings.OfficeWords() {
		if rest, ok := strings.CutSuffix(form, o); ok && rest != "" && utf8.RuneCountInString(form) > 2 {
			return true
		}
	}
	return false
}
