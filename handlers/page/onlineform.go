package page

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/onlineform"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

// onlineRows is up to how many rows a template is filled on a page.
const onlineRows = 60

// onlinePage is a month's template to be filled here.
type onlinePage struct {
	workflow.OnlineForm
	Plan   breakdown.PlanHead
	Window calendar.Window
	Lock   models.Lock
}

// Field is the name of one field, Value what stands in it.
func (p onlinePage) Field(indicator string, column int) string {
	return workflow.OnlineField(indicator, p.Columns[column])
}

// Value is what stands in a field.
func (p onlinePage) Value(indicator string, column int) string {
	return p.Values[p.Field(indicator, column)]
}

// onlineOf reads whose form is meant: a reporter's own department, or the one asked for.
func (s Submissions) onlineOf(c *gin.Context, asked string) (string, tally.Round, error) {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return "", month, err
	}
	if asked == "" {
		asked = web.PersonOf(c.Request.Context()).User.Department
	}
	if asked == "" {
		return "", month, web.Fail(web.BadRequest, "没有说明代哪个部门填报。")
	}
	department, err := s.Department(c.Request.Context(), asked)
	return department, month, err
}

// GetFill shows the template as a page.
func (s Submissions) GetFill(c *gin.Context) error {
	ctx := c.Request.Context()
	department, month, err := s.onlineOf(c, c.Query("department"))
	if err != nil {
		return err
	}
	var page onlinePage
	if page.Plan, page.Window, err = s.PlanMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	if page.OnlineForm, err = workflow.FormOf(ctx, s.Workflow, page.Plan.Key, department, month); err != nil {
		return err
	}
	if len(page.Rows) == 0 || len(page.Rows) > onlineRows {
		return web.Fail(web.NotFound, "这个部门本月没有可以在网页上填的表，请下载填报模板。")
	}
	if page.Lock, err = s.Store.Periods.LockOf(ctx, page.Plan.Key, department, month); err != nil {
		return err
	}
	return s.Show(c, http.StatusOK, "fill", "在线填报", page)
}

// PostFill keeps the filled template as a draft and shows how it was read.
func (s Submissions) PostFill(c *gin.Context) error {
	f, err := s.LongForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	department, month, err := s.onlineOf(c, f.Get("department"))
	if err != nil {
		return err
	}
	by := web.PersonOf(ctx).Actor()
	got, err := workflow.FileForm(ctx, s.Workflow, by, workflow.Filing{Plan: c.Param("plan"), Department: department, Period: month}, fieldsIn(f))
	if err != nil {
		return err
	}
	return s.GoTo(c, "/submissions/"+got.Submission.ID)
}

// PostFilled keeps one field while it is being typed. The page's script sends it.
func (s Submissions) PostFilled(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	department, month, err := s.onlineOf(c, c.Query("department"))
	if err != nil {
		return err
	}
	by := web.PersonOf(c.Request.Context()).Actor()
	if _, err := s.PlanHead(c.Request.Context(), c.Param("plan")); err != nil {
		return err
	}
	of := onlineform.Owner{Plan: c.Param("plan"), Department: department, Period: month}
	for field, text := range fieldsIn(f) {
		if err := s.Store.Forms.Keep(c.Request.Context(), by, of, field, text); err != nil {
			return err
		}
	}
	c.Status(http.StatusNoContent)
	return nil
}

// onlineField is what stands before the name of a field in the form.
const onlineField = "v:"

func fieldsIn(f url.Values) map[string]string {
	fields := map[string]string{}
	for name := range f {
		if field, ok := strings.CutPrefix(name, onlineField); ok {
			fields[field] = strings.TrimSpace(f.Get(name))
		}
	}
	return fields
}
