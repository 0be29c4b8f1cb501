package page

import (
	"context"
	"slices"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// shownOthers is how many rounds of each kind but months a list shows.
const shownOthers = 3

// roundsOf is the rounds of a plan that a list shows, newest first: its months, and of each other kind the newest that have opened.
func (s Home) roundsOf(ctx context.Context, h breakdown.PlanHead) ([]calendar.Window, error) {
	windows, err := s.monthsOf(ctx, h)
	if err != nil {
		return nil, err
	}
	cal, err := s.Workflow.BoundedCalendar(ctx, h)
	if err != nil {
		return nil, err
	}
	if kinds := cal.Holds(); len(kinds) == 1 && kinds[0] == tally.Monthly {
		return windows, nil
	}
	shown := map[tally.RoundKind]int{tally.Monthly: shownOthers}
	opened := cal.Opened(tally.Round{}, s.Clock())
	slices.SortFunc(opened, func(a, b calendar.Window) int { return b.Period.Compare(a.Period) })
	for _, w := range opened {
		if kind := w.Period.Kind(); shown[kind] < shownOthers {
			shown[kind]++
			windows = append(windows, w)
		}
	}
	slices.SortStableFunc(windows, func(a, b calendar.Window) int { return b.Period.Compare(a.Period) })
	return windows, nil
}

// askedOf is those of them in which a department owes a report of its own, or has filed one: in a week only those do who lead an
// indicator that reports weekly.
func (s Home) askedOf(ctx context.Context, h breakdown.PlanHead, department string) ([]calendar.Window, error) {
	windows, err := s.roundsOf(ctx, h)
	if err != nil {
		return nil, err
	}
	asked := windows[:0]
	for _, w := range windows {
		if w.Period.Kind() != tally.Monthly {
			rows, err := s.Store.Periods.BoardUnder(ctx, h.Key, h.Settings, w.Period, w.Due)
			if err != nil {
				return nil, err
			}
			if !slices.ContainsFunc(rows, func(r models.BoardRow) bool { return r.Department == department }) {
				continue
			}
		}
		asked = append(asked, w)
	}
	return asked, nil
}

// unaskedOf takes back that departments are overdue in rounds in which nothing is asked of them.
func (s Home) unaskedOf(ctx context.Context, page *overviewPage) error {
	for k, w := range page.Windows {
		if w.Period.Kind() == tally.Monthly {
			continue
		}
		rows, err := s.Store.Periods.BoardUnder(ctx, page.Plan.Key, page.Plan.Settings, w.Period, w.Due)
		if err != nil {
			return err
		}
		for i := range page.Departments {
			d := &page.Departments[i]
			if !slices.ContainsFunc(rows, func(r models.BoardRow) bool { return r.Department == d.Name }) {
				d.Cells[k].Overdue, d.Cells[k].Unasked = false, true
			}
		}
	}
	return nil
}
