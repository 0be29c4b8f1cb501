package models

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// remarkRow is what a department wrote beside one indicator.
type remarkRow struct {
	SubmissionID string `gorm:"primaryKey"`
	N            int    `gorm:"primaryKey;autoIncrement:false"`
	IndicatorID  string
	Progress     string
	Problems     string
	NextSteps    string
	Explanation  string
}

// TableName implements GORM's Tabler.
func (remarkRow) TableName() string { return "remarks" }

func remarkRows(id string, f Filing) []remarkRow {
	rows := make([]remarkRow, 0, len(f.Remarks))
	for i, r := range f.Remarks {
		rows = append(rows, remarkRow{SubmissionID: id, N: i + 1, IndicatorID: r.Indicator, Progress: r.Progress,
			Problems: r.Problems, NextSteps: r.NextSteps, Explanation: r.Explanation})
	}
	return rows
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
