package handlers_test

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

func (s *site) indicatorNamed(name string) tally.Indicator {
	s.t.Helper()
	plan, err := s.store.Plans.Get(s.t.Context(), planKey)
	if err != nil {
		s.t.Fatal(err)
	}
	i := slices.IndexFunc(plan.Indicators, func(ind tally.Indicator) bool { return ind.Name == name })
	if i < 0 {
		s.t.Fatalf("no indicator %s", name)
	}
	return plan.Indicators[i]
}

func TestTheOfficeKeepsAPlan(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	ind := s.indicatorNamed("地区生产总值")
	at := "/plans/" + planKey + "/indicators/" + ind.ID
	seen := seenOn(t, b.get("/plans/"+planKey).Body.String(), at+"/target")
	for _, tc := range []struct {
		what, path string
		status     int
		pairs      []string
	}{
		{"a target that cannot be read", at + "/target", 422, []string{"seen", seen, "period", "2018", "text", "再上新台阶", "effective", "2018-10", "reason", "年中调整"}},
		{"a target without a reason", at + "/target", 422, []string{"seen", seen, "period", "2018", "text", "240", "effective", "2018-10", "reason", ""}},
		{"a target", at + "/target", 303, []string{"seen", seen, "period", "2018", "text", "240亿元", "effective", "2018-10", "reason", "年中调整", "reference", "管委〔2018〕9号"}},
		{"a curve that falls", at + "/settings", 400, []string{"every", "3", "lag", "0", "weight", "5", "curve", "3=50%,6=20%", "settings_version", "0", "reason", "季度数据"}},
		{"settings", at + "/settings", 303, []string{"every", "3", "lag", "0", "weight", "5", "curve", "3=20%，12=100%", "settings_version", "0", "reason", "季度数据"}},
		{"an alias", at + "/alias", 303, []string{"alias", "GDP"}},
		{"a department", "/departments", 303, []string{"department", "税务局"}},
		{"its alias", "/departments", 303, []string{"department", "税务局", "alias", "国税局"}},
		{"an alias that is another's", "/departments", 409, []string{"department", economy, "alias", "国税局"}},
		{"who reports", "/plans/" + planKey + "/departments", 303, []string{"join", "国税局"}},
		{"who reports no more", "/plans/" + planKey + "/departments", 303, []string{"department", commerce, "reports", "no"}},
	} {
		if w := b.post(tc.path, tc.pairs...); w.Code != tc.status {
			t.Errorf("%s: %d, want %d", tc.what, w.Code, tc.status)
		}
	}
	ind = s.indicatorNamed("地区生产总值")
	curve, _ := ind.Curve.Text()
	if ind.Every != 3 || ind.Weight.Plain() != "5" || curve != "3=20%,12=100%" || !slices.Equal(ind.Aliases, []string{"GDP"}) {
		t.Errorf("kept %d %s %q %v", ind.Every, ind.Weight, curve, ind.Aliases)
	}
	if target, ok := ind.TargetFor(september); !ok || target.Floor.Plain() != "240" || target.Unit != "亿元" {
		t.Errorf("the target %+v", target)
	}
	names, err := s.store.Departments.Reporting(t.Context(), planKey)
	if err != nil || !slices.Contains(names, "税务局") || slices.Contains(names, commerce) {
		t.Errorf("reporting %v: %v", names, err)
	}
	page := b.get("/plans/" + planKey).Body.String()
	for _, text := range []string{"240亿元", "GDP", "3=20%,12=100%"} {
		if !strings.Contains(page, text) {
			t.Errorf("the plan's page does not show %s", text)
		}
	}
	if w := b.post(at+"/alias", "remove", "GDP"); w.Code != http.StatusSeeOther || len(s.indicatorNamed("地区生产总值").Aliases) != 0 {
		t.Errorf("the alias stays: %d", w.Code)
	}
}

func TestTheOfficeLocksAndOpens(t *testing.T) {
	s := newSite(t).withPlan()
	office, clerk := s.signedIn("du", account.Supervisor, ""), s.signedIn("wang", account.Reporter, economy)
	month := "/plans/" + planKey + "/periods/2018-09"
	upload := func() int {
		return clerk.upload(month+"/file", "9.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"), "department", economy).Code
	}
	if w := office.post(month+"/lock", "reason", "已封账", "department", ""); w.Code != http.StatusSeeOther {
		t.Fatalf("lock: %d", w.Code)
	}
	if got := upload(); got != http.StatusLocked {
		t.Errorf("filing while locked: %d", got)
	}
	if page := clerk.get(month + "/file").Body.String(); !strings.Contains(page, "已封账") || !strings.Contains(page, "张du") {
		t.Error("the page does not say why it is locked and whom to ask")
	}
	if w := office.post(month+"/unlock", "reason", "补报", "department", economy, "until", "2018-10-01T00:00"); w.Code != http.StatusUnprocessableEntity {
		t.Errorf("opening until yesterday: %d", w.Code)
	}
	if w := office.post(month+"/unlock", "reason", "补报", "department", economy, "until", "2018-10-09T12:00"); w.Code != http.StatusSeeOther {
		t.Fatalf("unlock: %d", w.Code)
	}
	if got := upload(); got != http.StatusSeeOther {
		t.Errorf("filing while open: %d", got)
	}
}

