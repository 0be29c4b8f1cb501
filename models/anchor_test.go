package models_test

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/anchor"
	"github.com/tallysheet/tallysheet/tally"
)

// cutBack removes the rows after one and moves the head back, as somebody does who writes the database.
func (s *site) cutBack(t *testing.T, to int64) {
	t.Helper()
	s.raw(t, fmt.Sprintf("DELETE FROM audit_rows WHERE seq > %d", to))
	s.raw(t, "UPDATE audit_heads SET seq = (SELECT MAX(seq) FROM audit_rows), hash = (SELECT hash FROM audit_rows ORDER BY seq DESC LIMIT 1) WHERE id = 1")
}

// remake takes a row out and makes the chain after it anew, every hash right.
func (s *site) remake(t *testing.T, out int64) {
	t.Helper()
	rows := must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{Limit: 10_000}))
	previous, seq := "", int64(0)
	for _, r := range rows {
		if r.Seq == out {
			continue
		}
		was := r.Seq
		seq++
		r.Seq, r.Previous, r.Hash = seq, previous, ""
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(text)
		previous = hex.EncodeToString(sum[:])
		if was == out+1 {
			s.raw(t, fmt.Sprintf("DELETE FROM audit_rows WHERE seq = %d", out))
		}
		s.raw(t, fmt.Sprintf("UPDATE audit_rows SET seq = %d, previous = '%s', hash = '%s' WHERE seq = %d", seq, r.Previous, previous, was))
	}
	s.raw(t, fmt.Sprintf("UPDATE audit_heads SET seq = %d, hash = '%s' WHERE id = 1", seq, previous))
}

// again is another process on the same database, which remembers nothing.
func (s *site) again(t *testing.T) *site {
	t.Helper()
	return open(t, s.address)
}

func (s *site) note(t *testing.T, action string) {
	t.Helper()
	if err := s.Audit.Note(t.Context(), clerk, models.AuditEntry{Action: action}); err != nil {
		t.Fatal(err)
	}
}

func (s *site) audited(t *testing.T, ask models.AuditAsk) models.AuditReport {
	t.Helper()
	return must[models.AuditReport](t)(s.VerifyAudit(t.Context(), ask))
}

// What nothing else in the database tells of (a download, a sign-in) can be cut off the end, or out of the middle with the chain made
// anew: an anchor outside convicts both.
func TestAnchorsOutsideConvictARemadeChain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.filed(t, sheet{}.build(p))
		s.note(t, "download.original")
		s.note(t, "download.marked")
		before := must[tally.Anchor](t)(s.Anchor(t.Context()))
		ask := models.AuditAsk{Outside: []models.Anchored{{Anchor: before, From: "备份"}}}
		s.note(t, "session.start")
		report := s.audited(t, ask)
		if !report.OK() || report.Proof == nil || report.Proof.Rows != before.Rows || report.Rows != before.Rows+1 {
			t.Fatalf("before: %+v", report)
		}
		other := s.again(t)
		s.cutBack(t, before.Rows-1)
		if report := other.audited(t, models.AuditAsk{}); !report.OK() || report.Proof != nil {
			t.Errorf("without an anchor a cut end looks whole: %+v", report)
		}
		if report := s.again(t).audited(t, ask); report.OK() || !strings.Contains(report.Why, "备份") {
			t.Errorf("a cut end: %+v", report)
		}
		if report := s.audited(t, models.AuditAsk{Onward: true}); report.OK() || !strings.Contains(report.Why, "本服务上次核对") {
			t.Errorf("a cut end, by the process that saw it: %+v", report)
		}
		s.note(t, "a")
		s.note(t, "b")
		s.note(t, "c") // as long as before
		if report := s.audited(t, models.AuditAsk{Onward: true}); report.OK() {
			t.Error("a cut end that grew again was not noticed")
		}
	})
}

// An edition carries where the chain ended, on its cover and in the database: both convict.
func TestEditionsAnchorTheChain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.filed(t, sheet{}.build(p))
		s.note(t, "download.original")
		at := must[tally.Anchor](t)(s.Anchor(t.Context()))
		_, in := s.publish(t, september)
		if in.Audit != at {
			t.Errorf("frozen with %v, the chain ended at %v", in.Audit, at)
		}
		if report := s.again(t).audited(t, models.AuditAsk{}); !report.OK() || report.Anchors != 1 {
			t.Fatalf("before: %+v", report)
		}
		s.remake(t, at.Rows)
		report := s.again(t).audited(t, models.AuditAsk{})
		if report.OK() || !strings.Contains(report.Why, "汇总表") {
			t.Errorf("a row taken out from before an edition: %+v", report)
		}
		s.raw(t, "UPDATE editions SET anchor = ''") // so did who made the chain anew
		if report := s.again(t).audited(t, models.AuditAsk{}); !report.OK() {
			t.Fatalf("the forgery is not whole: %+v", report)
		}
		if report := s.again(t).audited(t, models.AuditAsk{Outside: []models.Anchored{{Anchor: in.Audit, From: "封面"}}}); report.OK() {
			t.Error("the cover does not convict")
		}
	})
}

