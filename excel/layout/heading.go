package layout

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// heading is one heading cell as understood: what it names, of which time, in which unit.
type heading struct {
	text     string // as printed, cleaned
	noun     string // without time and unit: what is left to be named
	role     vocabulary.Role
	when     vocabulary.When
	unit     string
	caliber  string
	growth   bool   // a target of growth
	since    bool   // counts from the beginning of a project or plan
	word     string // of the vocabulary, that gave the role
	thisYear bool   // 本年 and the like, and nothing else
}

// known reports a heading that the vocabulary has a word for, or that is nothing but a time.
func (h heading) known() bool {
	return h.role != vocabulary.RoleNone || h.caliber != "" || (!h.when.IsZero() && h.noun == "")
}

// thisYear are the words that set a column apart from 上年同期 beside it.
var thisYear = []string{"本年", "今年", "本年数", "今年数", "本期", "本期数", "本年度", "本年实际"}

// headingLength is the longest text, in bytes, that is still taken for a heading.
const headingLength = 150

// mostHeadings is how many different headings are kept.
const mostHeadings = 4096

// heading understands a heading cell. The same texts come again and again, so what was understood is kept.
func (r *cellReader) heading(text string) heading {
	if h, ok := r.memo[text]; ok {
		return h
	}
	h := r.understand(text)
	if len(r.memo) < mostHeadings {
		r.memo[text] = h
	}
	return h
}

func (r *cellReader) understand(text string) heading {
	form := vocabulary.HeadingForm(text)
	h := heading{text: vocabulary.NameForm(text)}
	if len(form) > headingLength {
		return h
	}
	vocab := r.Headings
	h.caliber = vocab.CaliberIn(form)
	h.since = vocab.CountsFromStart(form) && !vocabulary.ContainsAny(form, []string{"当年", "本年", "年度", "年初"})
	h.thisYear = slices.Contains(thisYear, form)
	if h.role, h.word = vocab.WordRole(form), form; h.role == vocabulary.RoleNone {
		h.word = ""
		h.when, form = vocabulary.ParseWhen(form)
		if unit, rest, ok := r.Words.UnitIn(form); ok && !strings.HasSuffix(form, "单位") {
			h.unit, form = unit, vocabulary.HeadingForm(rest)
			if unit == "%" {
				form += "%"
			}
		}
		if form != "" && form != "%" {
			h.role, h.word = vocab.Role(form)
		}
		if inside, ok := strings.CutPrefix(form, "("); ok && h.role == vocabulary.RoleNone && !h.when.IsZero() { // 2020年(基期)
			h.role, h.word = vocab.Role(strings.TrimSuffix(inside, ")"))
		}
	}
	given := h.role
	h.noun = strings.TrimSuffix(form, "%")
	if h.noun == "全年" && h.when.Year > 0 { // 2022年全年
		h.noun = ""
	}
	if h.role == vocabulary.RoleNone && !h.when.IsZero() && vocabulary.WithoutBrackets(h.noun) == "" { // 1-9月(快报)
		h.noun = ""
	}
	if strings.Trim(h.noun, ":、,") == "其中" && h.when.To > 0 && h.when.From == h.when.To && !h.when.UpTo { // 其中:9月 under 累计完成
		h.role, h.noun = vocabulary.RoleMonth, ""
	}
	if h.role == vocabulary.RoleGrowth && vocabulary.ContainsAny(form, []string{"目标", "计划", "任务", "预期"}) && !strings.Contains(form, "完成") {
		h.role, h.growth = vocabulary.RoleTarget, true
	}
	if h.role.IsActual() && isAim(form) {
		h.role = vocabulary.RoleTarget
	}
	if h.role == vocabulary.RoleTarget && vocabulary.ContainsAny(form, []string{"增速", "增长", "增幅"}) {
		h.growth = true
	}
	if h.role != given { // by a rule above
		h.word = ""
	}
	return h
}

// isAim reports 本月计划 and 累计目标(分季): what is aimed at, not what was done of it.
func isAim(form string) bool {
	return vocabulary.ContainsAny(form, []string{"目标", "计划", "任务"}) &&
		!vocabulary.ContainsAny(form, []string{"完成", "实际", "实绩", "实现", "执行", "占", "达", "进度", "情况"})
}

// headingCell understands a cell as a heading; ok is false for a cell that cannot be one.
func (r *cellReader) headingCell(c xlsx.Cell) (heading, bool) {
	switch c.Kind {
	case xlsx.Text:
		return r.heading(c.Value), len(c.Value) <= headingLength
	case xlsx.Number: // a bare year, or a date that stands for its month
		if c.ShowsDate() {
			day := c.Text(r.book.Date1904)
			month := strings.TrimSuffix(day, "-01")
			if len(day) == len("2006-01") {
				month = day
			}
			return r.heading(month), len(month) == len("2006-01")
		}
		if len(c.Value) == 4 && c.Value >= "1990" && c.Value <= "2099" {
			return r.heading(c.Value + "年"), true
		}
		return heading{}, false
	case xlsx.Blank:
		return heading{}, true
	}
	return heading{}, false
}

// column is one column of a table: its whole heading path made into one.
type column struct {
	col     int
	path    []heading // from the top heading down
	role    vocabulary.Role
	when    vocabulary.When
	unit    string
	noun    string
	caliber string
	growth  bool
	period  string   // of a target, where a mapping gives it
	unitCol int      // the column of units that is its own, where there are several; 0 for none
	why     []string // the rules that changed its role, where somebody asks
}

// letter is the column's name.
func (c *column) letter() string { return xlsx.Letter(c.col) }

// title is the path as printed, for messages.
func (c *column) title() string {
	var b strings.Builder
	for _, h := range c.path {
		if b.Len() > 0 {
			b.WriteByte('/')
		}
		b.WriteString(h.text)
	}
	return b.String()
}

// label takes the text of a naming cell apart.
func (r *cellReader) label(c xlsx.Cell) vocabulary.Label {
	return r.Headings.LabelOf(r.Words.Lexicon, c.Value, c.Indent)
}
