package layout

import (
	"context"
	"fmt"
	"sort"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/hierarchy"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// rowsRead is what the rows of a table gave.
type rowsRead struct {
	items      []tally.Item
	department string // that its footers name, "" for none
}

// readRows reads the rows of a table whose columns are settled; filed is the month that it was filed for. Neither the sheet nor the table is changed.
func readRows(ctx context.Context, shown sheet, j *journal, b *block, filed tally.Round) (rowsRead, error) {
	body := newBody(shown, j, b)
	body.filed = filed
	err := eachRow(ctx, shown, j, b, body.row)
	body.endPair()
	hierarchy.AdoptChildren(body.read)
	return rowsRead{body.read, body.sur.Department}, err
}

// bodyReading goes down the rows of one block.
type bodyReading struct {
	sheet
	*journal
	b        *block
	filed    tally.Round
	sur      captions.Said // of the block; footers may add to them
	read     []tally.Item
	f        *figures        // the measure being read
	rowUnit  string          // what the row itself says of its unit
	unitFrom string          // where that comes from, in words
	rowWhen  vocabulary.When // the months that stand behind its name: 邮政业务总量(1-8月)
	first    readPhrase      // the first target of the row
	groups   hierarchy.Groups
	family   hierarchy.Parents
	ended    bool // a footer was passed: only rows with figures are items from here
	inGroup  bool
	pair     pair // open, in a table of pairs
}

// readPhrase is a target's phrase as it was read, kept so that it need not be read again for its measure.
type readPhrase struct {
	text   string
	hint   phrase.Hint
	phrase tally.Phrase
}

func newBody(shown sheet, j *journal, b *block) *bodyReading {
	r := &bodyReading{sheet: shown, journal: j, b: b, sur: b.sur, groups: hierarchy.Groups{Cols: make([]string, len(b.groupCols))}, f: &b.figures}
	r.read = make([]tally.Item, 0, min(b.end-b.body, mostItems))
	if b.section.Name != "" {
		r.groups.Enter(b.section)
		r.family.Reset(true)
	}
	return r
}

// within are the cells of some columns.
func within(cells []xlsx.Cell, from, to int) []xlsx.Cell {
	i := sort.Search(len(cells), func(i int) bool { return cells[i].Col >= from })
	j := sort.Search(len(cells), func(i int) bool { return cells[i].Col > to })
	return cells[i:j]
}

func (r *bodyReading) row(row xlsx.Row) {
	if r.pairRow(row) {
		return
	}
	first := row.Cells[0]
	text := first.Value
	if first.Kind == xlsx.Text && strings.TrimSpace(text) == "" && len(row.Cells) > 1 {
		first = row.Cells[1]
		text = first.Value
	}
	switch {
	case first.Kind == xlsx.Text && r.Headings.IsFooter(text):
		r.ended = true
		r.footer(row)
		r.sayRow(row, "表尾“"+vocabulary.Clip(text, 20)+"”，其下只读有数的行")
		return
	case r.isTotalRow(row):
		r.note(fmt.Sprintf("工作表“%s”第%d行“%s”是合计行，不作为指标", r.g.Name, row.Number, vocabulary.Clip(text, 12)))
		r.sayRow(row, "合计行“"+vocabulary.Clip(text, 12)+"”，不作为指标")
		return
	}
	if r.otherRow(row) {
		return
	}
	l, ok := r.numberedGroup(row)
	if !ok {
		l, ok = r.groupRow(row)
	}
	if ok {
		r.sayRow(row, "只有名称，是分组“"+vocabulary.Clip(l.Name, 20)+"”")
		if !r.ended && l.Name != "" {
			r.groups.Enter(l)
			r.family.Reset(true)
			r.inGroup = true
		}
		return
	}
	if r.ended && !r.b.hasFigure(row) {
		r.sayRow(row, "在表尾之下，没有数，不读")
		return
	}
	r.item(row)
}

// footer takes the department that a footer names.
func (r *bodyReading) footer(row xlsx.Row) {
	if r.sur.Department == "" {
		for _, c := range row.Cells {
			if c.Kind == xlsx.Text && len(c.Value) <= captions.TitleLength {
				for _, f := range captions.FieldsOf(c.Value) {
					captions.Reader{Reader: r.Reader}.LookField(f, &r.sur)
				}
			}
		}
	}
}

func (r *bodyReading) isTotalRow(row xlsx.Row) bool {
	for _, c := range row.Cells {
		if c.Col > r.b.name {
			return false
		}
		if c.Kind == xlsx.Text && (r.Headings.IsTotal(c.Value) || r.b.areas && c.Col == r.b.name && r.Headings.IsWholeArea(vocabulary.HeadingForm(c.Value))) {
			return true
		}
	}
	return false
}

// hasFigure reports a row that holds a figure in a column of figures.
func (b *block) hasFigure(row xlsx.Row) bool {
	for _, cols := range [...][]*column{b.targets, b.actuals} {
		for _, c := range cols {
			if cell := row.At(c.col); cell.Kind == xlsx.Number {
				return true
			}
		}
	}
	return false
}

// holdsFigure is hasFigure with numbers written as text and targets in sentences.
func (r *bodyReading) holdsFigure(row xlsx.Row) bool {
	for _, c := range row.Cells {
		if col := r.b.column(c.Col); r.isFigureCell(c) || col != nil && col.role.IsTarget() && c.Kind == xlsx.Text && cells.Measurable(vocabulary.HalfWidth(c.Value)) {
			return true
		}
	}
	return false
}

// isFigureCell reports a number, also one written as text, in a column of figures.
func (r *bodyReading) isFigureCell(c xlsx.Cell) bool {
	col := r.b.column(c.Col)
	if col == nil || !col.role.IsTarget() && !col.role.IsActual() {
		return false
	}
	return c.Kind == xlsx.Number || c.Kind == xlsx.Text && r.Figure(c, "", "").Number.OK()
}

// groupRow reports a row that only names a group: one text over all columns, or one in front of them, or a
// label that has neither number, unit nor figure while the others have.
func (r *bodyReading) groupRow(row xlsx.Row) (vocabulary.Label, bool) {
	var texts []xlsx.Cell
	for _, c := range row.Cells {
		if c.Kind == xlsx.Text && vocabulary.HeadingForm(c.Value) == "" {
			continue
		}
		if c.Kind != xlsx.Text {
			if c.Col > r.b.name || c.Kind != xlsx.Number {
				return vocabulary.Label{}, false
			}
			return vocabulary.Label{}, false
		}
		texts = append(texts, c)
	}
	switch len(texts) {
	case 1:
		return r.lonelyLabel(row, texts[0])
	case 2: // 一 | 重点指标
		kind, rest := vocabulary.CutNumber(vocabulary.HeadingForm(texts[0].Value) + "、x")
		if texts[1].Col == r.b.name && texts[0].Col < r.b.name && rest == "x" && (kind == vocabulary.ChineseComma || kind == vocabulary.ChineseBracket) {
			l := r.Label(texts[1])
			l.Numbering = kind
			return l, true
		}
	}
	return vocabulary.Label{}, false
}

// numberedGroup reports a row with nothing but a number and a name before rows numbered as its parts: 1 before 1.1.
func (r *bodyReading) numberedGroup(row xlsx.Row) (vocabulary.Label, bool) {
	if r.b.seq == 0 || len(row.Cells) != 2 || row.Cells[0].Col != r.b.seq || row.Cells[1].Col != r.b.name || row.Cells[1].Kind != xlsx.Text {
		return vocabulary.Label{}, false
	}
	next := r.g.From(row.Number + 1)
	if next >= len(r.g.Rows) {
		return vocabulary.Label{}, false
	}
	seq := strings.TrimRight(vocabulary.HeadingForm(r.CellText(row.Cells[0])), ".、")
	if strings.Contains(seq, ".") || !strings.HasPrefix(vocabulary.HeadingForm(r.CellText(r.g.Rows[next].At(r.b.seq))), seq+".") {
		return vocabulary.Label{}, false
	}
	l := r.Label(row.Cells[1])
	l.Numbering = vocabulary.DigitPoint
	return l, true
}

func (r *bodyReading) lonelyLabel(row xlsx.Row, c xlsx.Cell) (vocabulary.Label, bool) {
	m := r.g.Merge(row.Number, c.Col)
	l := r.Label(c)
	if l.Child && l.Name == "" {
		return l, true
	}
	switch {
	case m.LastCol > r.b.name && m.LastCol > m.FirstCol: // over the figures too
		return l, true
	case c.Col < r.b.name:
		return l, true
	case c.Col > r.b.name:
		if col := r.b.column(c.Col); r.isFigureCell(c) || col != nil && col.role.IsTarget() && cells.Measurable(vocabulary.HalfWidth(c.Value)) {
			return l, false
		}
		return vocabulary.Label{}, true // a stray remark
	case r.isGroupColumnFilled(row):
		return l, false
	case l.Numbering == vocabulary.ChineseComma || l.Numbering == vocabulary.ChineseBracket || (strings.HasPrefix(l.Name, "按") && strings.HasSuffix(l.Name, "分")):
		return l, true
	}
	return l, !l.Child && l.Unit == "" && r.b.othersHaveMore()
}

// isGroupColumnFilled reports that the row stands in a merged group: then a label alone is an item.
func (r *bodyReading) isGroupColumnFilled(row xlsx.Row) bool {
	for _, col := range r.b.groupCols {
		if m := r.g.Merge(row.Number, col); m.FirstRow < row.Number {
			return true
		}
	}
	return false
}

// othersHaveMore reports that the rows of the block carry a number, a unit, a unit in charge or a target beside
// their name, so that one with nothing but a name is a heading.
func (b *block) othersHaveMore() bool {
	return b.kind == tally.KindPlan || b.seq > 0 || b.unit > 0 || len(b.targets) > 0
}
