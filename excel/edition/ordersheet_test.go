package edition_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/tally"
)

// TestAWeekListsTheOrdersThatWait: a month's edition lists all orders, those that wait first, a week's those alone that wait for somebody, and no sheet where none does.
func TestAWeekListsTheOrdersThatWait(t *testing.T) {
	week, err := tally.ParseRound("2018-W40")
	if err != nil {
		t.Fatal(err)
	}
	order := func(n int, s tally.OrderState) tally.Order {
		return tally.Order{N: n, State: s, Subject: string(s) + "的督办单", Department: "财政局", OpenedAt: time.Date(2018, 9, 12, 1, 0, 0, 0, time.UTC), Due: "2018-10-08"}
	}
	all := []tally.Order{order(1, tally.OrderClosed), order(2, tally.OrderOpen), order(3, tally.OrderAnswered)}
	for _, x := range []struct {
		period tally.Round
		orders []tally.Order
		want   []string
	}{
		{tally.MonthOf(2018, 9), all, []string{"open的督办单", "answered的督办单", "closed的督办单"}},
		{week, all, []string{"open的督办单", "answered的督办单"}},
		{week, all[:1], nil},
	} {
		ed := fixture(t)
		ed.Period, ed.Orders = x.period, x.orders
		o := open(t, written(t, ed))
		if area := "督办销号'!$A$1:$M$5"; len(x.want) == 3 && !strings.Contains(string(o.parts["xl/workbook.xml"]), strings.ReplaceAll(area, "'", "&#39;")) {
			t.Error("a paper of the orders is not of those that wait:", string(o.parts["xl/workbook.xml"]))
		}
		if got := slices.Contains(o.names, "督办销号"); got != (x.want != nil) {
			t.Errorf("%s: the sheet is there: %v", x.period, got)
		}
		var listed []string
		for row := 4; row < 4+len(all); row++ {
			if c := o.cells["督办销号"]["B"+string(rune('0'+row))]; c.value != "" {
				listed = append(listed, c.value)
			}
		}
		if !slices.Equal(listed, x.want) {
			t.Errorf("%s lists %q, want %q", x.period, listed, x.want)
		}
	}
}
