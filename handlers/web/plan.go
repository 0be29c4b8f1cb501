package web

import (
	"context"

	"github.com/gin-gonic/gin"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/calendar"
	"github.com/tallysheet/tallysheet/workflow"
)

// importedPlan is the answer to an import.
type importedPlan struct {
	Plan     breakdown.PlanInfo `json:"plan"`
	Findings []tally.Finding    `json:"findings"`

	Questions []breakdown.PlanQuestion `json:"questions"` // that are open
}

// ImportPlan imports a breakdown workbook; class A findings refuse it.
func (s *Site) ImportPlan(c *gin.Context, key string, u upload) (importedPlan, error) {
	return s.ImportBook(c, key, u.name, u.data)
}

// ImportBook is ImportPlan of a workbook that was made here.
func (s *Site) ImportBook(c *gin.Context, key, name string, data []byte) (importedPlan, error) {
	got, err := s.Workflow.ImportPlan(c.Request.Context(), PersonOf(c.Request.Context()).Actor(), key, name, data)
	if err != nil {
		return importedPlan{}, err
	}
	if got.Refused() {
		return importedPlan{}, Refuse("这份分解表还不能作为计划导入，请按下列问题改正后再传。", got.Reading.Findings)
	}
	return importedPlan{Plan: got.Info, Findings: OrEmpty(got.Reading.Findings), Questions: OrEmpty(got.Questions)}, nil
}

// PlanMonth is a plan's head and the window of one round.
func (s *Site) PlanMonth(ctx context.Context, key string, month tally.Round) (breakdown.PlanHead, calendar.Window, error) {
	h, err := s.PlanHead(ctx, key)
	if err != nil {
		return h, calendar.Window{}, err
	}
	calendar, err := workflow.CalendarOf(h.Settings)
	w, reports := calendar.Window(month)
	if !reports {
		w.Period = month
	}
	if said, other := tally.OtherKindSentence(calendar.Takes(month)); err == nil && other && month.Kind() != tally.Monthly {
		err = Fail(NotFound, said)
	}
	return h, w, err
}

// PlanHead is a plan's head.
func (s *Site) PlanHead(ctx context.Context, key string) (breakdown.PlanHead, error) {
	heads, err := s.Store.Plans.Heads(ctx, "")
	if err != nil {
		return breakdown.PlanHead{}, err
	}
	for _, h := range heads {
		if h.Key == key {
			return h, nil
		}
	}
	return breakdown.PlanHead{}, Fail(NotFound, "没有这个计划。")
}
