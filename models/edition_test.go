package models_test

import (
	"errors"
	"io"
	"maps"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

func ready(t *testing.T, s *site, ed tally.Edition, workbook string) models.PackedEdition {
	t.Helper()
	return must[models.PackedEdition](t)(s.Editions.Pack(ed, func(file io.Writer, _ func([]byte) int) (any, error) { return file.Write([]byte(workbook)) }))
}

// inForce gives the figures that an edition of the period would be made from.
func (s *site) inForce(t *testing.T, period tally.Round) []tally.Figure {
	t.Helper()
	in := must[models.Inputs](t)(s.Editions.CurrentInputs(t.Context(), "zone", period, time.Time{}))
	return in.Figures()
}

// publish makes the next edition of a period from what is in force.
func (s *site) publish(t *testing.T, period tally.Round) (models.EditionInfo, models.Inputs) {
	t.Helper()
	run := must[models.Run](t)(s.Editions.Claim(t.Context(), "zone", period, 0, models.ClaimOptions{Owner: "test"}))
	in := must[models.Inputs](t)(s.frozen(t.Context(), run, time.Time{}))
	ed := tally.Edition{Plan: "zone", Period: period, Number: in.Number, Digest: in.Digest, Figures: in.Figures()}
	info := must[models.EditionInfo](t)(s.Editions.Publish(t.Context(), supervisor, run, in, ready(t, s, ed, "workbook of "+in.Digest), "汇总表.xlsx"))
	return info, in
}

func TestEditionsAreFrozen(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		august := s.filed(t, sheet{period: september.Add(-1), ytd: "6.60"}.build(p))
		first := s.filed(t, sheet{}.build(p))
		run := must[models.Run](t)(s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "a"}))
		in := must[models.Inputs](t)(s.frozen(t.Context(), run, s.clock.now.Add(-time.Hour)))
		if now := must[models.Inputs](t)(s.Editions.CurrentInputs(t.Context(), "zone", september, s.clock.now.Add(-time.Hour))); now.Digest != in.Digest {
			t.Errorf("what stands now has digest %s, what was frozen %s", now.Digest, in.Digest)
		}
		s.filed(t, sheet{content: "later", ytd: "9.99"}.build(p))
		if now := must[models.Inputs](t)(s.Editions.CurrentInputs(t.Context(), "zone", september, s.clock.now.Add(-time.Hour))); now.Digest == in.Digest {
			t.Error("a later filing leaves the digest as it was")
		}

		again := must[models.Inputs](t)(s.frozen(t.Context(), run, time.Time{}))
		if d := cmp.Diff(in, again); d != "" {
			t.Errorf("inputs changed after the freeze: %s", d)
		}
		want := []models.FrozenSubmission{
			{ID: august.ID, Department: "财政局", Period: september.Add(-1), Version: 1, SHA256: august.SHA256},
			{ID: first.ID, Department: "财政局", Period: september, Version: 1, SHA256: first.SHA256}}
		for i := range want {
			want[i].Outcome = in.Submissions[i].Outcome
		}
		if d := cmp.Diff(want, in.Submissions); d != "" {
			t.Error(d)
		}
		if len(in.Figures()) != 2 || in.Figures()[1].Value.String() != "7.50" || len(in.Remarks) != 1 {
			t.Errorf("frozen figures %+v, remarks %+v", in.Figures(), in.Remarks)
		}
		reports := []tally.Report{
			{Department: "商务局", State: tally.ReportMissing, Due: s.clock.now.Add(-time.Hour)},
			{Department: "财政局", State: tally.ReportAccepted, Late: true, Due: s.clock.now.Add(-time.Hour), FiledAt: s.clock.now, Version: 1}}
		if d := cmp.Diff(reports, in.Reports); d != "" {
			t.Error(d)
		}
		ed := tally.Edition{Plan: "zone", Period: september, Number: 1, Digest: in.Digest, Figures: in.Figures(),
			Rows: []tally.Row{{YTD: exact.MustNumber("7.50"), Main: tally.Deviation{Light: tally.Green}}}}
		info := must[models.EditionInfo](t)(s.Editions.Publish(t.Context(), supervisor, run, in, ready(t, s, ed, "wb1"), "汇总表.xlsx"))
		if info.Number != 1 || info.Digest != in.Digest || info.Size != 3 {
			t.Errorf("published %+v", info)
		}
		second, in2 := s.publish(t, september)
		if second.Number != 2 || in2.Digest == in.Digest || in2.Figures()[1].Value.String() != "9.99" {
			t.Errorf("second edition %d, figures %+v", second.Number, in2.Figures())
		}
		for number, want := range map[int]int{1: 1, 2: 2} { // of August's report, which both were made from too, nothing is said
			if of, err := s.Editions.VersionsIn(t.Context(), "zone", september, number); err != nil || !maps.Equal(of, map[string]int{"财政局": want}) {
				t.Errorf("edition %d was made from the versions %v, %v", number, of, err)
			}
		}
		head := ed
		head.Rows, head.Figures = nil, nil
		if of, got, err := s.Editions.Head(t.Context(), "zone", september, 1); err != nil || of != info || cmp.Diff(head, got) != "" {
			t.Errorf("head of edition 1: %v, %s", err, cmp.Diff(head, got))
		}
		var rows []tally.Row
		if err := s.Editions.EachRow(t.Context(), "zone", september, 1, func(r *tally.Row) { rows = append(rows, *r) }); err != nil || cmp.Diff(ed.Rows, rows) != "" {
			t.Errorf("rows of edition 1: %v, %s", err, cmp.Diff(ed.Rows, rows))
		}
		got, stored, err := s.Editions.Get(t.Context(), "zone", september, 1)
		if err != nil || got != info {
			t.Errorf("edition 1: %+v, %v", got, err)
		}
		if d := cmp.Diff(ed, stored); d != "" {
			t.Error(d)
		}
		if _, wb, err := s.Editions.Workbook(t.Context(), "zone", september, 1); err != nil || string(wb) != "wb1" {
			t.Errorf("workbook 1: %q, %v", wb, err)
		}
		if newest, _, err := s.Editions.Workbook(t.Context(), "zone", september, 0); err != nil || newest.Number != 2 {
			t.Errorf("newest: %+v, %v", newest, err)
		}
		if list := must[[]models.EditionInfo](t)(s.Editions.List(t.Context(), "zone", tally.Round{})); len(list) != 2 {
			t.Errorf("%d editions, want 2", len(list))
		}
		_, _, err = s.Editions.Get(t.Context(), "zone", october, 0)
		refused(t, err, models.NotFound)
		if err := s.DB().Writing(t.Context()).Exec("UPDATE editions SET digest = 'another' WHERE number = 1").Error; err != nil {
			t.Fatal(err)
		}
		if _, _, err := s.Editions.Head(t.Context(), "zone", september, 1); err == nil {
			t.Error("the head of an edition was taken that is not the one whose digest stands beside it")
		}
	})
}

