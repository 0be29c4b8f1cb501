package edition_test

import (
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

var update = flag.Bool("update", false, "write testdata/edition.golden anew")

// The workbook is, cell by cell, what was last looked at and found good: values, formulas, number formats, merges.
func TestGolden(t *testing.T) {
	got := dump(t, written(t, rich(t)))
	const path = "testdata/edition.golden"
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if d := cmp.Diff(strings.Split(string(want), "\n"), strings.Split(got, "\n")); d != "" {
		t.Error("the workbook is not what testdata/edition.golden says (-update writes it anew):\n" + d)
	}
}

// dump prints a workbook as text, a line a row.
func dump(t testing.TB, file []byte) string {
	t.Helper()
	o := open(t, file)
	read, err := xlsx.Read(t.Context(), file, xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, name := range o.names {
		fmt.Fprintf(&b, "# %s\n", name)
		formats := sheetNamed(t, read, name)
		for _, row := range o.sheets[name].Rows {
			var cells []string
			for _, c := range row.Cells {
				h := o.cells[name][c.R]
				if h.value == "" && h.formula == "" {
					continue
				}
				s := c.R + " " + quoted(h)
				if f := formatAt(formats, row.R, c.R); f != "" {
					s += " {" + f + "}"
				}
				cells = append(cells, s)
			}
			fmt.Fprintf(&b, "%s\n", strings.Join(cells, " | "))
		}
		var merges []string
		for _, m := range o.sheets[name].Merges {
			merges = append(merges, m.Ref)
		}
		fmt.Fprintf(&b, "merged %s\n", strings.Join(merges, " "))
	}
	return b.String()
}

// quoted shows a text in quotes, a number bare, a formula before its value.
func quoted(h holds) string {
	switch {
	case h.formula != "":
		return "=" + h.formula + " → " + h.value
	case h.said():
		return fmt.Sprintf("%q", h.value)
	}
	return h.value
}

func formatAt(s *xlsx.Sheet, row int, ref string) string {
	for _, r := range s.Rows {
		if r.Number != row {
			continue
		}
		for _, c := range r.Cells {
			if xlsx.Ref(row, c.Col) == ref {
				return c.Format
			}
		}
	}
	return ""
}
