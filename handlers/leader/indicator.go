package leader

import (
	"net/http"
	"slices"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// indicatorPage is one indicator over the year: its figures, its curve, and the cells they came from.
type indicatorPage struct {
	Plan    breakdown.PlanHead
	Info    models.EditionInfo
	Row     *tally.Row
	Figures []tally.Figure
	Changes []breakdown.RevisedTarget // of its target, as far as they hold in the month
	Course  []courseMonth
	Chart   lineChart
	Order   tally.Order // the last that follows the row
	Office  bool
}

// HasMonths and HasLastYear report columns in which something stands.
func (p indicatorPage) HasMonths() bool {
	return slices.ContainsFunc(p.Course, func(m courseMonth) bool { return m.Month.OK() })
}

func (p indicatorPage) HasLastYear() bool {
	return slices.ContainsFunc(p.Course, func(m courseMonth) bool { return m.LastYear.OK() })
}

// Columns is how many columns the year's table has.
func (p indicatorPage) Columns() int {
	n := 5
	if p.HasMonths() {
		n++
	}
	if p.HasLastYear() {
		n++
	}
	return n
}

// Followed reports an order on the row that is not closed.
func (p indicatorPage) Followed() bool { return p.Order.N > 0 && p.Order.State != tally.OrderClosed }

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
	page.Row = row
	if page.Figures, err = web.FiguresOf(ctx, s.Site, info, ed, row); err != nil {
		return err
	}
	revisions, err := s.Store.Targets.Revisions(ctx, page.Plan.Key, row.Indicator.ID)
	if err != nil {
		return err
	}
	page.Changes = breakdown.RevisedTargets(revisions, month)
	if page.Course, err = s.readCourse(ctx, page.Plan.Key, row, month); err != nil {
		return err
	}
	page.Chart = chartOf(row, page.Course, month.Year())
	orders, err := s.OrdersBeside(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	page.Order, page.Office = orders[row.Indicator.ID], web.PersonOf(ctx).User.Role == account.Supervisor
	return s.Show(c, http.StatusOK, "indicator", page.Row.Indicator.Name, page)
}
