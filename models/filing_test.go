package models_test

import (
	"bytes"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

func TestFileAcceptsByItself(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		sub := s.filed(t, sheet{content: "a"}.build(p))
		if sub.State != models.Accepted || !sub.InForce || sub.Version != 1 || sub.DecidedBy != "系统" || sub.Repeated {
			t.Errorf("filed clean: %+v", sub)
		}
		if !sub.At.Equal(s.clock.now) || sub.By != "张三" || sub.FileName != "财政局9月.xlsx" {
			t.Errorf("filed at %v by %s as %s", sub.At, sub.By, sub.FileName)
		}
		got := must[[]tally.Figure](t)(s.Figures.List(t.Context(), sub.ID))
		want := sheet{content: "a"}.build(p).Figures
		want[0].Source = tally.Source{FiledWith: &tally.FiledWith{Submission: sub.ID, Version: 1, File: "财政局9月.xlsx", SHA256: sub.SHA256, By: "张三", At: s.clock.now},
			Sheet: "9月", Cell: "F4"}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}
		if got[0].Value.String() != "7.50" {
			t.Errorf("value came back as %s, want 7.50 with its digits", got[0].Value)
		}
	})
}

func TestFileKeepsClassAAsDraft(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		sub := s.filed(t, sheet{findings: []tally.Finding{finding(tally.NumberUnreadable), finding(tally.RateDisagrees)}}.build(p))
		if sub.State != models.Draft || sub.FindingsA != 1 || sub.FindingsD != 1 {
			t.Errorf("filed with class A: %+v", sub)
		}
		found := must[[]models.FiledFinding](t)(s.Findings.List(t.Context(), sub.ID))
		want := []models.FiledFinding{{N: 1, Finding: finding(tally.NumberUnreadable), State: models.FindingOpen},
			{N: 2, Finding: finding(tally.RateDisagrees), State: models.FindingNoted}}
		if d := cmp.Diff(want, found); d != "" {
			t.Error(d)
		}
		_, err := s.Submissions.Submit(t.Context(), clerk, sub.ID, 0)
		refused(t, err, models.Invalid)
		if figures := s.inForce(t, september); len(figures) != 0 {
			t.Errorf("a draft's figures are in force: %v", figures)
		}
	})
}

func TestSameBytesTwiceAreOneSubmission(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		first := s.filed(t, sheet{content: "a"}.build(p))
		again := s.filed(t, sheet{content: "a"}.build(p))
		if again.ID != first.ID || !again.Repeated {
			t.Errorf("the same bytes became %s version %d, want %s", again.ID, again.Version, first.ID)
		}
		corrected := s.filed(t, sheet{content: "b", ytd: "7.6"}.build(p))
		back := s.filed(t, sheet{content: "a"}.build(p))
		if corrected.Version != 2 || back.Version != 3 {
			t.Errorf("versions %d and %d, want 2 and 3: going back to older bytes is a new version", corrected.Version, back.Version)
		}
		// The same bytes, of which better checks make something else.
		other := s.filed(t, sheet{content: "a", findings: []tally.Finding{finding(tally.Jump)}}.build(p))
		if other.Version != 4 {
			t.Errorf("another outcome of the same bytes is version %d, want 4", other.Version)
		}
		inForce := 0
		for _, sub := range must[[]models.Submission](t)(s.Submissions.List(t.Context(), "zone", september, "")) {
			if sub.InForce {
				inForce = sub.Version
			}
		}
		if inForce != 3 {
			t.Errorf("version %d is in force, want 3", inForce)
		}
	})
}

func TestFilingADraftsBytesSubmitsIt(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		draft := s.filed(t, sheet{draft: true}.build(p))
		filed := s.filed(t, sheet{}.build(p))
		if draft.State != models.Draft || filed.ID != draft.ID || filed.State != models.Accepted {
			t.Errorf("draft %s %s, filed %s %s", draft.ID, draft.State, filed.ID, filed.State)
		}
		if again := s.filed(t, sheet{draft: true}.build(p)); again.ID != draft.ID || again.State != models.Accepted {
			t.Errorf("kept as a draft after filing: %+v", again)
		}
		_, err := s.Submissions.Submit(t.Context(), clerk, draft.ID, 0)
		refused(t, err, models.Conflict)
		returned := must[models.Submission](t)(s.Submissions.Return(t.Context(), supervisor, draft.ID, 0, "数据有误"))
		next := s.filed(t, sheet{}.build(p))
		if returned.InForce || next.Version != 2 {
			t.Errorf("after a return the same bytes are version %d, want 2", next.Version)
		}
	})
}

func TestOriginalComesBackAsItWas(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		for _, size := range []int{0, 1, 1 << 20, 1<<20 + 1, 3<<20 + 17} {
			f := sheet{}.build(p)
			f.Bytes = bytes.Repeat([]byte{0, 1, 0xff, '\'', '\\'}, size/5+1)[:size]
			sub := s.filed(t, f)
			name, n, r, err := s.Submissions.Original(t.Context(), sub.ID)
			if err != nil {
				t.Fatal(err)
			}
			got := must[[]byte](t)(io.ReadAll(r))
			if name != f.FileName || int(n) != size || !bytes.Equal(got, f.Bytes) {
				t.Errorf("%d bytes came back as %d (%q)", size, len(got), name)
			}
		}
		sub := must[models.History](t)(s.Submissions.History(t.Context(), "zone", "财政局", september)).Newest
		if sub == nil || sub.Version != 5 {
			t.Fatalf("newest is %+v, want version 5", sub)
		}
		headers := must[[]tally.Header](t)(s.Submissions.Headers(t.Context(), sub.ID))
		if len(headers) != 1 || headers[0].Sheet != "9月" || headers[0].Fingerprint != "print of " {
			t.Errorf("headings came back as %+v", headers)
		}
		s.raw(t, "UPDATE blob_chunks SET data = ? WHERE seq = 2", []byte("altered"))
		if _, _, err := s.Submissions.OriginalBytes(t.Context(), sub.ID); err == nil {
			t.Error("altered bytes were given out")
		}
	})
}

