package handlers_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/layout/byhand"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// strangeSheet is a heading that the vocabulary does not know.
func strangeSheet(t *testing.T, title string, value float64) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range [][]any{{title}, {"条目", "单", "到今"}, {"进出口总额", "亿元", value}} {
		if err := f.SetSheetRow("Sheet1", []string{"A1", "A2", "A3"}[i], &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestMappingIsRemembered maps a department's columns once; next month's sheet is read without.
func TestMappingIsRemembered(t *testing.T) {
	s := newSite(t).withPlan()
	m, err := byhand.Parse(s.workflow.Reader.Headings, []byte(`{"header": [2, 2], "columns": {"A": "name", "B": "unit", "C": "ytd"}}`))
	if err != nil {
		t.Fatal(err)
	}
	f := workflow.Filing{Plan: planKey, Department: commerce, Period: tally.MonthOf(2018, 8), Name: "8.xlsx", Data: strangeSheet(t, "八月", 57.3), Mapping: m}
	if _, err := s.workflow.Submit(t.Context(), models.System(), f); err != nil {
		t.Fatal(err)
	}
	f.Mapping, f.Period, f.Name, f.Data = nil, tally.MonthOf(2018, 9), "9.xlsx", strangeSheet(t, "九月", 66.4)
	got, err := s.workflow.Check(t.Context(), f)
	if err != nil || len(got.Figures) != 1 || got.Figures[0].Value.String() != "66.4" {
		t.Errorf("%v, %+v, %+v", err, got.Figures, got.Reading.Findings)
	}
}

// TestBothHalvesOfAMappingAreRemembered maps two tables on one heading row; next month both are read without.
func TestBothHalvesOfAMappingAreRemembered(t *testing.T) {
	s := newSite(t).withPlan()
	m, err := byhand.Parse(s.workflow.Reader.Headings, []byte(`{"tables": [{"header": [2, 2], "columns": {"A": "name", "B": "unit", "C": "ytd"}},
		{"header": [2, 2], "columns": {"E": "name", "F": "unit", "G": "ytd"}}]}`))
	if err != nil {
		t.Fatal(err)
	}
	sheet := func(title string, left, right float64) []byte { return twoStrangeTables(t, title, left, right) }
	f := workflow.Filing{Plan: planKey, Department: commerce, Period: tally.MonthOf(2018, 8), Name: "8.xlsx", Data: sheet("八月", 57.3, 1.1), Mapping: m}
	if _, err := s.workflow.Submit(t.Context(), models.System(), f); err != nil {
		t.Fatal(err)
	}
	f.Mapping, f.Period, f.Name, f.Data = nil, tally.MonthOf(2018, 9), "9.xlsx", sheet("九月", 66.4, 1.3)
	got, err := s.workflow.Check(t.Context(), f)
	if err != nil || len(got.Figures) != 2 || got.Figures[0].Value.String() != "66.4" || got.Figures[1].Value.String() != "13000" {
		t.Errorf("%v, %+v, %+v", err, got.Figures, got.Reading.Findings)
	}
}

// twoStrangeTables is a sheet with two tables side by side under headings that the vocabulary does not know.
func twoStrangeTables(t *testing.T, title string, left, right float64) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range [][]any{{title}, {"条目", "单", "到今", "", "条目乙", "单", "到今"}, {"进出口总额", "亿元", left, "", "利用外资", "亿美元", right}} {
		if err := f.SetSheetRow("Sheet1", []string{"A1", "A2", "A3"}[i], &row); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestTwoTablesAreMappedInOneForm gives the name to two columns on the page: both tables are read, now and next month.
func TestTwoTablesAreMappedInOneForm(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	w := b.upload("/plans/"+planKey+"/periods/2018-08/file", "八月.xlsx", twoStrangeTables(t, "八月", 57.3, 1.1), "department", commerce)
	at := w.Header().Get("Location")
	if page := b.get(at).Body.String(); !strings.Contains(page, at+"/columns\">指明各列") {
		t.Errorf("the finding leads nowhere: %s", clip(page))
	}
	clerk := s.signedIn("wang", account.Reporter, commerce)
	if page := clerk.get(at).Body.String(); strings.Contains(page, at+"/columns") {
		t.Error("a clerk is led to a page that is not for clerks")
	}
	w = b.post(at+"/columns", "sheet", "Sheet1", "first", "2", "last", "2", "role.A", "name", "role.B", "unit", "role.C", "ytd", "role.E", "name", "role.F", "unit", "role.G", "ytd")
	if read := b.get(w.Header().Get("Location")).Body.String(); w.Code != http.StatusSeeOther || !strings.Contains(read, "57.3") || !strings.Contains(read, "11000") {
		t.Errorf("%d: %s", w.Code, clip(read))
	}
	got, err := s.workflow.Check(t.Context(), workflow.Filing{Plan: planKey, Department: commerce, Period: september, Name: "9.xlsx", Data: twoStrangeTables(t, "九月", 66.4, 1.3)})
	if err != nil || len(got.Figures) != 2 {
		t.Errorf("%v, next month: %+v, %+v", err, got.Figures, got.Reading.Findings)
	}
}

// TestStackedTablesAreMapped maps two tables below one another: one after the other, where the second keeps the first, and in one form.
func TestStackedTablesAreMapped(t *testing.T) {
	f := excelize.NewFile()
	for i, row := range [][]any{{"八月"}, {"事由", "计", "迄今"}, {"利用外资", "亿美元", 1.1}, {"条目", "单", "到今"}, {"进出口总额", "亿元", 57.3}} {
		if err := f.SetSheetRow("Sheet1", []string{"A1", "A2", "A3", "A4", "A5"}[i], &row); err != nil {
			t.Fatal(err)
		}
	}
	var data bytes.Buffer
	if err := f.Write(&data); err != nil {
		t.Fatal(err)
	}
	fields := func(mark, row string) []string {
		return []string{"sheet" + mark, "Sheet1", "first" + mark, row, "last" + mark, row, "role" + mark + ".A", "name", "role" + mark + ".B", "unit", "role" + mark + ".C", "ytd"}
	}
	both := append(fields(".0", "2"), append(fields(".1", "4"), "take.0", "1", "take.1", "1")...)
	for name, posts := range map[string][][]string{"one after the other": {fields("", "4"), fields("", "2")}, "in one form": {both}} {
		t.Run(name, func(t *testing.T) {
			b := newSite(t).withPlan().signedIn("du", account.Supervisor, "")
			w := b.upload("/plans/"+planKey+"/periods/2018-08/file", "八月.xlsx", data.Bytes(), "department", commerce)
			at := w.Header().Get("Location")
			if page := b.get(at + "/columns").Body.String(); !strings.Contains(page, `name="take.1"`) {
				t.Errorf("the page offers one table: %s", clip(page))
			}
			if w := b.post(at+"/columns", fields(".0", "2")...); w.Code != http.StatusBadRequest {
				t.Errorf("nothing was ticked: %d", w.Code)
			}
			for _, post := range posts {
				if w = b.post(at+"/columns", post...); w.Code != http.StatusSeeOther {
					t.Fatalf("%d %s", w.Code, clip(w.Body.String()))
				}
				at = w.Header().Get("Location")
			}
			if read := b.get(at).Body.String(); !strings.Contains(read, "57.3") || !strings.Contains(read, "11000") {
				t.Error(clip(read))
			}
		})
	}
}
