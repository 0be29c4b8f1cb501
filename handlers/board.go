package handlers

import (
	"context"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// board is who has filed for a month.
type board struct {
	Plan        string            `json:"plan"`
	Period      tally.Period      `json:"period"`
	Due         time.Time         `json:"due,omitzero"`
	Departments []models.BoardRow `json:"departments"`
	// What two departments report differently, each told once.
	Conflicts []models.Disagreement `json:"conflicts"`
}

func (s *Server) apiBoard(c *gin.Context) error {
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	b, err := s.boardOf(c.Request.Context(), c.Param("plan"), month)
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, b)
	return nil
}

// boardOf is the board as the person may see it: a reporter's own row.
func (s *Server) boardOf(ctx context.Context, plan string, month tally.Period) (board, error) {
	calendar, err := s.workflow.Calendar(ctx, plan)
	if err != nil {
		return board{}, err
	}
	w, _ := calendar.Window(month)
	rows, err := s.store.Periods.Board(ctx, plan, month, w.Due)
	if err != nil {
		return board{}, err
	}
	conflicts, err := s.store.Figures.Disagreements(ctx, plan, month)
	if err != nil {
		return board{}, err
	}
	b := board{Plan: plan, Period: month, Due: w.Due, Departments: []models.BoardRow{}, Conflicts: []models.Disagreement{}}
	u := whoOf(ctx).user
	for _, r := range rows {
		if u.Role != models.Reporter || r.Department == u.Department {
			b.Departments = append(b.Departments, r)
		}
	}
	for _, c := range conflicts {
		if u.Role != models.Reporter || c.Department == u.Department {
			b.Conflicts = append(b.Conflicts, c)
		}
	}
	return b, nil
}
