package jobs_test

import (
	"io"
	"mime/quotedprintable"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
)

// plainText is what a letter says, its coding taken off.
func plainText(t *testing.T, l letter) string {
	t.Helper()
	text, err := io.ReadAll(quotedprintable.NewReader(strings.NewReader(l.body)))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Once a day the whole chain is walked and the auditor is told where it ends; a broken one is told to who keeps the service running too.
func TestAuditorsHoldTheDaysAnchor(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.plan(t, "zone")
		box := newMailbox(t)
		for name, role := range map[string]account.Role{"shen": account.Auditor, "root": account.Administrator, "wang": account.Leader} {
			s.channel(t, notice.Channel{Kind: notice.EMail, Address: name + "@example.gov.cn", UserID: s.user(t, name, role, "").ID})
		}
		c := s.posting(box)
		ended, err := s.Store.Anchor(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		s.once(t, c)
		s.once(t, c)
		letters := box.taken()
		if len(letters) != 1 || letters[0].to != "shen@example.gov.cn" || !strings.HasPrefix(letters[0].subject, "【审计锚点】2018-09-02") {
			t.Fatalf("letters of the day: %+v", letters)
		}
		var noted tally.Anchor
		for line := range strings.Lines(plainText(t, letters[0])) {
			if rest, ok := strings.CutPrefix(strings.TrimSpace(line), "核对：tallysheet audit verify --at "); ok {
				noted, err = tally.ParseAnchor(strings.Replace(rest, "--head ", "", 1))
			}
		}
		if err != nil || noted != ended {
			t.Fatalf("the letter says %v (%v), the chain ended at %v: %s", noted, err, ended, plainText(t, letters[0]))
		}
		report, err := s.Store.VerifyAudit(t.Context(), models.AuditAsk{Outside: []models.Anchored{{Anchor: noted}}})
		if err != nil || !report.OK() || report.Proof == nil {
			t.Errorf("%+v, %v", report, err)
		}
		if s.address[:6] != "sqlite" {
			return
		}
		s.exec(t, "UPDATE audit_rows SET actor_name = '王五' WHERE seq = 2")
		s.clock.set(china("2018-09-03 09:00"))
		s.once(t, c)
		s.once(t, c)
		to := map[string]bool{}
		for _, l := range box.taken() {
			if strings.Contains(l.subject, "审计链核对不符") && strings.Contains(plainText(t, l), "第 2 条被改动") {
				to[l.to] = true
			}
		}
		if len(to) != 2 || !to["shen@example.gov.cn"] || !to["root@example.gov.cn"] {
			t.Errorf("a broken chain was told to %v", to)
		}
	})
}
