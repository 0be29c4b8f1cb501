package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
)

// sameList is the indicators of other plans that are one with a plan's.
type sameList struct {
	Same []breakdown.SameIndicator `json:"same"`
}

// Same answers for indicators that several plans have (同一指标).
type Same struct{ *web.Site }

// List gives the links of a plan.
func (s Same) List(c *gin.Context) error {
	if _, err := s.PlanHead(c.Request.Context(), c.Param("plan")); err != nil {
		return err
	}
	return s.list(c, http.StatusOK)
}

func (s Same) list(c *gin.Context, status int) error {
	all, err := s.Store.Same.Of(c.Request.Context(), c.Param("plan"))
	if err != nil {
		return err
	}
	c.JSON(status, sameList{web.OrEmpty(all)})
	return nil
}

// Link makes the indicator of the address one with another plan's.
func (s Same) Link(c *gin.Context) error {
	var with breakdown.IndicatorRef
	if err := web.ReadJSON(c, &with); err != nil {
		return err
	}
	ctx := c.Request.Context()
	if err := s.Site.Same().Link(ctx, web.PersonOf(ctx).Actor(), breakdown.IndicatorRef{Plan: c.Param("plan"), Indicator: c.Param("indicator")}, with); err != nil {
		return err
	}
	return s.list(c, http.StatusOK)
}

// Unlink takes the indicator of the address out of its group.
func (s Same) Unlink(c *gin.Context) error {
	ctx := c.Request.Context()
	if err := s.Site.Same().Unlink(ctx, web.PersonOf(ctx).Actor(), breakdown.IndicatorRef{Plan: c.Param("plan"), Indicator: c.Param("indicator")}); err != nil {
		return err
	}
	return s.list(c, http.StatusOK)
}
