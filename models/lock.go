package models

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// lockRow is the lock of a period: of all departments (Department ""), or of one. An opening (OpenUntil) of
// one department holds against both until it runs out, and locks itself again by that.
type lockRow struct {
	PlanKey    string      `gorm:"primaryKey"`
	Period     tally.Round `gorm:"primaryKey"`
	Department string      `gorm:"primaryKey"`
	Locked     bool
	Reason     string
	Ask        string
	MadeBy     string
	MadeAt     Timestamp
	OpenUntil  Timestamp
	OpenReason string
	OpenBy     string
	OpenAt     Timestamp
}

// TableName implements GORM's Tabler.
func (lockRow) TableName() string { return "period_locks" }

// Lock says why a period is locked for a department, since when, and whom to ask; or until when it is open again.
type Lock struct {
	Locked     bool      `json:"locked"`
	Reason     string    `json:"reason,omitempty"`
	Ask        string    `json:"ask,omitempty"`
	By         string    `json:"by,omitempty"`
	Since      time.Time `json:"since,omitzero"`
	OpenUntil  time.Time `json:"open_until,omitzero"`
	OpenReason string    `json:"open_reason,omitempty"`
	OpenBy     string    `json:"open_by,omitempty"`
}

// Periods are the periods of plans: their locks, and where each department stands.
type Periods struct{ *shared }

// Lock locks a period for one department, or for all (department ""). ask is whom a clerk should call.
func (s Periods) Lock(ctx context.Context, by Actor, plan string, period tally.Round, department, reason, ask string) error {
	if strings.TrimSpace(reason) == "" {
		return db.Refuse(Invalid, "锁定要写明理由。").At("reason")
	}
	set := map[string]any{"locked": true, "reason": reason, "ask": ask, "made_by": by.Label(), "made_at": s.db.Now(), "open_until": nil}
	return s.setLock(ctx, by, lockRow{PlanKey: plan, Period: period, Department: department, Locked: true, Reason: reason, Ask: ask,
		MadeBy: by.Label(), MadeAt: s.db.Now()}, set, "period.lock", map[string]any{"reason": reason, "ask": ask})
}

// Unlock opens a period for one department, or all, until a time; then it is locked again by itself.
func (s Periods) Unlock(ctx context.Context, by Actor, plan string, period tally.Round, department, reason string, until time.Time) error {
	if strings.TrimSpace(reason) == "" {
		return db.Refuse(Invalid, "解锁要写明理由。").At("reason")
	}
	if !until.After(s.db.Clock()) {
		return db.Refuse(Invalid, "开放的截止时间要在现在之后。").At("until")
	}
	set := map[string]any{"open_until": db.At(until), "open_reason": reason, "open_by": by.Label(), "open_at": s.db.Now()}
	return s.setLock(ctx, by, lockRow{PlanKey: plan, Period: period, Department: department, OpenUntil: db.At(until), OpenReason: reason,
		OpenBy: by.Label(), OpenAt: s.db.Now()}, set, unlockAct, map[string]any{"reason": reason, "until": db.At(until)})
}

// unlockAct is how the audit chain calls an unlock.
const unlockAct = "period.unlock"

// unlocksOf are the unlocks of a round, as the audit chain tells them: the lock itself keeps the last one alone.
func unlocksOf(conn *gorm.DB, plan string, period tally.Round) ([]tally.Unlock, error) {
	var rows []db.AuditRow
	if err := conn.Where("plan_key = ? AND action = ? AND period = ?", plan, unlockAct, period).Order("seq").Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("unlocks: %w", err)
	}
	var out []tally.Unlock
	for _, r := range rows {
		var detail struct {
			Reason string    `json:"reason"`
			Until  Timestamp `json:"until"`
		}
		if err := json.Unmarshal([]byte(r.Detail), &detail); err != nil {
			return nil, fmt.Errorf("unlock %d: %w", r.Seq, err)
		}
		out = append(out, tally.Unlock{Department: r.Department, At: r.At.Time, Until: detail.Until.Time, By: r.ActorName, Reason: detail.Reason})
	}
	return out, nil
}

func (s Periods) setLock(ctx context.Context, by Actor, row lockRow, set map[string]any, action string, detail map[string]any) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error { return putLock(tx, row, set, action, detail) })
}

