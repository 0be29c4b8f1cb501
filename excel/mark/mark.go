package mark

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// Mark gives the uploader's own workbook back with the findings in it (退件即原件): guilty cells filled in the
// colour of their class, a comment at each with class, reason and what was expected, a column 校验结果 outside the
// print area to filter by, and a first sheet that lists all findings with links to the cells. Only the parts
// concerned are changed, by splicing; every other part is copied as it was packed.
//
// The marks are no content: a Reader passes over the list and the column, so the file may be corrected and uploaded
// again. Marks of an earlier marking are taken away first, fills included. Headers are those of the reading, to know
// where a table's heading stands; without them the row above the first guilty cell is taken. A workbook that cannot
// be read cannot be marked either: the error wraps an *xlsx.Refusal then.
func Mark(original []byte, findings []tally.Finding, headers ...tally.Header) ([]byte, error) {
	return Marker{}.Mark(original, findings, headers...)
}

// Marker marks within limits other than the default ones.
type Marker struct{ Limits xlsx.Limits }

// Mark is the function Mark within m.Limits.
func (m Marker) Mark(original []byte, findings []tally.Finding, headers ...tally.Header) ([]byte, error) {
	read, err := xlsx.Read(context.Background(), original, m.Limits)
	if err != nil {
		return nil, fmt.Errorf("mark: %w", err)
	}
	book, err := openBook(original, m.Limits)
	if err != nil {
		return nil, fmt.Errorf("mark: %w", err)
	}
	k := &marking{markedBook: book, read: read, findings: findings, headers: headers, overrides: map[string]string{}, before: map[string]string{}}
	if err := k.run(); err != nil {
		return nil, fmt.Errorf("mark: %w", err)
	}
	return k.bytes()
}

// marking is one run of Mark.
type marking struct {
	*markedBook
	read      *xlsx.Workbook
	findings  []tally.Finding
	headers   []tally.Header
	styles    *markedStyles
	prior     prior
	overrides map[string]string // content types of new parts
	parts     []string          // new parts, in order
	vml       bool
	names     []localName
	before    map[string]string // fills by sheet!cell, as they were before marking
}

func (k *marking) run() error {
	styles, newStyles, err := k.openStyles()
	if err != nil {
		return err
	}
	k.styles = styles
	k.prior = findPrior(k.read)
	for i := range k.sheets {
		if err := k.sheet(i); err != nil {
			return fmt.Errorf("sheet %q: %w", k.sheets[i].name, err)
		}
	}
	if err := k.list(); err != nil {
		return err
	}
	k.set(styles.name, styles.bytes())
	if newStyles {
		if _, err := k.relate(k.name, "styles", styles.name); err != nil {
			return err
		}
		k.add(styles.name, "styles+xml")
	}
	if len(k.parts) == 0 && !k.vml {
		return nil
	}
	return k.declare(k.overrides, k.parts, k.vml)
}

func (k *marking) add(part, kind string) {
	k.parts = append(k.parts, part)
	k.overrides[part] = kind
}

// sheet marks one sheet where a finding names a cell of it, or where an earlier marking left something.
func (k *marking) sheet(i int) error {
	name, part := k.sheets[i].name, k.sheets[i].part
	at := slices.IndexFunc(k.read.Sheets, func(s *xlsx.Sheet) bool { return s.Name == name })
	if part == "" || at < 0 || k.prior.list == name {
		return nil
	}
	byCell := k.byCell(name)
	if len(byCell) == 0 && !k.prior.marked {
		return nil
	}
	data, err := k.part(part)
	if err != nil {
		return err
	}
	change := sheetChange{types: k.types}
	k.fill(name, byCell, &change)
	k.column(i, k.read.Sheets[at], byCell, &change, data)
	if change.legacy, err = k.comment(part, data, byCell); err != nil {
		return err
	}
	changed, err := editSheet(data, change)
	if err != nil {
		return err
	}
	k.set(part, changed)
	return nil
}

// cellOf is the cell that a finding names, of a range its first; "" where it names none.
func cellOf(f tally.Finding) string {
	ref, _, _ := strings.Cut(f.Cell, ":")
	row, col, ok := xlsx.ParseRef(ref)
	if !ok {
		return ""
	}
	return xlsx.Ref(row, col)
}

// byCell are the findings at the cells of a sheet.
func (k *marking) byCell(sheet string) map[string][]tally.Finding {
	out := map[string][]tally.Finding{}
	for _, f := range k.findings {
		ref := cellOf(f)
		if ref != "" && f.Sheet == sheet {
			out[ref] = append(out[ref], f)
		}
	}
	return out
}

// fill colours the guilty cells, and gives cells that an earlier marking coloured their own fill again.
func (k *marking) fill(sheet string, byCell map[string][]tally.Finding, change *sheetChange) {
	for ref, fs := range byCell {
		row, col, _ := xlsx.ParseRef(ref)
		change.cell(row, cellChange{col: col, format: func(base int) int {
			base = k.unmarked(sheet, ref, base)
			k.before[sheet+"!"+ref] = k.styles.fillOf(base)
			return k.styles.marked(base, worst(fs))
		}})
	}
	if k.prior.marked {
		change.unmark = func(ref string, base int) int { return k.unmarked(sheet, ref, base) }
	}
}

