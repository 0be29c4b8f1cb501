package workflow_test

import (
	"bytes"
	"encoding/csv"
	"io"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// What is downloaded is what stands: each month's own figures once, those of a month without a sheet as a later sheet tells them, and
// the newest version of a sheet that was filed again; nothing of other months.
func TestFiguresAreThoseThatStand(t *testing.T) {
	g := grow(t, t.TempDir(), 4, 3)
	for m := 1; m <= 3; m++ {
		if err := g.file(t.Context(), monthNumber(m), 4); err != nil {
			t.Fatal(err)
		}
	}
	ind := g.by[department(1)][0]
	sheet := models.Filing{Plan: "p", Department: department(1), Period: monthNumber(3), By: models.System(), FileName: "again.xlsx", Bytes: []byte("again")}
	for _, p := range []tally.Round{monthNumber(-1), monthNumber(2), monthNumber(3)} { // a month before all, one that has its own sheet, its own
		sheet.Figures = append(sheet.Figures, tally.Figure{Indicator: ind.ID, Period: p, Span: tally.SpanYTD, Printed: "again " + p.String(), Source: tally.Source{Cell: "A1"}})
	}
	if _, err := g.Store.Submissions.File(t.Context(), sheet); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	n, err := g.WriteFigures(t.Context(), &b, "csv", "p", monthNumber(-1), monthNumber(3))
	if err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b.Bytes())).ReadAll()
	if err != nil || len(rows) != n+1 {
		t.Fatal(len(rows), n, err)
	}
	if want := 4*3*2*3 - 3*2 + 2; n != want { // three months of all, less the sheet that was filed again, which has two
		t.Errorf("%d figures, want %d", n, want)
	}
	var again []string
	for _, r := range rows {
		if after, ok := strings.CutPrefix(r[7], "again "); ok {
			again = append(again, after)
		}
	}
	if got := strings.Join(again, " "); got != "2018-03 2017-11" {
		t.Errorf("told again: %s", got)
	}
	if n, err := g.WriteFigures(t.Context(), io.Discard, "xlsx", "p", monthNumber(2), monthNumber(2)); err != nil || n != 4*3*2 {
		t.Error(n, err)
	}
	if _, err := g.WriteFigures(t.Context(), io.Discard, "xlsx", "p", monthNumber(3), monthNumber(2)); err == nil {
		t.Error("a range that ends before it begins")
	}
}