func TestTheOfficeReviewsOnPages(t *testing.T) {
	s := newSite(t).withPlan()
	office, clerk := s.signedIn("du", account.Supervisor, ""), s.signedIn("wang", account.Reporter, economy)
	if w := office.post("/plans/"+planKey+"/settings", "version", "0", "manual", "yes", "open_day", "1", "due_day", "9", "due_hour", "18", "cut_day", "10", "cut_hour", "9"); w.Code != http.StatusSeeOther {
		t.Fatalf("settings: %d", w.Code)
	}
	w := clerk.upload("/plans/"+planKey+"/periods/2018-09/file", "9.xlsx", sample(t, "progress/2018-09/"+economy+".xlsx"), "department", economy)
	at := w.Header().Get("Location")
	if w := clerk.post(at+"/submit", "revision", "1"); w.Code != http.StatusSeeOther {
		t.Fatalf("上报: %d %s", w.Code, w.Body)
	}
	if page := office.get("/").Body.String(); !strings.Contains(page, at) {
		t.Error("what waits is not in the queue")
	}
	sub, err := s.store.Submissions.Get(t.Context(), strings.TrimPrefix(at, "/submissions/"))
	if err != nil || sub.State != models.Submitted {
		t.Fatalf("%+v %v", sub, err)
	}
	if w := office.post(at+"/return", "revision", "1", "reason", "重报"); w.Code != http.StatusConflict {
		t.Errorf("on a revision that has changed: %d", w.Code)
	}
	if w := office.post(at+"/accept", "revision", "2"); w.Code != http.StatusSeeOther {
		t.Errorf("accept: %d %s", w.Code, w.Body)
	}
	if w := office.post(at+"/return", "revision", "3", "reason", "口径有误", "next", "/"); w.Code != http.StatusSeeOther || w.Header().Get("Location") != "/" {
		t.Errorf("return: %d", w.Code)
	}
	if page := clerk.get(at).Body.String(); !strings.Contains(page, "口径有误") {
		t.Error("the clerk is not told why")
	}
}

func TestWhatTheOfficeRemembersIsTakenBack(t *testing.T) {
	s := newSite(t).withPlan()
	office, clerk := s.signedIn("du", account.Supervisor, ""), s.signedIn("wang", account.Reporter, economy)
	w := clerk.upload("/plans/"+planKey+"/periods/2018-09/file", "9.xlsx", sample(t, "faulty/"+economy+"-2018-09.xlsx"), "department", economy)
	at := w.Header().Get("Location")
	id := strings.TrimPrefix(at, "/submissions/")
	filed, err := s.store.Findings.List(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	i := slices.IndexFunc(filed, func(f models.FiledFinding) bool { return f.Class == tally.ClassB && f.About != "" })
	if i < 0 {
		t.Fatalf("no B among %d findings", len(filed))
	}
	b, state := filed[i], func() models.FindingState {
		now, err := s.store.Findings.List(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		return now[i].State
	}
	finding := at + "/findings/" + strconv.Itoa(b.N)
	if w := office.post(finding+"/waive", "revision", "0", "reason", "本月不统计", "keep", "on"); w.Code != http.StatusSeeOther || state() != models.FindingWaived {
		t.Fatalf("waive: %d, %s", w.Code, state())
	}
	plan := "/plans/" + planKey
	if page := office.get(plan).Body.String(); !strings.Contains(page, "本月不统计") {
		t.Error("the plan's page does not show what passes in later months")
	}
	if page := office.get(at).Body.String(); !strings.Contains(page, finding+"/unwaive") {
		t.Error("a waiver cannot be taken back on the submission's page")
	}
	if w := office.post(finding+"/unwaive", "revision", "0", "reason", "核错了"); w.Code != http.StatusSeeOther || state() != models.FindingOpen {
		t.Errorf("unwaive: %d, %s", w.Code, state())
	}
	pairs := []string{"department", economy, "code", string(b.Code), "about", b.About}
	if w := office.post(plan+"/waivers", pairs...); w.Code != http.StatusSeeOther || strings.Contains(office.get(plan).Body.String(), "本月不统计") {
		t.Errorf("taken back: %d", w.Code)
	}
	if w := office.post(plan+"/waivers", pairs...); w.Code != http.StatusNotFound {
		t.Errorf("taken back twice: %d", w.Code)
	}
	if w := office.get(plan + "/original?revision=1"); w.Code != http.StatusOK || !strings.HasPrefix(w.Body.String(), "PK") {
		t.Errorf("the plan's workbook: %d", w.Code)
	}
}
