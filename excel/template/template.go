package template

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Template is what is issued to one department for one period: its workbook to fill, in the plan's words.
type Template struct {
	Plan       tally.Plan // with the targets in force for Period
	Words      *meaning.Words
	Department string   // canonical
	Aliases    []string // of the department, as the plan may name it
	Period     tally.Round
	Asked      tally.Asks    // which indicators report in such a round
	History    tally.History // its earlier figures, for last month's column
	Progress   []string      // to choose from for 进展情况; nil for the usual ones
}

// usualProgress are the words of DOMAIN §3.5 for how a task stands.
func usualProgress(p tally.Round) []string {
	return []string{"已完成", "超序时推进", "按序时推进", "进度偏慢", "尚未启动", p.Kind().This() + "没有数据"}
}

// ErrNothingToFill says that a department carries no indicator of the plan with a target for the period.
var ErrNothingToFill = errors.New("nothing to fill")

// Write writes the workbook: the department's indicators with unit, target and last month's figure, empty
// cells to fill, number checks and choices, everything else locked (without a password). It knows what it is by a
// hidden sheet and by properties of the document, whatever it is called later: a Reader reads it back exactly, in
// whatever order its rows then stand. ErrNothingToFill where the department carries none.
func Write(w io.Writer, t Template) (err error) {
	inds := t.indicators()
	if len(inds) == 0 {
		return fmt.Errorf("template of %s in %s for %s: %w", t.Department, t.Plan.Key, t.Period, ErrNothingToFill)
	}
	f := excelize.NewFile()
	defer func() { err = errors.Join(err, f.Close()) }()
	b := &templateBook{f: f, t: t, sheet: t.Period.Short(), rows: inds}
	for _, step := range []func() error{b.prepare, b.choices, b.head, b.body, b.checks, b.protect, b.keys} {
		if err := step(); err != nil {
			return fmt.Errorf("template: %w", err)
		}
	}
	if err := f.Write(w); err != nil {
		return fmt.Errorf("template: %w", err)
	}
	return nil
}

// Rows is how many rows there are to fill; with none Write would be ErrNothingToFill.
func (t Template) Rows() int { return len(t.indicators()) }

// indicators are those that the department carries and that have a target for the period.
func (t Template) indicators() []tally.Indicator {
	var out []tally.Indicator
	for _, ind := range t.Plan.LedBy(t.Department, t.Aliases) {
		if t.Period.IsZero() {
			break
		}
		if !t.Asked.For(ind.ID) {
			continue
		}
		if _, ok := ind.TargetFor(t.Period); ok && !ind.Asks(tally.AskDuplicate) { // of a row that stands twice the first is filled
			out = append(out, ind)
		}
	}
	return out
}

// templateBook is a template while it is written.
type templateBook struct {
	f       *excelize.File
	t       Template
	sheet   string
	rows    []tally.Indicator
	columns []templateColumn
	names   []string // as shown, each once
	styles  templateStyles
}

// templateStyles are the cell formats.
type templateStyles struct{ title, note, head, locked, figure, open, text int }

const (
	templateHead  = 4 // the heading's row
	choicesSheet  = "_选项"
	choicesName   = "进展选项"
	openFill      = "FFF9E1"
	lockedFill    = "F2F2F2"
	templateNote  = "只填黄色的单元格：数字按计量单位填，不带单位；没有数的留空，在备注里说明。不要增删行列。填好保存后直接上传本文件。"
	templateLimit = 1e15 // what a cell still holds exactly
)

func (b *templateBook) prepare() error {
	if err := b.f.SetSheetName("Sheet1", b.sheet); err != nil {
		return err
	}
	b.columns = b.layout()
	b.names = shownNames(b.rows)
	border := []excelize.Border{{Type: "left", Color: "808080", Style: 1}, {Type: "right", Color: "808080", Style: 1}, {Type: "top", Color: "808080", Style: 1}, {Type: "bottom", Color: "808080", Style: 1}}
	fill := func(rgb string) excelize.Fill {
		return excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{rgb}}
	}
	wrap := &excelize.Alignment{Vertical: "center", WrapText: true}
	center := &excelize.Alignment{Vertical: "center", Horizontal: "center", WrapText: true}
	unlocked := &excelize.Protection{Locked: false}
	for _, s := range []struct {
		to    *int
		style excelize.Style
	}{
		{&b.styles.title, excelize.Style{Font: &excelize.Font{Bold: true, Size: 16}, Alignment: center}},
		{&b.styles.note, excelize.Style{Font: &excelize.Font{Color: "7F6000"}, Alignment: wrap}},
		{&b.styles.head, excelize.Style{Font: &excelize.Font{Bold: true}, Alignment: center, Border: border, Fill: fill("DDEBF7")}},
		{&b.styles.locked, excelize.Style{Alignment: wrap, Border: border, Fill: fill(lockedFill)}},
		{&b.styles.figure, excelize.Style{Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "right"}, Border: border, Fill: fill(lockedFill)}},
		{&b.styles.open, excelize.Style{Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "right"}, Border: border, Fill: fill(openFill), Protection: unlocked}},
		{&b.styles.text, excelize.Style{Alignment: wrap, Border: border, Fill: fill(openFill), Protection: unlocked}},
	} {
		id, err := b.f.NewStyle(&s.style)
		if err != nil {
			return err
		}
		*s.to = id
	}
	return nil
}

// choices puts what may be chosen on a hidden sheet: a list in the check itself ends at 255 characters.
func (b *templateBook) choices() error {
	words := b.t.Progress
	if words == nil {
		words = usualProgress(b.t.Period)
	}
	if _, err := b.f.NewSheet(choicesSheet); err != nil {
		return err
	}
	for i, w := range words {
		if err := b.f.SetCellStr(choicesSheet, "A"+strconv.Itoa(i+1), w); err != nil {
			return err
		}
	}
	refers := fmt.Sprintf("'%s'!$A$1:$A$%d", choicesSheet, max(1, len(words)))
	if err := b.f.SetDefinedName(&excelize.DefinedName{Name: choicesName, RefersTo: refers}); err != nil {
		return err
	}
	return b.f.SetSheetVisible(choicesSheet, false)
}

// protect locks all but the cells to fill. Without a password: it guards against slips, not against people.
func (b *templateBook) protect() error {
	err := b.f.ProtectSheet(b.sheet, &excelize.SheetProtectionOptions{
		SelectLockedCells: true, SelectUnlockedCells: true, FormatCells: true, FormatColumns: true, FormatRows: true, Sort: true, AutoFilter: true,
	})
	if err != nil {
		return err
	}
	err = b.f.SetPanes(b.sheet, &excelize.Panes{Freeze: true, XSplit: 3, YSplit: templateHead, TopLeftCell: "D" + strconv.Itoa(templateHead+1), ActivePane: "bottomRight"})
	if err != nil {
		return err
	}
	landscape, a4, wide, tall, fit := "landscape", 9, 1, 0, true
	if err := b.f.SetPageLayout(b.sheet, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &wide, FitToHeight: &tall}); err != nil {
		return err
	}
	return b.f.SetSheetProps(b.sheet, &excelize.SheetPropsOptions{FitToPage: &fit})
}
