package workflow_test

import (
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/workflow"
)

// Where a department reports months alone, the month's own cell leads to that month's report, and the year to date to each of them.
func TestAMonthIsTracedToItsOwnReport(t *testing.T) {
	g := grow(t, t.TempDir(), 1, 3)
	g.figures = 1
	for n := 1; n <= 4; n++ {
		if err := g.file(t.Context(), monthNumber(n), 1); err != nil {
			t.Fatal(err)
		}
	}
	april := monthNumber(4)
	if _, err := workflow.Issue(t.Context(), g.Workflow, models.System(), "p", april); err != nil {
		t.Fatal(err)
	}
	for cell, want := range map[string]int{"汇总表!E7": 1, "汇总表!F7": 4} {
		got, err := g.Trace(t.Context(), "p", april, 0, cell)
		if err != nil {
			t.Fatal(err)
		}
		if len(got.Figures) != want || want == 1 && got.Figures[0].Period != april {
			t.Errorf("%s leads to %+v: %s", cell, got.Figures, got.Says)
		}
	}
}
