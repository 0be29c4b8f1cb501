package cells

import (
	"strings"
	"unicode"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/lexicon"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Figure is what a cell for an actual holds.
type Figure struct {
	Text    string
	Number  exact.Number
	Rank    exact.Number
	Unit    string // printed in the cell; "" where the column or the row gives it
	Parts   []tally.Part
	Nothing bool   // the cell holds nothing, or a sign for nothing
	State   bool   // words that say how a task stands: 已完成
	Words   bool   // words of another kind, without a digit: 未开工, 主体施工
	Mark    string // of a note behind the number: 21.4*
	Why     string // why it cannot be used; "" where it can
}

// Figure reads a cell for an actual of the named item in the unit of its row. Nothing is guessed: what is neither
// a number in one of the forms in use, nor figures in parts, nor a state comes back with why.
func (r *Reader) Figure(c xlsx.Cell, name, unit string) Figure {
	var f Figure
	if c.Kind != xlsx.Number {
		f.Text = r.CellText(c)
	}
	switch c.Kind {
	case xlsx.Blank:
		f.Nothing = true
		return f
	case xlsx.Number:
		return r.numberFigure(c, name, unit)
	case xlsx.Text:
		return r.textFigure(f, name, unit)
	}
	f.Why = "不是数字"
	return f
}

// numberFigure reads a number as its cell shows it.
func (r *Reader) numberFigure(c xlsx.Cell, name, unit string) (f Figure) {
	shown := c.Shown(r.Date1904)
	switch {
	case c.ShowsDate():
		f.Text = shown.Text()
		f.Why = "是日期格式，显示为“" + f.Text + "”"
		return f
	case shown.Words != "": // the format writes words in place of the number
		f.Text = shown.Words
		return r.textFigure(f, name, unit)
	}
	n, err := exact.ParseNumber(shown.Digits)
	if err != nil || !n.OK() {
		f.Text, f.Why = c.Value, "不是能用的数字"
		return f
	}
	f.Number, f.Text = n, shownText(n, shown)
	if f.Unit = r.FormatUnit(shown, unit); shown.Percent {
		f.Unit = "%"
	}
	return f
}

func (r *Reader) textFigure(f Figure, name, unit string) Figure {
	if r.Headings.IsNothing(f.Text) {
		f.Nothing = true
		return f
	}
	if unit != "%" && !r.Words.MayCount(f.Text) { // nearly every cell of words: each of the forms below costs as much as all that follows
		return r.wordsOnly(f)
	}
	if n, ok := lexicon.ReadNumber(f.Text); ok {
		f.Number, f.Text = n, n.String()
		return f
	}
	bare := bareText(f.Text)
	if n, ok := lexicon.ReadNumber(bare); ok {
		f.Number = n
		return f
	}
	if v, rank, ok := lexicon.ReadRanked(plainRank(bare)); ok {
		f.Number, f.Rank = v, rank
		if strings.Contains(bare, "%") {
			f.Unit = "%"
		}
		return f
	}
	if n, u, ok := r.WithUnit(bare, unit); ok {
		f.Number, f.Unit = n, u
		return f
	}
	if n, ok := placeWords(bare, r.Words.Place(unit)); ok {
		if f.Number, f.Unit = n, "位"; unit == "名" {
			f.Unit = unit
		}
		return f
	}
	switch n, why, ok := r.growthWords(bare, unit == "%"); {
	case why != "":
		f.Why = "写的是“" + vocabulary.Clip(f.Text, 20) + "”，" + why
		return f
	case ok:
		f.Number, f.Unit = n, "%"
		return f
	}
	if marked := r.markedFigure(f.Text, name, unit); marked.Number.OK() {
		return marked
	}
	if strings.IndexFunc(f.Text, IsHan) >= 0 && !strings.ContainsAny(f.Text, "=×÷") { // 22,60 is a number mistyped, not figures in parts
		if p := r.Words.Phrase(f.Text, phrase.Hint{Name: name, Unit: unit}); p.Readable && partsOf(p.Parts, unit) {
			f.Parts = p.Parts
			return f
		}
	}
	return r.wordsOnly(f)
}

// bareText is the text without what only ends it.
func bareText(text string) string {
	return strings.TrimRight(strings.Replace(text, "(错月)", "", 1), "。;,. ")
}

// wordsOnly is a text in which no figure was found.
func (r *Reader) wordsOnly(f Figure) Figure {
	switch bare := bareText(f.Text); {
	case r.isState(bare):
		f.State = true
	case r.isWords(bare):
		f.Words = true
	default:
		f.Why = "写的是“" + vocabulary.Clip(f.Text, 20) + "”，不是能用的数字"
	}
	return f
}

// isState reports words that say how a task stands, also with the time when it came so: 已于8月完成.
func (r *Reader) isState(text string) bool {
	form := vocabulary.HeadingForm(text)
	if r.Headings.IsState(form) {
		return true
	}
	w, rest := vocabulary.ParseWhen(form)
	return !w.IsZero() && len(form) < 60 && (r.Headings.IsState(strings.TrimPrefix(rest, "于")) || r.Headings.IsState(strings.Replace(rest, "已于", "已", 1)))
}

func IsHan(c rune) bool { return unicode.Is(unicode.Han, c) }

// partsOf reports figures in parts: bands with their counts (10亿元1个,20亿元1个), or several figures of an indicator that has no unit of
// its own. In a row of one unit several figures are a sentence: which of them is meant is not said.
func partsOf(parts []tally.Part, unit string) bool {
	banded := len(parts) > 0
	for _, p := range parts {
		banded = banded && p.Threshold.OK()
	}
	return banded || unit == "" && len(parts) > 0
}

// plainRank brings 12.3(第4位) to 12.3(4).
func plainRank(s string) string {
	head, tail, ok := strings.Cut(s, "(")
	tail, closed := strings.CutSuffix(tail, ")")
	if !ok || !closed {
		return s
	}
	tail = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(tail, "第"), "位"), "名")
	return head + "(" + tail + ")"
}

