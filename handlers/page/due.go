package page

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"time"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/handlers/web"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
)

// need is how much a line asks of a department, the most pressing first.
type need int

const (
	needReturned need = iota // sent back, with a reason
	needOverdue
	needDraft   // begun and not filed
	needExplain // filed, and something is to be explained
	needFile
	needWait // filed, with the office
	needNone // accepted
)

// dueRow is one line of what a department has to file: 表名 · 报告期 · 截止 · 审核状态 · 状态 · 操作.
type dueRow struct {
	Plan    breakdown.PlanHead
	Window  calendar.Window
	Sub     models.Submission // ID "" where nothing was handed in
	InForce models.Submission // the version whose figures count; ID "" for none
	Overdue bool
	Need    need
	Also    []string // plans for which what is filed here is filed too
}

// Asks reports whether the department has something to do.
func (r dueRow) Asks() bool { return r.Need < needWait }

// duePage is a reporter's home.
type duePage struct {
	Department string
	Held       []string // departments that the person reports for, where they are several
	Plans      []breakdown.PlanHead
	Plan       string // that the list is narrowed to; "" for all
	Rows       []dueRow
	Open       int           // rows that ask for something
	Orders     []tally.Order // that wait for the department's answer
}

func (s Home) showDue(c *gin.Context) error {
	ctx, u := c.Request.Context(), web.PersonOf(c.Request.Context()).User
	page := duePage{Department: u.Department, Plan: c.Query("plan")}
	if held := u.Held(); len(held) > 1 {
		page.Held = held
	}
	var err error
	if page.Plans, err = s.Store.Plans.Heads(ctx, u.Department); err != nil {
		return err
	}
	if page.Orders, err = s.OrdersOwed(ctx, u.Department); err != nil {
		return err
	}
	if err := s.dueRows(ctx, &page); err != nil {
		return err
	}
	if err := s.fold(ctx, u.Department, &page); err != nil {
		return err
	}
	page.Open = len(page.Orders)
	for _, r := range page.Rows {
		if r.Asks() {
			page.Open++
		}
	}
	return s.Show(c, http.StatusOK, "due", "待办", page)
}

// dueRows lists the months of the plans by need, then the nearest due time, then the newest month.
func (s Home) dueRows(ctx context.Context, page *duePage) error {
	shown := make([][]calendar.Window, len(page.Plans))
	var oldest tally.Round
	for i, h := range page.Plans {
		if page.Plan != "" && page.Plan != h.Key {
			continue
		}
		windows, err := s.askedOf(ctx, h, page.Department)
		if err != nil {
			return err
		}
		if n := len(windows); n > 0 && (oldest.IsZero() || windows[n-1].Period.Compare(oldest) < 0) {
			oldest = windows[n-1].Period
		}
		shown[i] = windows
	}
	subs, err := s.Store.Submissions.Newest(ctx, "", page.Department, oldest)
	if err != nil {
		return err
	}
	accepted, err := s.Store.Submissions.InForce(ctx, page.Department, oldest)
	if err != nil {
		return err
	}
	for i, h := range page.Plans {
		for _, w := range shown[i] {
			row := dueRow{Plan: h, Window: w, Sub: ofMonth(subs, h.Key, w.Period), InForce: ofMonth(accepted, h.Key, w.Period)}
			row.judge(s.Clock())
			page.Rows = append(page.Rows, row)
		}
	}
	slices.SortStableFunc(page.Rows, func(a, b dueRow) int {
		if a.Need == needNone && b.Need == needNone {
			return b.Window.Period.Compare(a.Window.Period)
		}
		return cmp.Or(cmp.Compare(a.Need, b.Need), a.Window.Due.Compare(b.Window.Due), b.Window.Period.Compare(a.Window.Period))
	})
	return nil
}

func ofMonth(subs []models.Submission, plan string, month tally.Round) models.Submission {
	for _, sub := range subs {
		if sub.Plan == plan && sub.Period == month {
			return sub
		}
	}
	return models.Submission{}
}

// judge says what a line asks for.
func (r *dueRow) judge(now time.Time) {
	r.Overdue = r.Sub.SubmittedAt.IsZero() && r.Window.Due.Before(now)
	switch {
	case r.Sub.State == models.Returned:
		r.Need = needReturned
	case r.Overdue && r.InForce.ID == "":
		r.Need = needOverdue
	case r.Sub.State == models.Draft || r.Sub.Draft != "":
		r.Need = needDraft
	case r.Sub.OpenC > 0:
		r.Need = needExplain
	case r.Sub.ID == "":
		r.Need = needFile
	case r.Sub.State == models.Submitted:
		r.Need = needWait
	default:
		r.Need = needNone
	}
}

// PostDepartment lets a person who reports for several departments act for another.
func (s Home) PostDepartment(c *gin.Context) error {
	f, err := s.Form(c)
	if err != nil {
		return err
	}
	u := web.PersonOf(c.Request.Context()).User
	if !u.Holds(f.Get("department")) {
		return web.Fail(web.NotFound, "没有这个部门。")
	}
	s.Cookies.Act(c.Writer, f.Get("department"))
	return s.GoTo(c, "/")
}
