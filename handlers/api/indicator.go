package api

import (
	"net/http"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/workflow"
)

// revision is a target revised, in the words of the paper that revises it.
type revision struct {
	Period    string `json:"period"` // of the target: 2018
	Tier      string `json:"tier"`
	Text      string `json:"text"`
	Effective string `json:"effective"` // first month
	Reason    string `json:"reason"`
	Reference string `json:"reference"` // 文号
}

// Indicators answer for the rows of a plan.
type Indicators struct{ *web.Site }

// Revise puts a new target beside the old one of the indicator in the address.
func (s Indicators) Revise(c *gin.Context) error {
	var r revision
	if err := web.ReadJSON(c, &r); err != nil {
		return err
	}
	effective, err := web.Period(r.Effective)
	if err != nil {
		return err
	}
	if len(r.Text) > web.MaxText || len(r.Reason) > web.MaxText || len(r.Reference) > web.MaxText {
		return web.Fail(web.BadRequest, "文字过长。")
	}
	ctx := c.Request.Context()
	target, err := s.Workflow.ReviseTarget(ctx, web.PersonOf(ctx).Actor(), workflow.TargetRevision{Plan: c.Param("plan"), Indicator: c.Param("indicator"),
		Period: r.Period, Tier: r.Tier, Text: strings.TrimSpace(r.Text), Effective: effective, Reason: r.Reason, Reference: r.Reference})
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, target)
	return nil
}

// indicatorSettings is what to set, and why.
type indicatorSettings struct {
	breakdown.IndicatorSettings
	Reason string `json:"reason"`
}

// Set sets how an indicator is held against its target, and answers with it.
func (s Indicators) Set(c *gin.Context) error {
	var set indicatorSettings
	if err := web.ReadJSON(c, &set); err != nil {
		return err
	}
	if len(set.Reason) > web.MaxText {
		return web.Fail(web.BadRequest, "文字过长。")
	}
	ctx := c.Request.Context()
	ind, err := s.Workflow.Indicator(ctx, c.Param("plan"), c.Param("indicator"))
	if err != nil {
		return err
	}
	if err := s.Store.Indicators.Set(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), ind.ID, set.IndicatorSettings, set.Reason); err != nil {
		return err
	}
	if ind, err = s.Workflow.Indicator(ctx, c.Param("plan"), ind.ID); err != nil {
		return err
	}
	c.JSON(http.StatusOK, ind)
	return nil
}