func TestEditionClaims(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		s.filed(t, sheet{}.build(p))
		lost := must[models.Run](t)(s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "a", Lease: time.Millisecond}))
		in := must[models.Inputs](t)(s.frozen(t.Context(), lost, time.Time{}))
		time.Sleep(20 * time.Millisecond) // the lease is by the clock of the database
		run := must[models.Run](t)(s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "b"}))
		s.filed(t, sheet{content: "later", ytd: "9.99"}.build(p))
		taken := must[models.Inputs](t)(s.frozen(t.Context(), run, time.Time{}))
		if d := cmp.Diff(in, taken); d != "" {
			t.Errorf("who took over has other inputs: %s", d)
		}
		_, err := s.Editions.Publish(t.Context(), supervisor, lost, in, ready(t, s, tally.Edition{}, "late writer"), "x")
		refused(t, err, models.Fenced)
		refused(t, s.Runs.Heartbeat(t.Context(), lost, 0), models.Fenced)
		if n := s.count(t, "editions"); n != 0 {
			t.Errorf("%d editions by a late writer", n)
		}
		_, err = s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "c", ByHand: true})
		refused(t, err, models.Conflict)
		if err := s.Runs.Heartbeat(t.Context(), run, 0); err != nil {
			t.Error(err)
		}
		must[models.EditionInfo](t)(s.Editions.Publish(t.Context(), supervisor, run, in, ready(t, s, tally.Edition{}, "wb"), "x"))
		_, err = s.Editions.Publish(t.Context(), supervisor, run, in, ready(t, s, tally.Edition{}, "wb"), "x")
		refused(t, err, models.Fenced)
		if n := s.count(t, "editions"); n != 1 {
			t.Errorf("%d editions, want 1", n)
		}
		failing := must[models.Run](t)(s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "d"}))
		if _, err := s.Runs.Fail(t.Context(), failing, errors.New("磁盘已满"), 0); err != nil {
			t.Fatal(err)
		}
		_, err = s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "e"})
		if e := refused(t, err, models.Conflict); !strings.Contains(e.Message, "磁盘已满") {
			t.Errorf("the refusal does not say why: %s", e.Message)
		}
		must[models.Run](t)(s.Editions.Claim(t.Context(), "zone", september, 0, models.ClaimOptions{Owner: "e", ByHand: true}))
		_, err = s.Editions.Claim(t.Context(), "none", september, 0, models.ClaimOptions{})
		refused(t, err, models.NotFound)
	})
}

// The digest names what an edition is made from, wherever and whenever that is.
func TestDigestIsTheSameEverywhere(t *testing.T) {
	digests := map[models.Dialect]string{}
	for _, dialect := range []models.Dialect{models.SQLite, models.MySQL} {
		s := open(t, address(t, dialect))
		if err := s.Migrate(t.Context()); err != nil {
			t.Fatal(err)
		}
		p := s.zone(t)
		if dialect == models.MySQL {
			s.clock.now = s.clock.now.Add(time.Hour)
		}
		s.filed(t, sheet{}.build(p))
		_, in := s.publish(t, september)
		_, again := s.publish(t, september)
		if in.Digest != again.Digest {
			t.Errorf("%s: the same inputs twice have digests %s and %s", dialect, in.Digest, again.Digest)
		}
		digests[dialect] = in.Digest
	}
	if digests[models.SQLite] != digests[models.MySQL] {
		t.Errorf("digests differ: %v", digests)
	}
}