func putLock(tx *db.Txn, row lockRow, set map[string]any, action string, detail map[string]any) error {
	if err := breakdown.RequirePlan(tx.DB, row.PlanKey); err != nil {
		return err
	}
	if row.Locked {
		if err := closeGate(tx, row); err != nil {
			return err
		}
	}
	tx.Audit(AuditEntry{Action: action, Plan: row.PlanKey, Department: row.Department, Period: row.Period, Detail: detail})
	ok, err := db.One(tx.Model(&lockRow{}).Where("plan_key = ? AND period = ? AND department = ?", row.PlanKey, row.Period, row.Department).
		Updates(set))
	if err != nil || ok {
		return err
	}
	return db.OrAgain(tx.Create(&row).Error)
}

// closeGate writes the rows that filings write. A filing under way holds its row until it commits, so the lock comes after it; one
// that comes after the lock sees it. On a Galera cluster two nodes that write one row cannot both commit, and the later tries again.
func closeGate(tx *db.Txn, row lockRow) error {
	q := tx.Table("departments")
	if row.Department != "" {
		q = q.Where("name = ?", row.Department)
	}
	var names []string
	if err := q.Order("name").Pluck("name", &names).Error; err != nil {
		return err
	}
	var there []string
	if err := tx.Model(&submissionCounter{}).Where("plan_key = ? AND period = ?", row.PlanKey, row.Period).Pluck("department", &there).Error; err != nil {
		return err
	}
	for _, name := range names {
		if slices.Contains(there, name) {
			continue
		}
		if err := tx.Create(&submissionCounter{PlanKey: row.PlanKey, Department: name, Period: row.Period}).Error; err != nil {
			return db.OrAgain(err) // it files for the first time just now
		}
	}
	q = tx.Model(&submissionCounter{}).Where("plan_key = ? AND period = ?", row.PlanKey, row.Period)
	if row.Department != "" {
		q = q.Where("department = ?", row.Department)
	}
	return q.Update("gate", gorm.Expr("gate + 1")).Error
}

// LockClaimed locks a period for all departments and ends the claimed run in the same transaction: the clock locks a period
// once, and not again what a supervisor opened since.
func (s Periods) LockClaimed(ctx context.Context, run Run, plan string, period tally.Round, reason string) error {
	by := db.System()
	return s.db.Claims().Publish(ctx, by, run, reason, func(tx *db.Txn) error {
		row := lockRow{PlanKey: plan, Period: period, Locked: true, Reason: reason, MadeBy: by.Label(), MadeAt: tx.At}
		set := map[string]any{"locked": true, "reason": reason, "made_by": by.Label(), "made_at": tx.At}
		return putLock(tx, row, set, "period.lock", map[string]any{"reason": reason})
	})
}

// LockOf says how a department stands with a period's lock now.
func (s Periods) LockOf(ctx context.Context, plan, department string, period tally.Round) (Lock, error) {
	return lockOf(s.db.Reading(ctx), plan, department, period, s.db.Clock())
}

func lockOf(conn *gorm.DB, plan, department string, period tally.Round, now time.Time) (Lock, error) {
	var rows []lockRow
	err := conn.Where("plan_key = ? AND period = ? AND department IN ?", plan, period, []string{"", department}).
		Order("department DESC").Find(&rows).Error // the department's own row first
	if err != nil {
		return Lock{}, fmt.Errorf("period lock: %w", err)
	}
	var l Lock
	for _, r := range rows {
		if r.Locked && !l.Locked {
			l.Locked, l.Reason, l.Ask, l.By, l.Since = true, r.Reason, r.Ask, r.MadeBy, r.MadeAt.Time
		}
		if l.OpenUntil.IsZero() && r.OpenUntil.After(now) {
			l.OpenUntil, l.OpenReason, l.OpenBy = r.OpenUntil.Time, r.OpenReason, r.OpenBy
		}
	}
	if !l.OpenUntil.IsZero() {
		l.Locked = false
	}
	return l, nil
}

// mayFile refuses what a department does to a locked period.
func mayFile(tx *db.Txn, plan, department string, period tally.Round) error {
	l, err := lockOf(tx.DB, plan, department, period, tx.At.Time)
	if err != nil || !l.Locked {
		return err
	}
	ask := ""
	if l.Ask != "" {
		ask = "需要补报请联系" + l.Ask + "。"
	}
	return db.Refuse(Locked, "%s已锁定，不能报送：%s（%s于%s锁定）。%s", period.Chinese(), l.Reason, l.By, printed(l.Since), ask)
}

// printed is a time for a clerk's eyes, in the zone of the field.
func printed(t time.Time) string {
	return t.In(tally.China).Format("2006-01-02 15:04")
}
