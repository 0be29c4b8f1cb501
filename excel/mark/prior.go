package mark

import (
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// prior is what an earlier marking left in a workbook that comes back.
type prior struct {
	marked  bool
	list    string            // the sheet that lists the findings; "" where it was taken out
	fills   map[string]string // what the marked cells had, by sheet!cell
	columns map[string]int    // the column 校验结果 of each sheet
}

// findPrior knows the list by its heading, and a column by what it holds under 校验结果.
func findPrior(w *xlsx.Workbook) prior {
	p := prior{fills: map[string]string{}, columns: map[string]int{}}
	for _, s := range w.Sheets {
		row := markListRow(s)
		if row == 0 {
			continue
		}
		p.marked, p.list = true, s.Name
		for _, r := range s.Rows {
			if fill := r.At(len(markHeading)).Value; r.Number > row && fill != "" {
				p.fills[r.At(4).Value+"!"+r.At(5).Value] = fill
			}
		}
	}
	for _, s := range w.Sheets {
		if col := markColumn(s); col > 0 && s.Name != p.list {
			p.marked = true
			p.columns[s.Name] = col
		}
	}
	return p
}

// markColumn is the column that marking added: nothing but headings and findings. 0 where there is none.
func markColumn(s *xlsx.Sheet) int {
	col := 0
	for _, r := range s.Rows {
		if i := slices.IndexFunc(r.Cells, func(c xlsx.Cell) bool { return c.Value == markTitle }); i >= 0 {
			col = r.Cells[i].Col
			break
		}
	}
	if col == 0 {
		return 0
	}
	for _, r := range s.Rows {
		if c := r.At(col); c.Kind != xlsx.Blank && c.Value != markTitle && !isMarkText(c.Value) {
			return 0
		}
	}
	return col
}

func isMarkText(text string) bool {
	for _, c := range []tally.Class{tally.ClassA, tally.ClassB, tally.ClassC, tally.ClassD} {
		if strings.HasPrefix(text, markWord(c)+" ") {
			return true
		}
	}
	return false
}

// markWord is how a finding begins in the column: C 请说明原因.
func markWord(c tally.Class) string { return string(c) + " " + c.Chinese() }

// WithoutMarks is a workbook as it was before it was marked: a reader passes over the list and the columns. Fills and
// comments are not read anyway.
func WithoutMarks(w *xlsx.Workbook) *xlsx.Workbook {
	p := findPrior(w)
	if !p.marked {
		return w
	}
	out := *w
	out.Sheets = nil
	for _, s := range w.Sheets {
		if s.Name == p.list {
			continue
		}
		if col := p.columns[s.Name]; col > 0 {
			s = withoutColumn(s, col)
		}
		out.Sheets = append(out.Sheets, s)
	}
	return &out
}

func withoutColumn(s *xlsx.Sheet, col int) *xlsx.Sheet {
	out := *s
	out.Rows, out.MaxCol = nil, 0
	for _, r := range s.Rows {
		r.Cells = slices.DeleteFunc(slices.Clone(r.Cells), func(c xlsx.Cell) bool { return c.Col == col })
		if len(r.Cells) > 0 {
			out.Rows = append(out.Rows, r)
			out.MaxCol = max(out.MaxCol, r.Cells[len(r.Cells)-1].Col)
		}
	}
	return &out
}
