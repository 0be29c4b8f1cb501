package models_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
	"github.com/tallysheet/tallysheet/models/notice"
)

const day = 24 * time.Hour

// followed brings the notices' reader to the end of the chain.
func (s *site) followed(t *testing.T) {
	t.Helper()
	if _, err := s.Outbox.Follow(t.Context(), "notices", func([]models.AuditRow) ([]notice.Message, error) { return nil, nil }); err != nil {
		t.Fatal(err)
	}
}

func TestAuditIsKeptAndThenRemoved(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		_, err := s.Retain(t.Context(), models.Retention{Audit: 182 * day})
		refused(t, err, models.Invalid)
		p := s.zone(t)
		s.filed(t, sheet{}.build(p))
		old := s.count(t, "audit_rows")
		s.clock.now = s.clock.now.Add(200 * day)
		s.filed(t, sheet{content: "later", ytd: "8"}.build(p))
		keep := models.Retention{Audit: 190 * day}
		if got := must[models.Removed](t)(s.Retain(t.Context(), keep)); got.Audit != 0 {
			t.Errorf("%d rows were removed that no notice was made of yet", got.Audit)
		}
		s.followed(t)
		if got := must[models.Removed](t)(s.Retain(t.Context(), keep)); got.Audit != int64(old) {
			t.Errorf("%d rows removed, want the %d old ones", got.Audit, old)
		}
		s.verified(t)
		if got := must[models.Removed](t)(s.Retain(t.Context(), keep)); got.Audit != 0 {
			t.Errorf("a second sweep removed %d rows", got.Audit)
		}
		s.followed(t)
		s.clock.now = s.clock.now.Add(195 * day)
		s.filed(t, sheet{content: "much later", ytd: "9"}.build(p))
		must[models.Removed](t)(s.Retain(t.Context(), keep))
		s.verified(t)

		data, _ := s.backup(t)
		into := open(t, address(t, s.Dialect()))
		if _, err := backup.Restore(t.Context(), into.DB(), supervisor, bytes.NewReader(data)); err != nil {
			t.Errorf("restore of a chain with removed rows: %v", err)
		}
	})
}

func TestBeginningCannotBeCutOffInSilence(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.filed(t, sheet{}.build(p))
		rows := must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{}))
		s.raw(t, "DELETE FROM audit_rows WHERE seq <= 3")
		s.raw(t, "INSERT INTO audit_heads (id, seq, hash) VALUES (2, 3, '"+rows[2].Hash+"')")
		if report := must[models.AuditReport](t)(s.Audit.Verify(t.Context())); report.OK() {
			t.Error("not noticed")
		}
	})
}

func TestTracesAreRemoved(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.zone(t)
		ch := must[notice.Channel](t)(s.Channels.Add(t.Context(), supervisor, notice.Channel{Kind: notice.EMail, Address: "a@b.cn"}))
		for _, n := range []string{"1", "2"} {
			made, err := s.Outbox.EnqueueOnce(t.Context(), models.System(), models.RunKey{Job: "remind/zone", Period: "2018-09/" + n, Revision: 1},
				[]notice.Message{{Key: n, Channel: ch.ID, Notice: "reminder"}})
			if err != nil || !made {
				t.Fatal(made, err)
			}
		}
		due := must[[]notice.Delivery](t)(s.Outbox.Due(t.Context()))
		run, ok, err := s.Runs.Claim(t.Context(), due[0].Run.RunKey, models.ClaimOptions{Owner: "a"})
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if err := s.Runs.Finish(t.Context(), models.System(), run, "已发送"); err != nil {
			t.Fatal(err)
		}
		s.clock.now = s.clock.now.Add(40 * day)
		must[models.Removed](t)(s.Retain(t.Context(), models.Retention{Traces: 30 * day}))
		left := must[[]notice.Delivery](t)(s.Outbox.List(t.Context(), 10))
		if len(left) != 1 || left[0].Key != due[1].Key {
			t.Errorf("left in the outbox: %+v", left)
		}
		if n := s.count(t, "job_runs WHERE job = 'remind/zone'"); n != 0 {
			t.Errorf("%d old occasions are kept", n)
		}
	})
}
