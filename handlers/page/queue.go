package page

import (
	"errors"
	"net/http"
	"strconv"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
)

// Queue is what waits for the office, of all plans.
type Queue struct{ *web.Site }

// queuePage lists it, with what became of an acceptance of many.
type queuePage struct {
	Waiting  []models.Submission
	Pages    web.Pages
	Plans    []breakdown.PlanHead
	Clear    int // of this page: those in which nothing is open
	Accepted int
	Settled  int           // files checked again with a name that was settled
	Names    []waitingName // that no plan has, each with the files that it is in
	Refused  []string      // each with its reason
	Reasons  []string      // for which a report is given back
}

const shownWaiting = 100

func (s Queue) GetQueue(c *gin.Context) error { return s.show(c, queuePage{}) }

func (s Queue) show(c *gin.Context, page queuePage) error {
	ctx := c.Request.Context()
	all, err := s.Store.Submissions.Waiting(ctx)
	if err != nil {
		return err
	}
	if page.Plans, err = s.Store.Plans.Heads(ctx, ""); err != nil {
		return err
	}
	asked, err := s.Store.Submissions.AskedNames(ctx)
	if err != nil {
		return err
	}
	page.Names, page.Reasons = namesOf(asked), returnReasons
	page.Waiting, page.Pages = web.Paged(all, c.Request.URL.Query(), "at", "waiting", shownWaiting)
	for _, sub := range page.Waiting {
		if sub.Complete() {
			page.Clear++
		}
	}
	return s.Show(c, http.StatusOK, "queue", "待审核", page)
}

// TitleOf is the title of a plan.
func (p queuePage) TitleOf(key string) string { return overviewPage{Plans: p.Plans}.TitleOf(key) }

// PostQueue accepts what was ticked, each at the revision that was seen: one that has changed since is left and named.
func (s Queue) PostQueue(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx, by := c.Request.Context(), web.PersonOf(c.Request.Context()).Actor()
	var page queuePage
	for _, ticked := range f["accept"] {
		id, at, _ := strings.Cut(ticked, "@")
		revision, err := strconv.Atoi(at)
		if err != nil {
			return web.Fail(web.BadRequest, "表单有误，请刷新后再试。")
		}
		sub, err := s.Store.Submissions.Accept(ctx, by, id, revision)
		var refused *models.Error
		switch {
		case errors.As(err, &refused):
			page.Refused = append(page.Refused, sub.Department+"："+refused.Message)
		case err != nil:
			return err
		default:
			page.Accepted++
		}
	}
	return s.show(c, page)
}
