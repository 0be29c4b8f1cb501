package models

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// commentRow is one version of what the office says of a round. A version is never changed; an empty body takes the words back.
type commentRow struct {
	PlanKey    string      `gorm:"primaryKey"`
	Period     tally.Round `gorm:"primaryKey"`
	Department string      `gorm:"primaryKey"` // "" for the whole
	Version    int         `gorm:"primaryKey;autoIncrement:false"`
	Body       string
	MadeBy     string
	MadeAt     Timestamp
}

// TableName implements GORM's Tabler.
func (commentRow) TableName() string { return "round_comments" }

// longestComment is how many characters a 点评 may have: it stands in one cell of the workbook.
const longestComment = 2000

// Comment says what the office thinks of a round, of one department in it or of all (""), in the place of what it said before; an empty
// text takes that back. The next edition prints it.
func (s Periods) Comment(ctx context.Context, by Actor, plan string, period tally.Round, department, text string) error {
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n > longestComment {
		return db.Refuse(Invalid, "点评有%d字，最多%d字。", n, longestComment).At("text")
	}
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		if err := breakdown.RequirePlan(tx.DB, plan); err != nil {
			return err
		}
		if department != "" {
			known, err := breakdown.DepartmentIn(tx.DB, plan, department)
			if err != nil {
				return err
			}
			department = known.Name
		}
		var last []commentRow
		err := tx.Where("plan_key = ? AND period = ? AND department = ?", plan, period, department).Order("version DESC").Limit(1).Find(&last).Error
		if err != nil {
			return err
		}
		row := commentRow{PlanKey: plan, Period: period, Department: department, Version: 1, Body: text, MadeBy: by.Label(), MadeAt: tx.At}
		before := ""
		if len(last) > 0 {
			row.Version, before = last[0].Version+1, last[0].Body
		}
		if before == text {
			return nil
		}
		if err := tx.Create(&row).Error; err != nil { // the primary key decides between two at once
			return db.OrAgain(err)
		}
		tx.Audit(AuditEntry{Action: "round.comment", Plan: plan, Period: period, Department: department,
			Detail: map[string]any{"version": row.Version, "before": before, "text": text}})
		return nil
	})
}

// Comments gives what the office says of a round now: of the whole first, then by department.
func (s Periods) Comments(ctx context.Context, plan string, period tally.Round) ([]tally.Comment, error) {
	return commentsOf(s.db.Reading(ctx), plan, period)
}

func commentsOf(conn *gorm.DB, plan string, period tally.Round) ([]tally.Comment, error) {
	var rows []commentRow
	if err := conn.Where("plan_key = ? AND period = ?", plan, period).Order("department, version DESC").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("comments: %w", err)
	}
	var out []tally.Comment
	for i, r := range rows {
		if (i == 0 || rows[i-1].Department != r.Department) && r.Body != "" {
			out = append(out, tally.Comment{Department: r.Department, Text: r.Body, By: r.MadeBy, At: r.MadeAt.Time})
		}
	}
	return out, nil
}