// WithUnit reads a number with its unit behind it: 74.1亿元, 10%, or with the magnitude of the row's: 1.2万 in a row of 人.
func (r *Reader) WithUnit(s, row string) (exact.Number, string, bool) {
	if n, ok := lexicon.ReadPercent(s); ok {
		return n, "%", true
	}
	end := strings.LastIndexAny(s, "0123456789") + 1
	if end == 0 || end == len(s) {
		return exact.Number{}, "", false
	}
	unit := strings.TrimSpace(s[end:])
	if inside, ok := strings.CutPrefix(unit, "("); ok {
		unit = strings.TrimSuffix(inside, ")")
	}
	if unit == "万" || unit == "亿" {
		if whole := unit + withoutMagnitude(row); r.IsUnit(whole) {
			unit = whole
		}
	}
	if unit != row && !r.IsUnit(unit) { // 1.3万卷 in a row of 万卷
		return exact.Number{}, "", false
	}
	n, ok := lexicon.ReadNumber(s[:end])
	return n, unit, ok
}

// withoutMagnitude is 元 of 亿元: what a 万 or 亿 printed in a cell counts.
func withoutMagnitude(unit string) string {
	for _, m := range [...]string{"百万", "千万", "万", "亿"} {
		if base, ok := strings.CutPrefix(unit, m); ok {
			return base
		}
	}
	return unit
}

// IsUnit reports a text that is a unit and nothing else. A sheet has few, so what was found is kept.
func (r *Reader) IsUnit(s string) bool {
	is, known := r.units[s]
	if !known {
		_, rest, ok := r.Words.UnitIn("(" + strings.TrimSpace(s) + ")")
		if is = ok && rest == ""; len(r.units) < mostUnits {
			r.units[s] = is
		}
	}
	return is
}

// mostUnits is how many different texts are kept as units or none.
const mostUnits = 256

// IsUnitList reports a text of one or more units: 亿元, or 亿元、%.
func (r *Reader) IsUnitList(s string) bool {
	if r.IsUnit(s) {
		return true
	}
	for _, u := range strings.FieldsFunc(vocabulary.HalfWidth(s), func(c rune) bool { return c == '、' || c == ',' || c == ';' }) {
		if !r.IsUnit(u) {
			return false
		}
	}
	return true
}

// placeWords reads a place in a ranking: 第3名, 全省第18位; where places are counted also 第3.
func placeWords(s string, places bool) (exact.Number, bool) {
	_, place, ok := strings.Cut(s, "第")
	digits := strings.TrimRight(place, "位名")
	if !ok || digits == place && !places {
		return exact.Number{}, false
	}
	return lexicon.ReadNumber(digits)
}
