package onlineform

import (
	"context"
	"fmt"
	"unicode/utf8"

	"gorm.io/gorm"
	"gorm.io/gorm/clause"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// Owner is whose form it is.
type Owner struct {
	Plan       string `gorm:"column:plan_key;primaryKey"`
	Department string `gorm:"primaryKey"`
	Period     tally.Round
}

// row is one field as typed.
type row struct {
	Plan       string      `gorm:"column:plan_key;primaryKey"`
	Department string      `gorm:"primaryKey"`
	Period     tally.Round `gorm:"primaryKey"`
	Field      string      `gorm:"primaryKey"`
	Typed      string
	MadeBy     string
	MadeAt     db.Timestamp
}

// TableName implements GORM's Tabler.
func (row) TableName() string { return "typed_fields" }

// longest is what one field holds, in characters.
const longest = 2000

// Forms are all forms that are being filled.
type Forms struct{ db *db.DB }

// New keeps forms in a database.
func New(d *db.DB) Forms { return Forms{d} }

// Keep keeps what is typed into a field.
func (s Forms) Keep(ctx context.Context, by db.Actor, of Owner, field, typed string) error {
	if utf8.RuneCountInString(typed) > longest || field == "" || utf8.RuneCountInString(field) > db.MaxName {
		return db.Refuse(db.Invalid, "填的文字过长，最多%d个字。", longest).At(field)
	}
	r := row{Plan: of.Plan, Department: of.Department, Period: of.Period, Field: field, Typed: typed, MadeBy: by.Label(), MadeAt: s.db.Now()}
	again := clause.OnConflict{Columns: []clause.Column{{Name: "plan_key"}, {Name: "department"}, {Name: "period"}, {Name: "field"}},
		DoUpdates: clause.AssignmentColumns([]string{"typed", "made_by", "made_at"})}
	err := s.db.Statement(ctx, func(conn *gorm.DB) error { return conn.Clauses(again).Create(&r).Error })
	if err != nil {
		return fmt.Errorf("typed field: %w", err)
	}
	return nil
}

// Fields gives what is kept, by field.
func (s Forms) Fields(ctx context.Context, of Owner) (map[string]string, error) {
	var rows []row
	if err := s.db.Reading(ctx).Where("plan_key = ? AND department = ? AND period = ?", of.Plan, of.Department, of.Period).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("typed fields: %w", err)
	}
	fields := map[string]string{}
	for _, r := range rows {
		fields[r.Field] = r.Typed
	}
	return fields, nil
}

// Clear forgets what was typed: it was filed.
func (s Forms) Clear(ctx context.Context, of Owner) error {
	err := s.db.Statement(ctx, func(conn *gorm.DB) error {
		return conn.Where("plan_key = ? AND department = ? AND period = ?", of.Plan, of.Department, of.Period).Delete(&row{}).Error
	})
	if err != nil {
		return fmt.Errorf("typed fields: %w", err)
	}
	return nil
}
