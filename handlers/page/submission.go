package page

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"path"
	"slices"
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

// submissionPage is one version: how it was read, what was found, what can be done.
type submissionPage struct {
	Sub        models.Submission
	Plan       breakdown.PlanHead
	Window     calendar.Window
	Findings   []models.FiledFinding
	Grid       *grid
	Unreadable string     // why the file cannot be shown
	Belongs    *web.Place // where it is to be filed instead
	Changes    []versionChange
	ChangePage web.Pages
	Versions   []models.Submission
	All        int               // versions, of which the newest are shown
	Converted  models.Submission // the old workbook whose converted copy was corrected; ID "" for none
	Lock       models.Lock
	Newest     bool
	Office     bool                    // the person is of the office
	Files      bool                    // the person may file for the department
	Shared     []workflow.SharedFiling // other plans that have some of its indicators

	query url.Values
}

// versionsShown are the newest versions that a page lists.
const versionsShown = 20

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

// MayFix reports whether cells may be corrected here: a new version comes of it.
func (p submissionPage) MayFix() bool {
	return p.Files && p.Newest && !p.Lock.Locked && p.Belongs == nil && p.Sub.State != models.Accepted
}

// Untouched reports whether no cell was found to be wrong, so that only another one can be corrected.
func (p submissionPage) Untouched() bool {
	return !slices.ContainsFunc(p.Findings, func(f models.FiledFinding) bool { return f.Class != tally.ClassD && f.Cell != "" })
}

// Cell is the address of a cell: a place on this page where the window holds it, else the page with the window that does.
func (p submissionPage) Cell(sheet, cell string) string {
	at := "#c-" + firstRef(cell)
	if p.Grid != nil && p.Grid.Shows(sheet, cell) {
		return at
	}
	return "?" + url.Values{"sheet": {sheet}, "cell": {firstRef(cell)}}.Encode() + at
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
	page := submissionPage{Sub: sub, Office: u.Role == account.Supervisor, Files: u.Role != account.Leader, query: c.Request.URL.Query()}
	if page.Plan, page.Window, err = s.PlanMonth(ctx, sub.Plan, sub.Period); err != nil {
		return err
	}
	if page.Findings, err = s.Store.Findings.List(ctx, sub.ID); err != nil {
		return err
	}
	if err := s.versionsOf(ctx, &page); err != nil {
		return err
	}
	if page.Lock, err = s.Store.Periods.LockOf(ctx, sub.Plan, sub.Department, sub.Period); err != nil {
		return err
	}
	if page.Newest && page.Files && sub.State == models.Draft && workflow.Misplaced(web.Plain(page.Findings)) {
		at, err := s.Workflow.PlaceOf(ctx, sub)
		if err != nil {
			return err
		}
		page.Belongs = s.PlaceFor(ctx, at)
	}
	ask, err := askOf(page.query)
	if err != nil {
		return err
	}
	ask.Edit = page.MayFix()
	if page.Grid, page.Unreadable, err = s.grid(ctx, sub, page.Findings, ask); err != nil {
		return err
	}
	return s.Show(c, http.StatusOK, "submission", "报送", page)
}

// versionsOf sets a version beside those before it.
func (s Submissions) versionsOf(ctx context.Context, page *submissionPage) (err error) {
	sub := page.Sub
	if page.Versions, err = s.Store.Submissions.List(ctx, sub.Plan, sub.Period, sub.Department); err != nil {
		return err
	}
	page.Newest, page.All = page.Versions[len(page.Versions)-1].ID == sub.ID, len(page.Versions)
	if page.Newest && page.Files {
		if page.Shared, err = s.Same().SharedWith(ctx, sub); err != nil {
			return err
		}
	}
	if page.Changes, err = s.changesOfVersion(ctx, sub, page.Versions); err != nil {
		return err
	}
	page.Changes, page.ChangePage = web.Paged(page.Changes, page.query, "figures", "read", changesShown)
	if len(sub.Amended) > 0 {
		first := sub.Amended[0].Version - 1
		for _, v := range page.Versions {
			if ext := strings.ToLower(path.Ext(v.FileName)); v.Version == first && (ext == ".xls" || ext == ".et") {
				page.Converted = v
			}
		}
	}
	page.Versions = page.Versions[max(0, page.All-versionsShown):]
	return nil
}

// changesShown are the figures that a page of the list has.
const changesShown = 100

// askOf is the window of the sheet that an address asks for.
func askOf(q url.Values) (ask gridAsk, err error) {
	ask.Sheet, ask.Cell = q.Get("sheet"), q.Get("cell")
	if row := q.Get("row"); row != "" {
		ask.Row, err = web.WholeNumber(row, 1, 1<<20)
	}
	if col := q.Get("col"); col != "" && err == nil {
		ask.Col, err = web.WholeNumber(col, 1, 1<<14)
	}
	return ask, err
}

// grid shows a window of the filed workbook; a file that cannot be read says why.
func (s Submissions) grid(ctx context.Context, sub models.Submission, findings []models.FiledFinding, ask gridAsk) (*grid, string, error) {
	book, why, err := s.book(ctx, sub)
	if err != nil || book == nil {
		return nil, why, err
	}
	headers, err := s.Store.Submissions.Headers(ctx, sub.ID)
	if err != nil {
		return nil, "", err
	}
	g := gridOf(book, findings, headers, ask)
	if g == nil && ask.Sheet != "" { // the sheet of an old address
		g = gridOf(book, findings, headers, gridAsk{Edit: ask.Edit, Note: ask.Note})
	}
	return g, "", nil
}

// book is the filed workbook; none where it cannot be read, with the reason.
func (s Submissions) book(ctx context.Context, sub models.Submission) (*xlsx.Workbook, string, error) {
	_, data, err := s.Store.Submissions.OriginalBytes(ctx, sub.ID)
	if err != nil {
		return nil, "", err
	}
	book, err := s.Workflow.Cells(ctx, data)
	var refused *xlsx.Refusal
	if errors.As(err, &refused) {
		return nil, refused.Message + " " + refused.Expected, nil
	}
	return book, "", err
}

// wouldLightPage says before 上报 what a version would light.
type wouldLightPage struct {
	Sub    models.Submission
	Rows   []workflow.ExpectedLight
	Pages  web.Pages
	Counts map[tally.Light]int
	Change int // rows whose light is another than last month
}

// lightsShown are the rows that a page has.
const lightsShown = 100

// WouldLight reports whether the page says what would light: of what is to be filed or waits.
func (p submissionPage) WouldLight() bool {
	return p.Newest && p.Sub.FindingsA == 0 && (p.Sub.State == models.Draft || p.Sub.State == models.Submitted)
}

// GetWouldLight shows the whole list; the page of the submission takes it in.
func (s Submissions) GetWouldLight(c *gin.Context) error {
	sub, err := s.Mine(c.Request.Context(), c.Param("id"))
	if err != nil {
		return err
	}
	rows, err := workflow.ExpectedLights(c.Request.Context(), s.Workflow, sub)
	if err != nil {
		return err
	}
	page := wouldLightPage{Sub: sub, Counts: map[tally.Light]int{}}
	for i := range rows {
		page.Counts[rows[i].Light]++
		if rows[i].Changed() {
			page.Change++
		}
	}
	page.Rows, page.Pages = web.Paged(rows, c.Request.URL.Query(), "page", "wouldlight", lightsShown)
	page.Pages.Path = "/submissions/" + sub.ID + "/lights"
	return s.Show(c, http.StatusOK, "wouldlight", "会亮什么灯", page)
}

// Reasons are those for which a report is given back most.
func (submissionPage) Reasons() []string { return returnReasons }
