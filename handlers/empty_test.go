package handlers_test

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models/account"
)

// TestEmptyPagesSayTheNextStep opens the pages of each role on a site where nothing was done yet: each says what comes next.
func TestEmptyPagesSayTheNextStep(t *testing.T) {
	s := newSite(t)
	for role, pages := range map[account.Role][]string{
		account.Supervisor:    {"/", "/plans", "/drafts", "/departments", "/orders", "/channels", "/outbox?show=all", "/queue", "/holidays?year=2040"},
		account.Reporter:      {"/", "/orders"},
		account.Leader:        {"/", "/lights", "/orders"},
		account.Auditor:       {"/orders"},
		account.Administrator: {"/backups"},
	} {
		department := ""
		if role == account.Reporter {
			department = economy
		}
		b := s.signedIn("one-"+string(role), role, department)
		for _, path := range pages {
			w := b.get(path)
			for w.Code >= 300 && w.Code < 400 {
				w = b.get(w.Header().Get("Location"))
			}
			if !strings.Contains(w.Body.String(), "下一步") {
				t.Errorf("%s: %s (%d) does not say the next step", role, path, w.Code)
			}
		}
	}
	alone := newSite(t)
	alone.signedIn("zhou", account.Administrator, "").has("/people", "下一步：先给督查办开一个账号")
}
