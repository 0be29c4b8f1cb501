package leader

import (
	"net/http"

	"github.com/gin-gonic/gin"
	"github.com/shopspring/decimal"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// indicatorPage is one indicator over the year: its figures, its curve, and the cells they came from.
type indicatorPage struct {
	Plan    breakdown.PlanHead
	Info    models.EditionInfo
	Row     tally.Row
	Figures []tally.Figure
	Changes []breakdown.RevisedTarget // of its target, as far as they hold in the month
	Chart   lineChart
	Order   tally.Order // the last that follows the row
	Office  bool
}

// Followed reports an order on the row that is not closed.
func (p indicatorPage) Followed() bool { return p.Order.N > 0 && p.Order.State != tally.OrderClosed }

// lineChart is the year to date beside its target curve, as numbers for the eye only.
type lineChart struct {
	Months []string   `json:"months"`
	Actual []*float64 `json:"actual"`
	Target []*float64 `json:"target"`
	Unit   string     `json:"unit"`
}

func (s Editions) GetIndicator(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	var page indicatorPage
	if page.Plan, _, err = s.PlanMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	info, ed, err := s.EditionOf(ctx, page.Plan.Key, month, 0)
	if err != nil {
		return err
	}
	page.Info = info
	row, ok := ed.Rows[c.Param("indicator")]
	if !ok {
		return web.Fail(web.NotFound, "这个月的汇总表没有这个指标。")
	}
	page.Row, page.Figures = *row, ed.Figures[row.Indicator.ID]
	revisions, err := s.Store.Targets.Revisions(ctx, page.Plan.Key, row.Indicator.ID)
	if err != nil {
		return err
	}
	page.Changes = breakdown.RevisedTargets(revisions, month)
	page.Chart = chartOf(page.Row, month.Year())
	orders, err := s.OrdersBeside(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	page.Order, page.Office = orders[row.Indicator.ID], web.PersonOf(ctx).User.Role == account.Supervisor
	return s.Show(c, http.StatusOK, "indicator", page.Row.Indicator.Name, page)
}

// courseOf are the rounds along which a row's year is drawn: all months of it, of others those that the row tells.
func courseOf(r tally.Row, year int) (rounds []tally.Round) {
	for i := range r.Year {
		rounds = append(rounds, r.Year[i].Period)
	}
	if len(rounds) == 0 || rounds[0].Kind() == tally.Monthly {
		return tally.MonthOf(year, 12).SoFar()
	}
	return rounds
}

// chartOf draws the months of a row's year beside the target: along the indicator's curve where it is
// pro-rated, as a level line where it is not.
func chartOf(r tally.Row, year int) lineChart {
	chart := lineChart{Unit: r.Indicator.Unit}
	target := r.Main.Target.Floor
	if !target.OK() {
		target = r.Main.Target.Stretch
	}
	actual := map[tally.Round]exact.Number{}
	for _, m := range r.Year {
		actual[m.Period] = m.YTD
	}
	for _, p := range courseOf(r, year) {
		chart.Months = append(chart.Months, p.String())
		chart.Actual = append(chart.Actual, web.EyeOrNil(actual[p], decimal.New(1, 0)))
		share := decimal.New(1, 0)
		if r.Main.Basis == tally.BySchedule {
			due, ok := r.Indicator.CurveFor(p).Share(p, 0, target)
			if !ok {
				chart.Target = append(chart.Target, nil)
				continue
			}
			share = exact.NumberOf(due).Decimal()
		}
		chart.Target = append(chart.Target, web.EyeOrNil(target, share))
	}
	return chart
}
