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

// comparePage is two months side by side: which lights turned, what moved, what was explained since.
type comparePage struct {
	Plan          breakdown.PlanHead
	Then, Now     models.EditionInfo
	ThenEd, NowEd *web.EditionView
	Turned        []comparedRow // red last month or now first
	Moved         []comparedRow
	Pages         web.Pages // of Moved
	TurnedPages   web.Pages
	Same          int // rows that did not move
	Months        []models.EditionInfo
}

// comparedRow is an indicator in both months; Then is nil for one that was not in the plan.
type comparedRow struct {
	Then, Now *tally.Row
	Says      string // explained since: problems, next steps, explanation, where they are others than then
}

func (s Editions) GetCompare(c *gin.Context) error {
	ctx := c.Request.Context()
	now, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	then, err := web.Period(c.Query("with"))
	if err != nil {
		return err
	}
	var page comparePage
	if page.Plan, err = s.PlanHead(ctx, c.Param("plan")); err != nil {
		return err
	}
	if page.Now, page.NowEd, err = s.EditionOf(ctx, page.Plan.Key, now, 0); err != nil {
		return err
	}
	if page.Then, page.ThenEd, err = s.EditionOf(ctx, page.Plan.Key, then, 0); err != nil {
		return err
	}
	if page.Months, err = s.Store.Editions.Newest(ctx, page.Plan.Key); err != nil {
		return err
	}
	slices.Reverse(page.Months)
	page.fill()
	query := c.Request.URL.Query()
	page.Moved, page.Pages = web.Paged(page.Moved, query, "moved", "moved", shownYears)
	page.Turned, page.TurnedPages = web.Paged(page.Turned, query, "turned", "turned", shownYears)
	return s.Show(c, http.StatusOK, "compare", "两月比较", page)
}

func (p *comparePage) fill() {
	for i := range p.NowEd.Edition.Rows {
		now := &p.NowEd.Edition.Rows[i]
		row := comparedRow{Then: p.ThenEd.Rows[now.Indicator.ID], Now: now}
		row.Says = newWords(row.Then, now)
		switch {
		case row.Then == nil || row.Then.Main.Light != now.Main.Light:
			p.Turned = append(p.Turned, row)
		case row.Then.Main.Completion != now.Main.Completion || row.Then.YTD != now.YTD || row.Says != "":
			p.Moved = append(p.Moved, row)
		default:
			p.Same++
		}
	}
	slices.SortStableFunc(p.Turned, func(a, b comparedRow) int { return turnOrder(a) - turnOrder(b) })
}

// turnOrder puts what turned red first, then what turned yellow, then what got better.
func turnOrder(r comparedRow) int {
	return slices.Index([]tally.Light{tally.Red, tally.Yellow, tally.Green, tally.Grey}, r.Now.Main.Light)
}

// newWords is what was written beside the row that did not stand there then.
func newWords(then, now *tally.Row) string {
	old := tally.Remark{}
	if then != nil {
		old = then.Remark
	}
	says := ""
	for _, x := range [][2]string{{old.Problems, now.Remark.Problems}, {old.NextSteps, now.Remark.NextSteps}, {old.Explanation, now.Remark.Explanation}} {
		if x[1] != "" && x[1] != x[0] {
			if says != "" {
				says += "；"
			}
			says += x[1]
		}
	}
	return says
}
