package page

import (
	"context"
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// asks are the questions of a plan as its pages show them.
type asks struct {
	Open      []breakdown.PlanQuestion
	Proposals []breakdown.PlanQuestion // open ones that propose an answer
	Answered  []breakdown.PlanQuestion
	Words     string // what the answers teach, see workflow.SiteWords
}

func asksOf(all []breakdown.PlanQuestion) (a asks) {
	for _, q := range all {
		if q.Answer != "" {
			a.Answered = append(a.Answered, q)
			continue
		}
		a.Open = append(a.Open, q)
		if q.Proposed != "" {
			a.Proposals = append(a.Proposals, q)
		}
	}
	return a
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
	if page.Departments, err = s.Store.Departments.List(ctx, key); err != nil {
		return err
	}
	all, err := s.questionsOf(ctx, key, ind.ID)
	if err != nil {
		return err
	}
	page.asks, page.Seen = asksOf(all), breakdown.AnswersSeen(all, ind.ID)
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
