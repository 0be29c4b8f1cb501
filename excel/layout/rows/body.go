package rows

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/layout/hierarchy"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Result is what the rows of a table gave.
type Result struct {
	Items      []tally.Item
	Department string // that its captions and footers name, "" for none
	Alone      bool   // nothing beside that name says that it filed
	Signed     string // the office that signs below a progress sheet, "" for none
}

// Read reads the rows of a table whose columns are settled; filed is the month that it was filed for, department who files it. Neither the sheet nor the table is changed.
func Read(ctx context.Context, shown columns.Sheet, j *journal.Journal, b *columns.Block, filed tally.Round, department string) (Result, error) {
	body := newBody(shown, j, b)
	body.filed = filed
	err := eachRow(ctx, shown, j, b, body.row)
	body.endPair()
	hierarchy.AdoptChildren(body.read)
	if b.TitleName() != "" {
		body.read = ownPlace(body.read, department)
	}
	return Result{body.read, body.sur.Department, body.sur.Alone(), body.signed}, err
}

// bodyReading goes down the rows of one block.
type bodyReading struct {
	columns.Sheet
	*teller
	b        *columns.Block
	filed    tally.Round
	sur      captions.Said // of the block; footers may add to them
	read     []tally.Item
	f        *columns.Figures // the measure being read
	named    string           // the indicator being read
	rowUnit  string           // what the row itself says of its unit
	unitFrom string           // where that comes from, in words
	rowWhen  vocabulary.When  // the months that stand behind its name: 邮政业务总量(1-8月)
	first    readPhrase       // the first target of the row
	groups   hierarchy.Groups
	family   hierarchy.Parents
	signed   string
	ended    bool // a footer was passed: only rows with figures are items from here
	inGroup  bool
	pair     pair           // open, in a table of pairs
	heads    map[int]string // see headsUnit, by column
}

// readPhrase is a target's phrase as it was read, kept so that it need not be read again for its measure.
type readPhrase struct {
	text   string
	hint   phrase.Hint
	phrase tally.Phrase
}

func newBody(shown columns.Sheet, j *journal.Journal, b *columns.Block) *bodyReading {
	r := &bodyReading{Sheet: shown, teller: &teller{j}, b: b, sur: b.Captions(), groups: hierarchy.Groups{Cols: make([]string, len(b.GroupCols()))}, f: b.AllFigures()}
	r.read = make([]tally.Item, 0, min(b.End()-b.Body(), journal.MostItems))
	if b.Section().Name != "" {
		r.groups.Enter(b.Section())
		r.family.Reset(true)
	}
	return r
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
		if isPlacesSum(r, row) {
			text = placeOf(r, row)
		}
		r.Note(fmt.Sprintf("工作表“%s”第%d行“%s”是合计行，不作为指标", r.Grid().Name, row.Number, vocabulary.Clip(text, 12)))
		r.sayRow(row, "合计行“"+vocabulary.Clip(text, 12)+"”，不作为指标")
		return
	}
	if foot(r, row) || r.otherRow(row) {
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
	if r.ended && !slices.ContainsFunc(row.Cells, r.isFigureCell) {
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
	if isPlacesSum(r, row) {
		return true
	}
	for _, c := range row.Cells {
		if c.Col > r.b.NameCol() {
			return false
		}
		if c.Kind == xlsx.Text && (r.Headings.IsTotal(c.Value) || r.b.HasAreas() && c.Col == r.b.NameCol() && r.Headings.IsWholeArea(vocabulary.HeadingForm(c.Value))) {
			return true
		}
	}
	return false
}

// holdsFigure reports a row with a figure, numbers written as text and targets in sentences among them.
func (r *bodyReading) holdsFigure(row xlsx.Row) bool {
	for _, c := range row.Cells {
		if col := r.b.Column(c.Col); r.isFigureCell(c) || col != nil && col.Role().IsTarget() && c.Kind == xlsx.Text && cells.Measurable(vocabulary.HalfWidth(c.Value)) {
			return true
		}
	}
	return false
}

// isFigureCell reports a number, also one written as text, in a column of figures.
func (r *bodyReading) isFigureCell(c xlsx.Cell) bool {
	col := r.b.Column(c.Col)
	if col == nil || !col.Role().IsTarget() && !col.Role().IsActual() {
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
			if c.Col > r.b.NameCol() || c.Kind != xlsx.Number {
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
		if texts[1].Col == r.b.NameCol() && texts[0].Col < r.b.NameCol() && rest == "x" && (kind == vocabulary.ChineseComma || kind == vocabulary.ChineseBracket) {
			l := r.Label(texts[1])
			l.Numbering = kind
			return l, true
		}
	}
	return vocabulary.Label{}, false
}

// numberedGroup reports a row with nothing but a number and a name before rows numbered as its parts: 1 before 1.1.
func (r *bodyReading) numberedGroup(row xlsx.Row) (vocabulary.Label, bool) {
	if r.b.SeqCol() == 0 || len(row.Cells) != 2 || row.Cells[0].Col != r.b.SeqCol() || row.Cells[1].Col != r.b.NameCol() || row.Cells[1].Kind != xlsx.Text {
		return vocabulary.Label{}, false
	}
	next := r.Grid().From(row.Number + 1)
	if next >= len(r.Grid().Rows) {
		return vocabulary.Label{}, false
	}
	seq := strings.TrimRight(vocabulary.HeadingForm(r.CellText(row.Cells[0])), ".、")
	if strings.Contains(seq, ".") || !strings.HasPrefix(vocabulary.HeadingForm(r.CellText(r.Grid().Rows[next].At(r.b.SeqCol()))), seq+".") {
		return vocabulary.Label{}, false
	}
	l := r.Label(row.Cells[1])
	l.Numbering = vocabulary.DigitPoint
	return l, true
}

func (r *bodyReading) lonelyLabel(row xlsx.Row, c xlsx.Cell) (vocabulary.Label, bool) {
	m := r.Grid().Merge(row.Number, c.Col)
	l := r.Label(c)
	if l.Child && l.Name == "" {
		return l, true
	}
	switch {
	case m.LastCol > r.b.NameCol() && m.LastCol > m.FirstCol: // over the figures too
		return l, true
	case c.Col < r.b.NameCol():
		return l, true
	case c.Col > r.b.NameCol():
		if col := r.b.Column(c.Col); r.isFigureCell(c) || col != nil && col.Role().IsTarget() && cells.Measurable(vocabulary.HalfWidth(c.Value)) {
			return l, false
		}
		return vocabulary.Label{}, true // a stray remark
	case r.isGroupColumnFilled(row):
		return l, false
	case l.Numbering == vocabulary.ChineseComma || l.Numbering == vocabulary.ChineseBracket || (strings.HasPrefix(l.Name, "按") && strings.HasSuffix(l.Name, "分")):
		return l, true
	}
	return l, !l.Child && l.Unit == "" && r.b.OthersHaveMore()
}

// isGroupColumnFilled reports that the row stands in a merged group: then a label alone is an item.
func (r *bodyReading) isGroupColumnFilled(row xlsx.Row) bool {
	for _, col := range r.b.GroupCols() {
		if m := r.Grid().Merge(row.Number, col); m.FirstRow < row.Number {
			return true
		}
	}
	return false
}
