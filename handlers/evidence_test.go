package handlers_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
)

// TestEvidenceStandsBesideAFigure: a file is attached on the page, read by who may, named with its digest in the sheet of sources of the
// edition, and what is no evidence is refused in words.
func TestEvidenceStandsBesideAFigure(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		sub := s.file("2018-09", economy, false)
		clerk := s.signedIn("wang", account.Reporter, economy)
		figures, err := s.store.Figures.List(t.Context(), sub.ID)
		if err != nil {
			t.Fatal(err)
		}
		at, of := "/submissions/"+sub.ID+"/evidence", figures[0].Indicator
		if page := clerk.get("/submissions/" + sub.ID).Body.String(); !strings.Contains(page, at) {
			t.Error("the submission does not lead to its evidence")
		}
		data := []byte("%PDF-1.7 统计局出具的核定表")
		if w := clerk.upload(at, "核定表.pdf", data, "indicator", of); w.Code != http.StatusSeeOther {
			t.Fatalf("%d %s", w.Code, clip(w.Body.String()))
		}
		if w := clerk.upload(at, "表.csv", []byte("a,b\n1,2"), "indicator", of); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "佐证只收") {
			t.Errorf("a CSV: %d %s", w.Code, clip(w.Body.String()))
		}
		files, err := s.store.Evidence.List(t.Context(), models.EvidenceFilter{Plan: planKey})
		if err != nil || len(files) != 1 {
			t.Fatal(err, files)
		}
		f := files[0]
		if w := clerk.get("/evidence/" + f.FileID); w.Body.String() != string(data) || w.Header().Get("Content-Type") != "application/pdf" || !strings.HasPrefix(w.Header().Get("Content-Disposition"), "attachment") {
			t.Errorf("read back: %d %v", w.Code, w.Header())
		}
		if w := s.signedIn("li", account.Reporter, commerce).get("/evidence/" + f.FileID); w.Code != http.StatusNotFound {
			t.Errorf("another department reads it: %d", w.Code)
		}
		if w := s.signedIn("chen", account.Leader, "").get("/evidence/" + f.FileID); w.Code != http.StatusOK {
			t.Errorf("a leader reads it: %d", w.Code)
		}
		program := s.withToken("zhao", account.Reporter, economy, account.ScopeRead, account.ScopeFile)
		if w := program.upload("/api/v1"+at+"?indicator="+of, "x.png", []byte("\x89PNG\r\n\x1a\n 1")); w.Code != http.StatusCreated {
			t.Errorf("by the API: %d %s", w.Code, w.Body)
		}
		if got := read[struct{ Files []models.EvidenceFile }](t, program.get("/api/v1"+at)); len(got.Files) != 2 {
			t.Errorf("by the API: %+v", got)
		}
		_, workbook, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september)
		if err != nil {
			t.Fatal(err)
		}
		if text := unzipped(t, workbook); !strings.Contains(text, "核定表.pdf（SHA-256 "+f.SHA256+"）") {
			t.Error("溯源 of the edition does not name the file")
		}
		if w := clerk.post(at + "/" + f.FileID + "/remove"); w.Code != http.StatusSeeOther {
			t.Fatalf("removed: %d", w.Code)
		}
		_, second, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september)
		if err != nil || strings.Contains(unzipped(t, second), f.SHA256) || string(second) == string(workbook) {
			t.Errorf("the next edition still names the file, or is none: %v", err)
		}
	})
}

// TestEvidenceAsItLooks attaches a file in a browser, wide and narrow.
func TestEvidenceAsItLooks(t *testing.T) {
	s := newSite(t).withPlan()
	sub := s.file("2018-09", economy, true)
	s.person("wang", account.Reporter, economy)
	c := s.chrome(s.listen())
	c.signIn("wang")
	for _, width := range []int64{1366, 390} {
		c.run("screen", chromedp.EmulateViewport(width, 800))
		c.open("/submissions/" + sub.ID + "/evidence")
		c.run("attach", chromedp.SetUploadFiles(chromedp.CSS("#evidencefile"), []string{onDisk(t, "progress/2018-09/"+economy+".xlsx")}),
			chromedp.Click(chromedp.CSS("form:has(#evidencefile) .btn-primary")), chromedp.WaitVisible(chromedp.CSS(`a[href^="/evidence/"]`)))
		if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
			t.Errorf("the page is %d pixels wider than the screen of %d", over, width)
		}
		c.shot(fmt.Sprintf("evidence-%d", width))
	}
	c.quiet()
}
