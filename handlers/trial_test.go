package handlers_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
)

// TestNothingIsPublishedBySlip looks at what would be published, publishes it, and is told where somebody was faster, where it was not
// looked at, and where nothing is new.
func TestNothingIsPublishedBySlip(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		s.file("2018-09", economy, false)
		office := s.signedIn("du", account.Supervisor, "")
		const month = "/plans/" + planKey + "/periods/2018-09"
		says := func(wants ...string) {
			t.Helper()
			w := office.get(month + "/trial")
			for _, want := range wants {
				if !strings.Contains(w.Body.String(), want) {
					t.Errorf("the trial does not say %q: %d", want, w.Code)
				}
			}
		}
		publish := func(number string, status int) {
			t.Helper()
			if w := office.post(month+"/editions", "number", number); w.Code != status {
				t.Errorf("publish %q: %d %s", number, w.Code, w.Body)
			}
		}
		says("出版第 1 版", "财政局", "没有进入本期的部门", "共 20 项")
		if w := office.get("/plans/" + planKey + "/periods/2018-W05/trial"); w.Code != http.StatusNotFound {
			t.Errorf("a week of a plan of months is tried: %d", w.Code)
		}
		publish("", http.StatusConflict)
		publish("2", http.StatusConflict)
		publish("1", http.StatusSeeOther)
		says("没有新的内容")
		publish("2", http.StatusSeeOther)
		if list, err := s.store.Editions.List(t.Context(), planKey, tally.MonthOf(2018, 9)); err != nil || len(list) != 1 {
			t.Errorf("a press with nothing new made an edition: %d %v", len(list), err)
		}
		s.file("2018-09", "财政局", false)
		says("出版第 2 版", "会变的灯", "财政总收入", "会登记的更正")
		publish("1", http.StatusConflict)
		publish("2", http.StatusSeeOther)
	})
}
