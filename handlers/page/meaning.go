package page

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// asks are the questions of a plan as its pages show them.
type asks struct {
	Open      []breakdown.PlanQuestion
	Proposals []breakdown.PlanQuestion // those of Open that propose an answer
	Answered  []breakdown.PlanQuestion
	Named     []string // departments that an answer may name

	OpenPages, AnsweredPages web.Pages // of all that are open and answered
	Looking                  bool      // at the answers, which are folded else
	Words                    siteWords
}

// How many questions a page asks, how many answers it shows, and how many lines of what these teach.
const (
	asked      = 30
	answered   = 50
	wordsShown = 60
)

// asksOf gives the questions of a page: those that a query asks for (asked, answered).
func asksOf(all []breakdown.PlanQuestion, query url.Values) (a asks) {
	for _, q := range all {
		if q.Answer != "" {
			a.Answered = append(a.Answered, q)
		} else {
			a.Open = append(a.Open, q)
		}
	}
	a.Open, a.OpenPages = web.Paged(a.Open, query, "asked", "questions", asked)
	a.Answered, a.AnsweredPages = web.Paged(a.Answered, query, "answered", "answered", answered)
	a.Looking = query.Has("answered")
	for _, q := range a.Open {
		if q.Proposed != "" {
			a.Proposals = append(a.Proposals, q)
		}
	}
	return a
}

// names fills in the departments where a question asks for one.
func (a *asks) names(departments []breakdown.Department) {
	if !slices.ContainsFunc(a.Open, func(q breakdown.PlanQuestion) bool { return q.Code == tally.AskDepartment }) {
		return
	}
	for _, d := range departments[:min(len(departments), mostNamed)] {
		a.Named = append(a.Named, d.Name)
	}
}

// mostNamed is how many names a field offers; others are typed.
const mostNamed = 500

// siteWords is what the answers teach, see workflow.SiteWords, as far as a page shows it.
type siteWords struct {
	Text string
	Left int // lines
}

func shortened(words string) siteWords {
	lines := slices.Collect(strings.Lines(words))
	n := min(len(lines), wordsShown)
	return siteWords{strings.Join(lines[:n], ""), len(lines) - n}
}

// doubtfulFirst puts the indicators of which something is asked before the others.
func doubtfulFirst(inds []tally.Indicator) []tally.Indicator {
	inds = slices.Clone(inds)
	slices.SortStableFunc(inds, func(a, b tally.Indicator) int {
		return map[bool]int{true: 0, false: 1}[len(a.Asked) > 0] - map[bool]int{true: 0, false: 1}[len(b.Asked) > 0]
	})
	return inds
}

// meaningPage is one indicator of a plan: what its target was read as, on what that rests, and what can be changed.
type meaningPage struct {
	asks
	Plan        tally.Plan
	Indicator   tally.Indicator
	Departments []breakdown.Department
	Said        []breakdown.PlanQuestion
	Declined    bool   // a target's words could not be read
	Year        string // that the first own target is for
	Far         string // the same, where it is a later one than the plan's
	Path, Base  string
	Seen        int                      // answers about it
	Parents     []string                 // names that may stand above it
	Same        []sameShown              // indicators of other plans that are this one
	Candidates  []workflow.SameCandidate // that it might be linked with
}

// GetMeaning shows one indicator's meaning with the form that changes it.
func (s Questions) GetMeaning(c *gin.Context) error {
	ctx, key := c.Request.Context(), c.Param("plan")
	ind, err := s.Workflow.Indicator(ctx, key, c.Param("indicator"))
	if err != nil {
		return err
	}
	page := meaningPage{Indicator: ind, Path: tally.PathText(ind.Path)}
	if page.Plan, err = s.Workflow.Plan(ctx, key, tally.Round{}); err != nil {
		return err
	}
	page.Parents = namesNear(page.Plan.Indicators, ind.ID)
	if page.Departments, err = s.Store.Departments.List(ctx, key); err != nil {
		return err
	}
	all, err := s.questionsOf(ctx, key, ind.ID)
	if err != nil {
		return err
	}
	page.asks, page.Seen = asksOf(all, c.Request.URL.Query()), breakdown.AnswersSeen(all, ind.ID)
	page.names(page.Departments)
	if page.Same, page.Candidates, err = s.sameOf(ctx, key, ind); err != nil {
		return err
	}
	page.Said, page.Answered = page.Answered, nil
	for _, t := range ind.Targets {
		page.Declined = page.Declined || t.Why != ""
		if t.Tier != "" || page.Year != "" {
			continue
		}
		if page.Year = t.Period; t.Horizon != "" {
			page.Year, page.Far = t.Horizon, t.Horizon
			page.Base = baseText(ind, t.Horizon)
		}
	}
	return s.Show(c, http.StatusOK, "meaning", ind.Name, page)
}

// parentsNear is how many names on either side of an indicator its form offers: what it is a part of stands near it.
const parentsNear = 100

// namesNear are the names of the indicators around one.
func namesNear(all []tally.Indicator, id string) (names []string) {
	at := slices.IndexFunc(all, func(ind tally.Indicator) bool { return ind.ID == id })
	for i := max(0, at-parentsNear); at >= 0 && i < min(len(all), at+parentsNear+1); i++ {
		if i != at && !slices.Contains(names, all[i].Name) {
			names = append(names, all[i].Name)
		}
	}
	return names
}

// baseText is the figure that the plan prints for a path to a later year, as the form has it; "" where it prints none.
func baseText(ind tally.Indicator, far string) string {
	year, err := strconv.Atoi(far)
	if err != nil {
		return ""
	}
	f, from, ok := ind.Base(year)
	if !ok {
		return ""
	}
	return tally.PathText([]tally.PathPoint{{Year: from, Value: f.Value}})
}

// questionsOf gives the questions that are about one indicator.
func (s Questions) questionsOf(ctx context.Context, plan, id string) ([]breakdown.PlanQuestion, error) {
	all, err := s.Workflow.Questions(ctx, plan)
	return slices.DeleteFunc(all, func(q breakdown.PlanQuestion) bool { return !slices.Contains(q.Indicators, id) }), err
}

// GetWords gives what a plan's answers teach as a file for the site's own word list.
func (s Questions) GetWords(c *gin.Context) error {
	words, err := s.Workflow.SiteWords(c.Request.Context(), c.Param("plan"))
	if err != nil {
		return err
	}
	if words == "" {
		return web.Fail(web.NotFound, "这个计划还没有可以加入词表的确认。")
	}
	c.Header("Content-Disposition", `attachment; filename="words.yaml"`)
	c.Data(http.StatusOK, "application/yaml; charset=utf-8", []byte(words))
	return nil
}
