package breakdown

import (
	"context"
	"fmt"

	"gorm.io/gorm"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// sameRow says that an indicator of a plan is one with those of its group in other plans.
type sameRow struct {
	PlanKey     string `gorm:"primaryKey"`
	IndicatorID string `gorm:"primaryKey"`
	GroupID     string
	Factor      exact.Number // one of its unit in units of the group's first
	MadeBy      string
	MadeAt      db.Timestamp
}

// TableName implements GORM's Tabler.
func (sameRow) TableName() string { return "same_indicators" }

// IndicatorRef names an indicator of a plan.
type IndicatorRef struct {
	Plan      string `json:"plan"`
	Indicator string `json:"indicator"` // its id
}

// SameIndicator is an indicator of another plan that is one with an indicator of ours.
type SameIndicator struct {
	IndicatorRef
	Ours   string       `json:"ours"`   // id of the indicator of the plan asked about
	Factor exact.Number `json:"factor"` // one of its unit in ours
}

// Same is which indicators of different plans are one (同一指标), as a person confirmed once: they are filed once.
type Same struct{ db *db.DB }

// Link makes an indicator one with another plan's. factor is one of b's unit in a's. That caliber and kind of unit are equal is the
// caller's to see to. One that belongs to others already is a Conflict.
func (s Same) Link(ctx context.Context, by db.Actor, a, b IndicatorRef, factor exact.Number) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		first, err := takeSame(tx.DB, a)
		if err != nil {
			return err
		}
		second, err := takeSame(tx.DB, b)
		if err != nil {
			return err
		}
		if second != nil && first != nil && second.GroupID == first.GroupID {
			return nil
		}
		if second != nil {
			return db.Refuse(db.Conflict, "计划“%s”的这个指标已与别的计划的指标认作同一指标，请先解除。", b.Plan).At("indicator")
		}
		if first == nil {
			first = &sameRow{PlanKey: a.Plan, IndicatorID: a.Indicator, GroupID: db.NewID(), Factor: exact.MustNumber("1"), MadeBy: by.Label(), MadeAt: tx.At}
			if err := tx.Create(first).Error; err != nil {
				return db.OrAgain(err)
			}
		}
		var twice int64
		if err := tx.Model(&sameRow{}).Where("group_id = ? AND plan_key = ?", first.GroupID, b.Plan).Count(&twice).Error; err != nil {
			return err
		}
		if twice > 0 {
			return db.Refuse(db.Conflict, "计划“%s”已有一个指标与它认作同一指标。", b.Plan).At("indicator")
		}
		tx.Audit(db.AuditEntry{Action: "indicator.same", Plan: a.Plan, Object: a.Indicator, Detail: map[string]any{"with": b, "factor": factor}})
		return db.OrAgain(tx.Create(&sameRow{PlanKey: b.Plan, IndicatorID: b.Indicator, GroupID: first.GroupID, Factor: first.Factor.Mul(factor),
			MadeBy: by.Label(), MadeAt: tx.At}).Error)
	})
}

// Unlink takes an indicator out of its group; the last two leave together. What was filed stays as it is.
func (s Same) Unlink(ctx context.Context, by db.Actor, ref IndicatorRef) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		row, err := takeSame(tx.DB, ref)
		if err != nil {
			return err
		}
		if row == nil {
			return db.Refuse(db.NotFound, "这个指标没有与别的计划的指标认作同一指标。")
		}
		tx.Audit(db.AuditEntry{Action: "indicator.same.end", Plan: ref.Plan, Object: ref.Indicator})
		if err := tx.Where("plan_key = ? AND indicator_id = ?", ref.Plan, ref.Indicator).Delete(&sameRow{}).Error; err != nil {
			return err
		}
		var left int64
		if err := tx.Model(&sameRow{}).Where("group_id = ?", row.GroupID).Count(&left).Error; err != nil || left > 1 {
			return err
		}
		return tx.Where("group_id = ?", row.GroupID).Delete(&sameRow{}).Error
	})
}

func takeSame(conn *gorm.DB, ref IndicatorRef) (*sameRow, error) {
	var rows []sameRow
	if err := conn.Where("plan_key = ? AND indicator_id = ?", ref.Plan, ref.Indicator).Find(&rows).Error; err != nil || len(rows) == 0 {
		return nil, err
	}
	return &rows[0], nil
}

// Of gives the indicators of other plans that are one with those of a plan, by plan and indicator.
func (s Same) Of(ctx context.Context, plan string) ([]SameIndicator, error) {
	return SameOf(s.db.Reading(ctx), plan)
}

// SameOf is Of on a connection of the caller's.
func SameOf(conn *gorm.DB, plan string) ([]SameIndicator, error) {
	var own []sameRow
	if err := conn.Where("plan_key = ?", plan).Find(&own).Error; err != nil {
		return nil, fmt.Errorf("same indicators: %w", err)
	}
	if len(own) == 0 {
		return nil, nil
	}
	ours := make(map[string]sameRow, len(own))
	groups := make([]string, 0, len(own))
	for _, r := range own {
		ours[r.GroupID] = r
		groups = append(groups, r.GroupID)
	}
	var all []sameRow
	if err := conn.Where("group_id IN ? AND plan_key <> ?", groups, plan).Order("plan_key, indicator_id").Find(&all).Error; err != nil {
		return nil, fmt.Errorf("same indicators: %w", err)
	}
	out := make([]SameIndicator, 0, len(all))
	for _, r := range all {
		mine := ours[r.GroupID]
		out = append(out, SameIndicator{IndicatorRef{r.PlanKey, r.IndicatorID}, mine.IndicatorID, r.Factor.Div(mine.Factor)})
	}
	return out, nil
}
