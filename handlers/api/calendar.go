package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// Plans answer for plans and their calendars.
type Plans struct{ *web.Site }

// Calendar tells a plan's calendar.
func (s Plans) Calendar(c *gin.Context) error {
	calendar, err := s.Workflow.PlanCalendar(c.Request.Context(), c.Param("plan"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, calendar)
	return nil
}

// SetCalendar changes what is given of a plan's calendar, and answers with how it holds then.
func (s Plans) SetCalendar(c *gin.Context) error {
	ctx, plan := c.Request.Context(), c.Param("plan")
	was, err := s.Workflow.PlanCalendar(ctx, plan)
	if err != nil {
		return err
	}
	set := struct {
		calendar.Calendar
		Version int `json:"version"`
	}{Calendar: was.Calendar}
	if err := web.ReadJSON(c, &set); err != nil {
		return err
	}
	if set.Version == 0 {
		set.Version = was.Version
	}
	now, err := s.Workflow.SetCalendar(ctx, web.PersonOf(ctx).Actor(), plan, set.Version, func(calendar *calendar.Calendar) error {
		*calendar = set.Calendar
		return nil
	})
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, now)
	return nil
}
