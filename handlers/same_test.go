package handlers_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// TestOnePlanFiledForTwo: the office links each row of a second plan on its page; the department's list shows one line for both, and one
// upload by the API files both and says so. After 解除 the second is asked for by itself again.
func TestOnePlanFiledForTwo(t *testing.T) {
	s := newSite(t).withPlan()
	if got, err := s.workflow.ImportPlan(t.Context(), models.System(), "second", "另一份分解表.xlsx", sample(t, planFile)); err != nil || got.Refused() {
		t.Fatal(err)
	}
	du, wang := s.signedIn("du", account.Supervisor, ""), s.signedIn("wang", account.Reporter, economy)
	program := s.withToken("zhang", account.Reporter, economy, account.Scopes()...)
	first, err := s.store.Plans.Get(t.Context(), planKey)
	if err != nil {
		t.Fatal(err)
	}
	second, err := s.store.Plans.Get(t.Context(), "second")
	if err != nil {
		t.Fatal(err)
	}
	september := "/plans/second/periods/2018-09/file"
	if home := wang.get("/").Body.String(); !strings.Contains(home, september) {
		t.Fatal("the second plan is not asked for before it is linked")
	}
	linked := ""
	for i, ind := range first.Indicators {
		at := "/plans/" + planKey + "/indicators/" + ind.ID
		if i == 0 && !strings.Contains(du.get(at).Body.String(), "second/"+second.Indicators[i].ID) {
			t.Error("the page of an indicator does not offer the other plan's")
		}
		if w := du.post(at+"/same", "with", "second/"+second.Indicators[i].ID); w.Code != http.StatusSeeOther {
			t.Fatalf("link %s: %d %s", ind.Name, w.Code, clip(w.Body.String()))
		}
		if strings.Contains(strings.Join(ind.Lead, " "), economy) {
			linked = ind.ID
		}
	}
	if w := du.post("/plans/"+planKey+"/indicators/"+first.Indicators[0].ID+"/same", "with", "second/"+second.Indicators[1].ID); w.Code != http.StatusConflict {
		t.Errorf("linked twice: %d", w.Code)
	}
	if home := wang.get("/").Body.String(); strings.Contains(home, september) || !strings.Contains(home, "一并报送") {
		t.Error("the list does not shrink")
	}
	w := program.upload("/api/v1/plans/"+planKey+"/submissions?department="+url.QueryEscape(economy)+"&period=2018-09", "九月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))
	filed := read[struct {
		Submission models.Submission
		Shared     []struct{ Plan, Submission, Says string }
	}](t, w)
	if len(filed.Shared) != 1 || filed.Shared[0].Plan != "second" || filed.Shared[0].Submission == "" {
		t.Fatalf("shared: %d %s", w.Code, clip(w.Body.String()))
	}
	also, err := s.store.Submissions.Get(t.Context(), filed.Shared[0].Submission)
	if err != nil || also.State != models.Accepted || also.SHA256 != filed.Submission.SHA256 {
		t.Errorf("the second plan's: %+v %v", also, err)
	}
	if page := wang.get("/submissions/" + filed.Submission.ID).Body.String(); !strings.Contains(page, "已用同一份文件报送（第1版") {
		t.Error("the page of the filing does not tell of the other plan")
	}
	for _, plan := range []string{planKey, "second"} {
		ed, _, err := s.workflow.Consolidate(t.Context(), models.System(), plan, tally.MonthOf(2018, 9))
		if err != nil {
			t.Fatal(err)
		}
		f := ed.Figures[ed.Rows[0].Figures[0]]
		if f.Source.SHA256() != filed.Submission.SHA256 || f.Source.Cell != "F5" {
			t.Errorf("%s: %+v", plan, f.Source)
		}
	}
	if w := du.post("/plans/second/indicators/"+second.Indicators[indexOf(first.Indicators, linked)].ID+"/same", "end", "yes"); w.Code != http.StatusSeeOther {
		t.Fatalf("unlink: %d", w.Code)
	}
	w = program.upload("/api/v1/plans/"+planKey+"/submissions?department="+url.QueryEscape(economy)+"&period=2018-09", "九月.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"))
	if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), "请单独报送这个计划") {
		t.Errorf("after 解除: %d %s", w.Code, clip(w.Body.String()))
	}
}

func indexOf(all []tally.Indicator, id string) int {
	for i := range all {
		if all[i].ID == id {
			return i
		}
	}
	return -1
}
