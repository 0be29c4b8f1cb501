package handlers_test

import (
	"maps"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// TestARevisedTargetTellsItsHistory: the floor alone is revised, the ambition stays, the page of the plan shows the new one
// only from the month in which it holds, and what it was, why and by which paper.
func TestARevisedTargetTellsItsHistory(t *testing.T) {
	s := published(t)
	office := s.signedIn("du", account.Supervisor, "")
	revise := func(text, effective, reference string) {
		t.Helper()
		seen := seenOn(t, office.get("/plans/"+planKey).Body.String(), "/plans/"+planKey+"/indicators/"+s.indicatorOf(planKey, "地区生产总值").ID+"/target")
		if got := office.post("/plans/"+planKey+"/indicators/地区生产总值/target", "seen", seen, "period", "2018", "text", text, "effective", effective, "reason", "市里调整",
			"reference", reference); got.Code != http.StatusSeeOther {
			t.Fatalf("%s: %d %s", text, got.Code, got.Body)
		}
	}
	revise("230亿元，力争250亿元", "2018-10", "温开〔2018〕30号")
	revise("240亿元", "2018-12", "温开〔2018〕31号")
	plan, err := s.store.Plans.Get(t.Context(), planKey)
	if err != nil {
		t.Fatal(err)
	}
	if got := plan.Indicators[0].Targets[0]; got.Floor.String() != "240" || got.Stretch.String() != "250" {
		t.Errorf("floor %s, stretch %s", got.Floor, got.Stretch)
	}
	body := office.get("/plans/" + planKey).Body.String()
	rows := strings.SplitN(body, "targethistory", 3)
	if !strings.Contains(rows[0], `name="text" value="230亿元，力争250亿元"`) || strings.Contains(rows[0], `value="240亿元"`) {
		t.Error("October's target is not the one shown")
	}
	for _, want := range []string{"温开〔2018〕30号", "温开〔2018〕31号", "市里调整", "2018年12月", "228", "250", "张du"} {
		if !strings.Contains(body, want) {
			t.Errorf("the plan's page lacks %s", want)
		}
	}
	for month, want := range map[string]bool{"2018-09": false, "2018-10": true} {
		p, err := tally.ParseMonth(month)
		if err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, p); err != nil {
			t.Fatal(err)
		}
		body := office.get("/plans/" + planKey + "/periods/" + month + "/indicators/" + plan.Indicators[0].ID).Body.String()
		if strings.Contains(body, "温开〔2018〕30号") != want || strings.Contains(body, "温开〔2018〕31号") {
			t.Errorf("%s: the history is shown: %t", month, !want)
		}
	}
}

// TestWhatWaitsIsCountedOverAllPlans: the office's home lists what waits in plans that it does not look at too.
func TestWhatWaitsIsCountedOverAllPlans(t *testing.T) {
	s := newSite(t).withPlan()
	other, err := samples.Files.ReadFile("plans/wenzhou-2018-2020.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.workflow.ImportPlan(t.Context(), models.System(), "zz-other", "另.xlsx", other); err != nil {
		t.Fatal(err)
	}
	set, err := s.store.Plans.Settings(t.Context(), "zz-other")
	if err != nil {
		t.Fatal(err)
	}
	set.Manual = true
	if _, err := s.store.Plans.SetSettings(t.Context(), models.System(), "zz-other", set); err != nil {
		t.Fatal(err)
	}
	s.file("2018-10", economy, false)
	waits, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: "zz-other", Department: commerce, Period: september, Name: "s.xlsx",
		Data: sample(t, "progress/2018-09/"+commerce+".xlsx")})
	if err != nil {
		t.Fatal(err)
	}
	body := s.signedIn("du", account.Supervisor, "").get("/?plan=" + planKey).Body.String()
	if !strings.Contains(body, `href="/submissions/`+waits.Submission.ID+`"`) || !strings.Contains(body, `bg-blue-lt ms-1">1<`) {
		t.Error("what waits in another plan is not listed")
	}
}

// TestWhoDidNotFileIsNotLate: past the due time one is missing or late, never both; on the board, the page and in the edition.
func TestWhoDidNotFileIsNotLate(t *testing.T) {
	s := newSite(t).withPlan()
	s.file("2018-09", commerce, false)
	s.now = time.Date(2018, 10, 9, 2, 0, 0, 0, time.UTC)
	s.file("2018-09", economy, false) // a day late
	ed, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september)
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, r := range ed.Reports {
		got[r.Department] = string(r.State)
		if r.Late {
			got[r.Department] += " late"
		}
	}
	for d, want := range map[string]string{commerce: "accepted", economy: "accepted late", "财政局": "missing", "科技局": "missing"} {
		if got[d] != want {
			t.Errorf("%s is %q in the edition, want %q", d, got[d], want)
		}
	}
	rows, err := s.store.Periods.Board(t.Context(), planKey, september, ed.Reports[0].Due)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Late != (r.Department == economy) || r.Overdue != (r.Submission == "") {
			t.Errorf("the board: %+v", r)
		}
	}
	for _, d := range ed.Departments {
		if ranked := d.Place > 0; ranked != (d.Name == economy || d.Name == commerce) {
			t.Errorf("%s has place %d", d.Name, d.Place)
		}
	}
}

