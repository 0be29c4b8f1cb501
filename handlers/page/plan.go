package page

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/workflow"
)

// plansPage lists the plans and takes a new one.
type plansPage struct {
	Plans      []breakdown.PlanInfo
	Key        string
	OldFormats bool // .xls and .et are converted
	Problem    *web.Problem
}

// Plans are the pages of plans: imported, and looked through.
type Plans struct{ *web.Site }

func (s Plans) GetPlans(c *gin.Context) error { return s.showPlans(c, http.StatusOK, "", nil) }

func (s Plans) showPlans(c *gin.Context, status int, key string, p *web.Problem) error {
	plans, err := s.Store.Plans.List(c.Request.Context())
	if err != nil {
		return err
	}
	return s.Show(c, status, "plans", "计划", plansPage{Plans: plans, Key: key, OldFormats: s.Workflow.Reader.Converter != nil, Problem: p})
}

func (s Plans) PostPlan(c *gin.Context) error {
	u, err := s.ReadUpload(c)
	key := strings.TrimSpace(u.Fields["plan"])
	if err == nil {
		if _, err = s.ImportPlan(c, key, u); err == nil {
			return s.GoTo(c, "/plans/"+web.PathEscape(key))
		}
	}
	p := web.AsProblem(err, web.ReferenceOf(c.Request.Context()))
	if p.Status >= http.StatusInternalServerError {
		return err
	}
	return s.showPlans(c, p.Status, key, &p)
}

// planPage shows how each target phrase of a plan was read.
type planPage struct {
	asks
	Head        breakdown.PlanHead
	Plan        tally.Plan
	Revisions   []breakdown.PlanInfo
	Departments []breakdown.Department
	Waivers     []models.Waiver // that let later filings pass
	Declined    int             // phrases left to a person
	Total       int             // indicators; Plan has those of this page
	Rows, Units web.Pages       // of indicators and of departments
	Query       string          // what is looked for; "" for all
	Filter      string          // onlyDeclined, or "" for all
	Next        tally.Round     // whose edition comes next: the targets shown hold then
	Changes     map[string][]breakdown.RevisedTarget
	Seen        map[string]int // revisions of each indicator's targets
	Guide       []guideStep    // nil once all is done
}

