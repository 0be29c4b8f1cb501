package handlers_test

import (
	"net/http"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestListPagesAskLittle holds pages that list things to a few statements, however much they list. The person behind
// the request is one of them.
func TestListPagesAskLittle(t *testing.T) {
	s := published(t)
	for _, month := range []string{"2018-07", "2018-08"} {
		for _, d := range []string{economy, commerce} {
			s.file(month, d, false)
		}
	}
	reporter := s.signedIn("wang", account.Reporter, economy)
	office := s.signedIn("du", account.Supervisor, "")
	leader := s.signedIn("chen", account.Leader, "")
	auditor := s.signedIn("sun", account.Auditor, "")
	admin := s.signedIn("zhou", account.Administrator, "")
	month := "/plans/" + planKey + "/periods/2018-09"
	for _, tc := range []struct {
		b    *browser
		path string
		most int
	}{
		{reporter, "/", 6}, {office, "/plans", 2}, {office, "/departments", 4}, {auditor, "/audit", 2}, {admin, "/people", 4},
		{office, "/channels", 6}, {admin, "/channels", 6}, {office, "/outbox", 6}, {admin, "/backups", 3}, {admin, "/settings", 2}, {office, "/queue", 5}, {office, "/holidays", 2}, {office, month + "/urge", 12},
		{leader, month + "/lights", 5}, {reporter, "/api/v1/plans", 2}, {office, "/", 6}, // what waits, of all plans, is one
		{office, "/api/v1/plans/" + planKey + "/periods/2018-09/board", 7}, // two lists: who has filed, and who disagrees; and whether the plan is the one kept
	} {
		tc.b.get(tc.path) // what is kept in memory is kept now
		var code int
		if got := s.asked.during(func() { code = tc.b.get(tc.path).Code }); len(got) > tc.most || code != http.StatusOK {
			t.Errorf("%s: %d, %d statements, want at most %d:", tc.path, code, len(got), tc.most)
			for _, sql := range got {
				t.Logf("  %s", sql)
			}
		}
	}
}
