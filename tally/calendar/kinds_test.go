package calendar_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

func round(t *testing.T, text string) tally.Round {
	t.Helper()
	p, err := tally.ParseRound(text)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestWindowsOfEachKind(t *testing.T) {
	c := calendar.Default()
	c.Kinds, c.Dates = tally.RoundKinds(), []tally.Round{round(t, "2022-05-20")}
	friday := c
	if err := friday.SetDays(tally.Weekly, "-2,0@12,1@9"); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		calendar          calendar.Calendar
		period            string
		open, due, cutOff string
	}{
		{c, "2022-W06", "2022-02-14 00:00", "2022-02-15 12:00", "2022-02-15 18:00"},
		{c, "2022-W04", "2022-01-31 00:00", "2022-02-07 12:00", "2022-02-07 18:00"},      // over the Spring Festival
		{friday, "2022-W10", "2022-03-11 00:00", "2022-03-14 12:00", "2022-03-15 09:00"}, // Sunday noon moves to Monday, and the cut-off behind it
		{c, "2022-Q1", "2022-04-01 00:00", "2022-04-11 18:00", "2022-04-15 09:00"},
		{c, "2022-H1", "2022-07-01 00:00", "2022-07-11 18:00", "2022-07-15 09:00"},
		{c, "2022", "2023-01-01 00:00", "2023-01-16 18:00", "2023-01-20 09:00"},
		{c, "2022-05-20", "2022-05-21 00:00", "2022-05-23 18:00", "2022-05-25 09:00"},
	} {
		w, ok := tc.calendar.Window(round(t, tc.period))
		want := calendar.Window{Period: round(t, tc.period), Open: shanghai(tc.open), Due: shanghai(tc.due), CutOff: shanghai(tc.cutOff)}
		if diff := cmp.Diff(want, w); diff != "" || !ok {
			t.Errorf("%s: %s", tc.period, diff)
		}
	}
	if _, ok := c.Window(round(t, "2022-05-21")); ok {
		t.Error("a dated round that nobody set")
	}
	early := c
	if err := early.SetDays(tally.Quarterly, "1,2@9,3@9"); err != nil {
		t.Fatal(err)
	}
	month, _ := early.Window(round(t, "2022-03"))
	if w, _ := early.Window(round(t, "2022-Q1")); w.CutOff.Before(month.CutOff) {
		t.Errorf("a quarter is cut off at %v, before its last month", w.CutOff)
	}
}

func TestAQuartersCycleIsOwed(t *testing.T) {
	c := calendar.Default()
	c.Kinds = []tally.RoundKind{tally.Weekly, tally.Monthly, tally.Quarterly}
	c.From, c.Until = tally.MonthOf(2022, 1), tally.MonthOf(2022, 3)
	count := map[tally.RoundKind]int{}
	owed := c.Owed(tally.Round{}, shanghai("2023-01-01 00:00"))
	for i, w := range owed {
		count[w.Period.Kind()]++
		if i > 0 && w.CutOff.Before(owed[i-1].CutOff) {
			t.Errorf("%s comes before %s", owed[i-1].Period, w.Period)
		}
		if !c.Owes(w.Period) {
			t.Errorf("%s is owed and not asked for", w.Period)
		}
	}
	if d := cmp.Diff(map[tally.RoundKind]int{tally.Weekly: 13, tally.Monthly: 3, tally.Quarterly: 1}, count); d != "" {
		t.Error(d)
	}
	if last := owed[len(owed)-1].Period; last.String() != "2022-Q1" {
		t.Errorf("%s is the last", last)
	}
	// A plan that came in March owes nothing that was cut off before.
	came := calendar.Default()
	came.Kinds = c.Kinds
	came = came.Within(shanghai("2022-03-20 09:00"), calendar.Years{First: 2022, Last: 2022})
	for _, w := range came.Owed(tally.Round{}, shanghai("2022-04-30 00:00")) {
		if !w.CutOff.After(shanghai("2022-03-20 09:00")) {
			t.Errorf("%s was cut off before the plan came", w.Period)
		}
	}
}

func TestWhichIndicatorsReportInWhich(t *testing.T) {
	c := calendar.Default()
	c.Kinds = []tally.RoundKind{tally.Weekly, tally.Monthly, tally.Quarterly}
	c.Rows = map[tally.RoundKind][]string{tally.Weekly: {"a"}, tally.Quarterly: {"b"}}
	for kind, want := range map[tally.RoundKind]string{tally.Weekly: "a", tally.Monthly: "ac", tally.Quarterly: "b"} {
		got := ""
		for _, id := range []string{"a", "b", "c"} {
			if c.Asked(kind).For(id) {
				got += id
			}
		}
		if got != want {
			t.Errorf("in %s report %s, want %s", kind, got, want)
		}
	}
	for _, bad := range []func(*calendar.Calendar){
		func(c *calendar.Calendar) { c.Kinds = []tally.RoundKind{"decade"} },
		func(c *calendar.Calendar) { c.Rows = map[tally.RoundKind][]string{tally.Yearly: {"a"}} },
		func(c *calendar.Calendar) {
			c.Days = map[tally.RoundKind]calendar.Times{tally.Weekly: {OpenDay: 3, DueDay: 2, CutDay: 4}}
		},
		func(c *calendar.Calendar) { c.Dates = []tally.Round{tally.MonthOf(2022, 5)} },
		func(c *calendar.Calendar) { c.From = tally.YearOf(2022) },
	} {
		wrong := c
		bad(&wrong)
		if err := wrong.Validate(); err == nil || strings.ContainsAny(err.Error(), ",;()") {
			t.Errorf("taken, or said with half-width signs: %v", err)
		}
	}
}
