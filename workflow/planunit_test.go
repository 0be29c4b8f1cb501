package workflow_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// rewritten is a workbook with another text wherever one stands.
func rewritten(t *testing.T, workbook []byte, was, is string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(workbook))
	if err != nil {
		t.Fatal(err)
	}
	found, err := f.SearchSheet(f.GetSheetName(0), was)
	if err != nil || len(found) == 0 {
		t.Fatal(found, err)
	}
	for _, cell := range found {
		if err := f.SetCellValue(f.GetSheetName(0), cell, is); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A revised plan keeps the size of its units once something was reported: what was filed, and published, is in the unit before.
func TestAPlanKeepsTheSizeOfItsUnits(t *testing.T) {
	workbook, _ := month(t, 1, 6)
	g := grow(t, t.TempDir(), 1, 6)
	ctx, by := t.Context(), models.System()
	larger := rewritten(t, workbook, "万美元", "亿美元")
	if got, err := g.ImportPlan(ctx, by, "p", "plan.xlsx", larger); err != nil || got.Refused() {
		t.Fatalf("before anything was filed: %v %+v", err, got.Reading.Findings)
	}
	if got, err := g.ImportPlan(ctx, by, "p", "plan.xlsx", workbook); err != nil || got.Refused() {
		t.Fatalf("and back: %v %+v", err, got.Reading.Findings)
	}
	if err := g.file(ctx, monthNumber(1), 1); err != nil {
		t.Fatal(err)
	}
	got, err := g.ImportPlan(ctx, by, "p", "plan.xlsx", larger)
	if err != nil || !got.Refused() {
		t.Fatalf("a unit ten thousand times as large was taken: %v %+v", err, got.Reading.Findings)
	}
	for _, f := range got.Reading.Findings {
		if f.Class == tally.ClassA && (f.Code != tally.UnitSuspect || f.Cell == "" || !strings.Contains(f.Message, "万美元") || !strings.Contains(f.Message, "亿美元")) {
			t.Errorf("%+v", f)
		}
	}
	if plan, err := g.Store.Plans.Get(ctx, "p"); err != nil || plan.Indicators[2].Unit != "万美元" {
		t.Errorf("the plan has the unit %q, %v", plan.Indicators[2].Unit, err)
	}
	if got, err := g.ImportPlan(ctx, by, "p", "plan.xlsx", rewritten(t, workbook, "家", "户")); err != nil || got.Refused() {
		t.Errorf("another word of the same size: %v %+v", err, got.Reading.Findings)
	}
}

// Rows of one name, each of another department, keep theirs too.
func TestRowsOfOneNameKeepTheSizeOfTheirUnit(t *testing.T) {
	workbook, _ := month(t, 2, 12)
	g := grow(t, t.TempDir(), 2, 12)
	ctx, by := t.Context(), models.System()
	if err := g.file(ctx, monthNumber(1), 2); err != nil {
		t.Fatal(err)
	}
	plan, err := g.Store.Plans.Get(ctx, "p")
	if err != nil {
		t.Fatal(err)
	}
	of := map[string]bool{}
	for _, ind := range plan.Indicators {
		if lead := ind.Lead[0]; ind.Unit == "万美元" && !of[lead] {
			workbook, of[lead] = rewritten(t, workbook, ind.Name, "利用外资"), true
		}
	}
	if len(of) != 2 {
		t.Fatalf("rows of %v", of)
	}
	if got, err := g.ImportPlan(ctx, by, "p", "plan.xlsx", workbook); err != nil || got.Refused() {
		t.Fatalf("two rows of one name: %v %+v", err, got.Reading.Findings)
	}
	got, err := g.ImportPlan(ctx, by, "p", "plan.xlsx", rewritten(t, workbook, "万美元", "亿美元"))
	named := 0
	for _, f := range got.Reading.Findings {
		if f.Class == tally.ClassA && f.About == "利用外资" {
			named++
		}
	}
	if err != nil || !got.Refused() || named != 2 {
		t.Errorf("their unit was taken ten thousand times as large: %v %+v", err, got.Reading.Findings)
	}
}
