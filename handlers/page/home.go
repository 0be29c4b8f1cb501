package page

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// Home is what each role sees first.
type Home struct {
	*web.Site
	lights func(*gin.Context) error // the leader's
}

func (s Home) GetHome(c *gin.Context) error {
	switch web.PersonOf(c.Request.Context()).User.Role {
	case account.Reporter:
		return s.showDue(c)
	case account.Supervisor:
		return s.showOverview(c)
	case account.Leader:
		return s.lights(c)
	case account.Auditor:
		return s.GoTo(c, "/audit")
	case account.Administrator:
		return s.GoTo(c, "/people")
	}
	return fmt.Errorf("the role %q has no page to land on", web.PersonOf(c.Request.Context()).User.Role)
}

// shownMonths is how many months of a plan a home page lists.
const shownMonths = 6

// monthsOf is the months of a plan that a list shows, newest first: those that are owed, as far as they have opened, and
// those for which anybody has filed.
func (s Home) monthsOf(ctx context.Context, h breakdown.PlanHead) ([]calendar.Window, error) {
	cal, err := s.Workflow.BoundedCalendar(ctx, h)
	if err != nil {
		return nil, err
	}
	now := s.Clock().In(s.Zone)
	first, last := cal.From, tally.MonthOf(now.Year(), int(now.Month()))
	if last.Compare(cal.Until) > 0 {
		last = cal.Until
	}
	if filed := !h.LastFiled.IsZero(); filed && h.FirstFiled.Compare(first) < 0 {
		first = h.FirstFiled
	}
	if h.LastFiled.Compare(last) > 0 {
		last = h.LastFiled
	}
	var windows []calendar.Window
	for m := last; m.Compare(first) >= 0 && len(windows) < shownMonths; m = m.Add(-1) {
		w, reports := cal.Window(m)
		filed := !h.LastFiled.IsZero() && m.Compare(h.FirstFiled) >= 0 && m.Compare(h.LastFiled) <= 0
		if reports && !w.Open.After(now) && (filed || cal.Owes(m)) {
			windows = append(windows, w)
		}
	}
	return windows, nil
}

// overviewPage is the supervisor's home: departments × months of one plan.
type overviewPage struct {
	Plans       []breakdown.PlanHead
	Plan        breakdown.PlanHead
	Windows     []calendar.Window // newest first
	Departments []overviewRow
	Pages       web.Pages           // of departments
	Query       string              // what their names hold
	Filter      string              // onlyOverdue, or "" for all
	Queue       []models.Submission // waits for the office, of all plans, as far as the page lists it
	Waiting     int                 // all of it
	Editions    map[tally.Round]models.EditionInfo
}

// How many departments and waiting submissions the supervisor's home lists.
const (
	departmentsListed = 100
	queueListed       = 30
)

// onlyOverdue is the filter of the home for departments that have not filed what is past due.
const onlyOverdue = "overdue"

// TitleOf is the title of a plan.
func (p overviewPage) TitleOf(key string) string {
	for _, h := range p.Plans {
		if h.Key == key {
			return h.Title
		}
	}
	return key
}

type overviewRow struct {
	Name  string
	Cells []overviewCell // as Windows
}

type overviewCell struct {
	Sub     models.Submission
	Late    bool // filed after the due time
	Overdue bool // not filed, and past it
	Unasked bool // nothing is asked of it in such a round
}

func (s Home) showOverview(c *gin.Context) error {
	ctx := c.Request.Context()
	page := overviewPage{Editions: map[tally.Round]models.EditionInfo{}}
	var err error
	if page.Plans, err = s.choosePlan(ctx, c.Query("plan"), &page.Plan); err != nil {
		return err
	}
	if page.Plan.Key == "" {
		return s.Show(c, http.StatusOK, "overview", "工作台", page)
	}
	if page.Windows, err = s.roundsOf(ctx, page.Plan); err != nil {
		return err
	}
	departments, err := s.Store.Departments.Reporting(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	var oldest tally.Round
	if n := len(page.Windows); n > 0 {
		oldest = page.Windows[n-1].Period
	}
	subs, err := s.Store.Submissions.Newest(ctx, page.Plan.Key, "", oldest)
	if err != nil {
		return err
	}
	if page.Queue, err = s.Store.Submissions.Waiting(ctx); err != nil {
		return err
	}
	page.Waiting = len(page.Queue)
	page.Queue = page.Queue[:min(len(page.Queue), queueListed)]
	editions, err := s.Store.Editions.Newest(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	for _, e := range editions {
		page.Editions[e.Period] = e
	}
	page.fill(departments, subs, s.Clock())
	if err := s.unaskedOf(ctx, &page); err != nil {
		return err
	}
	page.cut(c.Request.URL.Query())
	return s.Show(c, http.StatusOK, "overview", "工作台", page)
}

// cut leaves of the departments what the query asks for: what is looked for (q), those overdue (filter), and of that a page.
func (p *overviewPage) cut(query url.Values) {
	p.Query, p.Filter = strings.TrimSpace(query.Get("q")), query.Get("filter")
	list := slices.DeleteFunc(p.Departments, func(r overviewRow) bool {
		return !strings.Contains(r.Name, p.Query) || p.Filter == onlyOverdue && !slices.ContainsFunc(r.Cells, func(c overviewCell) bool { return c.Overdue && !c.Unasked })
	})
	query.Set("plan", p.Plan.Key) // chosen by what was filed last, it may be another by the next page
	p.Departments, p.Pages = web.Paged(list, query, "page", "board", departmentsListed)
}

// choosePlan is the plan asked for, else the one that was last filed for.
func (s Home) choosePlan(ctx context.Context, asked string, chosen *breakdown.PlanHead) ([]breakdown.PlanHead, error) {
	heads, err := s.Store.Plans.Heads(ctx, "")
	if err != nil {
		return nil, err
	}
	for i, h := range heads {
		if h.Key == asked || asked == "" && (i == 0 || h.LastFiled.Compare(chosen.LastFiled) > 0) {
			*chosen = h
		}
	}
	if asked != "" && chosen.Key == "" {
		return nil, web.Fail(web.NotFound, "没有这个计划。")
	}
	return heads, nil
}

// fill lays the newest versions on departments and months. Departments that file without being asked are listed too.
func (p *overviewPage) fill(reporting []string, subs []models.Submission, now time.Time) {
	type place struct {
		department string
		month      tally.Round
	}
	at, reports := map[place]models.Submission{}, map[string]bool{}
	for _, name := range reporting {
		reports[name] = true
	}
	names := slices.Clone(reporting)
	for _, sub := range subs {
		at[place{sub.Department, sub.Period}] = sub
		names = append(names, sub.Department)
	}
	slices.Sort(names)
	for _, name := range slices.Compact(names) {
		row := overviewRow{Name: name}
		for _, w := range p.Windows {
			sub := at[place{name, w.Period}]
			filed := sub.SubmittedAt.Time
			row.Cells = append(row.Cells, overviewCell{Sub: sub, Late: filed.After(w.Due),
				Overdue: filed.IsZero() && now.After(w.Due) && (sub.ID != "" || reports[name])})
		}
		p.Departments = append(p.Departments, row)
	}
}
