package page

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

// filePage is where a department hands its workbook in.
type filePage struct {
	Plan        breakdown.PlanHead
	Window      calendar.Window
	Department  string
	Departments []string // to choose from, for the office
	Versions    []models.Submission
	Lock        models.Lock
	MaxUpload   string
	OldFormats  bool         // .xls and .et are converted
	Template    bool         // there is one to fill
	Online      bool         // it is short enough to be filled on a page
	Problem     *web.Problem // of the upload just tried
}

func (s Submissions) GetFile(c *gin.Context) error { return s.showFile(c, http.StatusOK, nil) }

func (s Submissions) showFile(c *gin.Context, status int, p *web.Problem) error {
	ctx := c.Request.Context()
	page := filePage{MaxUpload: web.Megabytes(s.MaxUpload), OldFormats: s.Workflow.Reader.Converter != nil, Problem: p}
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	if page.Plan, page.Window, err = s.PlanMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	departments, err := s.Store.Departments.List(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	asked := c.Query("department")
	if u := web.PersonOf(ctx).User; u.Role == account.Reporter && asked == "" {
		asked = u.Department
	}
	for _, d := range departments {
		if web.PersonOf(ctx).User.Role != account.Reporter {
			page.Departments = append(page.Departments, d.Name)
		}
	}
	if asked != "" {
		if page.Department, err = s.Department(ctx, asked); err != nil {
			return err
		}
		if page.Versions, err = s.Store.Submissions.List(ctx, page.Plan.Key, month, page.Department); err != nil {
			return err
		}
		if page.Lock, err = s.Store.Periods.LockOf(ctx, page.Plan.Key, page.Department, month); err != nil {
			return err
		}
		rows, err := s.Workflow.TemplateRows(ctx, page.Plan.Key, page.Department, month)
		if err != nil {
			return err
		}
		page.Template, page.Online = rows > 0, rows > 0 && rows <= onlineRows
	}
	return s.Show(c, status, "file", "报送", page)
}

// PostFile keeps the workbook as a draft and shows how it was read. It is filed from there.
func (s Submissions) PostFile(c *gin.Context) error {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	u, err := s.ReadUpload(c)
	if err == nil {
		var got workflow.Filed
		f := workflow.Filing{Plan: c.Param("plan"), Department: u.Fields["department"], Period: month, Draft: true, IdempotencyKey: u.Fields["key"]}
		if got, _, err = s.File(c.Request.Context(), f, u); err == nil {
			return s.GoTo(c, "/submissions/"+got.Submission.ID)
		}
	}
	p := web.AsProblem(err, web.ReferenceOf(c.Request.Context()))
	if p.Status >= http.StatusInternalServerError || p.Status == http.StatusNotFound {
		return err
	}
	return s.showFile(c, p.Status, &p)
}
