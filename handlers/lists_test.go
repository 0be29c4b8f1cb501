package handlers_test

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm" //nolint:depguard // counts what the store asks of its database

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/workflow"
)

// The site that list pages are held short on: more of everything than any page should list.
const (
	manyDepartments = 1200
	manyIndicators  = 10 // of each
	manyPeople      = 400
)

// crowded is a site of that size: a quarter of the departments have filed September, which has its edition.
func crowded(t *testing.T) *site {
	t.Helper()
	s := newSite(t)
	s.now = time.Date(2018, 10, 20, 1, 0, 0, 0, time.UTC)
	plan := tally.Plan{Key: planKey, Title: "目标任务分解表"}
	var asked []breakdown.AskedOf
	for d := range manyDepartments {
		for i := range manyIndicators {
			if i < 3 {
				asked = append(asked, breakdown.AskedOf{Question: tally.Question{Sheet: "附件", Cell: fmt.Sprintf("B%d", len(plan.Indicators)+3), Code: tally.AskMeasure, Indicator: fmt.Sprintf("指标%d-%d", d, i),
					Why: "词表里没有这个指标", Proposed: "level", Choices: []string{"level", "stock"}}, Of: []int{len(plan.Indicators)}})
			}
			plan.Indicators = append(plan.Indicators, tally.Indicator{Item: tally.Item{Name: fmt.Sprintf("指标%d-%d", d, i), Unit: "亿元", Measure: tally.Level, Better: tally.Higher,
				Lead: []string{department(d)}, Targets: []tally.Target{{Cell: "C5", Period: "2018", Text: "120", Op: tally.OpAtLeast, Floor: exact.Int(120), Unit: "亿元"}}}})
		}
	}
	if _, err := s.store.Plans.Import(t.Context(), models.System(), plan, breakdown.File{Name: "plan.xlsx", Bytes: []byte("plan"), Asked: asked}); err != nil {
		t.Fatal(err)
	}
	plan, err := s.store.Plans.Get(t.Context(), planKey)
	if err != nil {
		t.Fatal(err)
	}
	s.quarterFiles(t, plan, tally.MonthOf(2018, 8), func(i int) int64 { return 120 })
	if _, err := workflow.Issue(t.Context(), s.workflow, models.System(), planKey, tally.MonthOf(2018, 8)); err != nil {
		t.Fatal(err)
	}
	s.quarterFiles(t, plan, tally.MonthOf(2018, 9), func(i int) int64 { return int64(50 + 10*i) })
	s.watchMaking(t)
	for n := range manyPeople {
		s.person(fmt.Sprint("clerk", n), account.Reporter, department(n))
	}
	return s
}

// quarterFiles files a month for a quarter of the departments: of the i-th indicator of each, done(i).
func (s *site) quarterFiles(t *testing.T, plan tally.Plan, month tally.Round, done func(i int) int64) {
	t.Helper()
	for d := range manyDepartments / 4 {
		f := models.Filing{Plan: planKey, Department: department(d), Period: month, By: models.System(), FileName: "x.xlsx", Bytes: fmt.Append(nil, d, month)}
		for i, ind := range plan.Indicators[d*manyIndicators : (d+1)*manyIndicators] {
			f.Figures = append(f.Figures, tally.Figure{Indicator: ind.ID, Period: f.Period, Span: tally.SpanYTD, Value: exact.Int(done(i)), Unit: "亿元",
				Source: tally.Source{Sheet: "1", Cell: fmt.Sprintf("F%d", i+5)}})
		}
		if _, err := s.store.Submissions.File(t.Context(), f); err != nil {
			t.Fatal(err)
		}
	}
}

// watchMaking has the office make an edition that takes a while, and sees the month's page tell how far it is.
func (s *site) watchMaking(t *testing.T) {
	t.Helper()
	office := s.signedIn("li", account.Supervisor, "")
	other := s.signedIn("zhao", account.Supervisor, "")
	month := "/plans/" + planKey + "/periods/2018-09"
	done := make(chan int, 1)
	go func() { done <- office.post(month+"/editions", "number", "1").Code }()
	told, counted := "", false
	for made := false; !made; {
		page := other.get(month).Body.String()
		if _, after, found := strings.Cut(page, "正在汇总："); found {
			told, _, _ = strings.Cut(after, "</div>")
			counted = counted || strings.Contains(told, "个部门，共") || strings.Contains(told, "行，共约")
		}
		_, err := s.store.Editions.Info(t.Context(), planKey, tally.MonthOf(2018, 9), 1)
		made = err == nil
	}
	if code := <-done; code != http.StatusSeeOther {
		t.Errorf("the edition answered %d", code)
	}
	if !strings.Contains(told, "步，共 4 步") || !counted {
		t.Errorf("while the edition was made the month's page told %q", told)
	}
	if page := other.get(month + "?making=1").Body.String(); !strings.Contains(page, "汇总结束了") {
		t.Error("a page that watched does not tell that it has ended")
	}
}

