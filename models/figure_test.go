package models_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// brief is a figure in one line.
func brief(figures []tally.Figure) []string {
	out := []string{}
	for _, f := range figures {
		out = append(out, f.Department+" "+f.Period.String()+" "+f.Value.String())
	}
	return out
}

func TestHistory(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		august := september.Add(-1)
		s.filed(t, sheet{period: august, ytd: "6.6"}.build(p))
		s.filed(t, sheet{period: august, content: "worse", ytd: "66", findings: []tally.Finding{finding(tally.UnitSuspect)}}.build(p))
		s.filed(t, sheet{ytd: "75", findings: []tally.Finding{finding(tally.UnitSuspect)}}.build(p)) // submitted, not accepted
		s.filed(t, sheet{period: october, draft: true}.build(p))
		s.filed(t, sheet{department: "商务局", ytd: "2"}.build(p))
		year := sheet{period: october.Add(1), ytd: "9"}.build(p) // a sheet with one column a month
		for _, earlier := range []struct {
			period tally.Round
			ytd    string
		}{{august, "6.61"}, {october, "8.2"}} {
			f := year.Figures[0]
			f.Period, f.Value = earlier.period, exact.MustNumber(earlier.ytd)
			year.Figures = append(year.Figures, f)
		}
		s.filed(t, year)

		for upTo, want := range map[tally.Round][]string{
			august.Add(-1): {},
			september:      {"财政局 2018-08 6.6", "财政局 2018-09 75"},
			october:        {"财政局 2018-08 6.6", "财政局 2018-09 75"},
			october.Add(1): {"财政局 2018-08 6.6", "财政局 2018-09 75", "财政局 2018-11 9", "财政局 2018-10 8.2"},
		} {
			got := must[models.History](t)(s.Submissions.History(t.Context(), "zone", "财政局", upTo)).Figures
			if d := cmp.Diff(want, brief(got)); d != "" {
				t.Errorf("up to %s: %s", upTo, d)
			}
		}
		got := s.inForce(t, september)
		if d := cmp.Diff([]string{"商务局 2018-09 2", "财政局 2018-08 6.6"}, brief(got)); d != "" {
			t.Error(d)
		}
		next := s.inForce(t, tally.MonthOf(2020, 1))
		if len(next) != 0 {
			t.Errorf("two years later: %v", brief(next))
		}
	})
}

func TestBoard(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.imported(t, planOf("zone", indicator{name: "a", lead: "甲局"}, indicator{name: "b", lead: "乙局"},
			indicator{name: "c", lead: "丙局"}, indicator{name: "d", lead: "丁局"}), "v1")
		due := s.clock.now.Add(time.Minute)
		filedAt := s.clock.now
		s.filed(t, sheet{department: "甲局"}.build(p))
		s.clock.now = due.Add(time.Minute)
		s.filed(t, sheet{department: "甲局", content: "2", findings: []tally.Finding{finding(tally.Jump)}}.build(p))
		s.filed(t, sheet{department: "乙局", findings: []tally.Finding{finding(tally.CellError)}}.build(p))
		third := s.filed(t, sheet{department: "丙局"}.build(p))
		must[models.Submission](t)(s.Submissions.Return(t.Context(), supervisor, third.ID, 0, "退回重报"))
		rows := must[[]models.BoardRow](t)(s.Periods.Board(t.Context(), "zone", september, due))
		late := s.clock.now
		want := map[string]models.BoardRow{
			"甲局": {State: tally.ReportUnaccepted, Version: 2, Versions: 2, FirstFiledAt: filedAt, FiledAt: late, OpenC: 1, InForce: 1},
			"乙局": {State: tally.ReportDraft, Version: 1, Versions: 1, FiledAt: late, Overdue: true, OpenA: 1},
			"丙局": {State: tally.ReportReturned, Version: 1, Versions: 1, FirstFiledAt: late, FiledAt: late, Late: true, EverReturned: true},
			"丁局": {State: tally.ReportMissing, Overdue: true},
		}
		if len(rows) != len(want) {
			t.Fatalf("%d rows, want %d", len(rows), len(want))
		}
		for _, row := range rows {
			w := want[row.Department]
			w.Department, w.Expected, w.Submission = row.Department, true, row.Submission
			if w.Version > 0 {
				w.FiledBy = "张三"
			}
			if d := cmp.Diff(w, row); d != "" {
				t.Errorf("%s: %s", row.Department, d)
			}
		}
		_, err := s.Periods.Board(t.Context(), "none", september, due)
		refused(t, err, models.NotFound)
	})
}
