package audit

import (
	"encoding/csv"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
)

// The rows of one step of an export, and of an export: who needs more narrows the dates.
const (
	exportStep = 2000
	mostRows   = 200_000
)

// GetAuditCSV sends what was asked for as a file that a spreadsheet opens, the newest first. That it was taken is an act itself.
func (s Chain) GetAuditCSV(c *gin.Context) error {
	ctx := c.Request.Context()
	_, f, wrong := s.filterOf(c.Request.URL.Query())
	if wrong != nil {
		return wrong
	}
	if err := s.NoteDownload(c, models.AuditEntry{Action: "download.audit", Plan: f.Plan, Department: f.Department, Period: f.Period}); err != nil {
		return err
	}
	h := c.Writer.Header()
	h.Set("Content-Type", "text/csv; charset=utf-8")
	h.Set("Content-Disposition", `attachment; filename="audit.csv"`)
	c.Status(http.StatusOK)
	if _, err := c.Writer.WriteString("\xef\xbb\xbf"); err != nil {
		return err
	}
	out := csv.NewWriter(c.Writer)
	if err := out.Write([]string{"序号", "时间", "人员", "账号", "地址", "事项", "计划", "部门", "报告期", "对象", "内容", "哈希"}); err != nil {
		return err
	}
	f.Limit = exportStep
	for n := 0; n < mostRows; n += exportStep {
		rows, err := s.Store.Audit.List(ctx, f)
		if err != nil {
			return err
		}
		for _, r := range rows {
			line := []string{strconv.FormatInt(r.Seq, 10), r.At.In(s.Zone).Format("2006-01-02 15:04:05"), r.ActorName, r.ActorID, r.Address, models.AuditWord(r.Action),
				r.Plan, r.Department, r.Period.String(), r.Object, r.Detail, r.Hash}
			for i := range line {
				line[i] = noFormula(line[i])
			}
			if err := out.Write(line); err != nil {
				return err
			}
		}
		out.Flush()
		if len(rows) < exportStep {
			break
		}
		f.After = rows[len(rows)-1].Seq
	}
	return out.Error()
}

// noFormula keeps a text from being taken for a formula: in a CSV a cell has no type to say that it is none.
func noFormula(text string) string {
	if text != "" && strings.ContainsAny(text[:1], "=+-@\t\r") {
		return "'" + text
	}
	return text
}

// actPage is one act: what it changed, old beside new, what else was done with it and what was done before.
type actPage struct {
	Row    models.AuditRow
	Prior  models.AuditRow // the last act of the same kind on the same thing; Seq 0 for none
	Lines  []auditLine
	Beside []models.AuditRow
	Before []models.AuditRow
}

// priorShown are the earlier acts that a page lists.
const priorShown = 20

// GetAct opens one act.
func (s Chain) GetAct(c *gin.Context) error {
	seq, err := web.WholeNumber(c.Param("seq"), 1, 1<<53)
	if err != nil {
		return err
	}
	var page actPage
	if page.Row, page.Beside, err = s.Store.Audit.Act(c.Request.Context(), int64(seq)); err != nil {
		return err
	}
	if page.Prior, page.Before, err = s.Store.Audit.Prior(c.Request.Context(), page.Row, priorShown); err != nil {
		return err
	}
	page.Lines = linesOf(page.Row.Detail, page.Prior.Detail)
	return s.Show(c, http.StatusOK, "act", "审计记录", page)
}
