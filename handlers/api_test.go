package handlers_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// answer is what the API says of a submission, or of a refusal.
type answer struct {
	Submission struct {
		ID, State         string
		Version, Revision int
		Findings_a        int //nolint:revive,staticcheck // the contract's own name
	}
	Findings []struct {
		N                               int
		Class, Code, Sheet, Cell, State string
		Text                            string
	}
	Figures []tally.Figure
}

// refusal is problem+json.
type refusal struct {
	Code, Detail, Submission string
	Status                   int
	Findings                 []tally.Finding
}

func filePath(month, department string, more ...string) string {
	return "/api/v1/plans/" + planKey + "/submissions?department=" + url.QueryEscape(department) + "&period=" + month + strings.Join(more, "")
}

func TestAMonthOverTheAPI(t *testing.T) {
	s := newSite(t)
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	if w := office.upload("/api/v1/plans?plan="+planKey, "分解表.xlsx", sample(t, planFile)); w.Code != http.StatusCreated {
		t.Fatalf("plan: %d %s", w.Code, w.Body)
	}
	if w := office.upload("/api/v1/plans?plan="+planKey, "分解表.xlsx", sample(t, planFile)); w.Code != http.StatusOK {
		t.Errorf("the same plan again: %d", w.Code)
	}
	for _, path := range []string{"/api/v1/plans", "/api/v1/plans/" + planKey, "/healthz", "/readyz"} {
		if w := office.get(path); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeRead, account.ScopeFile)
	w := clerk.upload(filePath("2018-09", economy), "九月 (终稿).xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))
	if w.Code != http.StatusCreated {
		t.Fatalf("file: %d %s", w.Code, w.Body)
	}
	got := read[answer](t, w)
	if got.Submission.State != "accepted" || got.Submission.Version != 1 {
		t.Errorf("filed: %+v %+v", got.Submission, got.Findings)
	}
	if w := clerk.upload(filePath("2018-09", economy), "again.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx")); w.Code != http.StatusOK {
		t.Errorf("the same bytes again: %d", w.Code)
	}
	one := "/api/v1/submissions/" + got.Submission.ID
	if w := clerk.get(one); w.Code != http.StatusOK || len(read[answer](t, w).Figures) == 0 {
		t.Errorf("the submission: %d %s", w.Code, clip(w.Body.String()))
	}
	w = clerk.get(one + "/original.xlsx")
	if !bytes.Equal(w.Body.Bytes(), sample(t, "progress/2018-09/"+economy+".xlsx")) {
		t.Errorf("the original differs: %d", w.Code)
	}
	_, params, err := mime.ParseMediaType(w.Header().Get("Content-Disposition"))
	if err != nil || params["filename"] != "九月 (终稿).xlsx" || strings.Contains(w.Header().Get("Content-Disposition"), "+") {
		t.Errorf("file name %q: %v", w.Header().Get("Content-Disposition"), err)
	}
	if w := clerk.get(one + "/marked.xlsx"); w.Code != http.StatusOK {
		t.Errorf("marked: %d %s", w.Code, w.Body)
	}
	monthOverEditions(t, s, office)
}

