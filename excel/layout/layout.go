package layout

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/excel/layout/captions"
	"github.com/tallysheet/tallysheet/excel/layout/cells"
	"github.com/tallysheet/tallysheet/excel/layout/columns"
	"github.com/tallysheet/tallysheet/excel/layout/journal"
	"github.com/tallysheet/tallysheet/excel/layout/rows"
	"github.com/tallysheet/tallysheet/excel/layout/trail"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Options says what is known of a workbook before it is read. All of it may be left out.
type Options struct {
	Kind       tally.Kind      // what it is filed as; "" lets its columns decide
	Department string          // for whom: of sheets one a department, its own is read
	Period     tally.Round     // the month filed for: it dates 本月 and 累计, and gives a sheet without a year one
	Mapping    *byhand.Mapping // columns mapped by hand
	Why        *trail.Trail    // filled with why it was read so; nil where nobody asks
}

// Reader reads the layouts of plans and monthly sheets. It holds no state, so any number of goroutines may share one.
type Reader struct {
	Words    *phrase.Words
	Headings *vocabulary.Headings
	Wanted   func(name, unit string) bool // reports what more of is better for sure; nil where nobody knows
}

// Read reads the cells of a workbook that its uploader called name. What is wrong with its layout or its cells comes back as findings
// in the reading; the error is only that of the context.
func (l Reader) Read(ctx context.Context, name string, book *xlsx.Workbook, opt Options) (tally.Reading, error) {
	r := newReading(l, name, book, opt)
	err := r.read(ctx)
	return r.out, err
}

func newReading(l Reader, name string, book *xlsx.Workbook, opt Options) *reading {
	c := cells.NewReader(l.Words, l.Headings, book)
	c.Wanted = l.Wanted
	return &reading{cells: c, book: book, opt: opt,
		out: tally.Reading{File: name, Kind: opt.Kind, Items: []tally.Item{}, Findings: []tally.Finding{}}}
}

// reading is the reading of one workbook.
type reading struct {
	cells *cells.Reader
	book  *xlsx.Workbook
	opt   Options
	out   tally.Reading

	cover captions.Said // what a sheet of words before the tables says

	spent journal.Budget // so far, of all sheets
}

// filer is the department that a table says it is from.
type filer struct {
	name  string
	alone bool // see tally.Reading
}

// sheetReading is what the stages gave of one sheet.
type sheetReading struct {
	columns.Sheet
	*journal.Journal
	blocks []columns.Block
	from   []filer // the department that each table says it is from, "" for none
	signed string  // the office that signs below, "" for none
	read   []tally.Item
}

func (r *reading) read(ctx context.Context) error {
	r.out.Notes = append(r.out.Notes, r.book.Notes...)
	var sheets []*sheetReading
	covered := false // a table was seen: what comes behind it is no cover
	for _, raw := range r.book.Sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		switch {
		case len(raw.Rows) == 0:
			if raw.State == xlsx.Visible {
				r.out.Notes = append(r.out.Notes, fmt.Sprintf("工作表“%s”是空的", raw.Name))
				r.opt.Why.Say(trail.Sheets, "工作表“%s”：空的，不读", raw.Name)
			}
			continue
		case raw.State != xlsx.Visible:
			r.out.Findings = append(r.out.Findings, tally.NewFinding(tally.HiddenContent, raw.Name, "", fmt.Sprintf("工作表“%s”是隐藏的，没有读取", raw.Name), "如需报送其中的内容，请取消隐藏后再上传"))
			r.opt.Why.Say(trail.Sheets, "工作表“%s”：隐藏的，不读", raw.Name)
			continue
		}
		s := r.open(raw)
		if covered = covered || len(s.blocks) > 0; !covered {
			r.cover = captions.Reader{Reader: r.cells}.LookCover(s.Grid().Rows, r.cover)
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 && len(r.out.Findings) == 0 {
		r.found(tally.NewFinding(tally.LayoutUnknown, "", "", "工作簿里没有内容", "请上传填好的表"))
		return nil
	}
	r.decideKind(sheets)
	sheets = r.selectSheets(sheets)
	for _, s := range sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := r.readBlocks(ctx, s); err != nil {
			return err
		}
	}
	r.assemble(sheets)
	r.sayChanged(sheets)
	return nil
}

func (r *reading) found(f tally.Finding) { r.out.Findings = append(r.out.Findings, f) }

// known is what is known of the workbook so far.
func (r *reading) known() columns.Known {
	return columns.Known{Kind: r.opt.Kind, Period: r.opt.Period, Mapping: r.opt.Mapping, Cover: r.cover}
}

// open lays a sheet out and finds its tables; a sheet of a plan without one may be a list.
func (r *reading) open(raw *xlsx.Sheet) *sheetReading {
	j := journal.New(raw.Name, r.opt.Why, r.cells.Headings, &r.spent)
	shown, covered := columns.Lay(r.cells, raw)
	sayCovered(j, covered)
	s := &sheetReading{Sheet: shown, Journal: j, blocks: columns.Find(shown, j, r.known())}
	if len(s.blocks) == 0 && r.opt.Kind != tally.KindProgress {
		if sur, items, ok := rows.ReadList(shown, j); ok {
			s.keep(items)
			s.blocks = append(s.blocks, columns.List(sur))
		}
	}
	for i := range s.blocks {
		s.from = append(s.from, filer{s.blocks[i].Captions().Department, s.blocks[i].Captions().Alone()})
	}
	return s
}
