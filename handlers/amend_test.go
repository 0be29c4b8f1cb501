package handlers_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

const faultyFile = "faulty/" + economy + "-2018-09.xlsx"

// uploaded hands a sheet in by the page and gives the draft that it became.
func uploaded(t *testing.T, s *site, b *browser, month, name string, data []byte) models.Submission {
	t.Helper()
	w := b.upload("/plans/"+planKey+"/periods/"+month+"/file", name, data, "department", economy)
	id, ok := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
	if !ok {
		page := w.Body.String()
		t.Fatalf("%s: %d %s", name, w.Code, clip(page[max(0, strings.Index(page, "alert-danger")):]))
	}
	sub, err := s.store.Submissions.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return sub
}

// TestAFaultySheetIsCorrectedWithoutWPS: cells are typed on the page, each press makes a version that keeps the original beside it, and the
// trace of the figure says what stood there and who changed it, to the edition.
func TestAFaultySheetIsCorrectedWithoutWPS(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) { correctsCells(t, s.withPlan()) })
}

func correctsCells(t *testing.T, s *site) {
	clerk := s.signedIn("wang", account.Reporter, economy)
	first := uploaded(t, s, clerk, "2018-09", "9月.xlsx", sample(t, faultyFile))
	page := clerk.get("/submissions/" + first.ID).Body.String()
	for _, want := range []string{`name="cell:9月!F4" value="一百六十多"`, `href="#c-F4"`, "保存更正", `formaction="/submissions/` + first.ID + `/cells"`} {
		if !strings.Contains(page, want) {
			t.Errorf("the page of the faulty sheet has no %s", want)
		}
	}
	at := "/submissions/" + first.ID + "/cells"
	if w := clerk.post(at, "revision", fmt.Sprint(first.Revision), "cell:9月!F4", "一百六十多"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "没有要更正的") {
		t.Errorf("nothing changed: %d", w.Code)
	}
	w := clerk.post(at, "revision", fmt.Sprint(first.Revision), "cell:9月!ZZZZ9", "1", "cell:9月!F4", "168.92")
	if !strings.Contains(w.Body.String(), "不是单元格") || !strings.Contains(w.Body.String(), `value="168.92"`) {
		t.Errorf("a cell that is none: %d, or what was typed is gone", w.Code)
	}
	w = clerk.post(at, "revision", fmt.Sprint(first.Revision), "cell:9月!F4", "168.92", "cell:9月!F6", "7.9", "othersheet", "9月", "othercell", "b8", "othervalue", "")
	id, _ := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
	second, err := s.store.Submissions.Get(t.Context(), id)
	if err != nil {
		t.Fatalf("%d: %v", w.Code, err)
	}
	if second.Version != 2 || len(second.Amended) != 3 || second.Amended[0].Says() != "一百六十多 → 168.92（网页更正，张wang）" || second.FindingsA >= first.FindingsA {
		t.Errorf("the second version: %+v", second)
	}
	if w := clerk.post(at, "revision", fmt.Sprint(first.Revision), "cell:9月!F4", "1"); w.Code != http.StatusConflict {
		t.Errorf("the older version was corrected again: %d", w.Code)
	}
	page = clerk.get("/submissions/" + id).Body.String()
	if !strings.Contains(page, "网页更正") || !strings.Contains(page, "一百六十多 →") {
		t.Error("the new version does not say what was corrected")
	}
	if got := clerk.get("/api/v1/submissions/" + first.ID + "/original.xlsx").Body.Bytes(); string(got) != string(sample(t, faultyFile)) {
		t.Error("the original is not what was uploaded")
	}
	rows, err := s.store.Audit.List(t.Context(), models.AuditFilter{Action: "submission.amend"})
	if err != nil || len(rows) != 1 || !strings.Contains(rows[0].Detail, "168.92") || rows[0].ActorID != "wang" {
		t.Errorf("audit: %+v %v", rows, err)
	}
	tracedToTheCorrection(t, s, clerk, second)
}

