package page

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
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
		if page.Template, err = s.Workflow.HasTemplate(ctx, page.Plan.Key, page.Department, month); err != nil {
			return err
		}
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

// submissionPage is one version: how it was read, what was found, what can be done.
type submissionPage struct {
	Sub        models.Submission
	Plan       breakdown.PlanHead
	Window     calendar.Window
	Findings   []models.FiledFinding
	Grids      []grid
	Unreadable string     // why the file cannot be shown
	Belongs    *web.Place // where it is to be filed instead
	Changes    []versionChange
	Versions   []models.Submission
	Lock       models.Lock
	Newest     bool
	Office     bool // the person is of the office
	Files      bool // the person may file for the department
}

// ByClass is the findings of one class.
func (p submissionPage) ByClass(class string) []models.FiledFinding {
	var list []models.FiledFinding
	for _, f := range p.Findings {
		if string(f.Class) == class {
			list = append(list, f)
		}
	}
	return list
}

// MaySubmit reports whether 上报 would be taken.
func (p submissionPage) MaySubmit() bool {
	return p.Files && p.Newest && p.Sub.State == models.Draft && p.Sub.FindingsA == 0 && !p.Lock.Locked
}

// MayDiscard reports whether the draft may be thrown away.
func (p submissionPage) MayDiscard() bool {
	return p.Files && p.Newest && p.Sub.State == models.Draft && !p.Lock.Locked
}

// MayExplain reports whether explanations are taken.
func (p submissionPage) MayExplain() bool {
	return p.Files && p.Newest && !p.Lock.Locked && (p.Sub.State == models.Draft || p.Sub.State == models.Submitted || p.Sub.OpenC > 0)
}

// Explains reports whether an explanation of the finding is taken: of what is accepted, only of a conflict told since.
func (p submissionPage) Explains(f models.FiledFinding) bool {
	return p.MayExplain() && f.State != models.FindingClosed && (p.Sub.State != models.Accepted || f.State == models.FindingOpen)
}

// MayWaive reports whether the office may waive findings, or take a waiver back.
func (p submissionPage) MayWaive() bool {
	return p.Office && p.Newest && p.Sub.State != models.Returned
}

// MayDecide reports whether the office may accept or return.
func (p submissionPage) MayDecide() bool {
	return p.Office && p.Newest && (p.Sub.State == models.Submitted || p.Sub.State == models.Accepted)
}

func (s Submissions) GetSubmission(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	u := web.PersonOf(ctx).User
	page := submissionPage{Sub: sub, Office: u.Role == account.Supervisor, Files: u.Role != account.Leader}
	if page.Plan, page.Window, err = s.PlanMonth(ctx, sub.Plan, sub.Period); err != nil {
		return err
	}
	if page.Findings, err = s.Store.Findings.List(ctx, sub.ID); err != nil {
		return err
	}
	if page.Versions, err = s.Store.Submissions.List(ctx, sub.Plan, sub.Period, sub.Department); err != nil {
		return err
	}
	page.Newest = page.Versions[len(page.Versions)-1].ID == sub.ID
	if page.Lock, err = s.Store.Periods.LockOf(ctx, sub.Plan, sub.Department, sub.Period); err != nil {
		return err
	}
	if page.Changes, err = s.changesOfVersion(ctx, sub, page.Versions); err != nil {
		return err
	}
	if page.Grids, page.Unreadable, err = s.grids(ctx, sub, page.Findings, "", ""); err != nil {
		return err
	}
	if page.Newest && page.Files && sub.State == models.Draft && workflow.Misplaced(web.Plain(page.Findings)) {
		at, err := s.Workflow.PlaceOf(ctx, sub)
		if err != nil {
			return err
		}
		page.Belongs = s.PlaceFor(ctx, at)
	}
	return s.Show(c, http.StatusOK, "submission", "报送", page)
}

// grids shows the filed workbook; a file that cannot be read says why.
func (s Submissions) grids(ctx context.Context, sub models.Submission, findings []models.FiledFinding, sheet, at string) ([]grid, string, error) {
	_, data, err := s.Store.Submissions.OriginalBytes(ctx, sub.ID)
	if err != nil {
		return nil, "", err
	}
	book, err := s.Workflow.Cells(ctx, data)
	var refused *xlsx.Refusal
	if errors.As(err, &refused) {
		return nil, refused.Message + " " + refused.Expected, nil
	}
	if err != nil {
		return nil, "", err
	}
	return gridsOf(book, findings, sheet, at), "", nil
}

// PostSubmit takes the explanations of the form and then files: the one button 上报. With save set it only keeps them.
func (s Submissions) PostSubmit(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	revision, err := web.WholeNumber(f.Get("revision"), 0, 1<<31-1)
	if err != nil {
		return err
	}
	by := web.PersonOf(ctx).Actor()
	findings, err := s.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return err
	}
	for _, finding := range findings {
		text := strings.TrimSpace(f.Get("explain." + strconv.Itoa(finding.N)))
		if finding.Class != tally.ClassC || text == "" || text == finding.Text {
			continue
		}
		field := "explain." + strconv.Itoa(finding.N)
		if len(text) > web.MaxText {
			return web.Fail(web.BadRequest, "文字过长。").At(field)
		}
		if sub, err = s.Store.Findings.Explain(ctx, by, sub.ID, revision, finding.N, text); err != nil {
			return web.Beside(field, err)
		}
		revision = sub.Revision
	}
	if f.Get("save") == "" && sub.State == models.Draft {
		if sub, err = s.Store.Submissions.Submit(ctx, by, sub.ID, revision); err != nil {
			return err
		}
	}
	return s.GoTo(c, "/submissions/"+sub.ID)
}

// sourcePage is a sheet with one cell pointed out: the end of every trace.
type sourcePage struct {
	Sub        models.Submission
	Sheet, At  string
	Grids      []grid
	Unreadable string
}

func (s Submissions) GetSource(c *gin.Context) error {
	ctx := c.Request.Context()
	sub, err := s.Mine(ctx, c.Param("id"))
	if err != nil {
		return err
	}
	page := sourcePage{Sub: sub, Sheet: c.Query("sheet"), At: c.Query("cell")}
	findings, err := s.Store.Findings.List(ctx, sub.ID)
	if err != nil {
		return err
	}
	if page.Grids, page.Unreadable, err = s.grids(ctx, sub, findings, page.Sheet, page.At); err != nil {
		return err
	}
	return s.Show(c, http.StatusOK, "source", "来源", page)
}
