package handlers_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/workflow"
)

func TestCalendarIsSetOnThePage(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.signedIn("du", account.Supervisor, "")
	page := "/plans/" + planKey + "/settings"
	body := b.get(page).Body.String()
	for _, want := range []string{`name="from"`, `name="until"`, `name="lock"`, "应报 2018年9月 至 2020年12月", "2018 年放假：元旦", "国庆节 10月1日至10月7日"} {
		if !strings.Contains(body, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	form := []string{"version", "0", "open_day", "1", "due_day", "5", "due_hour", "18", "cut_day", "10", "cut_hour", "9", "shift", "yes", "holidays", "2018-11-05"}
	if got := b.post(page, append(form, "from", "2017-01")...); got.Code != http.StatusUnprocessableEntity || !strings.Contains(got.Body.String(), "不在计划的年度（2018—2020年）内") {
		t.Errorf("a month before the plan's years: %d", got.Code)
	}
	if got := b.post(page, append(form, "from", "2018-07", "until", "2018-10", "lock", "yes")...); got.Code != http.StatusSeeOther {
		t.Fatalf("%d %s", got.Code, got.Body)
	}
	body = b.get(page).Body.String()
	for _, want := range []string{`name="from" type="month" value="2018-07"`, `name="until" type="month" value="2018-10"`, `name="lock" value="yes" checked`, "应报 2018年7月 至 2018年10月，其中 2 期已到封账时间"} {
		if !strings.Contains(body, want) {
			t.Errorf("after saving the page lacks %s", want)
		}
	}
}

func TestCalendarByTheAPI(t *testing.T) {
	s := newSite(t).withPlan()
	b := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	path := "/api/v1/plans/" + planKey + "/calendar"
	ask := func(body string, status int) (c workflow.PlanCalendar) {
		t.Helper()
		got := b.get(path)
		if body != "" {
			got = b.send(path, body)
		}
		if got.Code != status {
			t.Fatalf("%s: %d %s", body, got.Code, got.Body)
		}
		if err := json.Unmarshal(got.Body.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		return c
	}
	if c := ask("", http.StatusOK); c.Holds.From.String() != "2018-09" || c.Holds.Until.String() != "2020-12" || c.CutOff != 0 || c.Next.Period != september {
		t.Errorf("as the plan says: %+v", c)
	}
	c := ask(`{"from":"2018-07","until":"2018-08","lock":true,"due_day":6}`, http.StatusOK)
	if c.From.String() != "2018-07" || !c.Lock || c.DueDay != 6 || c.CutDay != 10 || c.CutOff != 2 || !c.Next.Period.IsZero() {
		t.Errorf("set: %+v", c)
	}
	if c = ask(`{"until":""}`, http.StatusOK); c.Holds.Until.String() != "2020-12" || !c.Lock || c.From.String() != "2018-07" {
		t.Errorf("taken back in part: %+v", c)
	}
	ask(`{"version":1,"lock":false}`, http.StatusConflict)
	ask(`{"until":"2021-01"}`, http.StatusUnprocessableEntity)
	ask(`{"due_day":40}`, http.StatusUnprocessableEntity)
}

// TestListsShowWhatIsOwed: a clerk is asked for the months of the plan's own years, to the end of them, and for none that
// was over when the plan came in.
func TestListsShowWhatIsOwed(t *testing.T) {
	s := newSite(t).withPlan()
	months := func(name string) (all []string) {
		clerk := s.signedIn(name, account.Reporter, economy)
		body := clerk.get("/").Body.String()
		for m := september.Add(-12); m.Year() < 2027; m = m.Add(1) {
			if strings.Contains(body, "/periods/"+m.String()+"/file") {
				all = append(all, m.String())
			}
		}
		return all
	}
	if got := strings.Join(months("wang"), " "); got != "2018-09" {
		t.Errorf("the plan came while September was open, and the clerk is asked for %s", got)
	}
	s.now = time.Date(2018, 12, 3, 1, 0, 0, 0, time.UTC)
	s.file("2018-09", commerce, false)
	if got := strings.Join(months("li"), " "); got != "2018-09 2018-10 2018-11" {
		t.Errorf("in December the clerk is asked for %s", got)
	}
	s.now = time.Date(2026, 11, 29, 1, 0, 0, 0, time.UTC)
	if got := strings.Join(months("zhao"), " "); got != "2020-07 2020-08 2020-09 2020-10 2020-11 2020-12" {
		t.Errorf("after the plan's years the clerk is asked for %s", got)
	}
}
