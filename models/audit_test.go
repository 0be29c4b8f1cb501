package models_test

import (
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/models"
)

func TestAuditChainNamesTheChangedRow(t *testing.T) {
	for name, c := range map[string]struct {
		statement string
		bad       int64
	}{
		"who":          {"UPDATE audit_rows SET actor_name = '王五' WHERE seq = 4", 4},
		"what":         {`UPDATE audit_rows SET detail = '{}' WHERE seq = 5`, 5},
		"when":         {"UPDATE audit_rows SET made_at = '2018-01-01 00:00:00.000000' WHERE seq = 2", 2},
		"hash":         {"UPDATE audit_rows SET hash = previous WHERE seq = 3", 3},
		"removed":      {"DELETE FROM audit_rows WHERE seq = 3", 3},
		"end removed":  {"DELETE FROM audit_rows WHERE seq > 5", 6},
		"all removed":  {"DELETE FROM audit_rows", 1},
		"algorithm":    {"UPDATE audit_rows SET algorithm = 'none' WHERE seq = 2", 2},
		"head changed": {"UPDATE audit_heads SET hash = 'x'", 0},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, s *site) {
				p := s.zone(t)
				s.filed(t, sheet{}.build(p))
				s.verified(t)
				s.raw(t, c.statement)
				report := must[models.AuditReport](t)(s.Audit.Verify(t.Context()))
				if report.OK() {
					t.Fatal("not noticed")
				}
				if c.bad > 0 && report.BadSeq != c.bad {
					t.Errorf("names row %d, want %d: %s", report.BadSeq, c.bad, report.Why)
				}
			})
		})
	}
}

func TestEveryActIsOnRecord(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		sub := s.filed(t, sheet{}.build(p))
		rows := must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{Plan: "zone", Period: september}))
		var actions []string
		for _, r := range rows {
			actions = append(actions, r.Action)
			if r.Act != rows[0].Act || !r.At.Equal(s.clock.now) || r.ActorID != "zhang" || r.Address != "10.0.0.7" || r.Object != sub.ID {
				t.Errorf("row %d: %+v", r.Seq, r)
			}
		}
		if got := strings.Join(actions, " "); got != "submission.file submission.submit submission.accept" {
			t.Errorf("a filing is on record as %s", got)
		}
		if page := must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{After: rows[0].Seq, Limit: 1})); len(page) != 1 || page[0].Seq != rows[0].Seq+1 {
			t.Errorf("the next page: %+v", page)
		}
		before := s.count(t, "audit_rows")
		s.filed(t, sheet{}.build(p)) // changes nothing, says nothing
		if after := s.count(t, "audit_rows"); after != before {
			t.Errorf("a repeated filing added %d rows", after-before)
		}
	})
}

// A cut end with the head moved back is a whole chain; what was made under the rows that are gone convicts it.
func TestACutTailIsFoundByWhatItTold(t *testing.T) {
	for name, statements := range map[string][]string{
		"a filing":             {"DELETE FROM audit_rows WHERE seq > 3"},
		"an edition":           {"DELETE FROM audit_rows WHERE action = 'edition.publish'"},
		"a changed workbook":   {"UPDATE editions SET sha256 = 'x'"},
		"a deleted edition":    {"DELETE FROM editions"},
		"a deleted submission": {"DELETE FROM submissions"},
		"a submission put in":  {"UPDATE submissions SET id = 'forged'"},
	} {
		t.Run(name, func(t *testing.T) {
			onBoth(t, func(t *testing.T, s *site) {
				p := s.zone(t)
				s.filed(t, sheet{}.build(p))
				draft := s.filed(t, sheet{content: "draft", draft: true}.build(p))
				if err := s.Submissions.Discard(t.Context(), clerk, draft.ID, 0); err != nil {
					t.Fatal(err)
				}
				s.publish(t, september)
				if report := must[models.AuditReport](t)(s.VerifyAudit(t.Context(), models.AuditAsk{})); !report.OK() {
					t.Fatalf("before: %s", report.Why)
				}
				for _, one := range statements {
					s.raw(t, one)
				}
				s.raw(t, "UPDATE audit_heads SET seq = (SELECT MAX(seq) FROM audit_rows), hash = (SELECT hash FROM audit_rows ORDER BY seq DESC LIMIT 1) WHERE id = 1")
				if report := must[models.AuditReport](t)(s.VerifyAudit(t.Context(), models.AuditAsk{})); report.OK() || report.Why == "" {
					t.Error("not noticed")
				}
			})
		})
	}
}
