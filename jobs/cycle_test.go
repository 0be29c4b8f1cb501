package jobs_test

import (
	"fmt"
	"math/rand/v2"
	"os/exec"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// quarterCycle is the calendar of 周会办、月督办、季点评 for the first quarter of 2022.
const quarterCycle = `{"from":"2022-01","until":"2022-03","lock":true,"kinds":["week","month","quarter"],"rows":{"week":["%s"]}}`

// cycle are the rounds of a quarter: 13 weeks, 3 months, 1 quarter.
func cycle() []tally.Round {
	first := tally.RoundOn(tally.Quarterly, time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC))
	return append(append(first.Parts(tally.Weekly), first.Parts(tally.Monthly)...), first)
}

// reported files a department's year to date and own value of a round.
func (s *site) reported(t *testing.T, p tally.Plan, department string, period tally.Round, own, ytd int) {
	t.Helper()
	n := map[string]int{"商务局": 1}[department]
	var figures []tally.Figure
	for span, v := range map[tally.Span]int{tally.SpanMonth: own, tally.SpanYTD: ytd} {
		text := fmt.Sprint(v)
		figures = append(figures, tally.Figure{Indicator: p.Indicators[n].ID, Department: department, Period: period, Span: span, Value: exact.MustNumber(text),
			Unit: "亿元", Printed: text, PrintedIn: "亿元", Source: tally.Source{Sheet: "表", Cell: map[tally.Span]string{tally.SpanMonth: "D4", tally.SpanYTD: "E4"}[span]}})
	}
	_, err := s.Store.Submissions.File(t.Context(), models.Filing{Plan: p.Key, Department: department, Period: period, By: clerk, FileName: department + ".xlsx",
		Bytes: []byte(department + period.String()), Figures: figures})
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheCycleOfAQuarterUnderKills: three processes that are killed and stopped all the time publish each of 13 weeks, 3 months and the
// quarter once, and lock each once; the week tells of the rows that report weekly, the quarter is made of its months.
func TestTheCycleOfAQuarterUnderKills(t *testing.T) {
	s := newSite(t, models.SQLite)
	s.clock.set(china("2022-01-01 09:00"))
	p := s.plan(t, "zone", "2022")
	s.set(t, "zone", fmt.Sprintf(quarterCycle, p.Indicators[0].ID), "")
	rounds := cycle()
	if len(rounds) != 17 {
		t.Fatalf("the cycle has %d rounds", len(rounds))
	}
	weeks, months, quarter := rounds[:13], rounds[13:16], rounds[16]
	for k, w := range weeks {
		s.reported(t, p, "财政局", w, 1, k+1)
	}
	for k, m := range months {
		s.reported(t, p, "财政局", m, 10, 10*(k+1))
		s.reported(t, p, "商务局", m, 2, 2*(k+1))
	}
	f := &fleet{address: s.address, procs: make([]*exec.Cmd, 3)}
	for n := range f.procs {
		f.start(t, n)
	}
	for until := time.Now().Add(2 * time.Minute); len(s.done(t)) < len(rounds) && time.Now().Before(until); {
		time.Sleep(time.Duration(60+rand.IntN(200)) * time.Millisecond)
		f.harm(t)
	}
	for n := range f.procs {
		f.kill(n)
	}
	seen := map[string]int{}
	for _, e := range s.editions(t, "zone") {
		seen[e]++
	}
	locks, err := s.Store.Runs.List(t.Context(), models.LockJob+"zone", models.RunDone)
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rounds {
		if n := seen[r.String()+"#1"]; n != 1 {
			t.Errorf("%s was published %d times", r, n)
		}
	}
	if len(seen) != len(rounds) || len(locks) != len(rounds) {
		t.Errorf("published %v, locked %d", seen, len(locks))
	}
	s.inTheEditions(t, weeks[12], months[2], quarter)
	if report, err := s.Store.Audit.Verify(t.Context()); err != nil || !report.OK() {
		t.Errorf("audit chain: %+v, %v", report, err)
	}
	t.Logf("%d rounds, %d kills, %d stops past the lease", len(seen), f.kills, f.stops)
}

// inTheEditions holds what the last week, the last month and the quarter say.
func (s *site) inTheEditions(t *testing.T, week, month, quarter tally.Round) {
	t.Helper()
	of := func(p tally.Round) tally.Edition {
		_, ed, err := s.Store.Editions.Get(t.Context(), "zone", p, 0)
		if err != nil {
			t.Fatal(err)
		}
		return ed
	}
	w := of(week)
	if len(w.Rows) != 1 || w.Rows[0].YTD.Plain() != "13" || w.Rows[0].Month.Plain() != "1" || len(w.Reports) != 1 {
		t.Errorf("the week: %d rows, %s and %s, %d reports", len(w.Rows), w.Rows[0].Month, w.Rows[0].YTD, len(w.Reports))
	}
	m := of(month)
	if len(m.Rows) != 2 || m.Rows[0].YTD.Plain() != "30" || m.Rows[0].Month.Plain() != "10" {
		t.Errorf("the month: %d rows, %s and %s", len(m.Rows), m.Rows[0].Month, m.Rows[0].YTD)
	}
	q := of(quarter)
	if len(q.Rows) != 2 || q.Rows[0].YTD.Plain() != "30" || q.Rows[0].Month.Plain() != "30" || q.Rows[1].Month.Plain() != "6" || len(q.Reports) != 0 {
		t.Errorf("the quarter: %d rows, %s and %s, %s, %d reports", len(q.Rows), q.Rows[0].Month, q.Rows[0].YTD, q.Rows[1].Month, len(q.Reports))
	}
	if len(q.Rows[0].Figures) != 4 {
		t.Errorf("the quarter rests on %d figures, want its closing month's year to date and three months", len(q.Rows[0].Figures))
	}
}

// TestWeeksRemindAndCatchUp: each kind has its own window, those who report in it are reminded and no others, and what fell due while the
// service was off is made up for.
func TestWeeksRemindAndCatchUp(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.clock.set(china("2022-01-01 09:00"))
		p := s.plan(t, "zone", "2022")
		s.set(t, "zone", fmt.Sprintf(quarterCycle, p.Indicators[0].ID), "")
		c := s.ticking()
		s.clock.set(china("2022-02-14 11:00")) // Monday: 2022-W06 has opened, January is cut off
		did := s.once(t, c)
		if did.Consolidated != 7 || did.Locked != 7 { // six weeks by then, and January
			t.Errorf("caught up: %+v", did)
		}
		week := tally.RoundOn(tally.Weekly, time.Date(2022, 2, 13, 0, 0, 0, 0, time.UTC))
		cal, err := s.Calendar(t.Context(), "zone")
		if err != nil {
			t.Fatal(err)
		}
		w, ok := cal.Window(week)
		want := calendar.Window{Period: week, Open: china("2022-02-14 00:00"), Due: china("2022-02-15 12:00"), CutOff: china("2022-02-15 18:00")}
		if !ok || !w.Open.Equal(want.Open) || !w.Due.Equal(want.Due) || !w.CutOff.Equal(want.CutOff) {
			t.Errorf("%s: %+v", week, w)
		}
		reminded, err := s.Store.Runs.List(t.Context(), models.RemindJob+"zone", models.RunDone)
		if err != nil {
			t.Fatal(err)
		}
		found := false
		for _, r := range reminded {
			found = found || r.Period == week.String()
		}
		if !found {
			t.Errorf("nobody was reminded of %s: %v", week, reminded)
		}
		s.reported(t, p, "财政局", week, 1, 1)
		s.clock.set(china("2022-02-15 18:00"))
		if did := s.once(t, c); did.Consolidated != 1 || did.Locked != 1 {
			t.Errorf("at the week's cut-off: %+v", did)
		}
		rows, err := s.Store.Periods.Board(t.Context(), "zone", week, w.Due)
		if err != nil || len(rows) != 1 || rows[0].Department != "财政局" || rows[0].Late {
			t.Errorf("the week's board: %+v %v", rows, err)
		}
	})
}
