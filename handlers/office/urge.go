package office

import (
	"net/http"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// Urges is 催报: the office's reminder to those who have not filed.
type Urges struct{ *web.Site }

// urgePage says who has not filed and how each is told, what would be sent, and what was.
type urgePage struct {
	Plan   breakdown.PlanHead
	Window calendar.Window
	telling.Urging
	Sample string // the text to the first who can be told
	Able   int    // who can be told
	Told   int    // by the reminder just sent
	Rows   []messageRow
	Pages  web.Pages
}

func (s Urges) planMonth(c *gin.Context) (breakdown.PlanHead, calendar.Window, error) {
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return breakdown.PlanHead{}, calendar.Window{}, err
	}
	return s.PlanMonth(c.Request.Context(), c.Param("plan"), month)
}

// GetUrge shows it.
func (s Urges) GetUrge(c *gin.Context) error {
	ctx := c.Request.Context()
	var page urgePage
	var err error
	if page.Plan, page.Window, err = s.planMonth(c); err != nil {
		return err
	}
	if page.Urging, err = telling.UrgingOf(ctx, s.Store, page.Plan.Key, page.Window); err != nil {
		return err
	}
	for _, u := range page.Unreported {
		if len(u.Channels) == 0 {
			continue
		}
		if page.Able++; page.Able == 1 {
			page.Sample = telling.Text(page.Plan, page.Window, u, "", s.Clock())
		}
	}
	page.Told, _ = strconv.Atoi(c.Query("told"))
	_, names, err := namesOf(ctx, s.Site)
	if err != nil {
		return err
	}
	shown, pages := web.Paged(page.Sent, c.Request.URL.Query(), "page", "sent", listedMessages)
	page.Pages = pages
	for _, d := range shown {
		via := page.Urging.Channels[d.Channel]
		page.Rows = append(page.Rows, messageRow{d, receiver(via, names, ownOffice), via, telling.WhyOf(d.Run.LastError)})
	}
	return s.Show(c, http.StatusOK, "urge", "催报", page)
}

// PostUrge sends it to those ticked.
func (s Urges) PostUrge(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	plan, w, err := s.planMonth(c)
	if err != nil {
		return err
	}
	ask := telling.Urge{Plan: plan, Window: w, Departments: f["department"], Word: f.Get("word")}
	if ask.Round, err = web.WholeNumber(f.Get("round"), 1, 1<<31-1); err != nil {
		return err
	}
	told, err := telling.Send(ctx, s.Store, web.PersonOf(ctx).Actor(), ask, s.Clock())
	if err != nil {
		return err
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(plan.Key)+"/periods/"+w.Period.String()+"/urge?told="+strconv.Itoa(told)+"#sent")
}
