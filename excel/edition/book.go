package edition

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/edition/beside"
	"github.com/tallysheet/tallysheet/excel/edition/dress"
	"github.com/tallysheet/tallysheet/excel/packed"
	"github.com/tallysheet/tallysheet/tally"
)

// Write writes the consolidated workbook.
func Write(w io.Writer, ed tally.Edition) error {
	b := newBook(ed)
	_, err := b.write(w, b.sheets(), nil)
	return err
}

// Workbook is the consolidated workbook of an edition, described and not yet written: what each line comes from is found once.
type Workbook struct {
	book   *book
	sheets []sheet
}

// Describe describes the workbook of an edition.
func Describe(ed tally.Edition) *Workbook {
	b := traced(ed)
	return &Workbook{b, b.sheets()}
}

// Layout is how it is laid out, see LayoutOf.
func (d *Workbook) Layout() []tally.SheetLayout { return layoutsOf(d.sheets) }

// WriteAnswered is Write with AnswersOf by the same walk over the sheets: making the cells is half of what both cost. put may be called
// from several goroutines, one at a time; told hears from them how many lines are written, of about how many.
func (d *Workbook) WriteAnswered(w io.Writer, put func(block []byte) (at int), told func(done, of int)) (Answers, error) {
	d.book.heard = told
	var turn sync.Mutex
	return d.book.write(w, d.sheets, func(block []byte) int {
		turn.Lock()
		defer turn.Unlock()
		return put(block)
	})
}

// WriteBrief writes 领导简报 alone.
func WriteBrief(w io.Writer, ed tally.Edition) error {
	b := newBook(ed)
	_, err := b.write(w, []sheet{b.brief()}, nil)
	return err
}

// write makes the small parts with excelize and streams the lines into the sheets; where put is there, what they answer goes to it.
func (b *book) write(w io.Writer, sheets []sheet, put func([]byte) int) (answers Answers, err error) {
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	ids, err := b.dress(f, sheets)
	if err != nil {
		return answers, err
	}
	made := packed.Parts{}
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return made })
	if _, err := f.WriteTo(io.Discard); err != nil {
		return answers, fmt.Errorf("workbook parts: %w", err)
	}
	look, twins, err := dress.AddQuoted(made.Part("xl/styles.xml"))
	if err != nil {
		return answers, err
	}
	ids.twins = twins
	types, err := dress.OrderTypes(made.Part("[Content_Types].xml"))
	if err != nil {
		return answers, err
	}
	made["xl/styles.xml"], made["[Content_Types].xml"] = bytes.NewBuffer(look), bytes.NewBuffer(types)
	answers.Sheets = make([]AnswerSheet, len(sheets))
	lines := counting{told: b.heard}
	for _, s := range sheets {
		lines.of += s.rows
	}
	contents := make([]packed.Content, 0, len(made))
	for i, s := range sheets {
		name := fmt.Sprintf("xl/worksheets/sheet%d.xml", i+1)
		shell := made[name]
		if shell == nil {
			return answers, fmt.Errorf("no part for sheet %s", s.name)
		}
		delete(made, name)
		contents = append(contents, packed.Content{Name: name, Lines: s.rows, Write: func(w io.Writer) error {
			if put == nil {
				return writeSheet(w, shell.Bytes(), s, ids, func(line) {})
			}
			a := newAnswering(s, put)
			err := writeSheet(w, shell.Bytes(), s, ids, func(l line) {
				a.line(l)
				lines.add()
			})
			answers.Sheets[i] = a.done()
			return err
		}})
	}
	for name, part := range made {
		contents = append(contents, packed.Content{Name: name, Write: same(part.Bytes())})
	}
	return answers, packed.WriteAll(w, contents)
}

// same writes a part as it is.
func same(part []byte) func(io.Writer) error {
	return func(w io.Writer) error { _, err := w.Write(part); return err }
}

