package leader

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// lightsPage is the leader's page of one month: lights, worst first, bars against schedule.
type lightsPage struct {
	Plans                 []breakdown.PlanHead
	Plan                  breakdown.PlanHead
	Info                  models.EditionInfo
	Edition               *web.EditionView
	Worst                 []*tally.Row // red, then yellow, worst first
	Rest                  []*tally.Row
	Query                 string               // part of a name; "" for all
	Department            string               // "" for all
	Months                []models.EditionInfo // of the year shown
	Years                 []models.EditionInfo // the newest month of each other year
	Kinds                 []models.EditionInfo // the newest round of each other kind
	Earlier               *tally.Round         // the month before, where it has an edition
	WorstPages, RestPages web.Pages
	Chart                 barChart
	Departments           []tally.DepartmentResult // of the edition, those of the page
	DepartmentPages       web.Pages
	More                  int // departments that are not in, beside NotReported
	NotReported           []tally.Report
	Orders                map[string]tally.Order // by indicator, see OrdersBeside
}

// barChart is the picture of completion against schedule per department, as numbers for the eye only.
type barChart struct {
	Names      []string   `json:"names"`
	Completion []*float64 `json:"completion"` // percent
	Schedule   float64    `json:"schedule"`   // percent; 0 where nothing is pro-rated
	Green      []int      `json:"green"`
	Yellow     []int      `json:"yellow"`
	Red        []int      `json:"red"`
	Grey       []int      `json:"grey"`
}

// Editions are the pages of a published month: lights, an indicator, the brief.
type Editions struct{ *web.Site }

// GetNewest is the leader's home: the newest month that has an edition, of several the one issued last. One in which
// nothing is lit tells a leader nothing, and is passed over for the newest that says something.
func (s Editions) GetNewest(c *gin.Context) error {
	ctx := c.Request.Context()
	editions, err := s.Store.Editions.Newest(ctx, "")
	if err != nil {
		return err
	}
	if len(editions) == 0 {
		return s.Show(c, http.StatusOK, "nolights", "亮灯", nil)
	}
	slices.SortStableFunc(editions, func(a, b models.EditionInfo) int {
		return cmp.Or(shortLast(a.Period)-shortLast(b.Period), b.Period.Compare(a.Period), b.At.Compare(a.At.Time))
	})
	chosen := editions[0]
	for _, e := range editions[:min(lookedAt, len(editions))] {
		lit, err := web.Lit(ctx, s.Site, e)
		if err != nil {
			return err
		}
		if lit {
			chosen = e
			break
		}
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(chosen.Plan)+"/periods/"+chosen.Period.String()+"/lights")
}

// shortLast is 1 of weeks and dated rounds, whose editions tell of some rows alone: a leader sees the whole plan first.
func shortLast(p tally.Round) int {
	if p.Kind().Tiles() {
		return 0
	}
	return 1
}

// lookedAt is among how many editions one is looked for in which something is lit.
const lookedAt = 24

func (s Editions) GetLights(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	number := 0
	if n := c.Query("edition"); n != "" {
		if number, err = web.EditionNumber(n); err != nil {
			return err
		}
	}
	var page lightsPage
	if page.Info, page.Edition, err = s.EditionOf(ctx, c.Param("plan"), month, number); err != nil {
		return err
	}
	if page.Plans, err = s.Store.Plans.Heads(ctx, ""); err != nil {
		return err
	}
	for _, h := range page.Plans {
		if h.Key == page.Info.Plan {
			page.Plan = h
		}
	}
	editions, err := s.Store.Editions.Newest(ctx, "")
	if err != nil {
		return err
	}
	withEditions := map[string]bool{}
	for _, e := range slices.Backward(editions) {
		withEditions[e.Plan] = true
		if e.Plan == page.Info.Plan {
			page.place(e)
		}
	}
	page.Plans = slices.DeleteFunc(page.Plans, func(h breakdown.PlanHead) bool { return !withEditions[h.Key] })
	if page.Orders, err = s.OrdersBeside(ctx, page.Info.Plan); err != nil {
		return err
	}
	page.Department, page.Query = c.Query("department"), strings.TrimSpace(c.Query("q"))
	page.fill(c.Request.URL.Query())
	return s.Show(c, http.StatusOK, "lights", "亮灯", page)
}

