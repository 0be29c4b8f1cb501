package tally_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
)

// A department keeps the indicators that it carries with all their figures, and what it filed itself; indexes follow.
func TestCut(t *testing.T) {
	row := func(id, department string, figures ...int) tally.Row {
		return tally.Row{Indicator: &tally.Indicator{ID: id}, Department: department, Figures: figures}
	}
	ed := tally.Edition{
		Digest: "d", Number: 3,
		Rows: []tally.Row{row("a", "甲", 2), row("b", "乙", 1), row("c", "甲", 3, 0)},
		Figures: []tally.Figure{{Indicator: "c", Department: "丙"}, {Indicator: "b", Department: "乙"}, {Indicator: "a", Department: "甲"},
			{Indicator: "c", Department: "甲"}, {Indicator: "b", Department: "甲"}, {Indicator: "a", Department: "甲", Period: tally.MonthOf(2018, 8)}},
		Departments: []tally.DepartmentResult{{Name: "乙", Place: 1}, {Name: "甲", Place: 2}},
		Reports:     []tally.Report{{Department: "甲"}, {Department: "乙"}},
		Notes:       []tally.Note{{Department: "乙", Text: "x"}, {Department: "甲", Text: "y"}},
		Corrections: []tally.Correction{{Department: "乙"}},
		Totals:      []tally.Total{{Name: "n", Rows: []int{0, 1}}},
	}
	got := ed.Cut("甲")
	want := tally.Edition{
		Digest: "d", Number: 3,
		Rows: []tally.Row{row("a", "甲", 1), row("c", "甲", 2, 0)},
		Figures: []tally.Figure{{Indicator: "c", Department: "丙"}, {Indicator: "a", Department: "甲"},
			{Indicator: "c", Department: "甲"}, {Indicator: "b", Department: "甲"}, {Indicator: "a", Department: "甲", Period: tally.MonthOf(2018, 8)}},
		Departments: []tally.DepartmentResult{{Name: "甲", Place: 2}},
		Reports:     []tally.Report{{Department: "甲"}},
		Notes:       []tally.Note{{Department: "甲", Text: "y"}},
	}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
	if ed.Rows[0].Figures[0] != 2 || len(ed.Figures) != 6 {
		t.Error("the edition itself was changed")
	}
}
