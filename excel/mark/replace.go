package mark

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// CellText is what a person types for one cell: a number, a per cent or words, "" to empty it.
type CellText struct {
	Sheet string `json:"sheet"`
	Cell  string `json:"cell"`
	Text  string `json:"value"`
}

// Replaced is one cell as it looked before and looks now.
type Replaced struct {
	Sheet   string
	Cell    string
	Old     string
	New     string
	Formula bool // a formula stood there and was replaced by its value
}

// Place is a cell of a workbook.
type Place struct{ Sheet, Cell string }

// Replacement is a workbook in which cells were replaced.
type Replacement struct {
	Data []byte
	Done []Replaced // cells that look the same as before are not among them
	// Stale are the formulas that rest on a replaced cell. Their stored results were taken out, since they are no longer true and
	// nothing here computes them: such a cell reads as a formula without a result.
	Stale []Place
}

// mostReplaced bounds how many cells are replaced at a time.
const mostReplaced = 500

// Replace puts values into cells of a workbook. Only the cell's own tag is written anew, with its format; every other byte of its
// sheet and every other part stays, but for the results in Stale and the order of computing, which goes where a formula does. A
// cell that cannot be replaced is an *xlsx.Refusal that names it, and nothing is changed.
func (m Marker) Replace(ctx context.Context, original []byte, values []CellText) (Replacement, error) {
	read, err := xlsx.Read(ctx, original, m.Limits)
	if err != nil {
		return Replacement{}, fmt.Errorf("replace: %w", err)
	}
	out, formats, err := m.replace(ctx, read, original, values, nil)
	if err == nil && len(formats) > 0 { // an empty cell shows its format only once something stands in it
		out, formats, err = m.replace(ctx, read, original, values, formats)
	}
	if err == nil && len(formats) > 0 {
		err = strangeForm()
	}
	return out, err
}

// replace is Replace with what is known of the formats of empty cells, and gives those that it found to be other.
func (m Marker) replace(ctx context.Context, read *xlsx.Workbook, original []byte, values []CellText, known map[Place]string) (out Replacement, formats map[Place]string, err error) {
	book, err := openBook(original, m.Limits)
	if err != nil {
		return out, nil, fmt.Errorf("replace: %w", err)
	}
	r := &replacing{markedBook: book, read: read, formats: known, changes: map[string]*sheetChange{}}
	for _, v := range values {
		if err := r.want(v); err != nil {
			return out, nil, err
		}
	}
	switch {
	case len(r.done) == 0:
		return Replacement{Data: original}, nil, nil
	case len(r.done) > mostReplaced:
		return out, nil, &xlsx.Refusal{Message: fmt.Sprintf("一次改了%d个单元格，最多%d个", len(r.done), mostReplaced), Expected: "请在 WPS 中改好后重新上传"}
	}
	if err := r.run(); err != nil {
		return out, nil, err
	}
	data, err := r.bytes()
	if err != nil {
		return out, nil, err
	}
	formats, err = r.holds(ctx, data, m.Limits)
	return Replacement{Data: data, Done: r.done, Stale: r.stale}, formats, err
}

// replacing is one run of Replace.
type replacing struct {
	*markedBook
	read    *xlsx.Workbook
	formats map[Place]string        // of cells that are empty
	changes map[string]*sheetChange // by sheet
	done    []Replaced
	stale   []Place
}

// want takes a value for its cell, unless the cell looks like it already.
func (r *replacing) want(v CellText) error {
	at := slices.IndexFunc(r.read.Sheets, func(s *xlsx.Sheet) bool { return s.Name == v.Sheet })
	row, col, ok := xlsx.ParseRef(v.Cell)
	refuse := func(message, expected string) error {
		return &xlsx.Refusal{Message: message, Expected: expected, Sheet: v.Sheet, Cell: v.Cell}
	}
	limits := xlsx.DefaultLimits()
	switch {
	case at < 0:
		return refuse("表里没有工作表“"+v.Sheet+"”", "请核对工作表名称")
	case !ok || col > limits.Cols || row > 1<<20:
		return refuse("“"+v.Cell+"”不是单元格", "应为 F5 这样的形式")
	}
	sheet, ref := r.read.Sheets[at], xlsx.Ref(row, col)
	for _, m := range sheet.Merges {
		if m.FirstRow <= row && row <= m.LastRow && m.FirstCol <= col && col <= m.LastCol && (row != m.FirstRow || col != m.FirstCol) {
			return refuse(ref+" 是合并单元格的一部分", "请填在 "+xlsx.Ref(m.FirstRow, m.FirstCol)+" 里")
		}
	}
	if slices.ContainsFunc(r.done, func(d Replaced) bool { return d.Sheet == v.Sheet && d.Cell == ref }) {
		return refuse(ref+" 填了两次", "每个单元格只填一个值")
	}
	was := sheet.At(row, col)
	if format, ok := r.formats[Place{v.Sheet, ref}]; ok {
		was.Format = format
	}
	value, err := typed(v.Text, was.Format)
	if err != nil {
		return refuse(ref+err.Error(), "请填数字或简短的文字")
	}
	now := xlsx.Cell{Col: col, Kind: value.kind, Value: value.text, Format: was.Format}
	if unbroken(v.Text) == unbroken(was.Text(r.read.Date1904)) || was.Kind == now.Kind && was.Value == now.Value {
		return nil
	}
	r.done = append(r.done, Replaced{Sheet: v.Sheet, Cell: ref, Old: was.Text(r.read.Date1904), New: now.Text(r.read.Date1904), Formula: was.Formula})
	if r.changes[v.Sheet] == nil {
		r.changes[v.Sheet] = &sheetChange{}
	}
	r.changes[v.Sheet].cell(row, cellChange{col: col, value: &value})
	return nil
}

