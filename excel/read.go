package excel

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"log/slog"
	"slices"

	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/excel/mark"
	"github.com/tallysheet/tallysheet/excel/template"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Reader reads workbooks as departments send them. It holds no state, so any number of goroutines may
// share one.
type Reader struct {
	Words     *phrase.Words
	Headings  *Headings
	Limits    xlsx.Limits       // the zero value means xlsx.DefaultLimits
	Converter *legacy.Converter // of .xls and .et; nil refuses them
	Log       *slog.Logger      // where a panic is told in full; nil for nowhere
}

// ReadOptions says what is known of a workbook before it is read. All of it may be left out.
type ReadOptions struct {
	Kind       tally.Kind   // what it is filed as; "" lets its columns decide
	Department string       // for whom: of sheets one a department, its own is read
	Period     tally.Period // the month filed for: it dates 本月 and 累计, and gives a sheet without a year one
	Mapping    *Mapping     // columns mapped by hand
}

// reading is the reading of one workbook.
type reading struct {
	*Reader
	opt  ReadOptions
	book *xlsx.Workbook
	out  tally.Reading

	memo  map[string]heading
	units map[string]bool // texts that were held to be units, or not

	cover surroundings // what a sheet of words before the tables says

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

func newReading(r *Reader, name string, opt ReadOptions) *reading {
	return &reading{Reader: r, opt: opt, memo: make(map[string]heading, 64), units: map[string]bool{},
		out: tally.Reading{File: name, Kind: opt.Kind, Items: []tally.Item{}, Findings: []tally.Finding{}}}
}

// sheetReading is the reading of one sheet.
type sheetReading struct {
	*reading
	g        *grid
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

// Read reads a workbook. What is wrong with the file, its layout or its cells comes back as findings in the reading; the
// error is only that of the context, or ErrBusy of the Converter. A panic is a finding of this file too.
func (r *Reader) Read(ctx context.Context, name string, data []byte, opt ReadOptions) (out tally.Reading, err error) {
	digest := sha256.Sum256(data)
	sum := hex.EncodeToString(digest[:])
	err = r.Contained(ctx, name, func() (err error) {
		out, err = r.read(ctx, name, sum, data, opt)
		return err
	})
	var broken *xlsx.Refusal
	if errors.As(err, &broken) {
		out = newReading(r, name, opt).out
		out.SHA256, out.Findings = sum, []tally.Finding{Refused(broken)}
		err = nil
	}
	return out, err
}

func (r *Reader) read(ctx context.Context, name, sum string, data []byte, opt ReadOptions) (tally.Reading, error) {
	rd := newReading(r, name, opt)
	rd.out.SHA256 = sum
	book, converted, err := r.workbook(ctx, data)
	var refused *xlsx.Refusal
	switch {
	case errors.As(err, &refused):
		rd.out.Findings = append(rd.out.Findings, Refused(refused))
		return rd.out, nil
	case err != nil:
		return tally.Reading{}, fmt.Errorf("read %s: %w", name, err)
	}
	rd.book = mark.WithoutMarks(book)
	keys := template.IssuedOf(rd.book)
	if keys != nil {
		rd.book = keys.Without(rd.book)
		if rd.opt.Period.IsZero() {
			rd.opt.Period = keys.Period
		}
	}
	if err := rd.read(ctx); err != nil {
		return tally.Reading{}, fmt.Errorf("read %s: %w", name, err)
	}
	if keys != nil {
		keys.Bind(&rd.out, rd.book)
	}
	if converted {
		rd.sayRecomputed(data)
		rd.out.Findings = slices.Insert(rd.out.Findings, 0, saidConverted())
	}
	return rd.out, nil
}

// Refused is the class A finding for a file that is not read.
func Refused(r *xlsx.Refusal) tally.Finding {
	code := tally.FileUnsupported
	if r.Limit {
		code = tally.FileLimit
	}
	return tally.NewFinding(code, r.Sheet, r.Cell, r.Message, r.Expected)
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
			}
			continue
		case sheet.State != xlsx.Visible:
			r.out.Findings = append(r.out.Findings, tally.NewFinding(tally.HiddenContent, sheet.Name, "", fmt.Sprintf("工作表“%s”是隐藏的,没有读取", sheet.Name), "如需报送其中的内容,请取消隐藏后再上传"))
			continue
		}
		s.g = newGrid(sheet)
		s.findBlocks()
		if covered = covered || len(s.blocks) > 0; !covered {
			r.lookCover(s)
		}
		sheets = append(sheets, s)
	}
	if len(sheets) == 0 && len(r.out.Findings) == 0 {
		r.find(tally.NewFinding(tally.LayoutUnknown, "", "", "工作簿里没有内容", "请上传填好的表"))
		return nil
	}
	r.decideKind(sheets)
	sheets = r.choose(sheets)
	for _, s := range sheets {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := s.readBlocks(ctx); err != nil {
			return err
		}
	}
	r.gather(sheets)
	r.sayChanged(sheets)
	return nil
}

func (r *reading) find(f tally.Finding) { r.out.Findings = append(r.out.Findings, f) }
