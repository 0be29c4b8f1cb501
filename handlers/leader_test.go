package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestTheLeadersPages walks through what a leader looks at: one sentence with the month before, the year, two months compared, all plans.
func TestTheLeadersPages(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
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