// unbroken is a text without white space: a field of one line loses the line breaks of a cell that nobody touched.
func unbroken(text string) string { return strings.Join(strings.Fields(text), "") }

func (r *replacing) run() error {
	formulas, err := r.formulas()
	if err != nil {
		return err
	}
	changed := map[Place]bool{}
	loses := false
	for _, d := range r.done {
		changed[Place{d.Sheet, d.Cell}] = true
		loses = loses || d.Formula
	}
	for _, f := range formulas {
		if changed[f.place()] && f.serves {
			return &xlsx.Refusal{Message: f.ref() + " 的公式还管着别的单元格，不能单独改成数", Expected: "请在 WPS 中改好后重新上传", Sheet: f.sheet, Cell: f.ref()}
		}
	}
	if r.stale, err = restingOn(formulas, changed); err != nil {
		return err
	}
	for i := range r.sheets {
		if err := r.sheet(i); err != nil {
			return fmt.Errorf("sheet %q: %w", r.sheets[i].name, err)
		}
	}
	if loses {
		return r.dropCalcChain()
	}
	return nil
}

// sheet writes the replaced cells of one sheet, and takes the results out that rest on them.
func (r *replacing) sheet(i int) error {
	name, part := r.sheets[i].name, r.sheets[i].part
	stale := map[string]bool{}
	for _, p := range r.stale {
		if p.Sheet == name {
			stale[p.Cell] = true
		}
	}
	change := r.changes[name]
	if change == nil && len(stale) == 0 {
		return nil
	}
	data, err := r.part(part)
	if err != nil {
		return err
	}
	if change != nil {
		if data, err = editSheet(data, *change); err != nil {
			return err
		}
	}
	if len(stale) > 0 {
		if data, err = withoutResults(data, stale); err != nil {
			return err
		}
	}
	r.set(part, data)
	return nil
}

// holds reads the new workbook and holds it against what was asked for: what a form of file that nobody thought of makes of a
// replacement is refused, not filed. formats are those of cells that were empty and show their value by a format.
func (r *replacing) holds(ctx context.Context, data []byte, limits xlsx.Limits) (formats map[Place]string, err error) {
	now, err := xlsx.Read(ctx, data, limits)
	if err != nil {
		return nil, strangeForm()
	}
	formats = map[Place]string{}
	for _, d := range r.done {
		at := slices.IndexFunc(now.Sheets, func(s *xlsx.Sheet) bool { return s.Name == d.Sheet })
		if at < 0 {
			return nil, strangeForm()
		}
		row, col, _ := xlsx.ParseRef(d.Cell)
		switch c := now.Sheets[at].At(row, col); {
		case c.Formula:
			return nil, strangeForm()
		case c.Text(now.Date1904) != d.New && d.Old == "":
			formats[Place{d.Sheet, d.Cell}] = c.Format
		case c.Text(now.Date1904) != d.New:
			return nil, strangeForm()
		}
	}
	return formats, nil
}

func strangeForm() error {
	return &xlsx.Refusal{Message: "这份表的格式特殊，在网页上改不了", Expected: "请在 WPS 中改好后重新上传"}
}

const calcChain = "calcChain"

// dropCalcChain takes the order of computing out of the package: it names a cell that computes nothing any more, over which Excel
// would offer to repair the file. It is made anew when the file is opened.
func (r *replacing) dropCalcChain() error {
	part := r.find(related(r.bookRels, calcChain))
	if part == "" {
		return nil
	}
	for _, in := range []struct {
		part string
		is   func(element) bool
	}{
		{relsName(r.name), func(e element) bool {
			return e.name == "Relationship" && strings.HasSuffix(e.attr("Type"), "/"+calcChain)
		}},
		{typesPart, func(e element) bool {
			return e.name == "Override" && r.find(strings.TrimPrefix(e.attr("PartName"), "/")) == part
		}},
	} {
		data, err := r.part(in.part)
		if err != nil {
			return err
		}
		out, err := without(data, in.is)
		if err != nil {
			return err
		}
		r.set(in.part, out)
	}
	r.changed[part] = nil
	return nil
}

// without is a part without the elements that are chosen, which hold no others.
func without(data []byte, chosen func(element) bool) ([]byte, error) {
	var out splices
	from := -1
	err := walk(data, func(e element) error {
		switch {
		case from >= 0 && e.end:
			out.replace(from, e.to, "")
			from = -1
		case e.end || !chosen(e):
		case e.self:
			out.replace(e.from, e.to, "")
		default:
			from = e.from
		}
		return nil
	})
	return out.apply(data), err
}
