package layout

import (
	"context"
	"fmt"
	"slices"

	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Options says what is known of a workbook before it is read. All of it may be left out.
type Options struct {
	Kind       tally.Kind  // what it is filed as; "" lets its columns decide
	Department string      // for whom: of sheets one a department, its own is read
	Period     tally.Round // the month filed for: it dates 本月 and 累计, and gives a sheet without a year one
	Mapping    *Mapping    // columns mapped by hand
	Why        *Trail      // filled with why it was read so; nil where nobody asks
}

// Reader reads the layouts of plans and monthly sheets. It holds no state, so any number of goroutines may share one.
type Reader struct {
	Words    *phrase.Words
	Headings *vocabulary.Headings
}

// Read reads the cells of a workbook that its uploader called name. What is wrong with its layout or its cells comes back as findings
// in the reading; the error is only that of the context.
func (l Reader) Read(ctx context.Context, name string, book *xlsx.Workbook, opt Options) (tally.Reading, error) {
	r := newReading(l, name, book, opt)
	err := r.read(ctx)
	return r.out, err
}

func newReading(l Reader, name string, book *xlsx.Workbook, opt Options) *reading {
	return &reading{cellReader: newCellReader(l, book), opt: opt, book: book,
		out: tally.Reading{File: name, Kind: opt.Kind, Items: []tally.Item{}, Findings: []tally.Finding{}}}
}

// reading is the reading of one workbook.
type reading struct {
	*cellReader
	opt  Options
	book *xlsx.Workbook
	out  tally.Reading

	cover captions // what a sheet of words before the tables says

	items, figures, found int // so far, of all sheets
}

// The most that one workbook may give, far above what real ones do: beyond it reading costs more than it tells.
const (
	mostItems   = 20_000
	mostFigures = 200_000
	mostFound   = 1_000
	mostNotes   = 100
)

// spent names the bound that was passed, "" while none was.
func (r *reading) spent() string {
	switch {
	case r.items > mostItems:
		return fmt.Sprintf("指标超过%d条", mostItems)
	case r.figures > mostFigures:
		return fmt.Sprintf("数据超过%d个", mostFigures)
	case r.found > mostFound:
		return fmt.Sprintf("问题超过%d处", mostFound)
	}
	return ""
}

// sheetReading is the reading of one sheet.
type sheetReading struct {
	*reading
	g        *xlsx.Grid
	blocks   []*block
	looked   int // rows looked at as headings
	read     []tally.Item
	findings []tally.Finding
	notes    []string
}

func (s *sheetReading) find(f tally.Finding) {
	s.found++
	s.findings = append(s.findings, f)
}

func (s *sheetReading) note(text string) {
	if len(s.notes) < mostNotes && !slices.Contains(s.notes, text) {
		s.notes = append(s.notes, text)
	}
}

func (r *reading) read(ctx context.Context) error {
	r.out.Notes = append(r.out.Notes, r.book.Notes...)
	var sheets []*sheetReading
	covered := false // a table was seen: what comes behind it is no cover
	for _, sheet := range r.book.Sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		s := &sheetReading{reading: r}
		switch {
		case len(sheet.Rows) == 0:
			if sheet.State == xlsx.Visible {
				r.out.Notes = append(r.out.Notes, fmt.Sprintf("工作表“%s”是空的", sheet.Name))
				r.opt.Why.say(StageSheets, "工作表“%s”：空的，不读", sheet.Name)
			}
			continue
		case sheet.State != xlsx.Visible:
			r.out.Findings = append(r.out.Findings, tally.NewFinding(tally.HiddenContent, sheet.Name, "", fmt.Sprintf("工作表“%s”是隐藏的,没有读取", sheet.Name), "如需报送其中的内容,请取消隐藏后再上传"))
			r.opt.Why.say(StageSheets, "工作表“%s”：隐藏的，不读", sheet.Name)
			continue
		}
		s.g = xlsx.NewGrid(sheet)
		s.sayCovered(s.g.Uncover())
		s.writeMonths()
		s.findBlocks()
		if covered = covered || len(s.blocks) > 0; !covered {
			r.cover = captionReader{r.cellReader}.lookCover(s.g.Rows, r.cover)
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 && len(r.out.Findings) == 0 {
		r.find(tally.NewFinding(tally.LayoutUnknown, "", "", "工作簿里没有内容", "请上传填好的表"))
		return nil
	}
	r.decideKind(sheets)
	sheets = r.selectSheets(sheets)
	for _, s := range sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.readBlocks(ctx); err != nil {
			return err
		}
	}
	r.assemble(sheets)
	r.sayChanged(sheets)
	return nil
}

func (r *reading) find(f tally.Finding) { r.out.Findings = append(r.out.Findings, f) }
