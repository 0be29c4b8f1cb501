package page

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

// monthPage is the office's working page for one month of a plan.
type monthPage struct {
	Plan        breakdown.PlanHead
	Window      calendar.Window
	Board       web.Board
	Rows        []models.BoardRow // of the board, those of the page
	Pages       web.Pages
	Query       string
	Lock        models.Lock
	Making      *workflow.Progress // of the edition that is being made now
	Watched     bool               // the page was told of one, which is done now where Making is nil
	Editions    []models.EditionInfo
	Corrections []tally.Correction // of the newest edition
	Lights      map[tally.Light]int
	Counts      map[tally.ReportState]int
	Late        int
	Comments    []tally.Comment
}

// Periods are the supervision office's pages of a month.
type Periods struct{ *web.Site }

func (s Periods) GetMonth(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	page := monthPage{Counts: map[tally.ReportState]int{}}
	if page.Plan, page.Window, err = s.PlanMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	if page.Board, err = s.BoardOf(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	for _, d := range page.Board.Departments {
		page.Counts[d.State]++
		if d.Late {
			page.Late++
		}
	}
	if at, making := s.Workflow.Making.Of(page.Plan.Key, month); making {
		page.Making = &at
	}
	page.Watched = c.Query("making") != ""
	page.Query = strings.TrimSpace(c.Query("q"))
	asked := slices.DeleteFunc(slices.Clone(page.Board.Departments), func(d models.BoardRow) bool { return !strings.Contains(d.Department, page.Query) })
	page.Rows, page.Pages = web.Paged(asked, c.Request.URL.Query(), "page", "board", listedDepartments)
	if page.Lock, err = s.Store.Periods.LockOf(ctx, page.Plan.Key, "", month); err != nil {
		return err
	}
	if page.Comments, err = s.Store.Periods.Comments(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	if page.Editions, err = s.Store.Editions.List(ctx, page.Plan.Key, month); err != nil {
		return err
	}
	if len(page.Editions) > 0 {
		_, ed, err := s.EditionOf(ctx, page.Plan.Key, month, 0)
		if err != nil {
			return err
		}
		page.Corrections, page.Lights = ed.Corrections, ed.Total.Now
	}
	return s.Show(c, http.StatusOK, "month", "月报办理", page)
}

func monthPath(c *gin.Context) string {
	return "/plans/" + web.PathEscape(c.Param("plan")) + "/periods/" + c.Param("period")
}

// roundForm reads a form that is about the round in the address.
func (s Periods) roundForm(c *gin.Context) (url.Values, tally.Round, error) {
	f, err := s.Form(c)
	if err != nil {
		return nil, tally.Round{}, err
	}
	round, err := web.Period(c.Param("period"))
	return f, round, err
}

// PostLock locks the month, for one department or all.
func (s Periods) PostLock(c *gin.Context) error {
	f, month, err := s.roundForm(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	by := web.PersonOf(ctx).Actor()
	if err := s.Store.Periods.Lock(ctx, by, c.Param("plan"), month, f.Get("department"), f.Get("reason"), by.Label()); err != nil {
		return err
	}
	return s.GoTo(c, monthPath(c))
}

// PostUnlock opens a locked month until a time; it locks itself again.
func (s Periods) PostUnlock(c *gin.Context) error {
	f, month, err := s.roundForm(c)
	if err != nil {
		return err
	}
	until, err := time.ParseInLocation("2006-01-02T15:04", f.Get("until"), s.Zone)
	if err != nil {
		return web.Fail(web.BadRequest, "请填写开放到什么时间。").At("until")
	}
	ctx := c.Request.Context()
	if err := s.Store.Periods.Unlock(ctx, web.PersonOf(ctx).Actor(), c.Param("plan"), month, f.Get("department"), f.Get("reason"), until); err != nil {
		return err
	}
	return s.GoTo(c, monthPath(c))
}

// PostComment says what the office thinks of a round (季点评).
func (s Periods) PostComment(c *gin.Context) error {
	f, period, err := s.roundForm(c)
	if err != nil {
		return err
	}
	if err := s.CommentOn(c.Request.Context(), c.Param("plan"), period, f.Get("department"), f.Get("text")); err != nil {
		return err
	}
	return s.GoTo(c, monthPath(c)+"#comments")
}