func monthOverEditions(t *testing.T, s *site, office *browser) {
	t.Helper()
	month := "/api/v1/plans/" + planKey + "/periods/2018-09"
	board := read[struct{ Departments []models.BoardRow }](t, office.get(month+"/board"))
	states := map[string]tally.ReportState{}
	for _, d := range board.Departments {
		states[d.Department] = d.State
	}
	if states[economy] != tally.ReportAccepted || states[commerce] != tally.ReportMissing {
		t.Errorf("board %v", states)
	}
	if w := office.get(month + "/editions/latest"); w.Code != http.StatusNotFound {
		t.Errorf("an edition before there is one: %d", w.Code)
	}
	w := office.do("POST", month+"/editions", "", nil)
	if w.Code != http.StatusCreated {
		t.Fatalf("consolidate: %d %s", w.Code, w.Body)
	}
	if w := office.do("POST", month+"/editions", "", nil); w.Code != http.StatusOK {
		t.Errorf("nothing new to consolidate: %d", w.Code)
	}
	info := read[models.EditionInfo](t, w)
	book := office.get(month + "/editions/latest/workbook.xlsx")
	sum := sha256.Sum256(book.Body.Bytes())
	if hex.EncodeToString(sum[:]) != info.SHA256 {
		t.Error("the workbook is not the published one")
	}
	for _, path := range []string{"/editions", "/editions/1", "/editions/latest"} {
		if w := office.get(month + path); w.Code != http.StatusOK {
			t.Errorf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	if w := office.get(month + "/editions/2"); w.Code != http.StatusNotFound {
		t.Errorf("an edition that is not: %d", w.Code)
	}
	traced := false
	for row := 4; row < 40 && !traced; row++ {
		w := office.get(month + "/editions/latest/trace?cell=" + url.QueryEscape(fmt.Sprintf("汇总表!J%d", row)))
		if w.Code != http.StatusOK {
			continue
		}
		for _, f := range read[struct{ Figures []tally.Figure }](t, w).Figures {
			traced = traced || f.Source.Cell != "" && f.Source.Submission() != ""
		}
	}
	if !traced {
		t.Error("no cell of the year to date leads back to a source cell")
	}
	leader := s.withToken("chen", account.Leader, "", account.ScopeRead)
	if w := leader.get(month + "/editions/latest/workbook.xlsx"); w.Code != http.StatusOK {
		t.Errorf("the leader's download: %d", w.Code)
	}
}

func TestAFaultySheetIsRefusedWithItsFindingsAndKeptAsDraft(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeRead, account.ScopeFile)
	w := clerk.upload(filePath("2018-09", economy), "九月.xlsx", sample(t, "faulty/"+economy+"-2018-09.xlsx"))
	p := read[refusal](t, w)
	if w.Code != http.StatusUnprocessableEntity || p.Code != "findings" || p.Submission == "" || !tally.HasClass(p.Findings, tally.ClassA) {
		t.Fatalf("%d %+v", w.Code, p)
	}
	kept := read[answer](t, clerk.get("/api/v1/submissions/"+p.Submission))
	if kept.Submission.State != "draft" || len(kept.Findings) != len(p.Findings) {
		t.Errorf("kept %+v with %d of %d findings", kept.Submission, len(kept.Findings), len(p.Findings))
	}
	if w := clerk.send("/api/v1/submissions/"+p.Submission+"/submit", "{}"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("上报 with class A standing: %d", w.Code)
	}
	if w := clerk.upload(filePath("2018-09", economy, "&draft=true"), "九月.xlsx", sample(t, "faulty/"+economy+"-2018-09.xlsx")); w.Code != http.StatusOK {
		t.Errorf("kept as a draft on request: %d %s", w.Code, w.Body)
	}
}

func TestActsOnASubmission(t *testing.T) {
	s := newSite(t).withPlan()
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeRead, account.ScopeFile)
	w := clerk.upload(filePath("2018-09", economy, "&draft=true"), "九月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))
	got := read[answer](t, w)
	one := "/api/v1/submissions/" + got.Submission.ID
	if got.Submission.State != "draft" {
		t.Fatalf("%d %+v", w.Code, got.Submission)
	}
	if w := office.send(one+"/accept", "{}"); w.Code != http.StatusConflict {
		t.Errorf("accepting a draft: %d", w.Code)
	}
	if w := clerk.send(one+"/submit", `{"revision":99}`); w.Code != http.StatusConflict {
		t.Errorf("a revision that nobody saw: %d", w.Code)
	}
	if w := clerk.send(one+"/submit", ""); w.Code != http.StatusOK {
		t.Errorf("上报: %d %s", w.Code, w.Body)
	}
	if w := clerk.send(one+"/return", `{"reason":"不行"}`); w.Code != http.StatusForbidden {
		t.Errorf("a department returns its own: %d", w.Code)
	}
	if w := office.send(one+"/return", `{"reason":" "}`); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("a return without a reason: %d", w.Code)
	}
	w = office.send(one+"/return", `{"reason":"数据口径有误"}`)
	if w.Code != http.StatusOK || read[answer](t, w).Submission.State != "returned" {
		t.Errorf("return: %d %s", w.Code, w.Body)
	}
	if w := office.send(one+"/return", `{"reason":"x","bogus":1}`); w.Code != http.StatusBadRequest {
		t.Errorf("a field that nobody asked for: %d", w.Code)
	}
	if w := clerk.send(one+"/findings/99/explain", `{"text":"因季节原因下降较多"}`); w.Code != http.StatusConflict && w.Code != http.StatusNotFound {
		t.Errorf("explaining what is not there: %d", w.Code)
	}
}