// TestADraftHidesNothing: what was accepted stands on the clerk's home, the office's, the board and the month, with the
// draft beside it.
func TestADraftHidesNothing(t *testing.T) {
	s := newSite(t).withPlan()
	filed := s.file("2018-09", economy, false)
	draft, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: economy, Period: september, Draft: true,
		Name: "新.xlsx", Data: sample(t, "progress/2018-10/"+economy+".xlsx")})
	if err != nil || draft.Submission.State != models.Draft || filed.State != models.Accepted {
		t.Fatalf("%s, then %s: %v", filed.State, draft.Submission.State, err)
	}
	office := s.signedIn("du", account.Supervisor, "")
	for path, b := range map[string]*browser{"/": s.signedIn("wang", account.Reporter, economy), "/?plan=" + planKey: office,
		"/plans/" + planKey + "/periods/2018-09": office} {
		body := b.get(path).Body.String()
		if !strings.Contains(body, "/submissions/"+filed.ID) || !strings.Contains(body, "/submissions/"+draft.Submission.ID) || strings.Contains(body, "草稿，未上报") ||
			!strings.Contains(body, "另有草稿") {
			t.Errorf("%s hides what was filed, or the draft", path)
		}
	}
	rows, err := s.store.Periods.Board(t.Context(), planKey, september, time.Time{})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rows {
		if r.Department == economy && (r.State != tally.ReportAccepted || r.Submission != filed.ID || r.Draft != draft.Submission.ID || r.Versions != 2) {
			t.Errorf("the board: %+v", r)
		}
	}
}

// TestOneReportOfAJointIndicatorIsEnough: who leads only together with others owes nothing once one of them filed, and
// stands neither on the board nor in the edition.
func TestOneReportOfAJointIndicatorIsEnough(t *testing.T) {
	s := newSite(t)
	joint, err := samples.Files.ReadFile("plans/liangzhou-2020.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.workflow.ImportPlan(t.Context(), models.System(), planKey, "p.xlsx", joint); err != nil {
		t.Fatal(err)
	}
	missing := func() string {
		ed, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september.Add(1))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := s.store.Periods.Board(t.Context(), planKey, september.Add(1), time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		var board, edition []string
		for _, r := range rows {
			if r.State == tally.ReportMissing {
				board = append(board, r.Department)
			}
		}
		for _, r := range ed.Reports {
			if r.State == tally.ReportMissing {
				edition = append(edition, r.Department)
			}
		}
		slices.Sort(edition)
		if strings.Join(board, " ") != strings.Join(edition, " ") {
			t.Errorf("the board misses %v, the edition %v", board, edition)
		}
		return strings.Join(board, " ")
	}
	if got := missing(); !strings.Contains(got, "区工信局") || !strings.Contains(got, "区建设局") {
		t.Errorf("before anybody filed: %s", got)
	}
	filed, err := s.workflow.Submit(t.Context(), models.System(), workflow.Filing{Plan: planKey, Department: "区发改局", Period: september.Add(1), Name: "f.xlsx",
		Data: sample(t, "others/liangzhou-2020/2018-10/区发改局.xlsx")})
	if err != nil || filed.Submission.State != models.Accepted {
		t.Fatalf("%s %v", filed.Submission.State, err)
	}
	if got := missing(); strings.Contains(got, "区工信局") || strings.Contains(got, "区商务局") || !strings.Contains(got, "区建设局") || !strings.Contains(got, "区国土局") {
		t.Errorf("once 区发改局 filed: %s", got)
	}
}

// TestDepartmentsStandInTheirOrder: the leader's page lists places 1, 2, 3 from above, those without one last.
func TestDepartmentsStandInTheirOrder(t *testing.T) {
	s := newSite(t).withPlan()
	for _, d := range []string{economy, commerce, "财政局", "科技局"} {
		s.file("2018-09", d, false)
	}
	if _, _, err := s.workflow.Consolidate(t.Context(), models.System(), planKey, september); err != nil {
		t.Fatal(err)
	}
	body := s.signedIn("chen", account.Leader, "").get("/plans/" + planKey + "/periods/2018-09/lights").Body.String()
	_, ed, err := s.store.Editions.Get(t.Context(), planKey, september, 0)
	if err != nil {
		t.Fatal(err)
	}
	at := map[int]int{}
	for _, d := range ed.Departments {
		place := d.Place
		if place == 0 {
			place = 99
		}
		at[place] = strings.Index(body, ">"+d.Name+"</a></th>")
	}
	last := -1
	for _, place := range slices.Sorted(maps.Keys(at)) {
		if at[place] < last {
			t.Errorf("place %d stands before the one ahead of it: %v", place, at)
		}
		last = at[place]
	}
}
