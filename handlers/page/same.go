package page

import (
	"context"
	"slices"
	"strings"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/workflow"
)

// sameShown is an indicator of another plan that is one with ours, by its names.
type sameShown struct {
	breakdown.SameIndicator
	Title, Name string
}

// sameOf gives what an indicator is one with, and what it might be linked with.
func (s Questions) sameOf(ctx context.Context, plan string, of tally.Indicator) (shown []sameShown, others []workflow.SameCandidate, err error) {
	if others, err = s.Same().Candidates(ctx, plan, of); err != nil {
		return nil, nil, err
	}
	heads, err := s.Store.Plans.Heads(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	titles := map[string]string{}
	for _, h := range heads {
		titles[h.Key] = h.Title
	}
	same, err := s.Store.Same.Of(ctx, plan)
	for _, one := range same {
		if one.Ours != of.ID {
			continue
		}
		ind, err := s.Workflow.Indicator(ctx, one.Plan, one.Indicator)
		if err != nil {
			return nil, nil, err
		}
		shown = append(shown, sameShown{one, titles[one.Plan], ind.Name})
	}
	return shown, others, err
}

// PostSame links an indicator with another plan's, or with end set takes it out of its group.
func (s Questions) PostSame(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	ctx := c.Request.Context()
	ref := breakdown.IndicatorRef{Plan: c.Param("plan"), Indicator: c.Param("indicator")}
	with, as, _ := strings.Cut(f.Get("with"), "/") // neither a plan's key nor an indicator's id has one
	if f.Get("end") == "yes" {
		err = s.Same().Unlink(ctx, web.PersonOf(ctx).Actor(), ref)
	} else {
		err = s.Same().Link(ctx, web.PersonOf(ctx).Actor(), ref, breakdown.IndicatorRef{Plan: with, Indicator: as})
	}
	if err != nil {
		return err
	}
	return s.GoTo(c, "/plans/"+web.PathEscape(ref.Plan)+"/indicators/"+web.PathEscape(ref.Indicator)+"#same")
}

// fold leaves out the rows of plans that another plan's sheet covers, as long as neither is filed; that plan's row says so.
func (s Home) fold(ctx context.Context, department string, page *duePage) error {
	unfiled := map[tally.Round][]string{}
	for _, r := range page.Rows {
		if r.Sub.ID == "" {
			unfiled[r.Window.Period] = append(unfiled[r.Window.Period], r.Plan.Key)
		}
	}
	by := map[tally.Round]map[string]string{}
	for period, plans := range unfiled {
		if len(plans) < 2 {
			continue
		}
		slices.Sort(plans)
		var err error
		if by[period], err = s.Same().CoveredBy(ctx, department, period, plans); err != nil {
			return err
		}
	}
	also := map[string][]string{}
	page.Rows = slices.DeleteFunc(page.Rows, func(r dueRow) bool {
		cover := by[r.Window.Period][r.Plan.Key]
		if cover == "" || r.Sub.ID != "" {
			return false
		}
		key := r.Window.Period.String() + cover
		also[key] = append(also[key], r.Plan.Title)
		return true
	})
	for i := range page.Rows {
		r := &page.Rows[i]
		r.Also = also[r.Window.Period.String()+r.Plan.Key]
	}
	return nil
}
