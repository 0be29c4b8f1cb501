package calendar_test

import (
	"testing"
	"time"
	_ "time/tzdata"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

func shanghai(s string) time.Time {
	zone, err := time.LoadLocation("Asia/Shanghai")
	if err != nil {
		panic(err)
	}
	t, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
	if err != nil {
		panic(err)
	}
	return t
}

func TestWindow(t *testing.T) {
	c := calendar.Default()
	golden := c
	golden.Workdays = []string{"2018-10-05"}
	sunday := c
	sunday.Workdays = []string{"2018-08-05"}
	off := c
	off.Holidays = []string{"2018-09-05"}
	late := c
	late.DueDay, late.CutDay, late.Shift = 31, 31, false
	for _, tc := range []struct {
		name              string
		calendar          calendar.Calendar
		period            string
		open, due, cutoff string
	}{
		{"a weekday", c, "2018-08", "2018-09-01 00:00", "2018-09-05 18:00", "2018-09-10 09:00"},
		{"due on a Sunday moves to Monday", c, "2018-07", "2018-08-01 00:00", "2018-08-06 18:00", "2018-08-10 09:00"},
		{"a Sunday that is worked stays", sunday, "2018-07", "2018-08-01 00:00", "2018-08-05 18:00", "2018-08-10 09:00"},
		{"a day off of its own", off, "2018-08", "2018-09-01 00:00", "2018-09-06 18:00", "2018-09-10 09:00"},
		{"a holiday that is worked here", golden, "2018-09", "2018-10-01 00:00", "2018-10-05 18:00", "2018-10-10 09:00"},
		{"over the spring festival to a Sunday worked after it", c, "2027-01", "2027-02-01 00:00", "2027-02-14 18:00", "2027-02-15 09:00"},
		{"over the October holiday", c, "2018-09", "2018-10-01 00:00", "2018-10-08 18:00", "2018-10-10 09:00"},
		{"December is due next year", c, "2018-12", "2019-01-01 00:00", "2019-01-07 18:00", "2019-01-10 09:00"},
		{"the 31st of a leap February", late, "2020-01", "2020-02-01 00:00", "2020-02-29 18:00", "2020-02-29 09:00"},
		{"the 31st of a plain February", late, "2019-01", "2019-02-01 00:00", "2019-02-28 18:00", "2019-02-28 09:00"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			p, err := tally.ParseMonth(tc.period)
			if err != nil {
				t.Fatal(err)
			}
			got, ok := tc.calendar.Window(p)
			want := calendar.Window{Period: p, Open: shanghai(tc.open), Due: shanghai(tc.due), CutOff: shanghai(tc.cutoff)}
			if diff := cmp.Diff(want, got); diff != "" || !ok {
				t.Error(diff)
			}
		})
	}
}

func TestWindowAcrossZoneChange(t *testing.T) {
	c := calendar.Default()
	c.Zone = "Europe/Berlin" // clocks go forward on 2018-03-25
	c.OpenDay, c.DueDay, c.CutDay, c.Shift = 24, 25, 26, false
	w, _ := c.Window(tally.MonthOf(2018, 2))
	if got := w.Due.Sub(w.Open); got != 41*time.Hour { // one hour is missing
		t.Errorf("from opening to due %v, want 41h", got)
	}
	if w.Due.Hour() != 18 {
		t.Errorf("due at %v, want 18:00 by the wall clock", w.Due)
	}
}