// answerHalf answers the first half of the plan's questions, and gives an indicator of which something is asked.
func (s *site) answerHalf(t *testing.T) (indicator string) {
	t.Helper()
	all, err := s.store.Questions.List(t.Context(), planKey)
	if err != nil || len(all) != 3*manyDepartments {
		t.Fatalf("%d questions, %v", len(all), err)
	}
	var answers []workflow.Answer
	for _, q := range all[:len(all)/2] {
		answers = append(answers, workflow.Answer{N: q.N, Answer: "stock", Version: &q.Version})
	}
	if _, err := s.workflow.Answer(t.Context(), models.System(), planKey, "核对后确认", answers...); err != nil {
		t.Fatal(err)
	}
	return all[len(all)-1].Indicators[0]
}

// Every page that lists something stays short and asks few questions, however much there is to list.
func TestListPagesStayShort(t *testing.T) {
	const most, questions = 300_000, 60
	s := crowded(t)
	asked := 0
	for i, conn := range []*gorm.DB{s.store.DB().Reading(t.Context()), s.store.DB().Writing(t.Context())} {
		name, count := fmt.Sprint("counted", i), func(*gorm.DB) { asked++ }
		for _, err := range []error{conn.Callback().Query().Register(name, count), conn.Callback().Row().Register(name, count), conn.Callback().Raw().Register(name, count)} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	people := map[account.Role]*browser{
		account.Reporter: s.signedIn("wang", account.Reporter, department(7)), account.Supervisor: s.signedIn("du", account.Supervisor, ""),
		account.Leader: s.signedIn("chen", account.Leader, ""), account.Administrator: s.signedIn("guan", account.Administrator, ""), account.Auditor: s.signedIn("shen", account.Auditor, ""),
	}
	plan := "/plans/" + planKey
	month := plan + "/periods/2018-09"
	one := s.answerHalf(t)
	for _, page := range []struct {
		role  account.Role
		paths []string
	}{
		{account.Reporter, []string{"/", "/orders", month + "/file"}},
		{account.Supervisor, []string{"/", "/plans", plan, plan + "?page=99", plan + "?departments=9", plan + "?asked=9", plan + "?answered=9", plan + "/indicators/" + one, plan + "/settings", "/departments", "/drafts", "/orders", month, month + "/orders", month + "/trial", month + "/trial?missing=9", plan + "/periods/2018-10/trial?asked=9", "/lights"}},
		{account.Leader, []string{month + "/lights", month + "/lights?all=yes", month + "/brief", plan + "/years/2018", plan + "/years/2018?units=9", month + "/indicators/" + one, month + "/compare?with=2018-08", month + "/compare?with=2018-08&turned=9", "/lights"}},
		{account.Administrator, []string{"/people"}},
		{account.Auditor, []string{"/audit"}},
	} {
		for _, path := range page.paths {
			before := asked
			w := people[page.role].get(path)
			if w.Code != http.StatusOK {
				t.Errorf("%s %s: %d", page.role, path, w.Code)
				continue
			}
			if strings.HasSuffix(path, "/brief") && (strings.Count(w.Body.String(), "<li>") > 300 || !strings.Contains(w.Body.String(), "其余红灯")) {
				t.Errorf("%s names %d rows and orders", path, strings.Count(w.Body.String(), "<li>"))
			}
			if strings.Contains(path, "/years/") && strings.Count(w.Body.String(), `<tr><th scope="row">`) > 150 {
				t.Errorf("%s has %d lines", path, strings.Count(w.Body.String(), `<tr><th scope="row">`))
			}
			if n := w.Body.Len(); n > most {
				t.Errorf("%s %s has %d bytes, want %d at most", page.role, path, n, most)
			}
			if n := asked - before; n > questions {
				t.Errorf("%s %s asks %d questions, want %d at most", page.role, path, n, questions)
			}
		}
	}
	s.holdsHomeAndAnswers(t, people[account.Supervisor], plan)
}

// holdsHomeAndAnswers looks for departments on the office's home, and answers a question on a page of them.
func (s *site) holdsHomeAndAnswers(t *testing.T, office *browser, plan string) {
	t.Helper()
	for path, want := range map[string][2]string{
		"/?q=" + url.QueryEscape(department(7)): {department(7), department(8)}, "/?page=2": {"第101局", department(7)}, "/?q=" + url.QueryEscape("没有的局"): {"没有符合的部门", department(7)},
	} {
		if page := office.get(path).Body.String(); !strings.Contains(page, want[0]) || strings.Contains(page, want[1]) {
			t.Errorf("%s does not show %s, or shows %s", path, want[0], want[1])
		}
	}
	all, err := s.store.Questions.List(t.Context(), planKey)
	if err != nil {
		t.Fatal(err)
	}
	open, said := all[len(all)-1], all[0]
	for _, x := range []struct {
		q        breakdown.PlanQuestion
		on, page string
		to       string
	}{{open, "asked", "3", "?asked=3#questions"}, {said, "answered", "2", "?answered=2#answered"}} {
		w := office.post(fmt.Sprint(plan, "/questions/", x.q.N), "version", fmt.Sprint(x.q.Version), x.on, x.page, "answer", "level")
		if to := w.Header().Get("Location"); w.Code != http.StatusSeeOther || !strings.HasSuffix(to, x.to) {
			t.Errorf("answered on %s: %d, %s", x.to, w.Code, to)
		}
	}
}
