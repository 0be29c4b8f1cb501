package calendar_test

import (
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// TestDaysOfAnOrder: days are working days by the holiday table, with 调休; the colour turns blue three of them before the day, yellow on
// the last, also where the day itself is off, and red past it.
func TestDaysOfAnOrder(t *testing.T) {
	c := calendar.Default()
	at := func(text string) time.Time {
		day, err := time.ParseInLocation("2006-01-02 15:04", text, tally.China)
		if err != nil {
			t.Fatal(err)
		}
		return day
	}
	for from, want := range map[string]string{
		"2018-09-27 10:00": "2018-10-09", // Friday, Saturday and Sunday (worked for the National Day), seven days off, Monday, Tuesday
		"2018-10-08 23:59": "2018-10-15",
		"2018-12-28 09:00": "2019-01-07", // Saturday the 29th is worked, three days off
	} {
		if got := c.DueAfter(at(from), 5); got != want {
			t.Errorf("5 working days after %s: %s, want %s", from, got, want)
		}
	}
	order := func(due string, state tally.OrderState) tally.Order {
		return tally.Order{State: state, OpenedAt: at("2018-10-08 09:00"), Due: due}
	}
	for _, one := range []struct {
		now, due string
		state    tally.OrderState
		colour   tally.OrderColour
		left     int
	}{
		{"2018-10-08 09:00", "2018-10-12", tally.OrderOpen, "", 4},
		{"2018-10-09 00:00", "2018-10-12", tally.OrderOpen, tally.OrderBlue, 3},
		{"2018-10-11 23:59", "2018-10-12", tally.OrderReturned, tally.OrderBlue, 1},
		{"2018-10-12 09:00", "2018-10-12", tally.OrderExtended, tally.OrderYellow, 0},
		{"2018-10-13 09:00", "2018-10-12", tally.OrderOpen, tally.OrderRed, -1}, // a Saturday: past it all the same
		{"2018-10-15 09:00", "2018-10-12", tally.OrderOpen, tally.OrderRed, -1},
		{"2018-10-12 09:00", "2018-10-14", tally.OrderOpen, tally.OrderYellow, 0}, // a Sunday: Friday is the last day that is worked
		{"2018-10-15 09:00", "2018-10-12", tally.OrderAnswered, "", 0},
		{"2018-10-15 09:00", "2018-10-12", tally.OrderClosed, "", 0},
	} {
		o := order(one.due, one.state)
		if c.Look(&o, at(one.now)); o.Colour != one.colour || o.Left != one.left {
			t.Errorf("%s due %s at %s: %q with %d left, want %q with %d", one.state, one.due, one.now, o.Colour, o.Left, one.colour, one.left)
		}
	}
	own := calendar.Default()
	own.Holidays = []string{"2018-10-09"}
	if got := own.DueAfter(at("2018-10-08 10:00"), 1); got != "2018-10-10" {
		t.Errorf("a plan's own day off: %s", got)
	}
}
