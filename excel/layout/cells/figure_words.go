package cells

import (
	"strings"
	"unicode/utf8"

	"github.com/shopspring/decimal"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// isWords reports Chinese words that count nothing: without a digit, and no number in Chinese (十五, 三亿元).
func (r *Reader) isWords(s string) bool {
	if strings.IndexFunc(s, IsHan) < 0 || strings.ContainsAny(s, "0123456789") {
		return false
	}
	rest := strings.TrimLeft(s, "约负零〇一二两三四五六七八九十百千万亿点")
	if rest == s {
		return true
	}
	rest = strings.TrimLeft(rest, "多余几来")
	return rest != "" && !r.IsUnit(rest)
}

// NoteMarks may stand behind a figure and point to a note.
const NoteMarks = "*＊※#①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⁰¹²³⁴⁵⁶⁷⁸⁹"

// markedFigure reads a figure with the mark of a note behind it: 21.4*, 3.9②, 7.4¹, 12.5(注1), 8.6[2].
func (r *Reader) markedFigure(text, name, unit string) Figure {
	bare := strings.TrimRight(text, NoteMarks+" ")
	if start, end := vocabulary.LastBracket(bare); start > 0 && end == len(bare)-1 {
		if inside, ok := strings.CutPrefix(bare[start+1:end], "注"); ok && strings.Trim(inside, "0123456789一二三四五六七八九十") == "" {
			bare = bare[:start]
		}
	}
	if i := strings.LastIndexAny(bare, "[〔"); i > 0 && strings.HasSuffix(bare, "]") && strings.Trim(bare[i+1:len(bare)-1], "0123456789注") == "" {
		bare = bare[:i]
	}
	if start, end := vocabulary.LastBracket(bare); start > 0 && end == len(bare)-1 && r.Headings.Begins(vocabulary.BehindFigures, bare[start+1:end]) { // 15个(其中亿元以上6个)
		bare = bare[:start]
	}
	if bare = strings.TrimSpace(bare); bare == text || bare == "" || strings.Trim(bare, NoteMarks) == "" {
		return Figure{}
	}
	f := r.textFigure(Figure{Text: bare}, name, unit)
	f.Text, f.Mark = text, strings.TrimSpace(text[len(bare):])
	return f
}

// growthWords reads 增长8.5%, 下降3.2%, 同比增长-8.92%, ▼1.6%; where per cent are expected also 下降3.2, (1.6) and 持平. ▲ is minus in
// the statistics of China and up elsewhere: without a legend in the workbook why says so.
func (r *Reader) growthWords(s string, percent bool) (n exact.Number, why string, ok bool) {
	number := func(s string) (exact.Number, bool) {
		s = strings.TrimSpace(s)
		if n, ok := lexicon.ReadPercent(s); ok || !percent {
			return n, ok
		}
		return lexicon.ReadNumber(s)
	}
	signed := func(rest string, down bool) (exact.Number, string, bool) {
		n, ok := number(strings.TrimPrefix(rest, "了"))
		if ok && down {
			if n.Decimal().IsNegative() {
				return exact.Number{}, "", false
			}
			n = exact.Num(n.Decimal().Neg())
		}
		return n, "", ok
	}
	for _, w := range r.Headings.Listed(vocabulary.ComparedWith) {
		s = strings.TrimPrefix(s, w)
	}
	for _, w := range r.Headings.Signs() {
		rest, before := strings.CutPrefix(s, w.Word)
		if before {
			return signed(rest, w.Down)
		}
	}
	for _, w := range [...]string{"↓", "▼", "▽", "↑"} { // 1.6%↓
		if rest, behind := strings.CutSuffix(s, w); behind {
			return signed(rest, w != "↑")
		}
	}
	rest := strings.TrimLeft(strings.TrimRight(s, "▲△"), "▲△")
	switch {
	case rest != s:
		if n, ok := number(rest); !ok || n.Decimal().IsNegative() {
			return exact.Number{}, "", false
		}
		switch r.triangle() {
		case plus:
			return signed(rest, false)
		case minus:
			return signed(rest, true)
		}
		mark, _ := utf8.DecodeRuneInString(strings.TrimLeft(s, "0123456789.% "))
		return exact.Number{}, "表里没有说明“" + string(mark) + "”是增长还是下降，看不出正负", false
	case percent && r.Headings.Is(vocabulary.Level, s):
		return exact.Num(decimal.Zero), "", true
	case percent && strings.HasPrefix(s, "("):
		if inside, tail, closed := strings.Cut(s[1:], ")"); closed && (tail == "" || tail == "%") {
			return signed(inside, true)
		}
	}
	return exact.Number{}, "", false
}

// sign is what ▲ means in a workbook.
type sign byte

const (
	unsaid sign = '?'
	plus   sign = '+'
	minus  sign = '-'
)

// triangle is what the workbook's legend says of ▲ (▲表示下降), looked for once.
func (r *Reader) triangle() sign {
	if r.legend == 0 {
		r.legend = r.findLegend()
	}
	return r.legend
}

func (r *Reader) findLegend() sign {
	for _, sheet := range r.book.Sheets {
		for _, row := range sheet.Rows {
			for _, c := range row.Cells {
				if c.Kind != xlsx.Text || !strings.ContainsAny(c.Value, "▲△") {
					continue
				}
				_, said, _ := strings.Cut(strings.ReplaceAll(vocabulary.HeadingForm(c.Value), "△", "▲"), "▲")
				if !r.Headings.Has(vocabulary.LegendVerbs, said) {
					continue
				}
				up, down := strings.IndexAny(said, "增升正"), strings.IndexAny(said, "降减负")
				switch {
				case down >= 0 && (up < 0 || down < up):
					return minus
				case up >= 0:
					return plus
				}
			}
		}
	}
	return unsaid
}
