package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/workflow"
)

// pathEscape makes a plan's key fit for an address.
func pathEscape(text string) string { return url.PathEscape(text) }

// plansPage lists the plans and takes a new one.
type plansPage struct {
	Plans      []models.PlanInfo
	Key        string
	OldFormats bool // .xls and .et are converted
	Problem    *problem
}

func (s *Server) getPlans(c *gin.Context) error { return s.showPlans(c, http.StatusOK, "", nil) }

func (s *Server) showPlans(c *gin.Context, status int, key string, p *problem) error {
	plans, err := s.store.Plans.List(c.Request.Context())
	if err != nil {
		return err
	}
	return s.show(c, status, "plans", "计划", plansPage{Plans: plans, Key: key, OldFormats: s.workflow.Reader.Converter != nil, Problem: p})
}

func (s *Server) postPlan(c *gin.Context) error {
	u, err := s.readUpload(c)
	key := strings.TrimSpace(u.fields["plan"])
	if err == nil {
		if _, err = s.importPlan(c, key, u); err == nil {
			return s.goTo(c, "/plans/"+pathEscape(key))
		}
	}
	p := asProblem(err, referenceOf(c.Request.Context()))
	if p.Status >= http.StatusInternalServerError {
		return err
	}
	return s.showPlans(c, p.Status, key, &p)
}

// planPage shows how each target phrase of a plan was read.
type planPage struct {
	Head        models.PlanHead
	Plan        tally.Plan
	Revisions   []models.PlanInfo
	Departments []models.Department
	Waivers     []models.Waiver // that let later filings pass
	Declined    int             // phrases left to a person
	Next        tally.Period    // whose edition comes next: the targets shown hold then
	Changes     map[string][]targetChange
}

