package api

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
)

// Evidence answers with the files that stand behind the figures of a department's period.
func (s Submissions) Evidence(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	files, err := s.Store.Evidence.List(ctx, models.EvidenceFilter{Kind: models.EvidenceOfFigure, Plan: sub.Plan, Department: sub.Department, Period: sub.Period})
	if err != nil {
		return err
	}
	c.JSON(http.StatusOK, map[string]any{"files": web.OrEmpty(files)})
	return nil
}

// Attach keeps a file beside an indicator.
func (s Submissions) Attach(c *gin.Context) error {
	if c.Query("indicator") == "" {
		return web.Fail(web.BadRequest, "没有说明是哪个指标的佐证（indicator）。")
	}
	_, f, err := s.Site.Attach(c, c.Query("indicator"))
	if err != nil {
		return err
	}
	c.JSON(http.StatusCreated, f)
	return nil
}
