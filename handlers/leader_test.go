package handlers_test

import (
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/templates"
)

// publishedTwice has three of four departments report for August and September, and both months published.
func (s *site) publishedTwice(t *testing.T) {
	t.Helper()
	s.withPlan()
	office := s.withToken("du", account.Supervisor, "", account.Scopes()...)
	for _, month := range []string{"2018-08", "2018-09"} {
		for _, d := range []string{economy, "财政局", "商务局"} {
			s.file(month, d, false)
		}
		if w := office.do("POST", "/api/v1/plans/"+planKey+"/periods/"+month+"/editions", "", nil); w.Code != http.StatusCreated {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
	}
}

// TestTheLeadersPages walks through what a leader looks at: one sentence with the month before, the year, two months compared, all plans.
func TestTheLeadersPages(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.publishedTwice(t)
		leader := s.signedIn("chen", account.Leader, "")
		const month = "/plans/" + planKey + "/periods/2018-09"
		for _, x := range []struct {
			path string
			says []string
			not  string
		}{
			{month + "/lights", []string{"共 20 项：红 ", "（上月 ", "（未报 2）", "3/4 个部门已报；待确认 0。", "还差 ", "，后 3 个月月均需完成 ", "/years/2018", "/compare?with=2018-08"}, ""},
			{month + "/lights?q=外资", []string{"利用外资"}, "固定资产投资增速"},
			{month + "/lights?department=财政局", []string{"财政总收入"}, ">利用外资<"},
			{"/plans/" + planKey + "/years/2018", []string{"heat-red", "利用外资", "红2", `<td></td>`}, ""},
			{"/plans/" + planKey + "/years/2018?q=外资", []string{"利用外资"}, "固定资产投资增速"},
			{month + "/compare?with=2018-08", []string{"转了灯的", "2018年8月", "原完成"}, ""},
			{month + "/brief", []string{"还差 ", "，后 3 个月月均需完成 "}, ""},
			{"/lights", []string{"共 20 项", "三年行动计划"}, ""},
		} {
			w := leader.get(strings.ReplaceAll(x.path, " ", "%20"))
			body := w.Body.String()
			if w.Code != http.StatusOK {
				t.Errorf("%s: %d %s", x.path, w.Code, body)
				continue
			}
			for _, want := range x.says {
				if !strings.Contains(body, want) {
					t.Errorf("%s does not say %q", x.path, want)
				}
			}
			if x.not != "" && strings.Contains(body, x.not) {
				t.Errorf("%s says %q", x.path, x.not)
			}
		}
		for path, status := range map[string]int{
			"/plans/" + planKey + "/years/2016": http.StatusNotFound, "/plans/none/years/2018": http.StatusNotFound, "/plans/" + planKey + "/years/next": http.StatusNotFound,
			month + "/compare": http.StatusBadRequest, month + "/compare?with=2018-01": http.StatusNotFound,
		} {
			if w := leader.get(path); w.Code != status {
				t.Errorf("%s: %d, want %d", path, w.Code, status)
			}
		}
	})
}

// TestAMonthWithoutALightIsPassedOver: nothing filed in October lights nothing, and a leader lands on September, each time.
func TestAMonthWithoutALightIsPassedOver(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.publishedTwice(t)
		s.now = time.Date(2018, 11, 20, 1, 0, 0, 0, time.UTC)
		office := s.withToken("li", account.Supervisor, "", account.Scopes()...)
		if w := office.do("POST", "/api/v1/plans/"+planKey+"/periods/2018-10/editions", "", nil); w.Code != http.StatusCreated {
			t.Fatalf("%d %s", w.Code, w.Body)
		}
		leader := s.signedIn("chen", account.Leader, "")
		for range 3 {
			if w := leader.get("/"); w.Code != http.StatusSeeOther || !strings.Contains(w.Header().Get("Location"), "/periods/2018-09/lights") {
				t.Errorf("%d %s", w.Code, w.Header().Get("Location"))
			}
		}
	})
}

// TestAnotherRuleOverTheYear: a rule, one that comes with it or one pasted, is laid over all months of the year; what would turn is shown,
// and nothing that was published changes.
func TestAnotherRuleOverTheYear(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.publishedTwice(t)
		leader := s.signedIn("chen", account.Leader, "")
		const at = "/plans/" + planKey + "/rules"
		before := leader.get("/plans/" + planKey + "/periods/2018-09/lights").Body.String()
		if body := leader.get(at + "?rules=default&year=2018").Body.String(); !strings.Contains(body, "没有一盏灯会变") || !strings.Contains(body, "2018年8月") {
			t.Error("the plan's own rule turns lights")
		}
		for name, ask := range map[string]func() *httptest.ResponseRecorder{
			"a preset": func() *httptest.ResponseRecorder { return leader.get(at + "?rules=sanya") },
			"pasted": func() *httptest.ResponseRecorder {
				text, _ := templates.Rules("sanya")
				return leader.post(at, "year", "2018", "text", string(text))
			},
		} {
			w := ask()
			body := w.Body.String()
			if w.Code != http.StatusOK || !strings.Contains(body, "2018年8月") || !strings.Contains(body, "2018年9月") || !regexp.MustCompile(`fw-bold" title="[^"]+">[红黄绿灰]→[红黄绿灰]<`).MatchString(body) {
				t.Errorf("%s: %d, no light turns", name, w.Code)
			}
		}
		for text, says := range map[string]string{
			"": "请把规则文件的内容", "name: x\nschedule: [": "行第", strings.Repeat("[", 10_000): "嵌套了", "name: x\nother: 1\n": "行第",
		} {
			if w := leader.post(at, "year", "2018", "text", text); w.Code != http.StatusBadRequest || !strings.Contains(w.Body.String(), says) {
				t.Errorf("%.20q: %d, without %q", text, w.Code, says)
			}
		}
		if w := leader.get(at + "?year=2016"); w.Code != http.StatusNotFound {
			t.Errorf("a year without an edition: %d", w.Code)
		}
		if after := leader.get("/plans/" + planKey + "/periods/2018-09/lights").Body.String(); after != before {
			t.Error("laying another rule over changed what was published")
		}
	})
}
