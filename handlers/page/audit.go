package page

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// auditPage is the audit chain as searched.
type auditPage struct {
	Filter models.AuditFilter
	Period string
	Rows   []models.AuditRow
	Next   int64 // rows after this one are on the next page; 0 where there are none
	// NextURL is the address of the next page, Checked the walk of the whole chain where it was asked for.
	NextURL string
	Checked *models.AuditReport
}

const auditRows = 100

// checkWhole asks for a walk from the first row, not only from where this process walked to last.
const checkWhole = "whole"

// Audit is the auditor's page.
type Audit struct{ *web.Site }

func (s Audit) GetAudit(c *gin.Context) error {
	f := models.AuditFilter{Plan: c.Query("plan"), Department: c.Query("department"), Action: c.Query("action"), ActorID: c.Query("actor"), Object: c.Query("object"), Limit: auditRows}
	page := auditPage{Period: c.Query("period")}
	var err error
	if f.Period, err = tally.ParseRound(page.Period); err != nil {
		return s.ShowMistaken(c, "audit", "审计", auditPage{Filter: f, Period: page.Period}, web.NotAPeriod().At("period"))
	}
	if after := c.Query("after"); after != "" {
		if f.After, err = strconv.ParseInt(after, 10, 64); err != nil {
			return web.Fail(web.BadRequest, "页码有误。")
		}
	}
	page.Filter = f
	if page.Rows, err = s.Store.Audit.List(c.Request.Context(), f); err != nil {
		return err
	}
	if len(page.Rows) == auditRows {
		page.Next = page.Rows[auditRows-1].Seq
		q := c.Request.URL.Query()
		q.Set("after", strconv.FormatInt(page.Next, 10))
		page.NextURL = "/audit?" + q.Encode()
	}
	if c.Query("check") != "" {
		report, err := s.Store.VerifyAudit(c.Request.Context(), models.AuditAsk{Onward: c.Query("check") != checkWhole})
		if err != nil {
			return err
		}
		page.Checked = &report
	}
	return s.Show(c, http.StatusOK, "audit", "审计", page)
}
