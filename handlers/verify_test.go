package handlers_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestVerifyNamesWhatWasChanged takes what was downloaded, alters one cell of each sheet, and asks: exactly those are named, at their
// addresses. The office sees all; a department the part that was cut for it; a foreign workbook and no workbook are told so.
func TestVerifyNamesWhatWasChanged(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		for _, d := range []string{economy, "财政局", "商务局", "科技局"} {
			s.file("2018-09", d, false)
		}
		const month = "/api/v1/plans/" + planKey + "/periods/2018-09"
		office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
		if w := office.do("POST", month+"/editions", "", nil); w.Code != http.StatusCreated {
			t.Fatalf("consolidate: %d %s", w.Code, w.Body)
		}
		whole := office.get(month + "/editions/1/workbook.xlsx").Body.Bytes()
		ask := func(who *browser, data []byte) workflow.Verdict {
			t.Helper()
			w := who.upload("/api/v1/verify", "副本.xlsx", data)
			if w.Code != http.StatusOK {
				t.Fatalf("%d %s", w.Code, w.Body)
			}
			return read[workflow.Verdict](t, w)
		}
		if v := ask(office, whole); !v.Ours || !v.Same || v.Edition == nil || v.Edition.Number != 1 {
			t.Errorf("as issued: %+v", v)
		}
		altered, want := alterEachSheet(t, whole)
		v := ask(office, altered)
		if v.Total != len(want) || len(v.Changes) != len(want) {
			t.Errorf("%d changes of %d: %+v", v.Total, len(want), v.Changes)
		}
		for i, c := range v.Changes {
			if i < len(want) && (c.At() != want[i] || !strings.HasSuffix(c.Now, "9")) {
				t.Errorf("%s %q → %q, not %s", c.At(), c.Was, c.Now, want[i])
			}
		}
		clerk := s.withToken("wang", account.Reporter, economy, account.ScopeRead)
		if v := ask(clerk, altered); !v.Ours || v.Same || len(v.Changes) != 0 || !strings.Contains(v.Says, "无权查看") {
			t.Errorf("a department is told what stands in the whole: %+v", v)
		}
		own := clerk.get(month + "/editions/1/workbook.xlsx").Body.Bytes()
		if v := ask(clerk, own); !v.Same || v.Department != economy {
			t.Errorf("the part of a department: %+v", v)
		}
		part, want := alterEachSheet(t, own)
		if v := ask(clerk, part); v.Department != economy || v.Total != len(want) {
			t.Errorf("%d changes of %d: %+v", v.Total, len(want), v.Changes)
		}
		both := s.withToken("bo", account.Reporter, "财政局、"+economy, account.ScopeRead)
		if v := ask(both, part); v.Total != len(want) || len(v.Changes) != len(want) {
			t.Errorf("who also reports for %s is told %d changes of %d: %s", economy, len(v.Changes), len(want), v.Says)
		}
		if v := ask(office, sample(t, planFile)); v.Ours || v.Edition != nil {
			t.Errorf("a foreign workbook: %+v", v)
		}
		if w := office.upload("/api/v1/verify", "a.pdf", []byte("%PDF-1.7")); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "PDF") {
			t.Errorf("no workbook: %d %s", w.Code, w.Body)
		}
		page := s.signedIn("chen", account.Leader, "").upload("/verify", "副本.xlsx", altered)
		if body := page.Body.String(); page.Code != http.StatusOK || !strings.Contains(body, "被改动了") || !strings.Contains(body, v.Changes[0].At()) {
			t.Errorf("the page: %d %s", page.Code, body)
		}
	})
}

// TestDownloadsBearANameWhereTheSiteWantsIt: nothing of a download says who took it, until the site is set so; then the edition, its brief
// and a department's part do, and what is stored stays as it was.
func TestDownloadsBearANameWhereTheSiteWantsIt(t *testing.T) {
	s := newSite(t)
	s.withPlan()
	s.file("2018-09", economy, false)
	const month = "/api/v1/plans/" + planKey + "/periods/2018-09"
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	if w := office.do("POST", month+"/editions", "", nil); w.Code != http.StatusCreated {
		t.Fatalf("consolidate: %d %s", w.Code, w.Body)
	}
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeRead)
	taken := func(who *browser, what string) string {
		t.Helper()
		book, err := xlsx.Read(t.Context(), who.get(month+"/editions/1/"+what).Body.Bytes(), xlsx.Limits{Ratio: 1 << 20})
		if err != nil {
			t.Fatal(err)
		}
		c, _ := tally.ParseNamedCopy(book.Properties[tally.CopyProperty])
		return c.Name
	}
	issued := office.get(month + "/editions/1/workbook.xlsx").Body.Bytes()
	if got := taken(office, "workbook.xlsx"); got != "" {
		t.Errorf("a download names %q, and nobody asked for that", got)
	}
	s.NamedCopies = true
	for _, what := range []string{"workbook.xlsx", "brief.xlsx"} {
		if got := taken(office, what); got != "张du" {
			t.Errorf("%s names %q", what, got)
		}
	}
	if got := taken(clerk, "workbook.xlsx"); got != "张wang" {
		t.Errorf("the part of a department names %q", got)
	}
	if _, stored, err := s.workflow.Store.Editions.Workbook(t.Context(), planKey, tally.MonthOf(2018, 9), 1); err != nil || !bytes.Equal(stored, issued) {
		t.Errorf("the edition as it is stored is another: %v", err)
	}
}

// alterEachSheet puts a 9 behind what stands in the first cell of each sheet that holds no formula, and gives the addresses.
func alterEachSheet(t *testing.T, data []byte) (altered []byte, at []string) {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	for _, sheet := range f.GetSheetList() {
		rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
	cells:
		for r, row := range rows {
			for c, text := range row {
				ref, _ := excelize.CoordinatesToCellName(c+1, r+1)
				if formula, _ := f.GetCellFormula(sheet, ref); r == 0 || text == "" || formula != "" {
					continue
				}
				if err := f.SetCellStr(sheet, ref, text+"9"); err != nil {
					t.Fatal(err)
				}
				at = append(at, sheet+"!"+ref)
				break cells
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes(), at
}