func (s *Server) getPlan(c *gin.Context) error {
	ctx := c.Request.Context()
	var page planPage
	var err error
	if page.Plan, err = s.store.Plans.Get(ctx, c.Param("plan")); err != nil {
		return err
	}
	if page.Head, err = s.planHead(ctx, page.Plan.Key); err != nil {
		return err
	}
	if page.Revisions, err = s.store.Plans.Revisions(ctx, page.Plan.Key); err != nil {
		return err
	}
	if page.Departments, err = s.store.Departments.List(ctx, page.Plan.Key); err != nil {
		return err
	}
	waivers, err := s.store.Waivers.List(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	page.Waivers = slices.DeleteFunc(waivers, func(w models.Waiver) bool { return !w.Active })
	editions, err := s.store.Editions.Newest(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	now := s.clock().In(s.zone)
	page.Next = tally.Period{Year: now.Year(), Month: int(now.Month())}.Add(-1)
	if len(editions) > 0 {
		page.Next = editions[len(editions)-1].Period.Add(1)
	}
	revisions, err := s.store.Targets.Revisions(ctx, page.Plan.Key, "")
	if err != nil {
		return err
	}
	page.Changes = byIndicator(changesOf(revisions, tally.Period{}))
	page.Plan = holding(page.Plan, page.Changes, page.Next)
	for _, ind := range page.Plan.Indicators {
		for _, t := range ind.Targets {
			if t.Why != "" {
				page.Declined++
			}
		}
	}
	return s.show(c, http.StatusOK, "plan", page.Plan.Title, page)
}

// postTarget corrects how a phrase was read, or revises the target: the phrase typed is read as the workbook's
// would be, and what cannot be read is refused rather than kept.
func (s *Server) postTarget(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	r := workflow.TargetRevision{Plan: c.Param("plan"), Indicator: c.Param("indicator"), Period: f.Get("period"), Text: strings.TrimSpace(f.Get("text")),
		Reason: f.Get("reason"), Reference: f.Get("reference")}
	if r.Effective, err = period(f.Get("effective")); err != nil {
		return beside("effective", err)
	}
	if _, err := s.workflow.ReviseTarget(ctx, whoOf(ctx).actor(), r); err != nil {
		return err
	}
	return s.goTo(c, indicatorPath(c))
}

// indicatorPath is the place of an indicator on its plan's page.
func indicatorPath(c *gin.Context) string {
	return "/plans/" + pathEscape(c.Param("plan")) + "#" + c.Param("indicator")
}

// postIndicator sets how an indicator is held against its target: curve, frequency, lag and weight.
func (s *Server) postIndicator(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	var set models.IndicatorSettings
	every, err := wholeNumber(f.Get("every"), 0, 12)
	if err != nil {
		return beside("every", err)
	}
	lag, err := wholeNumber(f.Get("lag"), 0, 11)
	if err != nil {
		return beside("lag", err)
	}
	set.Every, set.Lag = &every, &lag
	weight, err := exact.ParseNumber(strings.TrimSpace(f.Get("weight")))
	if err != nil {
		return fail(badRequest, "权重应为数字。").at("weight")
	}
	set.Weight = &weight
	if f.Has("curve") { // a curve with more to it than shares by month is not offered for editing
		curve, err := tally.ParseCurve(f.Get("curve"))
		if err != nil {
			return fail(badRequest, err.Error()+"。").at("curve")
		}
		set.Curve = &curve
	}
	ctx := c.Request.Context()
	if err := s.store.Indicators.Set(ctx, whoOf(ctx).actor(), c.Param("plan"), c.Param("indicator"), set, f.Get("reason")); err != nil {
		return err
	}
	return s.goTo(c, indicatorPath(c))
}

// postAlias keeps another name of an indicator, or takes it back.
func (s *Server) postAlias(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx, plan, ind := c.Request.Context(), c.Param("plan"), c.Param("indicator")
	by := whoOf(ctx).actor()
	if f.Get("remove") != "" {
		err = s.store.Indicators.RemoveAlias(ctx, by, plan, f.Get("remove"))
	} else {
		err = s.store.Indicators.AddAlias(ctx, by, plan, ind, f.Get("alias"))
	}
	if err != nil {
		return err
	}
	return s.goTo(c, indicatorPath(c))
}

// departmentsPage is the departments of the site with their other names, and how their columns were mapped by hand.
type departmentsPage struct {
	Departments []models.Department
	Mappings    []standingMapping
}

func (s *Server) getDepartments(c *gin.Context) error {
	list, err := s.store.Departments.List(c.Request.Context(), "")
	if err != nil {
		return err
	}
	mappings, err := s.store.Mappings.List(c.Request.Context(), "")
	if err != nil {
		return err
	}
	return s.show(c, http.StatusOK, "departments", "部门", departmentsPage{list, s.standingMappings(mappings)})
}

func (s *Server) postDepartment(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	by := whoOf(ctx).actor()
	switch {
	case f.Get("remove") != "":
		err = s.store.Departments.RemoveAlias(ctx, by, f.Get("remove"))
	case f.Get("alias") != "":
		err = s.store.Departments.AddAlias(ctx, by, f.Get("department"), f.Get("alias"))
	default:
		err = s.store.Departments.Ensure(ctx, by, "", f.Get("department"))
	}
	if err != nil {
		return err
	}
	return s.goTo(c, "/departments")
}

// postReports says whether a department reports in a plan.
func (s *Server) postReports(c *gin.Context) error {
	f, err := s.form(c)
	if err != nil {
		return err
	}
	ctx, plan := c.Request.Context(), c.Param("plan")
	by := whoOf(ctx).actor()
	if f.Get("join") != "" {
		err = s.store.Departments.Ensure(ctx, by, plan, f.Get("join"))
	} else {
		err = s.store.Departments.SetReports(ctx, by, plan, f.Get("department"), f.Get("reports") == "yes")
	}
	if err != nil {
		return err
	}
	return s.goTo(c, "/plans/"+pathEscape(plan)+"#departments")
}
