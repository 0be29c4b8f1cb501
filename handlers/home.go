package handlers

import (
	"context"
	"encoding/json"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

func (s *Server) getHome(c *gin.Context) error {
	switch whoOf(c.Request.Context()).user.Role {
	case models.Reporter:
		return s.showDue(c)
	case models.Supervisor:
		return s.showOverview(c)
	case models.Leader:
		return s.showNewestLights(c)
	case models.Auditor:
		return s.goTo(c, "/audit")
	}
	return s.goTo(c, "/people")
}

// dueRow is one line of what a department has to file: 表名 · 报告期 · 开始 · 截止 · 审核状态 · 状态 · 操作.
type dueRow struct {
	Plan    models.PlanHead
	Window  tally.Window
	Sub     models.Submission // ID "" where nothing was handed in
	Overdue bool
}

// duePage is a reporter's home.
type duePage struct {
	Department string
	Rows       []dueRow
	Open       int // rows that ask for something
}

// shownMonths is how many months of a plan a home page lists.
const shownMonths = 6

func (s *Server) showDue(c *gin.Context) error {
	ctx, u := c.Request.Context(), whoOf(c.Request.Context()).user
	heads, err := s.store.PlanHeads(ctx, u.Department)
	if err != nil {
		return err
	}
	filed, err := s.store.FiledMonths(ctx)
	if err != nil {
		return err
	}
	subs, err := s.store.Newest(ctx, "", u.Department)
	if err != nil {
		return err
	}
	page := duePage{Department: u.Department}
	for _, h := range heads {
		windows, err := s.monthsOf(h, filed[h.Key])
		if err != nil {
			return err
		}
		for _, w := range windows {
			row := dueRow{Plan: h, Window: w}
			for _, sub := range subs {
				if sub.Plan == h.Key && sub.Period == w.Period {
					row.Sub = sub
				}
			}
			row.Overdue = row.Sub.SubmittedAt.IsZero() && w.Due.Before(s.clock())
			if row.Sub.ID == "" || row.Sub.State == models.Draft || row.Sub.State == models.Returned || row.Sub.OpenC > 0 {
				page.Open++
			}
			page.Rows = append(page.Rows, row)
		}
	}
	slices.SortStableFunc(page.Rows, func(a, b dueRow) int { return b.Window.Period.Compare(a.Window.Period) })
	return s.show(c, http.StatusOK, "due", "待办", page)
}

// monthsOf is the months of a plan that a list shows, newest first: those for which anybody has filed, the one
// after them, and the one now due, as far as they have opened and the plan has targets for them.
func (s *Server) monthsOf(h models.PlanHead, filed []tally.Period) ([]tally.Window, error) {
	calendar, err := calendarOf(h.Settings)
	if err != nil {
		return nil, err
	}
	months := slices.Clone(filed)
	now := s.clock().In(s.zone)
	current := tally.Period{Year: now.Year(), Month: int(now.Month())}.Add(-1)
	if len(months) > 0 {
		months = append(months, months[len(months)-1].Add(1))
	}
	if !slices.Contains(months, current) {
		months = append(months, current)
	}
	slices.SortFunc(months, func(a, b tally.Period) int { return b.Compare(a) })
	var windows []tally.Window
	for _, m := range months {
		w, reports := calendar.Window(m)
		if reports && h.Covers(m) && !w.Open.After(now) && len(windows) < shownMonths {
			windows = append(windows, w)
		}
	}
	return windows, nil
}

// calendarOf is a plan's calendar, the default where it sets none.
func calendarOf(set models.Settings) (tally.Calendar, error) {
	calendar := tally.DefaultCalendar()
	if len(set.Calendar) == 0 {
		return calendar, nil
	}
	if err := json.Unmarshal(set.Calendar, &calendar); err != nil {
		return calendar, err
	}
	return calendar, calendar.Validate()
}

// overviewPage is the supervisor's home: departments × months of one plan.
type overviewPage struct {
	Plans       []models.PlanHead
	Plan        models.PlanHead
	Windows     []tally.Window // newest first
	Departments []overviewRow
	Queue       []models.Submission // waits for the office
	Editions    map[tally.Period]models.EditionInfo
}

type overviewRow struct {
	Name  string
	Cells []overviewCell // as Windows
}

type overviewCell struct {
	Sub  models.Submission
	Late bool
}

func (s *Server) showOverview(c *gin.Context) error {
	ctx := c.Request.Context()
	page := overviewPage{Editions: map[tally.Period]models.EditionInfo{}}
	var filed map[string][]tally.Period
	var err error
	if page.Plans, filed, err = s.choosePlan(ctx, c.Query("plan"), &page.Plan); err != nil || page.Plan.Key == "" {
		if err != nil {
			return err
		}
		return s.show(c, http.StatusOK, "overview", "工作台", page)
	}
	if page.Windows, err = s.monthsOf(page.Plan, filed[page.Plan.Key]); err != nil {
		return err
	}
	departments, err := s.store.Departments(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	subs, err := s.store.Newest(ctx, page.Plan.Key, "")
	if err != nil {
		return err
	}
	editions, err := s.store.NewestEditions(ctx, page.Plan.Key)
	if err != nil {
		return err
	}
	for _, e := range editions {
		page.Editions[e.Period] = e
	}
	page.fill(departments, subs, s.clock())
	return s.show(c, http.StatusOK, "overview", "工作台", page)
}

// choosePlan is the plan asked for, else the one that was last worked on.
func (s *Server) choosePlan(ctx context.Context, asked string, chosen *models.PlanHead) ([]models.PlanHead, map[string][]tally.Period, error) {
	heads, err := s.store.PlanHeads(ctx, "")
	if err != nil {
		return nil, nil, err
	}
	filed, err := s.store.FiledMonths(ctx)
	if err != nil {
		return nil, nil, err
	}
	var newest tally.Period
	for i, h := range heads {
		months := filed[h.Key]
		var last tally.Period
		if len(months) > 0 {
			last = months[len(months)-1]
		}
		if h.Key == asked || asked == "" && (i == 0 || last.Compare(newest) > 0) {
			*chosen, newest = h, last
		}
	}
	if asked != "" && chosen.Key == "" {
		return nil, nil, fail(notFound, "没有这个计划。")
	}
	return heads, filed, nil
}

func (p *overviewPage) fill(departments []models.Department, subs []models.Submission, now time.Time) {
	for _, d := range departments {
		row := overviewRow{Name: d.Name}
		any := d.Reports
		for _, w := range p.Windows {
			cell := overviewCell{Late: d.Reports && w.Due.Before(now)}
			for _, sub := range subs {
				if sub.Department == d.Name && sub.Period == w.Period {
					any, cell.Sub = true, sub
					cell.Late = !sub.SubmittedAt.IsZero() && sub.SubmittedAt.After(w.Due) || sub.SubmittedAt.IsZero() && cell.Late
				}
			}
			row.Cells = append(row.Cells, cell)
		}
		if any {
			p.Departments = append(p.Departments, row)
		}
	}
	for _, sub := range subs {
		if sub.State == models.Submitted {
			p.Queue = append(p.Queue, sub)
		}
	}
}
