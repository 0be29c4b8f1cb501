package mark

import (
	"bytes"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// sheetChange is what is to be changed in one worksheet.
type sheetChange struct {
	cells  map[int][]cellChange           // by row
	column int                            // of 校验结果; 0 for none
	filter string                         // L3:L18, "" for none
	legacy string                         // relationship of the comments' drawing, "" where the sheet has one
	unmark func(ref string, base int) int // for cells that are not in cells; nil for none
	types  string                         // base of the relationship types
}

// cellChange gives a cell another format, or puts a text there in the place of a blank one.
type cellChange struct {
	col    int
	format func(base int) int
	text   string
	value  *typedValue // in the place of whatever stands there
	erase  bool        // the cell was a mark of an earlier time
}

func (c *sheetChange) cell(row int, ch cellChange) {
	if c.cells == nil {
		c.cells = map[int][]cellChange{}
	}
	c.cells[row] = append(c.cells[row], ch)
}

// worksheetOrder is the order in which the children of a worksheet must stand (ECMA-376 part 1, 18.3.1.99).
var worksheetOrder = []string{"sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
	"protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr",
	"conditionalFormatting", "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter", "rowBreaks",
	"colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags", "drawing", "legacyDrawing", "legacyDrawingHF",
	"drawingHF", "picture", "oleObjects", "AlternateContent", "controls", "webPublishItems", "tableParts", "extLst"}

// sheetEditor makes the changes to one worksheet in one walk over its tags.
type sheetEditor struct {
	data   []byte
	change sheetChange
	out    splices
	root   element
	rows   []int // that are still to come, ascending
	colFmt []colFormat

	row     int
	rowTag  element
	base    int // format of the row's missing cells; -1 for the column's
	pending []cellChange
	col     int
	whole   *element // a cell that is to be replaced as a whole
	with    string
	parent  string
	first   map[string]int // where an element of this name would have to be inserted
}

type colFormat struct{ first, last, format int }

// editSheet gives the worksheet with the changes made, every other byte as it was.
func editSheet(data []byte, change sheetChange) ([]byte, error) {
	ed := &sheetEditor{data: data, change: change, first: map[string]int{}}
	for row := range change.cells {
		ed.rows = append(ed.rows, row)
		slices.SortFunc(change.cells[row], func(a, b cellChange) int { return a.col - b.col })
	}
	slices.Sort(ed.rows)
	if err := walk(data, ed.tell); err != nil {
		return nil, err
	}
	ed.insertColumn()
	end := bytes.LastIndex(data, []byte("</"))
	p := ed.root.prefix
	if change.filter != "" {
		ed.out.insert(ed.placeOf("autoFilter", end), "<"+p+`autoFilter ref="`+change.filter+`"/>`)
	}
	if change.legacy != "" {
		ed.out.insert(ed.placeOf("legacyDrawing", end), "<"+p+`legacyDrawing xmlns:r="`+change.types+`" r:id="`+change.legacy+`"/>`)
	}
	return ed.out.apply(data), nil
}

func (ed *sheetEditor) tell(e element) error {
	switch {
	case e.depth == 1 && !e.end:
		ed.root = e
	case e.depth == 2:
		ed.child(e)
	case e.depth == 3 && e.name == "col" && ed.parent == "cols" && !e.end:
		ed.column(e)
	case e.depth == 3 && e.name == "row" && ed.parent == "sheetData":
		ed.rowTags(e)
	case e.depth == 4 && e.name == "c" && ed.parent == "sheetData":
		ed.cellTags(e)
	}
	return nil
}

// child sees the parts of the worksheet: what comes after an element that is missing, and the used area.
func (ed *sheetEditor) child(e element) {
	if e.end {
		switch e.name {
		case "sheetData":
			ed.out.insert(e.from, ed.missingRows(1<<30))
		case "cols":
			ed.first["#cols"] = e.from
		}
		ed.parent = ""
		return
	}
	rank := slices.Index(worksheetOrder, e.name)
	for i := range rank {
		if _, seen := ed.first[worksheetOrder[i]]; !seen {
			ed.first[worksheetOrder[i]] = e.from
		}
	}
	if !e.self {
		ed.parent = e.name
	}
	switch {
	case e.name == "sheetData" && e.self:
		ed.out.into(ed.data, e, 0, ed.missingRows(1<<30))
	case e.name == "dimension" && ed.change.column > 0:
		if ref, ok := widened(e.attr("ref"), ed.change.column); ok {
			ed.out.replace(e.from, e.to, withAttr(string(ed.data[e.from:e.to]), "ref", ref))
		}
	}
}

func (ed *sheetEditor) placeOf(name string, end int) int {
	if at, ok := ed.first[name]; ok {
		return at
	}
	return end
}

// widened is a range that reaches at least to a column.
func widened(ref string, col int) (string, bool) {
	from, to, ok := strings.Cut(ref, ":")
	if !ok {
		to = from
	}
	r, c, ok := xlsx.ParseRef(to)
	if !ok || c >= col {
		return "", false
	}
	return from + ":" + xlsx.Ref(r, col), true
}

func (ed *sheetEditor) rowTags(e element) {
	if e.end {
		ed.out.insert(e.from, ed.cellsBefore(1<<30))
		ed.pending = nil
		return
	}
	n, err := strconv.Atoi(e.attr("r"))
	if err != nil {
		n = ed.row + 1
	}
	ed.out.insert(e.from, ed.missingRows(n))
	ed.row, ed.rowTag, ed.col, ed.base = n, e, 0, -1
	if f, err := strconv.Atoi(e.attr("s")); err == nil && (e.attr("customFormat") == "1" || e.attr("customFormat") == "true") {
		ed.base = f
	}
	i, wanted := slices.BinarySearch(ed.rows, n)
	if !wanted {
		return
	}
	ed.rows = slices.Delete(ed.rows, i, i+1)
	ed.pending = slices.Clone(ed.change.cells[n])
	tag := string(ed.data[e.from:e.to])
	if !spanned(e.attr("spans"), ed.pending) { // nobody needs it
		tag = withoutAttr(tag, "spans")
	}
	if e.self {
		tag = strings.TrimRight(strings.TrimSuffix(tag, "/>"), " ") + ">" + ed.cellsBefore(1<<30) + "</" + e.prefix + "row>"
		ed.pending = nil
	}
	if tag != string(ed.data[e.from:e.to]) {
		ed.out.replace(e.from, e.to, tag)
	}
}

// spanned reports whether the columns that a row says it reaches hold all changes.
func spanned(spans string, changes []cellChange) bool {
	from, to, ok := strings.Cut(spans, ":")
	first, err1 := strconv.Atoi(from)
	last, err2 := strconv.Atoi(to)
	return ok && err1 == nil && err2 == nil && !slices.ContainsFunc(changes, func(c cellChange) bool { return c.col < first || c.col > last })
}

// missingRows are the wanted rows before one that the sheet does not have.
func (ed *sheetEditor) missingRows(before int) string {
	var b strings.Builder
	for len(ed.rows) > 0 && ed.rows[0] < before {
		n := ed.rows[0]
		ed.rows = ed.rows[1:]
		ed.row, ed.base, ed.pending = n, -1, slices.Clone(ed.change.cells[n])
		if cells := ed.cellsBefore(1 << 30); cells != "" {
			p := ed.root.prefix
			b.WriteString("<" + p + `row r="` + strconv.Itoa(n) + `">` + cells + "</" + p + "row>")
		}
	}
	ed.pending = nil
	return b.String()
}

// cellsBefore are the wanted cells of the row before a column that the row does not have.
func (ed *sheetEditor) cellsBefore(col int) string {
	var b strings.Builder
	for len(ed.pending) > 0 && ed.pending[0].col < col {
		c := ed.pending[0]
		ed.pending = ed.pending[1:]
		if c.erase || c.format == nil && c.text == "" && (c.value == nil || c.value.kind == xlsx.Blank) {
			continue
		}
		b.WriteString(ed.newCell(c, ed.baseOf(c.col)))
	}
	return b.String()
}

// baseOf is the format that an absent cell shows: the row's, or else the column's.
func (ed *sheetEditor) baseOf(col int) int {
	if ed.base >= 0 {
		return ed.base
	}
	for _, f := range ed.colFmt {
		if f.first <= col && col <= f.last {
			return f.format
		}
	}
	return 0
}

func (ed *sheetEditor) newCell(c cellChange, base int) string {
	p := ed.root.prefix
	tag := "<" + p + `c r="` + xlsx.Ref(ed.row, c.col) + `"`
	if c.format != nil {
		base = c.format(base)
	}
	if base > 0 {
		tag += ` s="` + strconv.Itoa(base) + `"`
	}
	text := c.text
	switch {
	case c.value != nil && c.value.kind == xlsx.Number:
		return tag + "><" + p + "v>" + c.value.text + "</" + p + "v></" + p + "c>"
	case c.value != nil:
		text = c.value.text
	}
	if text == "" {
		return tag + "/>"
	}
	return tag + ` t="inlineStr"><` + p + "is><" + p + `t xml:space="preserve">` + escaped(text) + "</" + p + "t></" + p + "is></" + p + "c>"
}

func (ed *sheetEditor) cellTags(e element) {
	if e.end {
		if ed.whole != nil {
			ed.out.replace(ed.whole.from, e.to, ed.with)
			ed.whole = nil
		}
		return
	}
	if _, c, ok := xlsx.ParseRef(e.attr("r")); ok {
		ed.col = c
	} else {
		ed.col++
	}
	ed.out.insert(e.from, ed.cellsBefore(ed.col))
	if f := ed.change.unmark; f != nil && (len(ed.pending) == 0 || ed.pending[0].col != ed.col) {
		base, _ := strconv.Atoi(e.attr("s"))
		if was := f(xlsx.Ref(ed.row, ed.col), base); was != base {
			ed.out.replace(e.from, e.to, withAttr(string(ed.data[e.from:e.to]), "s", strconv.Itoa(was)))
		}
	}
	for len(ed.pending) > 0 && ed.pending[0].col == ed.col {
		c := ed.pending[0]
		ed.pending = ed.pending[1:]
		ed.changeCell(e, c)
	}
}

func (ed *sheetEditor) changeCell(e element, c cellChange) {
	base, _ := strconv.Atoi(e.attr("s"))
	if c.text == "" && !c.erase && c.value == nil {
		ed.out.replace(e.from, e.to, withAttr(string(ed.data[e.from:e.to]), "s", strconv.Itoa(c.format(base))))
		return
	}
	with := ""
	if !c.erase {
		with = ed.newCell(c, base)
	}
	if e.self {
		ed.out.replace(e.from, e.to, with)
		return
	}
	ed.whole, ed.with = &e, with
}