func TestUploadsAreBounded(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeFile)
	path := filePath("2018-09", economy)
	for _, tc := range []struct {
		name   string
		do     func() int
		status int
	}{
		{"too large", func() int { return clerk.upload(path, "big.xlsx", make([]byte, 21<<20)).Code }, 413},
		{"no form", func() int { return clerk.send(path, "{}").Code }, 415},
		{"no file", func() int {
			return clerk.do("POST", path, "multipart/form-data; boundary=b", strings.NewReader("--b--\r\n")).Code
		}, 400},
		{"broken off", func() int {
			return clerk.do("POST", path, "multipart/form-data; boundary=b", strings.NewReader("--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"x.xlsx\"\r\n\r\nPK")).Code
		}, 400},
		{"a month that is none", func() int { return clerk.upload(filePath("2018-13", economy), "x.xlsx", []byte("PK")).Code }, 400},
		{"no such plan", func() int {
			return clerk.upload("/api/v1/plans/none/submissions?period=2018-09&department="+url.QueryEscape(economy), "x.xlsx", []byte("PK")).Code
		}, 404},
	} {
		if got := tc.do(); got != tc.status {
			t.Errorf("%s: %d, want %d", tc.name, got, tc.status)
		}
	}
	p := read[refusal](t, clerk.upload(path, "../../旧表\u202excod.xls", []byte("\xD0\xCF\x11\xE0 old")))
	if p.Status != 422 || p.Submission != "" || !strings.Contains(p.Detail, "没有保存这个文件") {
		t.Errorf("no workbook: %+v", p)
	}
	got := read[answer](t, clerk.upload(path, "../../九月\u202exsl\u200b.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx")))
	sub, err := s.store.Submissions.Get(t.Context(), got.Submission.ID)
	if err != nil || sub.FileName != "九月xsl.xlsx" {
		t.Errorf("kept under %q: %v", sub.FileName, err)
	}
}

func TestAnIdempotencyKeyAnswersOnce(t *testing.T) {
	s := newSite(t).withPlan()
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeFile)
	clerk.header.Set("Idempotency-Key", "k-1")
	first := read[answer](t, clerk.upload(filePath("2018-09", economy), "a.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx")))
	again := read[answer](t, clerk.upload(filePath("2018-09", economy), "a.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx")))
	if first.Submission.ID == "" || first.Submission.ID != again.Submission.ID {
		t.Errorf("%s, then %s", first.Submission.ID, again.Submission.ID)
	}
	if w := clerk.upload(filePath("2018-08", economy), "a.xlsx", sample(t, "progress/2018-08/"+economy+".xlsx")); w.Code != 422 || read[refusal](t, w).Code != "idempotency" {
		t.Errorf("the key for something else: %d", w.Code)
	}
}

func TestALockedMonthRefuses(t *testing.T) {
	s := newSite(t).withPlan()
	month := tally.MonthOf(2018, 9)
	if err := s.store.Periods.Lock(t.Context(), models.System(), planKey, month, "", "已封账", "督查办"); err != nil {
		t.Fatal(err)
	}
	clerk := s.withToken("wang", account.Reporter, economy, account.ScopeFile)
	if w := clerk.upload(filePath("2018-09", economy), "a.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx")); w.Code != http.StatusLocked {
		t.Errorf("%d %s", w.Code, w.Body)
	}
}