func TestSignedAnchors(t *testing.T) {
	for _, suite := range []anchor.Suite{anchor.Standard, anchor.National} {
		t.Run(string(suite), func(t *testing.T) {
			private, public, err := anchor.NewKey(suite)
			if err != nil {
				t.Fatal(err)
			}
			signer := must[*anchor.Signer](t)(anchor.ReadSigner(private, suite))
			keys := must[*anchor.Verifier](t)(anchor.ReadVerifier(public))
			s := &site{address: address(t, models.SQLite), clock: &clock{now: time.Date(2018, 10, 8, 9, 0, 0, 0, time.UTC)}}
			s.Store = must[*models.Store](t)(models.Open(t.Context(), s.address, models.Options{Clock: s.clock.Now, Crypto: suite, Signer: signer}))
			t.Cleanup(func() { _ = s.Close() })
			if err := s.Migrate(t.Context()); err != nil {
				t.Fatal(err)
			}
			p := s.zone(t)
			s.filed(t, sheet{}.build(p))
			if rows := must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{})); rows[len(rows)-1].Algorithm != suite.Hash() {
				t.Errorf("rows are hashed with %s", rows[len(rows)-1].Algorithm)
			}
			_, in := s.publish(t, september)
			report := s.audited(t, models.AuditAsk{Keys: keys})
			if !report.OK() || report.Proof == nil || report.Proof.Rows != in.Audit.Rows {
				t.Fatalf("a signed anchor in the database proves nothing: %+v", report)
			}
			if err := keys.Check(in.Audit); err != nil {
				t.Error(err)
			}
			for name, forged := range map[string]func(*tally.Anchor){
				"rows": func(a *tally.Anchor) { a.Rows-- }, "head": func(a *tally.Anchor) { a.Head = strings.Repeat("0", 64) },
				"another key": func(a *tally.Anchor) { a.Key = strings.Repeat("0", 16) }, "none": func(a *tally.Anchor) { a.Signature = "" },
				"algorithm": func(a *tally.Anchor) { a.Algorithm = "none" },
			} {
				a := in.Audit
				forged(&a)
				if keys.Check(a) == nil {
					t.Errorf("%s: a forged anchor passes", name)
				}
			}
			_, stranger, err := anchor.NewKey(suite)
			if err != nil {
				t.Fatal(err)
			}
			if report := s.audited(t, models.AuditAsk{Keys: must[*anchor.Verifier](t)(anchor.ReadVerifier(stranger))}); report.OK() {
				t.Error("a signature of another key passes")
			}
		})
	}
}

// A check goes on from where the process walked to before; who asks for the whole chain gets it.
func TestChecksGoOn(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.filed(t, sheet{}.build(p))
		first := s.audited(t, models.AuditAsk{Onward: true})
		s.filed(t, sheet{content: "second"}.build(p))
		s.publish(t, september)
		second := s.audited(t, models.AuditAsk{Onward: true})
		if !second.OK() || first.From != 0 || second.From != first.Rows || second.Rows <= first.Rows {
			t.Errorf("first %+v, then %+v", first, second)
		}
		s.raw(t, "UPDATE audit_rows SET actor_name = 'x' WHERE seq = 2")
		if report := s.audited(t, models.AuditAsk{}); report.BadSeq != 2 {
			t.Errorf("the whole walk: %+v", report)
		}
		s.raw(t, fmt.Sprintf("UPDATE audit_rows SET actor_name = 'x' WHERE seq = %d", second.Rows))
		if report := s.audited(t, models.AuditAsk{Onward: true}); report.BadSeq != second.Rows {
			t.Errorf("the row that the walk goes on from: %+v", report)
		}
		s.raw(t, fmt.Sprintf("DELETE FROM submissions WHERE version = %d", 2))
		if report := s.audited(t, models.AuditAsk{Onward: true}); report.OK() {
			t.Error("a submission that is gone")
		}
	})
}
