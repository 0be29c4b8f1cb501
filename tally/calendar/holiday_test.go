package calendar_test

import (
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// The whole table is held to the calendar: each of its days off moves a due time, each of its worked weekends does not.
func TestHolidayTableMovesWhatIsDue(t *testing.T) {
	first, last := calendar.HolidayYears()
	if first != 2002 || last < 2027 {
		t.Fatalf("the table has %d to %d", first, last)
	}
	for year := first; year <= last; year++ {
		for _, h := range calendar.Holidays(year) {
			day, err := time.Parse(time.DateOnly, h.Day)
			if err != nil {
				t.Fatal(err)
			}
			c := calendar.Default()
			c.OpenDay, c.DueDay, c.CutDay, c.CutHour = 1, day.Day(), day.Day(), 18
			w, _ := c.Window(tally.MonthOf(day.Year(), int(day.Month())).Add(-1))
			if stays := w.Due.Format(time.DateOnly) == h.Day; stays != h.Work {
				t.Errorf("%s %s, worked %t: due %s", h.Day, h.Name, h.Work, w.Due)
			}
		}
	}
}

func TestOffDaysInWords(t *testing.T) {
	off, worked := calendar.OffDays(2018)
	if !strings.Contains(off, "国庆节 10月1日至10月7日") || !strings.HasPrefix(off, "元旦") || worked != "2月11日、2月24日、4月8日、4月28日、9月29日、9月30日、12月29日" {
		t.Errorf("%s | %s", off, worked)
	}
	if off, worked := calendar.OffDays(2100); off != "" || worked != "" {
		t.Errorf("of a year that nobody knows: %s | %s", off, worked)
	}
}
