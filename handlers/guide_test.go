package handlers_test

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestTheGuideEndsWhenAllIsDone ticks each step of a new plan as it is done, and goes once all are.
func TestTheGuideEndsWhenAllIsDone(t *testing.T) {
	onBothDatabases(t, func(t *testing.T, s *site) {
		s.withPlan()
		office := s.signedIn("du", account.Supervisor, "")
		page := func() string { return office.get("/plans/" + planKey).Body.String() }
		if body := page(); !strings.Contains(body, "开始使用这个计划") || !strings.Contains(body, "在“人员”里开：") || !strings.Contains(body, economy) {
			t.Error("a new plan has no guide, or does not name whose account is missing")
		}
		for i, d := range []string{economy, "财政局", "商务局", "科技局"} {
			s.person(string(rune('a'+i))+"reporter", account.Reporter, d)
		}
		if body := page(); strings.Contains(body, "在“人员”里开：") || !strings.Contains(body, "等各部门上报第一期") {
			t.Error("the accounts are there and still asked for")
		}
		s.file("2018-09", economy, false)
		settings, err := s.store.Plans.Settings(t.Context(), planKey)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.store.Plans.SetSettings(t.Context(), s.person("zhao", account.Supervisor, "").Actor(""), planKey, settings); err != nil {
			t.Fatal(err)
		}
		if strings.Contains(page(), "开始使用这个计划") {
			t.Error("all is done, and the guide is still there")
		}
	})
}
