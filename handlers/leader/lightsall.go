package leader

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// allLightsPage is the newest month of every plan, a sentence and the worst rows each.
type allLightsPage struct {
	Plans []planLights
	Pages web.Pages
}

type planLights struct {
	Plan  breakdown.PlanHead
	Info  models.EditionInfo // Plan "" where nothing was issued
	Total tally.Counts
	Worst []*tally.Row
}

// Of all plans, how many stand on a page, and how many of the worst rows of each.
const (
	shownPlans = 12
	shownWorst = 3
)

func (s Editions) GetAllLights(c *gin.Context) error {
	ctx := c.Request.Context()
	heads, err := s.Store.Plans.Heads(ctx, "")
	if err != nil {
		return err
	}
	editions, err := s.Store.Editions.Newest(ctx, "")
	if err != nil {
		return err
	}
	newest := map[string]models.EditionInfo{}
	for _, e := range editions {
		if was, ok := newest[e.Plan]; !ok || was.Period.Compare(e.Period) < 0 {
			newest[e.Plan] = e
		}
	}
	all := make([]planLights, 0, len(heads))
	for _, h := range heads {
		all = append(all, planLights{Plan: h, Info: newest[h.Key]})
	}
	slices.SortStableFunc(all, func(a, b planLights) int { return b.Info.Period.Compare(a.Info.Period) })
	var page allLightsPage
	page.Plans, page.Pages = web.Paged(all, c.Request.URL.Query(), "at", "plans", shownPlans)
	for i := range page.Plans {
		p := &page.Plans[i]
		if p.Info.Plan == "" {
			continue
		}
		_, ed, err := s.EditionOf(ctx, p.Info.Plan, p.Info.Period, p.Info.Number)
		if err != nil {
			return err
		}
		p.Total, p.Worst = ed.Total, ed.Worst[:min(shownWorst, len(ed.Worst))]
	}
	return s.Show(c, http.StatusOK, "lightsall", "全部计划", page)
}