// unmarked is the format that a cell had before an earlier marking.
func (k *marking) unmarked(sheet, ref string, base int) int {
	if !k.prior.marked || !isMarkFill(k.styles.fillOf(base)) {
		return base
	}
	if fill := k.prior.fills[sheet+"!"+ref]; fill != "" {
		return k.styles.filled(base, fill)
	}
	p := k.styles.root.prefix
	return k.styles.filled(base, "<"+p+"fill><"+p+`patternFill patternType="none"/></`+p+"fill>")
}

func isMarkFill(fill string) bool {
	for _, rgb := range markFills {
		if strings.Contains(fill, rgb) {
			return true
		}
	}
	return false
}

func worst(fs []tally.Finding) tally.Class {
	c := tally.ClassD
	for _, f := range fs {
		c = min(c, f.Class)
	}
	return c
}

// column puts the findings of each row beside the table, where they neither print nor disturb.
func (k *marking) column(i int, s *xlsx.Sheet, byCell map[string][]tally.Finding, change *sheetChange, data []byte) {
	rows := map[int][]string{}
	top, bottom := 0, lastRow(s)
	for _, f := range k.findings {
		ref := cellOf(f)
		if byCell[ref] == nil || f.Sheet != s.Name {
			continue
		}
		row, _, _ := xlsx.ParseRef(ref)
		rows[row] = append(rows[row], markWord(f.Class)+" "+f.Cell+" "+f.Code.Chinese()+":"+f.Message)
		if top == 0 || row < top {
			top = row
		}
		bottom = max(bottom, row)
	}
	col, old := k.prior.columns[s.Name]
	if !old {
		col = k.freeColumn(i, s, byCell)
	}
	headings := k.headingRows(s.Name, top)
	if old {
		for _, r := range s.Rows {
			if r.At(col).Kind != xlsx.Blank {
				change.cell(r.Number, cellChange{col: col, erase: true})
			}
		}
	}
	// Beyond what is read there is no place for a column; the list and the comments say it all.
	if len(rows) == 0 || col > xlsx.DefaultLimits().Cols {
		return
	}
	change.column = col
	if old {
		change.column = 0
	}
	format := func(int) int { return k.styles.list(`<sz val="11"/><name val="宋体"/>`, false) }
	for _, row := range headings {
		change.put(row, col, markTitle, func(int) int { return k.styles.list(`<b/><sz val="11"/><name val="宋体"/>`, false) })
	}
	for row, texts := range rows {
		if !slices.Contains(headings, row) {
			change.put(row, col, strings.Join(texts, ";"), format)
		}
	}
	k.area(i, s, col, headings[0], bottom, change, data)
}

// headingRows are where the column's heading goes: at each table's last heading row, or above the first finding.
func (k *marking) headingRows(sheet string, top int) []int {
	var out []int
	for _, h := range k.headers {
		if h.Sheet == sheet && h.Rows[1] > 0 && !slices.Contains(out, h.Rows[1]) {
			out = append(out, h.Rows[1])
		}
	}
	if len(out) == 0 {
		out = append(out, max(1, top-1))
	}
	slices.Sort(out)
	return out
}

// area keeps the column out of print and gives it a filter, unless the sheet has its own.
func (k *marking) area(i int, s *xlsx.Sheet, col, heading, bottom int, change *sheetChange, data []byte) {
	if _, has := k.areas[i]; !has && !k.prior.marked {
		k.names = append(k.names, localName{sheet: i, name: "_xlnm.Print_Area", refers: sheetRef(s.Name) + "!$A$1:$" + xlsx.Letter(col-1) + "$" + strconv.Itoa(bottom+k.missing())})
	}
	if hasFilter(data) || k.filters[i] || bottom <= heading {
		return
	}
	change.filter = xlsx.Ref(heading, col) + ":" + xlsx.Ref(bottom, col)
	l := "$" + xlsx.Letter(col) + "$"
	k.names = append(k.names, localName{sheet: i, name: "_xlnm._FilterDatabase", hidden: true, refers: sheetRef(s.Name) + "!" + l + strconv.Itoa(heading) + ":" + l + strconv.Itoa(bottom)})
}

// missing is how many rows the clerk may have to add, which are to be printed too.
func (k *marking) missing() int {
	n := 0
	for _, f := range k.findings {
		if f.Code == tally.ItemMissing {
			n++
		}
	}
	return n
}

func hasFilter(data []byte) bool {
	if !bytes.Contains(data, []byte("autoFilter")) {
		return false
	}
	has := false
	// The sheet is walked for its changes anyway; a fault in it is told there.
	_ = walk(data, func(e element) error {
		has = has || e.name == "autoFilter" && e.depth == 2
		return nil
	})
	return has
}

// freeColumn is the first column behind everything: cells, merges and the print area.
func (k *marking) freeColumn(i int, s *xlsx.Sheet, byCell map[string][]tally.Finding) int {
	last := s.MaxCol
	for ref := range byCell {
		_, col, _ := xlsx.ParseRef(ref)
		last = max(last, col)
	}
	for _, m := range s.Merges {
		last = max(last, m.LastCol)
	}
	area := k.areas[i]
	for _, one := range strings.Split(area, ",") {
		ref := one[strings.LastIndexByte(one, '!')+1:]
		_, to, _ := strings.Cut(ref, ":")
		_, c, ok := xlsx.ParseRef(to)
		if !ok { // $A:$F prints whole columns
			c, _ = xlsx.ParseColumn(to)
		}
		if c < xlsx.DefaultLimits().Cols {
			last = max(last, c)
		}
	}
	return last + 1
}

func lastRow(s *xlsx.Sheet) int {
	if len(s.Rows) == 0 {
		return 0
	}
	return s.Rows[len(s.Rows)-1].Number
}
