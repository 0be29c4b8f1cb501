package page

import (
	"net/http"
	"slices"
	"strconv"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// trialPage is what would be published, to be looked at before it is: who is missing, which lights change, which corrections are printed,
// which questions are open.
type trialPage struct {
	Plan        breakdown.PlanHead
	Window      calendar.Window
	Number      int // of the edition that would be published
	Same        bool
	Now         tally.Counts
	Then        *tally.Counts // of the edition that stands
	Red, Yellow int           // of Now
	Missing     []tally.Report
	Changes     []lightChange
	Corrections []tally.Correction
	Asked       []*tally.Row

	Pages, MissingPages, AskedPages web.Pages

	Early bool // the month is still open for reports
}

// lightChange is an indicator whose light would be another than in the edition that stands.
type lightChange struct {
	Name, Department string
	Then             tally.Light // "" for one that was not there
	Now              tally.Light
	Sentence         string
}

const shownChanges = 100

func (s Periods) GetTrial(c *gin.Context) error {
	ctx := c.Request.Context()
	month, err := web.Period(c.Param("period"))
	if err != nil {
		return err
	}
	var page trialPage
	if page.Plan, page.Window, err = s.PlanMonth(ctx, c.Param("plan"), month); err != nil {
		return err
	}
	trial, err := s.Workflow.Trial(ctx, page.Plan.Key, month)
	if err != nil {
		return err
	}
	next := &trial.Next
	page.Number, page.Same, page.Now, page.Corrections = next.Number, trial.Same, next.LightCounts(), next.Corrections
	page.Red, page.Yellow = page.Now.Now[tally.Red], page.Now.Now[tally.Yellow]
	page.Early = s.Clock().Before(page.Window.Due)
	if trial.Last != nil {
		then := trial.Last.LightCounts()
		page.Then = &then
	}
	for _, r := range next.Reports {
		if r.State != tally.ReportAccepted {
			page.Missing = append(page.Missing, r)
		}
	}
	for i := range next.Rows {
		if next.Rows[i].Waits() {
			page.Asked = append(page.Asked, &next.Rows[i])
		}
	}
	query := c.Request.URL.Query()
	page.Changes, page.Pages = web.Paged(changesBetween(trial.Last, next), query, "changes", "changes", shownChanges)
	page.Missing, page.MissingPages = web.Paged(page.Missing, query, "missing", "missing", shownChanges)
	page.Asked, page.AskedPages = web.Paged(page.Asked, query, "asked", "asked", shownChanges)
	return s.Show(c, http.StatusOK, "trial", "试汇总", page)
}

// changesBetween are the lights that differ, what turns red first.
func changesBetween(last, next *tally.Edition) []lightChange {
	then := map[string]tally.Light{}
	if last != nil {
		for i := range last.Rows {
			then[last.Rows[i].Indicator.ID] = last.Rows[i].Main.Light
		}
	}
	var all []lightChange
	for i := range next.Rows {
		r := &next.Rows[i]
		if was := then[r.Indicator.ID]; last != nil && was != r.Main.Light {
			all = append(all, lightChange{r.Indicator.Name, r.Department, was, r.Main.Light, r.Main.Sentence})
		}
	}
	order := []tally.Light{tally.Red, tally.Yellow, tally.Green, tally.Grey}
	slices.SortStableFunc(all, func(a, b lightChange) int { return slices.Index(order, a.Now) - slices.Index(order, b.Now) })
	return all
}

// PostConsolidate publishes the edition that was looked at: the form names its number, so that a slip publishes nothing, and neither does
// who was slower than somebody else.
func (s Periods) PostConsolidate(c *gin.Context) error {
	f, month, err := s.roundForm(c)
	if err != nil {
		return err
	}
	list, err := s.Store.Editions.List(c.Request.Context(), c.Param("plan"), month)
	if err != nil {
		return err
	}
	if number, err := strconv.Atoi(f.Get("number")); err != nil || number != len(list)+1 {
		return web.Fail(web.Conflicted, "这一版不是您看过的：别人刚刚出版了新的一版，或者没有先试汇总。请重新试汇总，看过以后再出版。")
	}
	if isNew, err := web.ConsolidateBeside(c, s.Site, c.Param("plan"), month); err != nil {
		return err
	} else if !isNew {
		return s.GoTo(c, monthPath(c)+"/trial")
	}
	return s.GoTo(c, monthPath(c))
}
