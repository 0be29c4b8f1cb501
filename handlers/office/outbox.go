package office

import (
	"net/http"
	"net/url"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/workflow/telling"
)

// Outbox is what is to leave the house, and what the clock could not do.
type Outbox struct{ *web.Site }

// outboxPage lists the clock's work that is not done, and messages, newest first.
type outboxPage struct {
	Runs     []runRow
	Messages []messageRow
	Pages    web.Pages
	All      bool // messages that are out, too
	Plans    []breakdown.PlanHead
}

type runRow struct {
	models.Run
	Word, Plan string // what the job does, and the title of its plan
	Why        telling.Why
}

type messageRow struct {
	notice.Delivery
	To  string
	Via notice.Channel
	Why telling.Why
}

// MayDrop reports a run that may end undone.
func (r runRow) MayDrop() bool {
	return models.MayDrop(r.Job) && r.State != models.RunRunning && r.State != models.RunDone
}

// MayDrop reports a message that need not be sent.
func (m messageRow) MayDrop() bool {
	return m.Run.State != models.RunRunning && m.Run.State != models.RunDone
}

// Of the messages so many are looked through, and so many a page has.
const (
	mostMessages   = 500
	listedMessages = 50
)

// GetOutbox lists both.
func (s Outbox) GetOutbox(c *gin.Context) error {
	ctx := c.Request.Context()
	page := outboxPage{All: c.Query("show") == "all"}
	var err error
	if page.Plans, err = s.Store.Plans.Heads(ctx, ""); err != nil {
		return err
	}
	runs, err := s.Store.Runs.List(ctx, "", models.RunPending, models.RunRunning, models.RunFailed, models.RunParked)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if r.Job == notice.DeliverJob {
			continue
		}
		row := runRow{Run: r, Why: telling.WhyOf(r.LastError)}
		row.Word, row.Plan = models.JobWord(r.Job)
		row.Plan = titleOf(page.Plans, row.Plan)
		page.Runs = append(page.Runs, row)
	}
	states := []models.RunState{models.RunPending, models.RunRunning, models.RunFailed, models.RunParked}
	if page.All {
		states = nil
	}
	all, err := s.Store.Outbox.List(ctx, mostMessages, states...)
	if err != nil {
		return err
	}
	channels, err := s.Store.Channels.All(ctx)
	if err != nil {
		return err
	}
	_, names, err := namesOf(ctx, s.Site)
	if err != nil {
		return err
	}
	shown, pages := web.Paged(all, c.Request.URL.Query(), "page", "messages", listedMessages)
	page.Pages = pages
	for _, d := range shown {
		via := channels[d.Channel]
		page.Messages = append(page.Messages, messageRow{d, receiver(via, names, ownOffice), via, telling.WhyOf(d.Run.LastError)})
	}
	return s.Show(c, http.StatusOK, "outbox", "待发与停下", page)
}

func titleOf(plans []breakdown.PlanHead, key string) string {
	for _, h := range plans {
		if h.Key == key {
			return h.Title
		}
	}
	return key
}

// runOf is the run that a form names.
func runOf(f url.Values) (models.RunKey, error) {
	n, err := web.WholeNumber(f.Get("n"), 1, 1<<31-1)
	return models.RunKey{Job: f.Get("job"), Period: f.Get("period"), Revision: n}, err
}

// PostRetry lets what was parked be tried again.
func (s Outbox) PostRetry(c *gin.Context) error {
	return s.act(c, func(by models.Actor, key models.RunKey, _ string) error {
		return s.Store.Runs.Unpark(c.Request.Context(), by, key)
	})
}

// PostDrop ends what failed or waits, undone.
func (s Outbox) PostDrop(c *gin.Context) error {
	return s.act(c, func(by models.Actor, key models.RunKey, reason string) error {
		return s.Store.Runs.Drop(c.Request.Context(), by, key, reason)
	})
}

func (s Outbox) act(c *gin.Context, do func(models.Actor, models.RunKey, string) error) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	key, err := runOf(f)
	if err != nil {
		return err
	}
	if err := do(web.PersonOf(c.Request.Context()).Actor(), key, f.Get("reason")); err != nil {
		return err
	}
	return s.GoTo(c, web.LocalPath(orElse(f.Get("next"), "/outbox")))
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}
