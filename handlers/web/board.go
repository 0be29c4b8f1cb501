package web

import (
	"context"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// Board is who has filed for a month.
type Board struct {
	Plan        string            `json:"plan"`
	Period      tally.Round       `json:"period"`
	Due         time.Time         `json:"due,omitzero"`
	Departments []models.BoardRow `json:"departments"`
	// What two departments report differently, each told once.
	Conflicts []models.Disagreement `json:"conflicts"`
	Orders    tally.OrderCounts     `json:"orders"` // of the plan, as they stand now
}

// BoardOf is the board as the person may see it: a reporter's own row.
func (s *Site) BoardOf(ctx context.Context, plan string, month tally.Round) (Board, error) {
	settings, err := s.Store.Plans.Settings(ctx, plan)
	if err != nil {
		return Board{}, err
	}
	calendar, err := workflow.CalendarTaking(settings, month)
	if err != nil {
		return Board{}, err
	}
	w, _ := calendar.Window(month)
	rows, err := s.Store.Periods.BoardUnder(ctx, plan, settings, month, w.Due)
	if err != nil {
		return Board{}, err
	}
	conflicts, err := s.Store.Figures.Disagreements(ctx, plan, month)
	if err != nil {
		return Board{}, err
	}
	b := Board{Plan: plan, Period: month, Due: w.Due, Departments: []models.BoardRow{}, Conflicts: []models.Disagreement{}}
	u := PersonOf(ctx).User
	for _, r := range rows {
		if u.Role != account.Reporter || u.Holds(r.Department) {
			b.Departments = append(b.Departments, r)
		}
	}
	for _, c := range conflicts {
		if u.Role != account.Reporter || u.Holds(c.Department) {
			b.Conflicts = append(b.Conflicts, c)
		}
	}
	return b, countOrders(ctx, s, &b)
}

// countOrders counts the plan's orders; to a reporter, those of the own department.
func countOrders(ctx context.Context, s *Site, b *Board) error {
	ask := workflow.OrdersAsked{Plan: b.Plan}
	if u := PersonOf(ctx).User; u.Role == account.Reporter {
		ask.Department = u.Department
	}
	orders, err := s.Orders().List(ctx, ask)
	b.Orders = tally.CountOrders(orders)
	return err
}