func TestOwedAfterNinetyFiveDaysOff(t *testing.T) {
	c := calendar.Default()
	var got []string
	for _, w := range c.Owed(tally.MonthOf(2018, 7), shanghai("2018-08-12 00:00").AddDate(0, 0, 95)) {
		got = append(got, w.Period.String())
	}
	if diff := cmp.Diff([]string{"2018-07", "2018-08", "2018-09", "2018-10"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestOwedLeavesOutMonthsThatDoNotReport(t *testing.T) {
	c := calendar.Default()
	c.Months = []int{3, 6, 9, 12}
	var got []string
	for _, w := range c.Owed(tally.MonthOf(2018, 1), shanghai("2019-01-31 00:00")) {
		got = append(got, w.Period.String())
	}
	if diff := cmp.Diff([]string{"2018-03", "2018-06", "2018-09", "2018-12"}, got); diff != "" {
		t.Error(diff)
	}
	c.Months = []int{13}
	if c.Validate() == nil || len(c.Owed(tally.MonthOf(2018, 1), shanghai("2019-01-31 00:00"))) != 0 {
		t.Error("a month 13 must be refused, and must not loop")
	}
}

func TestOwedStartsWithThePlanAndEndsWithIt(t *testing.T) {
	c := calendar.Default()
	quarters := c
	quarters.Months = []int{3, 6, 9, 12}
	set := c
	set.From, set.Until = tally.MonthOf(2018, 5), tally.MonthOf(2018, 6)
	far := c
	far.From, far.Until = tally.MonthOf(2010, 1), tally.MonthOf(2030, 1)
	on := c
	on.Until = tally.MonthOf(2019, 2)
	this, next := calendar.Years{First: 2018, Last: 2018}, calendar.Years{First: 2019, Last: 2019}
	for _, tc := range []struct {
		name     string
		calendar calendar.Calendar
		came     string
		years    calendar.Years
		want     []string
	}{
		{"before its year", c, "2018-09-02 09:00", next, months(2019, 1, 12)},
		{"in a year that it does not name", c, "2018-09-02 09:00", calendar.Years{}, months(2018, 8, 12)},
		{"of no year, as long as is set", on, "2018-11-02 09:00", calendar.Years{}, []string{"2018-10", "2018-11", "2018-12", "2019-01", "2019-02"}},
		{"set beyond its years", far, "2018-09-02 09:00", this, months(2018, 1, 12)},
		{"while August was open", c, "2018-09-02 09:00", this, []string{"2018-08", "2018-09", "2018-10", "2018-11", "2018-12"}},
		{"when August was cut off", c, "2018-09-10 09:00", this, []string{"2018-09", "2018-10", "2018-11", "2018-12"}},
		{"after its years", c, "2026-11-20 09:00", this, nil},
		{"quarters", quarters, "2018-07-05 09:00", this, []string{"2018-06", "2018-09", "2018-12"}},
		{"set by hand", set, "2018-09-02 09:00", this, []string{"2018-05", "2018-06"}},
	} {
		t.Run(tc.name, func(t *testing.T) {
			var got []string
			for _, w := range tc.calendar.Within(shanghai(tc.came), tc.years).Owed(tally.Round{}, shanghai("2026-11-22 00:00")) {
				got = append(got, w.Period.String())
			}
			if diff := cmp.Diff(tc.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// months are those of a year from one to another.
func months(year, from, to int) (all []string) {
	for m := from; m <= to; m++ {
		all = append(all, tally.MonthOf(year, m).String())
	}
	return all
}

func TestReminders(t *testing.T) {
	w, _ := calendar.Default().Window(tally.MonthOf(2018, 8))
	want := []calendar.Reminder{
		{Kind: calendar.RemindOpen, At: shanghai("2018-09-01 10:00")},
		{Kind: calendar.RemindLast, At: shanghai("2018-09-03 10:00")},
		{Kind: calendar.RemindLast, At: shanghai("2018-09-04 10:00")},
		{Kind: calendar.RemindLast, At: shanghai("2018-09-05 10:00")},
		{Kind: calendar.RemindOverdue, At: shanghai("2018-09-06 10:00")},
	}
	if diff := cmp.Diff(want, w.Reminders()); diff != "" {
		t.Error(diff)
	}
	long := calendar.Default()
	long.DueDay, long.CutDay = 20, 25
	w, _ = long.Window(tally.MonthOf(2018, 8))
	if got := w.Reminders()[1]; got.Kind != calendar.RemindHalf || !got.At.Equal(shanghai("2018-09-10 10:00")) {
		t.Errorf("half-way is %+v", got)
	}
}

func TestCalendarRefusesDisorder(t *testing.T) {
	for _, change := range []func(*calendar.Calendar){
		func(c *calendar.Calendar) { c.Zone = "Mars/Olympus" },
		func(c *calendar.Calendar) { c.DueDay = 0 },
		func(c *calendar.Calendar) { c.CutDay = 4 },
		func(c *calendar.Calendar) { c.DueHour = 25 },
		func(c *calendar.Calendar) { c.Holidays = []string{"国庆"} },
		func(c *calendar.Calendar) {
			c.From, c.Until = tally.MonthOf(2018, 9), tally.MonthOf(2018, 8)
		},
	} {
		c := calendar.Default()
		change(&c)
		if c.Validate() == nil {
			t.Errorf("accepted %+v", c)
		}
	}
	if err := calendar.Default().Validate(); err != nil {
		t.Error(err)
	}
}
