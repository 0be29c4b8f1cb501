package workflow_test

import (
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/workflow"
)

// A target that is revised makes no light of a month that was published another: neither in the year of a later edition nor for a rule
// that remembers.
func TestARevisedTargetLeavesEarlierMonthsAsTheyWere(t *testing.T) {
	g := grow(t, t.TempDir(), 1, 3)
	ctx, by := t.Context(), models.System()
	plan, err := g.Store.Plans.Get(ctx, "p")
	if err != nil {
		t.Fatal(err)
	}
	ind := plan.Indicators[2] // a level, by schedule
	target := ind.Targets[0]
	revise := func(floor int64, from tally.Round) {
		t.Helper()
		to := target
		to.Floor, to.Text = exact.Int(floor), exact.Int(floor).Plain()
		if err := g.Store.Targets.Revise(ctx, by, breakdown.TargetChange{Plan: "p", Indicator: ind.ID, Target: to, Effective: from, Reason: "年中调整"}); err != nil {
			t.Fatal(err)
		}
	}
	issue := func(n int) tally.Row {
		t.Helper()
		ed, err := workflow.Issue(ctx, g.Workflow, by, "p", monthNumber(n))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range ed.Rows {
			if r.Indicator.ID == ind.ID {
				return r
			}
		}
		t.Fatal("no row")
		return tally.Row{}
	}
	revise(12, monthNumber(1)) // met by far
	for n := 1; n <= 2; n++ {
		if err := g.file(ctx, monthNumber(n), 1); err != nil {
			t.Fatal(err)
		}
		if r := issue(n); r.Main.Light != tally.Green || len(r.Was) != 0 {
			t.Fatalf("month %d: %s %s, was %v", n, r.Main.Light, r.Main.Sentence, r.Was)
		}
	}
	revise(100_000, monthNumber(3)) // nowhere near
	if err := g.file(ctx, monthNumber(3), 1); err != nil {
		t.Fatal(err)
	}
	r := issue(3)
	var lights []tally.Light
	for _, y := range r.Year {
		lights = append(lights, y.Light)
	}
	if len(lights) != 3 || lights[0] != tally.Green || lights[1] != tally.Green || lights[2] != tally.Red {
		t.Errorf("the year says %v", lights)
	}
	if len(r.Was) != 1 || r.Was[0].Until != monthNumber(2) || r.Was[0].Text != "12"+target.Unit {
		t.Errorf("the target was %+v", r.Was)
	}
	if ed, err := workflow.Issue(ctx, g.Workflow, by, "p", monthNumber(3)); err != nil || ed.Number != 1 {
		t.Errorf("nothing changed, and yet edition %d, %v", ed.Number, err)
	}
}
