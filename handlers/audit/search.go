package audit

import (
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// auditAsk is a search of the audit chain as it was typed.
type auditAsk struct {
	Person, Action, Department, Plan, Period, From, Until string
}

// auditPage is the audit chain as searched, the newest first.
type auditPage struct {
	Ask     auditAsk
	Rows    []models.AuditRow
	Actions []string
	// NextURL is the address of the older ones, "" where there are none; ExportURL gives what was asked for as a file; Checked is the walk of
	// the whole chain where it was asked for.
	NextURL   string
	ExportURL string
	Checked   *models.AuditReport
}

const auditRows = 100

// checkWhole asks for a walk from the first row, not only from where this process walked to last.
const checkWhole = "whole"

// Chain is what the auditor sees of the audit chain.
type Chain struct{ *web.Site }

// filterOf reads a search; a problem names its field.
func (s Chain) filterOf(q url.Values) (auditAsk, models.AuditFilter, *web.Problem) {
	a := auditAsk{Person: q.Get("person"), Action: q.Get("action"), Department: q.Get("department"), Plan: q.Get("plan"), Period: q.Get("period"), From: q.Get("from"), Until: q.Get("until")}
	f := models.AuditFilter{Person: a.Person, Action: a.Action, Department: a.Department, Plan: a.Plan, ActorID: q.Get("actor"), Object: q.Get("object"), Newest: true, Limit: auditRows}
	var err error
	if f.Period, err = tally.ParseRound(a.Period); err != nil {
		return a, f, web.NotAPeriod().At("period")
	}
	for _, d := range []struct {
		text, field string
		into        *models.Timestamp
		days        int
	}{{a.From, "from", &f.From, 0}, {a.Until, "until", &f.Until, 1}} {
		if d.text == "" {
			continue
		}
		day, err := time.ParseInLocation(time.DateOnly, d.text, s.Zone)
		if err != nil {
			return a, f, web.Fail(web.BadRequest, "日期应写成 2018-10-08 这样的形式。").At(d.field)
		}
		*d.into = models.At(day.AddDate(0, 0, d.days))
	}
	if after := q.Get("after"); after != "" {
		if f.After, err = strconv.ParseInt(after, 10, 64); err != nil {
			return a, f, web.Fail(web.BadRequest, "页码有误。")
		}
	}
	return a, f, nil
}

// GetAudit shows what was asked for.
func (s Chain) GetAudit(c *gin.Context) error {
	q := c.Request.URL.Query()
	ask, f, wrong := s.filterOf(q)
	page := auditPage{Ask: ask, Actions: models.AuditActions()}
	if wrong != nil {
		return s.ShowMistaken(c, "audit", "审计", page, wrong)
	}
	var err error
	if page.Rows, err = s.Store.Audit.List(c.Request.Context(), f); err != nil {
		return err
	}
	q.Del("check")
	q.Del("after")
	page.ExportURL = "/audit.csv?" + q.Encode()
	if len(page.Rows) == auditRows {
		q.Set("after", strconv.FormatInt(page.Rows[auditRows-1].Seq, 10))
		page.NextURL = "/audit?" + q.Encode()
	}
	if check := c.Query("check"); check != "" {
		report, err := s.Store.VerifyAudit(c.Request.Context(), models.AuditAsk{Onward: check != checkWhole})
		if err != nil {
			return err
		}
		page.Checked = &report
	}
	return s.Show(c, http.StatusOK, "audit", "审计", page)
}
