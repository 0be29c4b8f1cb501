package rows

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// isExample reports a row that only shows how to fill in: 示例 before it, or at the head of its name.
func (r *bodyReading) isExample(row xlsx.Row) bool {
	for _, c := range row.Cells {
		if c.Col > r.b.NameCol() {
			return false
		}
		if c.Kind != xlsx.Text {
			continue
		}
		if r.Headings.IsExample(c.Value) {
			return true
		}
		form := vocabulary.HeadingForm(c.Value)
		if i := strings.IndexAny(form, ":)]】"); c.Col == r.b.NameCol() && i > 0 && r.Headings.IsExample(form[:i]) {
			return true
		}
		if start, end := vocabulary.LastBracket(form); c.Col == r.b.NameCol() && start > 0 && end == len(form)-1 && r.Headings.IsExample(form[start+1:end]) {
			return true
		}
	}
	return false
}

// isNote reports a row of one text that explains the table above it: a mark with its meaning (#为其中项。), or a sentence under figures.
func (r *bodyReading) isNote(row xlsx.Row) bool {
	if len(row.Cells) != 1 || row.Cells[0].Kind != xlsx.Text || row.Cells[0].Col > r.b.NameCol() || len(r.read) == 0 {
		return false
	}
	form := vocabulary.HeadingForm(row.Cells[0].Value)
	bare := strings.TrimLeft(form, cells.NoteMarks+"▲△▼()[]0123456789.、")
	if mark, _ := utf8.DecodeRuneInString(form); bare != form && strings.ContainsRune(cells.NoteMarks+"▲△▼", mark) &&
		(strings.HasSuffix(bare, "。") || r.Headings.Has(vocabulary.NoteSigns, bare)) {
		return true
	}
	return r.Headings.Begins(vocabulary.NoteBegins, bare) || r.b.Kind() == tally.KindProgress && len(r.b.Actuals()) > 0 && strings.HasSuffix(form, "。")
}

// isSubtotal reports a row that is numbered as a group (一、产业类), named as one, and holds the sum of the rows below it, in every
// column that it fills.
func (r *bodyReading) isSubtotal(row xlsx.Row) (vocabulary.Label, bool) {
	cell := row.At(r.b.NameCol())
	if cell.Kind == xlsx.Blank && row.Cells[0].Kind == xlsx.Text {
		r.mergedName(row.Number, &cell) // over the column of numbers too
	}
	if cell.Kind != xlsx.Text || !beginsNumbered(cell.Value) && (r.b.SeqCol() == 0 || !beginsNumbered(row.At(r.b.SeqCol()).Value)) || !r.holdsFigure(row) {
		return vocabulary.Label{}, false
	}
	l := r.Label(cell)
	if r.b.SeqCol() > 0 {
		numberedBySeq(&l, vocabulary.HeadingForm(r.CellText(row.At(r.b.SeqCol()))))
	}
	if l.Numbering != vocabulary.ChineseComma && l.Numbering != vocabulary.ChineseBracket || !r.Headings.Ends(vocabulary.SubtotalEnds, vocabulary.WithoutBrackets(l.Name)) && !countsBelow(r, row, l) {
		return l, false
	}
	filled := 0
	for _, c := range row.Cells {
		if !r.isFigureCell(c) {
			continue
		}
		own := r.Figure(c, "", "").Number
		sum, n := r.sumBelow(row.Number, c.Col, l.Numbering)
		if n == 0 || !own.OK() || sum.Cmp(own) != 0 {
			return l, false
		}
		filled++
	}
	return l, filled > 0
}

// beginsNumbered is the quick test for a number in Chinese before a name: it keeps all other rows from being understood here.
func beginsNumbered(text string) bool {
	r, _ := utf8.DecodeRuneInString(strings.TrimSpace(text))
	return strings.ContainsRune("一二三四五六七八九十第(（", r)
}

// numberedBySeq numbers a label as the column of numbers beside it does, where that is done in Chinese: 一, (二). Digits only count the rows.
func numberedBySeq(l *vocabulary.Label, seq string) {
	if l.Numbering != vocabulary.Unnumbered || !beginsNumbered(seq) {
		return
	}
	if kind, rest := vocabulary.CutNumber(seq + "、x"); rest == "x" && (kind == vocabulary.ChineseComma || kind == vocabulary.ChineseBracket) {
		l.Numbering = kind
	}
}

// countsBelow reports a name whose bracket counts the rows below it, down to the next that is numbered alike: 先进制造业(3个).
func countsBelow(r *bodyReading, row xlsx.Row, l vocabulary.Label) bool {
	form := vocabulary.HeadingForm(row.At(r.b.NameCol()).Value)
	start, end := vocabulary.LastBracket(form)
	if start <= 0 || end != len(form)-1 {
		return false
	}
	inside := form[start+1 : end]
	for _, w := range r.Headings.Listed(vocabulary.GroupCounts) {
		if count, ok := strings.CutSuffix(inside, w); ok {
			for _, c := range row.Cells {
				if r.isFigureCell(c) {
					_, n := r.sumBelow(row.Number, c.Col, l.Numbering)
					return strconv.Itoa(n) == count
				}
			}
		}
	}
	return false
}

// sumBelow adds up a column from below a row to the next row that is numbered alike.
func (r *bodyReading) sumBelow(row, col int, kind vocabulary.Numbering) (sum exact.Number, n int) {
	sum = exact.Int(0)
	for i := r.Grid().From(row + 1); i < r.b.End() && i < len(r.Grid().Rows); i++ {
		next := r.Grid().Rows[i]
		number, _ := vocabulary.CutNumber(vocabulary.HeadingForm(next.At(r.b.NameCol()).Value))
		if r.b.SeqCol() > 0 && number == vocabulary.Unnumbered {
			number, _ = vocabulary.CutNumber(vocabulary.HeadingForm(r.CellText(next.At(r.b.SeqCol()))) + "、x")
		}
		if number == kind || r.isTotalRow(next) {
			break
		}
		if c := next.At(col); r.isFigureCell(c) {
			sum, n = sum.Add(r.Figure(c, "", "").Number), n+1
		}
	}
	return sum, n
}

// otherRow passes over a row that is no indicator, and says so.
func (r *bodyReading) otherRow(row xlsx.Row) bool {
	text := vocabulary.Clip(r.CellText(row.Cells[0]), 12)
	switch {
	case r.isExample(row):
		r.Note(fmt.Sprintf("工作表“%s”第%d行“%s”是填写示例，不作为指标", r.Grid().Name, row.Number, text))
		r.sayRow(row, "填写示例，不作为指标")
		return true
	case r.isNote(row):
		r.sayRow(row, "附注“"+text+"”，不作为指标")
		return true
	}
	l, ok := r.isSubtotal(row)
	if !ok {
		return false
	}
	r.Note(fmt.Sprintf("工作表“%s”第%d行“%s”是下面各行的小计，不作为指标", r.Grid().Name, row.Number, vocabulary.Clip(l.Name, 12)))
	r.sayRow(row, "是下面各行的小计，作为分组“"+vocabulary.Clip(l.Name, 12)+"”")
	r.groups.Enter(l)
	r.family.Reset(true)
	r.inGroup = true
	return true
}