func (s Plans) GetPlan(c *gin.Context) error {
	ctx := c.Request.Context()
	var page planPage
	var err error
	if page.Plan, err = s.Workflow.Plan(ctx, c.Param("plan"), tally.Round{}); err != nil {
		return err
	}
	questions, err := s.Workflow.Questions(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	query := c.Request.URL.Query()
	page.asks = asksOf(questions, query)
	words, err := s.Workflow.SiteWords(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	page.Words = shortened(words)
	if page.Head, err = s.PlanHead(ctx, page.Plan.Key); err != nil {
		return err
	}
	if page.Revisions, err = s.Store.Plans.Revisions(ctx, page.Plan.Key); err != nil {
		return err
	}
	if page.Departments, err = s.Store.Departments.List(ctx, page.Plan.Key); err != nil {
		return err
	}
	if page.Guide, err = s.guide(ctx, page.Head, page.OpenPages.Total, page.Departments); err != nil {
		return err
	}
	page.names(page.Departments)
	waivers, err := s.Store.Waivers.List(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	page.Waivers = slices.DeleteFunc(waivers, func(w models.Waiver) bool { return !w.Active })
	editions, err := s.Store.Editions.Newest(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	now := s.Clock().In(s.Zone)
	page.Next = tally.MonthOf(now.Year(), int(now.Month())).Add(-1)
	if len(editions) > 0 {
		page.Next = tally.RoundOn(tally.Monthly, editions[len(editions)-1].Period.End()).Add(1)
	}
	revisions, err := s.Store.Targets.Revisions(ctx, page.Plan.Key, "")
	if err != nil {
		return err
	}
	page.Seen = breakdown.TargetsSeen(revisions)
	page.Changes = byIndicator(breakdown.RevisedTargets(revisions, tally.Round{}))
	page.Plan = holding(page.Plan, page.Changes, page.Next)
	page.Plan.Indicators = doubtfulFirst(page.Plan.Indicators)
	page.cut(query)
	return s.Show(c, http.StatusOK, "plan", page.Plan.Title, page)
}

// Indicators are the forms on a plan's page that change one row.
type Indicators struct{ *web.Site }

// PostTarget corrects how a phrase was read, or revises the target: the phrase typed is read as the workbook's
// would be, and what cannot be read is refused rather than kept.
func (s Indicators) PostTarget(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	r := workflow.TargetRevision{Plan: c.Param("plan"), Indicator: c.Param("indicator"), Period: f.Get("period"), Text: strings.TrimSpace(f.Get("text")),
		Reason: f.Get("reason"), Reference: f.Get("reference")}
	if r.Effective, err = web.Period(f.Get("effective")); err != nil {
		return web.Beside("effective", err)
	}
	if r.Seen, err = seen(f); err != nil {
		return err
	}
	if _, err := s.Workflow.ReviseTarget(ctx, web.PersonOf(ctx).Actor(), r); err != nil {
		return err
	}
	return s.GoTo(c, indicatorPath(c))
}

// seen is the number of changes that a form had before it.
func seen(f url.Values) (*int, error) {
	n, err := web.WholeNumber(f.Get("seen"), 0, 1<<31-1)
	if err != nil {
		return nil, web.Beside("seen", err)
	}
	return &n, nil
}

// indicatorPath is the place of an indicator on its plan's page.
func indicatorPath(c *gin.Context) string {
	return "/plans/" + web.PathEscape(c.Param("plan")) + "?at=" + c.Param("indicator") + "#" + c.Param("indicator")
}

// PostIndicator sets how an indicator is held against its target: curve, frequency, lag and weight.
func (s Indicators) PostIndicator(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	var set breakdown.IndicatorSettings
	version, err := web.WholeNumber(f.Get("settings_version"), 0, 1<<31-1)
	if err != nil {
		return web.Beside("settings_version", err)
	}
	set.Version = &version
	every, err := web.WholeNumber(f.Get("every"), 0, 12)
	if err != nil {
		return web.Beside("every", err)
	}
	lag, err := web.WholeNumber(f.Get("lag"), 0, 11)
	if err != nil {
		return web.Beside("lag", err)
	}
	set.Every, set.Lag = &every, &lag
	weight, err := exact.ParseNumber(strings.TrimSpace(f.Get("weight")))
	if err != nil {
		return web.Fail(web.BadRequest, "权重应为数字。").At("weight")
	}
	set.Weight = &weight
	if f.Has("curve") { // a curve with more to it than shares by month is not offered for editing
		curve, err := tally.ParseCurve(f.Get("curve"))
		if err != nil {
			return web.Fail(web.BadRequest, err.Error()+"。").At("curve")
		}
		set.Curve = &curve
	}
	ctx := c.Request.Context()
	if err := s.Store.Indicators.Set(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), c.Param("indicator"), set, f.Get("reason")); err != nil {
		return err
	}
	return s.GoTo(c, indicatorPath(c))
}

// PostAlias keeps another name of an indicator, or takes it back.
func (s Indicators) PostAlias(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, plan, ind := c.Request.Context(), c.Param("plan"), c.Param("indicator")
	by := web.PersonOf(ctx).Actor()
	if f.Get("remove") != "" {
		err = s.Store.Indicators.RemoveAlias(ctx, by, plan, f.Get("remove"))
	} else {
		err = s.Store.Indicators.AddAlias(ctx, by, plan, ind, f.Get("alias"))
	}
	if err != nil {
		return err
	}
	return s.GoTo(c, indicatorPath(c))
}

// departmentsPage is the departments of the site with their other names, and how their columns were mapped by hand.
type departmentsPage struct {
	Departments []breakdown.Department // all: a department is merged into any other
	Rows        []breakdown.Department // those of the page
	Pages       web.Pages
	Query       string
	Mappings    []standingMapping
}

// listedDepartments is how many departments a page lists.
const listedDepartments = 100

// Departments is the page of who reports, their other names and kept mappings.
type Departments struct{ *web.Site }

func (s Departments) GetDepartments(c *gin.Context) error {
	list, err := s.Store.Departments.List(c.Request.Context(), "")
	if err != nil {
		return err
	}
	mappings, err := s.Store.Mappings.List(c.Request.Context(), "")
	if err != nil {
		return err
	}
	page := departmentsPage{Departments: list, Query: strings.TrimSpace(c.Query("q")), Mappings: s.standingMappings(mappings)}
	asked := slices.DeleteFunc(slices.Clone(list), func(d breakdown.Department) bool {
		return !strings.Contains(d.Name, page.Query) && !slices.ContainsFunc(d.Aliases, func(a string) bool { return strings.Contains(a, page.Query) })
	})
	page.Rows, page.Pages = web.Paged(asked, c.Request.URL.Query(), "page", "departments", listedDepartments)
	return s.Show(c, http.StatusOK, "departments", "部门", page)
}

func (s Departments) PostDepartment(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	by := web.PersonOf(ctx).Actor()
	switch {
	case f.Get("remove") != "":
		err = s.Store.Departments.RemoveAlias(ctx, by, f.Get("remove"))
	case f.Get("alias") != "":
		err = s.Store.Departments.AddAlias(ctx, by, f.Get("department"), f.Get("alias"))
	default:
		err = s.Store.Departments.Ensure(ctx, by, "", f.Get("department"))
	}
	if err != nil {
		return err
	}
	return s.GoTo(c, "/departments")
}

// PostReports says whether a department reports in a plan.
func (s Departments) PostReports(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, plan := c.Request.Context(), c.Param("plan")
	by := web.PersonOf(ctx).Actor()
	if f.Get("join") != "" {
		err = s.Store.Departments.Ensure(ctx, by, plan, f.Get("join"))
	} else {
		err = s.Store.Departments.SetReports(ctx, by, plan, f.Get("department"), f.Get("reports") == "yes")
	}
	if err != nil {
		return err
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(plan)+"#departments")
}

// PostMerge makes one department another name of another.
func (s Departments) PostMerge(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	if err := s.Store.Departments.Merge(ctx, web.PersonOf(ctx).Actor(), f.Get("department"), f.Get("into"), f.Get("reason")); err != nil {
		return err
	}
	return s.GoTo(c, "/departments")
}