// tracedToTheCorrection mends what is left by the API, files, issues the edition and follows a figure back.
func tracedToTheCorrection(t *testing.T, s *site, clerk *browser, sub models.Submission) {
	t.Helper()
	program := s.withToken("li", account.Reporter, economy, account.ScopeRead, account.ScopeFile)
	findings, err := s.store.Findings.List(t.Context(), sub.ID)
	if err != nil {
		t.Fatal(err)
	}
	type cell struct {
		Sheet string `json:"sheet"`
		Cell  string `json:"cell"`
		Value string `json:"value"`
	}
	var cells []cell
	for _, f := range findings {
		if f.Class == tally.ClassA {
			t.Logf("left: %+v", f.Finding)
		}
		if f.Class == tally.ClassA && f.Cell != "" {
			cells = append(cells, cell{f.Sheet, f.Cell, ""}) // what cannot be used is emptied
		}
	}
	body, err := json.Marshal(map[string]any{"revision": sub.Revision, "cells": cells})
	if err != nil {
		t.Fatal(err)
	}
	if len(cells) > 0 {
		w := program.send("/api/v1/submissions/"+sub.ID+"/cells", string(body))
		if w.Code != http.StatusCreated {
			t.Fatalf("by the API: %d %s", w.Code, w.Body)
		}
		sub = read[struct{ Submission models.Submission }](t, w).Submission
	}
	if sub.FindingsA > 0 {
		left, _ := s.store.Findings.List(t.Context(), sub.ID)
		t.Fatalf("still %d that block: %+v", sub.FindingsA, left)
	}
	if w := clerk.post("/submissions/"+sub.ID+"/submit", "revision", fmt.Sprint(sub.Revision)); w.Code != http.StatusSeeOther {
		t.Fatalf("上报: %d %s", w.Code, clip(w.Body.String()))
	}
	figures, err := s.store.Figures.List(t.Context(), sub.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.Source.Cell == "F4" && !strings.HasPrefix(f.Source.Amended(), "一百六十多 → 168.92（网页更正，") {
			t.Errorf("the source of F4: %+v", f.Source)
		}
		if f.Source.Cell == "F9" && f.Source.Amended() != "" {
			t.Errorf("F9 was not corrected: %+v", f.Source)
		}
	}
	s.acceptsAll(t, sub.ID)
	_, workbook, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september)
	if err != nil {
		t.Fatal(err)
	}
	if text := unzipped(t, workbook); !strings.Contains(text, "一百六十多 → 168.92（网页更正，张wang）") {
		t.Error("溯源 of the edition does not say the correction")
	}
	if page := clerk.get("/submissions/" + sub.ID + "/source?sheet=9月&cell=F4").Body.String(); !strings.Contains(page, "一百六十多 → 168.92") {
		t.Error("the page of the source does not say the correction")
	}
}

