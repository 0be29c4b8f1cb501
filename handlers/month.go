package handlers

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// monthPage is the office's working page for one month of a plan.
type monthPage struct {
	Plan        models.PlanHead
	Window      calendar.Window
	Board       board
	Lock        models.Lock
	Editions    []models.EditionInfo
	Corrections []tally.Correction // of the newest edition
	Lights      map[tally.Light]int
	Counts      map[tally.ReportState]int
	Late        int
}

func (s *Server) getMonth(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	page := monthPage{Counts: map[tally.ReportState]int{}}
	if page.Plan, page.Window, err = s.planMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	if page.Board, err = s.boardOf(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	for _, d := range page.Board.Departments {
		page.Counts[d.State]++
		if d.Late {
			page.Late++
		}
	}
	if page.Lock, err = s.store.Periods.LockOf(ctx, page.Plan.Key, "", month); err != nil {
		return err
	}
	if page.Editions, err = s.store.Editions.List(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	if len(page.Editions) > 0 {
		_, ed, err := s.editionOf(ctx, page.Plan.Key, month, 0)
		if err != nil {
			return err
		}
		page.Corrections, page.Lights = ed.Corrections, ed.Counts
	}
	return s.show(c, http.StatusOK, "month", "月报办理", page)
}

func monthPath(c *gin.Context) string {
	return "/plans/" + pathEscape(c.Param("plan")) + "/periods/" + c.Param("period")
}

// postConsolidate issues an edition now.
func (s *Server) postConsolidate(c *gin.Context) error {
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	if _, _, err := s.consolidate(c, c.Param("plan"), month); err != nil {
		return err
	}
	return s.goTo(c, monthPath(c))
}

// postLock locks the month, for one department or all.
func (s *Server) postLock(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	by := whoOf(ctx).actor()
	if err := s.store.Periods.Lock(ctx, by, c.Param("plan"), month, f.Get("department"), f.Get("reason"), by.Label()); err != nil {
		return err
	}
	return s.goTo(c, monthPath(c))
}

// postUnlock opens a locked month until a time; it locks itself again.
func (s *Server) postUnlock(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	until, err := time.ParseInLocation("2006-01-02T15:04", f.Get("until"), s.zone)
	if err != nil {
		return fail(badRequest, "请填写开放到什么时间。").at("until")
	}
	ctx := c.Request.Context()
	if err := s.store.Periods.Unlock(ctx, whoOf(ctx).actor(), c.Param("plan"), month, f.Get("department"), f.Get("reason"), until); err != nil {
		return err
	}
	return s.goTo(c, monthPath(c))
}

// briefPage is the draft of the 通报: missing and late units, then the lights.
type briefPage struct {
	Plan    models.PlanHead
	Window  calendar.Window
	Board   board
	Missing []string
	Late    []models.BoardRow
	Edition *face
	Red     []*tally.Row
	Yellow  []*tally.Row
}

func (s *Server) getBrief(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := period(c.Param("period"))
	if err != nil {
		return err
	}
	var page briefPage
	if page.Plan, page.Window, err = s.planMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	if page.Board, err = s.boardOf(ctx, page.Plan.Key, month); err != nil {
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
	if page.Edition, err = s.newestEdition(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	if page.Edition != nil {
		page.Red, page.Yellow = page.Edition.withLight(tally.Red), page.Edition.withLight(tally.Yellow)
	}
	return s.show(c, http.StatusOK, "brief", "通报稿", page)
}

// newestEdition is the newest edition of a month, nil where there is none yet.
func (s *Server) newestEdition(ctx context.Context, plan string, month tally.Period) (*face, error) {
	_, ed, err := s.editionOf(ctx, plan, month, 0)
	if errors.Is(err, &models.Error{Code: models.NotFound}) {
		return nil, nil //nolint:nilnil // a month without an edition is a fact to show
	}
	return ed, err
}