// The page stays short enough to be read, and quick for a plan of thousands of rows.
const (
	shownRows        = 60
	shownDepartments = 30
)

// place puts an edition of the plan among the months or the years that the page leads to.
func (p *lightsPage) place(e models.EditionInfo) {
	year, kind := p.Info.Period.Year(), e.Period.Kind()
	switch {
	case kind != p.Info.Period.Kind(): // of other kinds of rounds the newest
		if !slices.ContainsFunc(p.Kinds, func(o models.EditionInfo) bool { return o.Period.Kind() == kind }) {
			p.Kinds = append(p.Kinds, e)
		}
		return
	case !sameStretch(e.Period, p.Info.Period): // fifty weeks beside one would hide what the page is for
		if !slices.ContainsFunc(p.Kinds, func(o models.EditionInfo) bool { return o.Period.Kind() == kind && sameStretch(o.Period, e.Period) }) {
			p.Kinds = append(p.Kinds, e)
		}
	case e.Period.Year() == year:
		p.Months = append(p.Months, e)
	case len(p.Years) == 0 || p.Years[len(p.Years)-1].Period.Year() != e.Period.Year(): // they come newest first
		p.Years = append(p.Years, e)
	}
	if e.Period.Compare(p.Info.Period) < 0 && (p.Earlier == nil || p.Earlier.Compare(e.Period) < 0) {
		p.Earlier = &e.Period
	}
}

func (p *lightsPage) fill(query url.Values) {
	p.Worst, p.WorstPages = web.Paged(p.asked(p.Edition.Worst), query, "w", "worst", shownRows)
	p.Departments, p.DepartmentPages = web.Paged(p.Edition.Departments, query, "d", "depts", shownRows)
	p.Rest, p.RestPages = web.Paged(p.asked(p.Edition.Rest), query, "r", "rest", shownRows)
	for _, r := range p.Edition.Reports {
		if r.State != tally.ReportAccepted {
			if len(p.NotReported) == shownDepartments {
				p.More++
				continue
			}
			p.NotReported = append(p.NotReported, r)
		}
	}
	p.Chart.Schedule = p.Edition.Schedule
	for _, d := range p.Edition.Departments[:min(shownDepartments, len(p.Edition.Departments))] {
		p.Chart.Names = append(p.Chart.Names, d.Name)
		p.Chart.Completion = append(p.Chart.Completion, web.EyeOrNil(d.Average, decimal.NewFromInt(100)))
		p.Chart.Green = append(p.Chart.Green, d.Lights[tally.Green])
		p.Chart.Yellow = append(p.Chart.Yellow, d.Lights[tally.Yellow])
		p.Chart.Red = append(p.Chart.Red, d.Lights[tally.Red])
		p.Chart.Grey = append(p.Chart.Grey, d.Lights[tally.Grey])
	}
}

// asked keeps the rows of the department, and of the name, that were asked for.
func (p *lightsPage) asked(rows []*tally.Row) []*tally.Row {
	if p.Department == "" && p.Query == "" {
		return rows
	}
	return slices.DeleteFunc(slices.Clone(rows), func(r *tally.Row) bool {
		return p.Department != "" && r.Department != p.Department || !strings.Contains(r.Indicator.Name, p.Query)
	})
}

// sameStretch reports weeks of one quarter; rounds of other kinds are few in a year.
func sameStretch(a, b tally.Round) bool {
	return a.Kind() != tally.Weekly || tally.RoundOn(tally.Quarterly, a.End()) == tally.RoundOn(tally.Quarterly, b.End())
}