// dress makes the sheets, empty, with all that is not lines.
func (b *book) dress(f *excelize.File, sheets []sheet) (*styles, error) {
	if err := f.SetDefaultFont(songti); err != nil {
		return nil, err
	}
	ids, err := newStyles(f, b.palette, beside.Formats(b.ed.Rows, b.ed.Period))
	if err != nil {
		return nil, err
	}
	for i, s := range sheets {
		if i == 0 {
			err = f.SetSheetName("Sheet1", s.name)
		} else {
			_, err = f.NewSheet(s.name)
		}
		if err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	for _, s := range sheets {
		for c, width := range s.widths {
			if err := f.SetColWidth(s.name, columnName(c), columnName(c), width); err != nil {
				return nil, fmt.Errorf("sheet %s: %w", s.name, err)
			}
		}
		if err := s.dress(f); err != nil {
			return nil, fmt.Errorf("sheet %s: %w", s.name, err)
		}
	}
	f.SetActiveSheet(0)
	stamp := b.ed.CutOff.UTC().Format("2006-01-02T15:04:05Z")
	err = f.SetDocProps(&excelize.DocProperties{Title: b.heading(), Creator: "Tallysheet", LastModifiedBy: "Tallysheet", Created: stamp, Modified: stamp,
		Description: "输入指纹 " + b.ed.Digest, Language: "zh-CN"})
	if line := b.ed.Audit.String(); line != "" && err == nil {
		err = f.SetCustomProps(excelize.CustomProperty{Name: tally.AnchorProperty, Value: line})
	}
	return ids, errors.Join(err, f.SetAppProps(&excelize.AppProperties{Application: "Tallysheet"}))
}

// book is the edition with what its sheets share.
type book struct {
	issued
	zone     *time.Location
	reportOf map[string]int     // of a department
	calibers bool               // the plan has several
	kept     map[string]bool    // columns of 汇总表 that stand whatever they hold: those of an edition as it was issued; for a trace
	lit      [len(lights)][]int // rows, by light
	behind   []int              // rows, red then yellow, worst first
	heard    func(done, of int) // hears how many lines are written; nil: nobody asks
}

// issued is an edition with what its cells show of it: figures.go, data_cells.go and data_year.go make them of its rows.
type issued struct {
	ed         tally.Edition
	rows       map[string]int // of an indicator, the last where it has several
	palette    dress.Palette
	words      [len(lights)]string
	*originals // nil where nobody asks what cells were made from
}

// originals are what only a trace wants to know.
type originals struct {
	figures [][]int          // of a row's indicator, in the edition's order, by the place that rows gives
	rowsOf  map[string][]int // of a department
	each    []int            // 0, 1, 2 …: what a cell was made from that shows one figure is a piece of it
	ends    sync.Map         // the words for the end of a period; sheets are written side by side
}

func newBook(ed tally.Edition) *book {
	b := &book{issued: issued{ed: ed, palette: dress.PaletteOf(ed.Palette), rows: make(map[string]int, len(ed.Rows))}, zone: zoneOf(ed), reportOf: make(map[string]int, len(ed.Reports))}
	for i := range ed.Rows {
		x := ed.Rows[i].Indicator
		b.rows[x.ID] = i
		l := lightAt(ed.Rows[i].Main.Light)
		b.lit[l] = append(b.lit[l], i)
		b.calibers = b.calibers || x.Caliber != ed.Rows[0].Indicator.Caliber
	}
	for i := range ed.Reports {
		b.reportOf[ed.Reports[i].Department] = i
	}
	b.behind = tally.Worst(b.ed.Rows)
	for k, l := range lights {
		b.words[k] = b.palette[l].Word
	}
	return b
}

// traced is a book whose cells know what they were made from.
func traced(ed tally.Edition) *book {
	b := newBook(ed)
	b.originals = &originals{figures: make([][]int, len(ed.Rows)), rowsOf: map[string][]int{}, each: make([]int, len(ed.Figures))}
	for i := range ed.Figures {
		b.each[i] = i
		k, ok := b.rows[ed.Figures[i].Indicator]
		if !ok {
			continue
		}
		if is := b.figures[k]; len(is) == 0 || is[0] == i-len(is) { // they stand together
			b.figures[k] = b.each[i-len(is) : i+1 : i+1]
		} else {
			b.figures[k] = append(is, i)
		}
	}
	for i := range ed.Rows {
		d := ed.Rows[i].Department
		b.rowsOf[d] = append(b.rowsOf[d], i)
	}
	return b
}

// why joins the words of how a cell came about, where anybody asks.
func (b *issued) why(words ...string) string {
	if b.originals == nil {
		return ""
	}
	return strings.Join(words, "")
}

// sheets are those of DESIGN §6 in the order in which a folder of papers is read; 更正表 is there from edition 2, 督办销号 once there are
// orders. What is not printed stands last, sheets without anything to say before 数据 and 溯源: a program that prints whole workbooks
// leaves out empty pages where nothing follows them.
func (b *book) sheets() []sheet {
	var s []sheet
	if short(&b.ed) {
		s = []sheet{b.summary(), b.warnings(), b.reports(), b.notes()}
	} else {
		s = []sheet{b.brief(), b.summary(), b.warnings(), b.departments(), b.reports(), b.notes()}
	}
	if compared(b) {
		s = append(s, changed(b))
	}
	if len(b.ed.Comments) > 0 {
		s = append(s, comments(b))
	}
	if b.ed.Number > 1 {
		s = append(s, b.corrections())
	}
	if all, _ := toldOrders(b); len(all) > 0 {
		s = append(s, orders(b))
	}
	if b.scored() && !short(&b.ed) {
		s = append(s, b.scores())
	}
	slices.SortStableFunc(s, func(x, y sheet) int { return order(x.silent) - order(y.silent) })
	index := b.index()
	s = append(append(s, b.data(index)...), b.sources(index)...)
	return append([]sheet{b.cover(s)}, s...)
}

// order puts what is not printed behind.
func order(silent bool) int {
	if silent {
		return 1
	}
	return 0
}

// heading names the edition in one line.
func (b *book) heading() string {
	return fmt.Sprintf("%s %s完成情况 第%d版", b.ed.Title, b.ed.Period.Chinese(), b.ed.Number)
}
