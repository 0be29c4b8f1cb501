package models

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// remarkColumns are those of the table remarks: what a department wrote beside one indicator.
var remarkColumns = []string{"submission_id", "n", "indicator_id", "progress", "problems", "next_steps", "explanation"}

func remarkValues(id string, remarks []tally.Remark) []any {
	values := make([]any, 0, len(remarks)*len(remarkColumns))
	for i := range remarks {
		r := &remarks[i]
		values = append(values, id, int64(i+1), r.Indicator, r.Progress, r.Problems, r.NextSteps, r.Explanation)
	}
	return values
}

// Remarks gives what departments wrote in the submissions in force for a period, by department and row.
func (s *Store) Remarks(ctx context.Context, plan string, period tally.Period) ([]tally.Remark, error) {
	return remarksOf(s.read(ctx), plan, period)
}

func remarksOf(db *gorm.DB, plan string, period tally.Period) ([]tally.Remark, error) {
	out := []tally.Remark{}
	err := scanAll(db.Table("submissions AS s").Joins("JOIN remarks AS r ON r.submission_id = s.id").
		Select("s.department, r.indicator_id, r.progress, r.problems, r.next_steps, r.explanation").
		Where("s.plan_key = ? AND s.period = ? AND s.in_force = ?", plan, period, true).
		Order("s.department, r.n"), func(scan func(...any) error) error {
		r := tally.Remark{Period: period}
		err := scan(&r.Department, &r.Indicator, &r.Progress, &r.Problems, &r.NextSteps, &r.Explanation)
		out = append(out, r)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("remarks: %w", err)
	}
	return out, nil
}
