package handlers_test

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

const draftText = "某开发区2018年工作计划\n一、主要目标\n地区生产总值增长8%，力争9%；实际利用外资6000万美元。新建道路12公里，总数达到30条。6月底前完成污水厂改造。（建设局负责）\n去年完成税收11亿元。"

type draftFound struct {
	ID    string `json:"id"`
	Draft struct {
		Targets []struct {
			N         int    `json:"n"`
			Indicator string `json:"indicator"`
			Sentence  string `json:"sentence"`
		} `json:"targets"`
		Milestones []struct{ Deadline string } `json:"milestones"`
		SetAside   []struct {
			Number string `json:"number"`
			Why    string `json:"why"`
		} `json:"set_aside"`
	} `json:"draft"`
}

// TestDraftsByTheAPI drafts, reads again, and imports only what was ticked, with its sentence.
func TestDraftsByTheAPI(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
		w := office.upload("/api/v1/drafts", "计划.txt", []byte(draftText))
		made := read[draftFound](t, w)
		if w.Code != http.StatusCreated || len(made.Draft.Targets) != 4 || len(made.Draft.Milestones) != 1 || made.Draft.Milestones[0].Deadline != "2018-06" {
			t.Fatalf("made: %d %s", w.Code, w.Body)
		}
		result := false
		for _, a := range made.Draft.SetAside {
			result = result || a.Number == "11" && a.Why == "像是实绩"
		}
		if !result {
			t.Error("last year's result is not set aside")
		}
		at := "/api/v1/drafts/" + made.ID
		if again := read[draftFound](t, office.get(at)); len(again.Draft.Targets) != 4 {
			t.Errorf("read again: %+v", again)
		}
		for body, status := range map[string]int{`{}`: 422, `{"targets":[9]}`: 422, `{"targets":[1],"surely":true}`: 400} {
			if w := office.send(at+"/workbook.xlsx", body); w.Code != status {
				t.Errorf("%s: %d %s", body, w.Code, w.Body)
			}
		}
		if w := office.get("/api/v1/drafts/none"); w.Code != http.StatusNotFound {
			t.Errorf("no such draft: %d", w.Code)
		}
		book := office.send(at+"/workbook.xlsx", `{"targets":[1,2],"milestones":[1],"edits":{"2":{"indicator":"外资","lead":"商务局"}}}`)
		if book.Code != http.StatusOK {
			t.Fatalf("workbook: %d %s", book.Code, book.Body)
		}
		if w := office.upload("/api/v1/plans?plan=drafted", "分解表.xlsx", bytes.Clone(book.Body.Bytes())); w.Code != http.StatusCreated {
			t.Fatalf("import: %d %s", w.Code, w.Body)
		}
		ind := s.indicatorOf("drafted", "外资")
		if ind.Document != "计划.txt" || !strings.Contains(ind.Quoted, "实际利用外资6000万美元") || len(ind.Lead) != 1 || ind.Lead[0] != "商务局" {
			t.Errorf("kept: %+v", ind)
		}
		if s.withToken("li", account.Reporter, "财政局", account.Scopes()...).get(at).Code != http.StatusForbidden {
			t.Error("a department sees the office's draft")
		}
	})
}

// TestDraftsOnThePage: the text with its numbers marked, nothing ticked by itself, a section at a time, without scripts.
func TestDraftsOnThePage(t *testing.T) {
	s := newSite(t)
	b := s.signedIn("du", account.Supervisor, "")
	w := b.upload("/drafts", "计划.txt", []byte(draftText))
	at := w.Header().Get("Location")
	if w.Code != http.StatusSeeOther || !strings.HasPrefix(at, "/drafts/") {
		t.Fatalf("made: %d %s", w.Code, w.Body)
	}
	page := b.get(at).Body.String()
	for _, want := range []string{`id="s-t1"`, `href="#t1"`, "像是实绩", "整节勾选", "地区生产总值"} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	if strings.Contains(page, " checked") {
		t.Error("something is ticked that nobody ticked")
	}
	if w := b.post(at+"/plan", "plan", "drafted", "indicator1", "改过的名"); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "还没有勾选任何一条") || !strings.Contains(w.Body.String(), "改过的名") {
		t.Errorf("nothing ticked: %d", w.Code)
	}
	if w := b.post(at+"/plan", "plan", "drafted", "section", "1", "section", "2"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/plans/drafted" {
		t.Fatalf("import: %d %s", w.Code, w.Body)
	}
	if got := s.indicatorOf("drafted", "地区生产总值"); got.Quoted == "" {
		t.Errorf("imported: %+v", got)
	}
	if w := b.upload("/drafts", "a.pdf", []byte("%PDF-1.7")); w.Code != http.StatusUnprocessableEntity || !strings.Contains(w.Body.String(), "这是PDF 文件") {
		t.Errorf("a PDF: %d", w.Code)
	}
}
