package leader

import (
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

// briefPage is the draft of the 通报: missing and late units, then the lights.
type briefPage struct {
	Plan    breakdown.PlanHead
	Window  calendar.Window
	Board   web.Board
	Missing []string
	Late    []models.BoardRow
	Edition *web.EditionView
	Red     lightRows
	Yellow  lightRows
	Overdue []tally.Order
	Unnamed int // orders overdue beside those
}

// lightRows are the rows of a light, the worst first, as far as the page names them.
type lightRows struct {
	Rows []*tally.Row
	All  int
}

// Left is how many rows are not named.
func (l lightRows) Left() int { return l.All - len(l.Rows) }

// briefNamed is how many rows of a light the page names: nobody reads out more, and the workbook has all.
const briefNamed = 100

func named(rows []*tally.Row) lightRows {
	return lightRows{rows[:min(len(rows), briefNamed)], len(rows)}
}

func (s Editions) GetBrief(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	var page briefPage
	if page.Plan, page.Window, err = s.PlanMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	if page.Board, err = s.BoardOf(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	for _, d := range page.Board.Departments {
		switch {
		case d.FirstFiledAt.IsZero():
			page.Missing = append(page.Missing, d.Department)
		case d.Late:
			page.Late = append(page.Late, d)
		}
	}
	if page.Overdue, err = s.Orders().List(ctx, workflow.OrdersAsked{Plan: page.Plan.Key, Colour: tally.OrderRed}); err != nil {
		return err
	}
	if n := len(page.Overdue) - briefNamed; n > 0 {
		page.Overdue, page.Unnamed = page.Overdue[:briefNamed], n
	}
	if page.Edition, err = s.newestEdition(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	if page.Edition != nil {
		page.Red, page.Yellow = named(page.Edition.WithLight(tally.Red)), named(page.Edition.WithLight(tally.Yellow))
	}
	return s.Show(c, http.StatusOK, "brief", "通报稿", page)
}

// newestEdition is the newest edition of a month, nil where there is none yet.
func (s Editions) newestEdition(ctx context.Context, plan string, month tally.Round) (*web.EditionView, error) {
	_, ed, err := s.EditionOf(ctx, plan, month, 0)
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return nil, nil //nolint:nilnil // a month without an edition is a fact to show
	}
	return ed, err
}