// TestWhatWasExplainedHoldsOnOverACorrection: a text of a finding that is found again stays, one begun is kept as it is typed.
func TestWhatWasExplainedHoldsOnOverACorrection(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-07", economy, false)
	s.file("2018-08", economy, false)
	clerk := s.signedIn("wang", account.Reporter, economy)
	data := sample(t, "progress/2018-09/"+economy+".xlsx")
	first := uploaded(t, s, clerk, "2018-09", "9月.xlsx", data)
	w := clerk.post("/submissions/"+first.ID+"/cells", "revision", fmt.Sprint(first.Revision), "cell:9月!F6", "9", "cell:9月!F8", "9999")
	if w.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", w.Code, clip(w.Body.String()))
	}
	id, _ := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
	var asked []models.FiledFinding
	list, err := s.store.Findings.List(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range list {
		if f.Class == tally.ClassC && f.Cell == "F6" {
			asked = append(asked, f)
		}
	}
	if len(asked) == 0 {
		t.Fatalf("%d, nothing to explain at F6 in %+v", w.Code, list)
	}
	page := clerk.get("/submissions/" + id).Body.String()
	if n := strings.Count(page, fmt.Sprintf(`name="explain.%d"`, asked[0].N)); n != 1 || strings.Contains(page, fmt.Sprintf(`name="explain.%d"`, asked[len(asked)-1].N)) != (len(asked) == 1) {
		t.Errorf("%d findings at one cell, told together, ask for one text, have %d", len(asked), n)
	}
	typed := fmt.Sprintf("/submissions/%s/findings/%d/typed", id, asked[0].N)
	if w := clerk.post(typed, fmt.Sprintf("explain.%d", asked[0].N), "统计口"); w.Code != http.StatusNoContent {
		t.Fatalf("typed: %d", w.Code)
	}
	if page := clerk.get("/submissions/" + id).Body.String(); !strings.Contains(page, ">统计口</textarea>") {
		t.Error("what was begun is not there again")
	}
	sub, _ := s.store.Submissions.Get(t.Context(), id)
	w = clerk.post("/submissions/"+id+"/submit", "save", "yes", "revision", fmt.Sprint(sub.Revision), fmt.Sprintf("explain.%d", asked[0].N), "统计口径调整，已核对")
	if w.Code != http.StatusSeeOther {
		t.Fatalf("explained: %d %s", w.Code, clip(w.Body.String()))
	}
	sub, _ = s.store.Submissions.Get(t.Context(), id)
	w = clerk.post("/submissions/"+id+"/cells", "revision", fmt.Sprint(sub.Revision), "cell:9月!F8", "14.9")
	third, _ := strings.CutPrefix(w.Header().Get("Location"), "/submissions/")
	list, err = s.store.Findings.List(t.Context(), third)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, f := range list {
		if f.Cell == "F6" && f.Class == tally.ClassC {
			if n++; f.State != models.FindingExplained || f.Text != "统计口径调整，已核对" {
				t.Errorf("after another correction: %+v", f)
			}
		}
	}
	if n != len(asked) {
		t.Errorf("%d findings at F6, then %d", len(asked), n)
	}
}

// TestACellIsCorrectedInABrowser clicks a finding, types into the cell and saves, with the sheet beside it.
func TestACellIsCorrectedInABrowser(t *testing.T) {
	s := newSite(t).withPlan()
	s.person("wang", account.Reporter, economy)
	c := s.chrome(s.listen())
	for _, width := range []int{1366, 390} {
		c.run("screen", chromedp.EmulateViewport(int64(width), 800))
		if width == 1366 {
			c.signIn("wang")
			c.open("/plans/" + planKey + "/periods/2018-09/file")
			c.pick("#workbook", onDisk(t, faultyFile), ".sheet")
			c.run("look", chromedp.Click(chromedp.CSS(`.wb-found a[href="#c-F4"]`)), chromedp.WaitVisible(chromedp.CSS("#c-F4 .cellfix")))
			if top := ask(c, chromedp.Evaluate[float64](`document.querySelector('#c-F4').getBoundingClientRect().top`)); top < 0 || top > 800 {
				t.Errorf("the cell stands at %v, out of sight", top)
			}
			c.shot("faulty-1366")
			_ = ask(c, chromedp.Evaluate[string](`document.querySelector("#c-F4 .cellfix").value = ""`))
			c.run("type", chromedp.SendKeys(chromedp.CSS("#c-F4 .cellfix"), "168.92"), chromedp.WaitVisible(chromedp.CSS(".cellfix.changed")))
			c.says("已改 1 个单元格")
			c.run("another", chromedp.Click(chromedp.CSS("#c-B5")), chromedp.WaitVisible(chromedp.CSS("#c-B5 .cellfix")))
			c.run("save", chromedp.Click(chromedp.CSS(`.actionbar button[formaction$="/cells"]`)), chromedp.WaitVisible(chromedp.CSS(".amendments")))
			c.says("网页更正", "一百六十多", "168.92", "第 2 版")
			c.shot("corrected-1366")
			continue
		}
		c.run("again", chromedp.Reload())
		c.shot("corrected-390")
		if over := ask(c, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`)); over > 0 {
			t.Errorf("the page is %d pixels wider than the phone", over)
		}
	}
	c.quiet()
}
