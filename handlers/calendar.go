package handlers

import (
	"net/http"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/tally/calendar"
)

// apiCalendar tells a plan's calendar.
func (s *Server) apiCalendar(c *gin.Context) error {
	calendar, err := s.workflow.PlanCalendar(c.Request.Context(), c.Param("plan"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, calendar)
	return nil
}

// apiSetCalendar changes what is given of a plan's calendar, and answers with how it holds then.
func (s *Server) apiSetCalendar(c *gin.Context) error {
	ctx, plan := c.Request.Context(), c.Param("plan")
	was, err := s.workflow.PlanCalendar(ctx, plan)
	if err != nil {
		return err
	}
	set := struct {
		calendar.Calendar
		Version int `json:"version"`
	}{Calendar: was.Calendar}
	if err := readJSON(c, &set); err != nil {
		return err
	}
	if set.Version == 0 {
		set.Version = was.Version
	}
	now, err := s.workflow.SetCalendar(ctx, whoOf(ctx).actor(), plan, set.Version, func(calendar *calendar.Calendar) error {
		*calendar = set.Calendar
		return nil
	})
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, now)
	return nil
}
