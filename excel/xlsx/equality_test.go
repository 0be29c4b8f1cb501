package xlsx_test

import (
	"bytes"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/xuri/excelize/v2"
)

// cells is what a workbook holds: sheet and reference → value; nothing for what is empty.
type cells map[string]string

func ours(wb *xlsx.Workbook) cells {
	out := cells{}
	for _, sh := range wb.Sheets {
		for _, row := range sh.Rows {
			for _, c := range row.Cells {
				if c.Value != "" {
					out[sh.Name+"!"+xlsx.Ref(row.Number, c.Col)] = c.Value
				}
			}
		}
	}
	return out
}

// theirs is the same as excelize reads it, raw.
func theirs(t testing.TB, data []byte, what string) cells {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Errorf("excelize, %s: %v", what, err)
		return nil
	}
	defer func() { must(t, f.Close()) }()
	out := cells{}
	for _, name := range f.GetSheetList() {
		rows, err := f.Rows(name)
		if err != nil {
			continue // a chart sheet
		}
		for r := 1; rows.Next(); r++ {
			columns, err := rows.Columns(excelize.Options{RawCellValue: true})
			if err != nil {
				t.Errorf("excelize, %s: %v", what, err)
				return out
			}
			for c, v := range columns {
				if v != "" {
					out[name+"!"+xlsx.Ref(r, c+1)] = v
				}
			}
		}
	}
	return out
}

// TestEquality reads what six writers made, and more than a thousand variations of it, and compares
// with excelize position by position. Most variations mean the same workbook in other words: they
// must still hold what excelize read from the workbook before. Where excelize understands the
// variation itself, its reading of that is compared too. Its known differences are the mutations
// that say alone (WORKBOOKS §2.2 and §5): it leaves out cells of moved parts, puts rows and cells
// of another order in wrong places, and counts s="" as an error.
func TestEquality(t *testing.T) {
	workbooks, values, writers := 0, 0, map[string]bool{}
	for _, s := range seeds(t) {
		data := pack(t, s.parts)
		want := theirs(t, data, s.name)
		writers[s.writer] = true
		workbooks++
		values += len(want)
		if len(want) < 5 {
			t.Fatalf("%s %s: only %d values", s.writer, s.name, len(want))
		}
		if diff := cmp.Diff(want, ours(read(t, data))); diff != "" {
			t.Fatalf("%s %s: %s", s.writer, s.name, diff)
		}
		compareShape(t, s, data)
		for _, m := range mutations() {
			what := fmt.Sprint(s.writer, " ", s.name, ", ", m.name)
			data, ok := m.apply(t, s.parts)
			if !ok {
				continue
			}
			workbooks++
			wb, err := xlsx.Read(t.Context(), data, xlsx.Limits{})
			if err != nil {
				t.Errorf("%s: %v", what, err)
				continue
			}
			expected := want
			if m.changes {
				expected = theirs(t, data, what)
			} else if !m.alone {
				if diff := cmp.Diff(want, theirs(t, data, what)); diff != "" {
					t.Errorf("excelize, %s: %s", what, diff)
				}
			}
			if diff := cmp.Diff(expected, ours(wb)); diff != "" {
				t.Errorf("%s: %s", what, diff)
			}
			values += len(expected)
		}
	}
	if workbooks < 1000 || len(writers) != 6 {
		t.Errorf("only %d workbooks of %d writers", workbooks, len(writers))
	}
	t.Logf("%d workbooks of %d writers, %d values equal", workbooks, len(writers), values)
}

// compareShape compares what surrounds the values: formulas, merges, what is hidden.
func compareShape(t *testing.T, s seed, data []byte) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer func() { must(t, f.Close()) }()
	for _, sh := range read(t, data).Sheets {
		where := fmt.Sprint(s.writer, " ", s.name, " ", sh.Name)
		visible, err := f.GetSheetVisible(sh.Name)
		must(t, err)
		if visible != (sh.State == xlsx.Visible) {
			t.Error(where, "state", sh.State)
		}
		for _, row := range sh.Rows {
			shown, err := f.GetRowVisible(sh.Name, row.Number)
			must(t, err)
			if shown == sh.HiddenRows[row.Number] {
				t.Error(where, "row", row.Number, "shown", shown)
			}
			for _, c := range row.Cells {
				compareCell(t, f, sh.Name, xlsx.Ref(row.Number, c.Col), c)
			}
		}
		for c := 1; c <= sh.MaxCol; c++ {
			shown, err := f.GetColVisible(sh.Name, xlsx.Letter(c))
			must(t, err)
			if shown == sh.HiddenCols[c] {
				t.Error(where, "column", c, "shown", shown)
			}
		}
		compareMerges(t, f, sh, where)
	}
}

func compareCell(t *testing.T, f *excelize.File, sheet, ref string, c xlsx.Cell) {
	t.Helper()
	formula, err := f.GetCellFormula(sheet, ref)
	must(t, err)
	if (formula != "") != c.Formula && formula != "" {
		t.Errorf("%s!%s: formula %q, ours %v", sheet, ref, formula, c.Formula)
	}
	index, err := f.GetCellStyle(sheet, ref)
	must(t, err)
	style, err := f.GetStyle(index)
	must(t, err)
	if style.CustomNumFmt != nil && *style.CustomNumFmt != "General" && *style.CustomNumFmt != c.Format {
		t.Errorf("%s!%s: format %q, ours %q", sheet, ref, *style.CustomNumFmt, c.Format)
	}
	if style.Alignment != nil && style.Alignment.Indent != int(c.Indent) {
		t.Errorf("%s!%s: indent %d, ours %d", sheet, ref, style.Alignment.Indent, c.Indent)
	}
}

func compareMerges(t *testing.T, f *excelize.File, sh *xlsx.Sheet, where string) {
	t.Helper()
	merged, err := f.GetMergeCells(sh.Name)
	must(t, err)
	type corner struct{ row, col int }
	ours := map[corner]bool{}
	for _, m := range sh.Merges {
		ours[corner{m.FirstRow, m.FirstCol}] = true
	}
	last := 0
	if len(sh.Rows) > 0 {
		last = sh.Rows[len(sh.Rows)-1].Number
	}
	count := 0
	for _, m := range merged {
		col, row, err := excelize.CellNameToCoordinates(m.GetStartAxis())
		must(t, err)
		if row > last || col > sh.MaxCol {
			continue
		}
		if count++; !ours[corner{row, col}] {
			t.Error(where, "lacks merge", m.GetStartAxis())
		}
	}
	if count != len(sh.Merges) {
		t.Error(where, "merges", len(sh.Merges), "theirs", count)
	}
}