func TestIdempotencyKey(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		first := s.filed(t, sheet{content: "a", key: "k1"}.build(p))
		s.filed(t, sheet{content: "b", ytd: "8"}.build(p))
		again := s.filed(t, sheet{content: "a", key: "k1"}.build(p))
		if again.ID != first.ID || !again.Repeated {
			t.Errorf("the key answered %s, want %s", again.ID, first.ID)
		}
		_, err := s.Submissions.File(t.Context(), sheet{content: "c", key: "k1"}.build(p))
		refused(t, err, models.Idempotency)
		_, err = s.Submissions.File(t.Context(), sheet{content: "a", key: "k1", period: october}.build(p))
		refused(t, err, models.Idempotency)
		same := s.filed(t, sheet{content: "b", ytd: "8", key: "k2"}.build(p))
		later := s.filed(t, sheet{content: "b", ytd: "8", key: "k2"}.build(p))
		if same.Version != 2 || later.ID != same.ID {
			t.Errorf("a key on a repeated filing: version %d, then %s", same.Version, later.ID)
		}
		other := sheet{content: "d", key: "k1"}.build(p)
		other.By = models.Actor{ID: "wang", Name: "王五"}
		if sub := s.filed(t, other); sub.Version != 3 {
			t.Errorf("another person's key k1: %+v", sub)
		}
	})
}

func TestFileRefusals(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		for name, c := range map[string]struct {
			change func(*models.Filing)
			code   models.Code
		}{
			"no such plan":       {func(f *models.Filing) { f.Plan = "none" }, models.NotFound},
			"no such department": {func(f *models.Filing) { f.Department = "水利局" }, models.NotFound},
			"no period":          {func(f *models.Filing) { f.Period = tally.Round{} }, models.Invalid},
			"long key":           {func(f *models.Filing) { f.IdempotencyKey = strings.Repeat("k", 256) }, models.Invalid},
			"short explanation": {func(f *models.Filing) {
				f.Findings, f.Explanations = []tally.Finding{finding(tally.Jump)}, map[int]string{0: "原 因 不 明"}
			}, models.Invalid},
		} {
			f := sheet{}.build(p)
			c.change(&f)
			_, err := s.Submissions.File(t.Context(), f)
			t.Log(name)
			refused(t, err, c.code)
		}
		if n := s.count(t, "submissions"); n != 0 {
			t.Errorf("%d submissions of refused filings", n)
		}
	})
}

func TestFailureMidwayLeavesNothing(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		tables := []string{"submissions", "submission_counters", "blobs", "blob_chunks", "figures", "findings", "remarks",
			"idempotency_keys", "audit_rows"}
		before := map[string]int{}
		for _, table := range tables {
			before[table] = s.count(t, table)
		}
		s.raw(t, "DELETE FROM audit_heads") // the last step cannot be done
		if _, err := s.Submissions.File(t.Context(), sheet{key: "k", findings: []tally.Finding{finding(tally.Jump)}}.build(p)); err == nil {
			t.Fatal("filed without an audit row")
		}
		for _, table := range tables {
			if n := s.count(t, table); n != before[table] {
				t.Errorf("%s has %d rows, had %d", table, n, before[table])
			}
		}
	})
}

func TestLocks(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		draft := s.filed(t, sheet{content: "draft", draft: true}.build(p))
		if err := s.Periods.Lock(t.Context(), supervisor, "zone", september, "", "9月数据已汇总", "督查办李四，电话 8001"); err != nil {
			t.Fatal(err)
		}
		_, err := s.Submissions.File(t.Context(), sheet{}.build(p))
		e := refused(t, err, models.Locked)
		for _, want := range []string{"2018年9月", "9月数据已汇总", "李四", "2018-10-08 17:00", "8001"} {
			if !strings.Contains(e.Message, want) {
				t.Errorf("the lock does not say %q: %s", want, e.Message)
			}
		}
		_, err = s.Submissions.Submit(t.Context(), clerk, draft.ID, 0)
		refused(t, err, models.Locked)
		s.filed(t, sheet{period: october}.build(p))

		refused(t, s.Periods.Unlock(t.Context(), supervisor, "zone", september, "财政局", "补报", s.clock.now), models.Invalid)
		until := s.clock.now.Add(time.Hour)
		if err := s.Periods.Unlock(t.Context(), supervisor, "zone", september, "财政局", "漏报一项，补报", until); err != nil {
			t.Fatal(err)
		}
		s.filed(t, sheet{}.build(p))
		_, err = s.Submissions.File(t.Context(), sheet{department: "商务局"}.build(p))
		refused(t, err, models.Locked)

		s.clock.now = until // it locks itself again
		_, err = s.Submissions.File(t.Context(), sheet{content: "late"}.build(p))
		refused(t, err, models.Locked)
		l := must[models.Lock](t)(s.Periods.LockOf(t.Context(), "zone", "财政局", september))
		if !l.Locked || l.Reason != "9月数据已汇总" || l.Since != time.Date(2018, 10, 8, 9, 0, 0, 0, time.UTC) {
			t.Errorf("lock: %+v", l)
		}
		acts := must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{Action: "period.unlock"}))
		if len(acts) != 1 || acts[0].ActorName != "李四" || acts[0].Department != "财政局" || !strings.Contains(acts[0].Detail, "漏报一项") {
			t.Errorf("unlocking on record: %+v", acts)
		}
	})
}
