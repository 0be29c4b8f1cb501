package calendar

import (
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// soon is how many working days before its due day an order turns blue.
const soon = 3

// zoned is midnight of the day on which a moment falls where the calendar is kept.
func (c Calendar) zoned(at time.Time) time.Time {
	zone, err := time.LoadLocation(c.Zone)
	if err != nil {
		zone = tally.China
	}
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
}

// Day is the day on which a moment falls where the calendar is kept, 2018-10-08.
func (c Calendar) Day(at time.Time) string { return c.zoned(at).Format(time.DateOnly) }

// DueAfter is the day that comes n working days after the one on which a moment falls.
func (c Calendar) DueAfter(at time.Time, n int) string {
	day := c.zoned(at)
	for n > 0 {
		day = day.AddDate(0, 0, 1)
		if c.Works(day) {
			n--
		}
	}
	return day.Format(time.DateOnly)
}

// workdays counts the working days after one day up to another; negative where that came before.
func (c Calendar) workdays(from, to time.Time) int {
	if to.Before(from) {
		return -c.workdays(to, from)
	}
	n := 0
	for day := from.AddDate(0, 0, 1); !day.After(to); day = day.AddDate(0, 0, 1) {
		if c.Works(day) {
			n++
		}
	}
	return n
}

// Look gives an order its colour, the working days that are left and its age, as they are at a moment. A due day that is no
// working day is as near as the working day before it. What is answered waits for the office and has no colour.
func (c Calendar) Look(o *tally.Order, now time.Time) {
	o.Colour, o.Left, o.Age = "", 0, 0
	today, end := c.zoned(now), now
	if o.State == tally.OrderClosed && o.ClosedAt.Before(now) {
		end = o.ClosedAt
	}
	o.Age = int(c.zoned(end).Sub(c.zoned(o.OpenedAt)) / (24 * time.Hour))
	due, err := time.Parse(time.DateOnly, o.Due)
	if err != nil || !o.State.Owed() {
		return
	}
	switch o.Left = c.workdays(today, due); {
	case due.Before(today):
		o.Colour = tally.OrderRed
		if o.Left == 0 { // past it by days off alone
			o.Left = -1
		}
	case o.Left == 0:
		o.Colour = tally.OrderYellow
	case o.Left <= soon:
		o.Colour = tally.OrderBlue
	}
}
