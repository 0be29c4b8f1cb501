package models

import (
	"context"
	"fmt"
	"time"

	"gorm.io/gorm"
)

// LeastAudit is how long audit rows must be kept: six months (网络安全法, 2016, article 21).
const LeastAudit = 183 * 24 * time.Hour

// Retention says how long what has served its time is kept; 0 is for ever. Submissions, editions and what they were made
// from are kept for ever.
type Retention struct {
	Audit  time.Duration // rows of the audit chain, at least LeastAudit
	Traces time.Duration // notices that were sent, used links, answered keys
}

// Validate refuses what the law does not allow.
func (r Retention) Validate() error {
	if r.Audit != 0 && r.Audit < LeastAudit {
		return refuse(Invalid, "审计记录至少保留183天，不能设为%d天。", int(r.Audit.Hours()/24))
	}
	return nil
}

// Removed says what a sweep removed.
type Removed struct {
	Audit  int64 `json:"audit"`
	Traces int64 `json:"traces"`
}

// Retain removes what was kept long enough, and signs of life that mean nothing any more (sessions that ended long
// ago, counts of wrong passwords).
func (s *Store) Retain(ctx context.Context, r Retention) (Removed, error) {
	var out Removed
	if err := r.Validate(); err != nil {
		return out, err
	}
	now := s.db.Now()
	stale := []removal{
		{"sessions", "seen_at < ?", []any{At(now.AddDate(0, 0, -30))}},
		{"sign_in_tries", "first_at < ? AND (locked_until IS NULL OR locked_until < ?)", []any{At(now.AddDate(0, 0, -1)), now}},
		{"paces", "next_at < ?", []any{At(now.AddDate(0, 0, -1))}},
	}
	if r.Traces > 0 {
		until := At(now.Add(-r.Traces))
		stale = append(stale, removal{"idempotency_keys", "made_at < ?", []any{until}},
			removal{"secret_links", "ends_at < ?", []any{until}},
			removal{"outbox", "run_period IN (SELECT period FROM job_runs WHERE job = ? AND finished_at < ?)", []any{DeliverJob, until}},
			removal{"job_runs", "(job = ? OR job LIKE 'remind/%' OR job LIKE 'missing/%' OR job LIKE 'retain%') AND finished_at < ?", []any{DeliverJob, until}})
	}
	for _, d := range stale {
		n, err := s.remove(ctx, d)
		if err != nil {
			return out, fmt.Errorf("retain: %w", err)
		}
		out.Traces += n
	}
	var err error
	if r.Audit > 0 {
		out.Audit, err = s.db.Audit().RemoveBefore(ctx, At(now.Add(-r.Audit)))
	}
	return out, err
}

// removal is one statement of a sweep; table and condition are constants of this file.
type removal struct {
	table, condition string
	args             []any
}

func (s *Store) remove(ctx context.Context, d removal) (n int64, err error) {
	err = s.db.Statement(ctx, func(db *gorm.DB) error {
		res := db.Exec("DELETE FROM "+d.table+" WHERE "+d.condition, d.args...)
		n = res.RowsAffected
		return res.Error
	})
	return n, err
}

// auditAnchor is the row of audit_heads that says where the kept part of the chain begins, and auditRemoved the act that the
// chain itself keeps of it: the two must agree, so that a beginning cannot be cut off in silence.
const (
	auditAnchor  = 2
	auditRemoved = "audit.remove"
)

// auditStep bounds how many rows one transaction removes.
const auditStep = 5000

func (h auditHead) removal() map[string]any { return map[string]any{"through": h.Seq, "hash": h.Hash} }

// RemoveBefore removes the rows at the beginning of the chain that are older than a time and that every reader of it has seen.
func (s AuditChain) RemoveBefore(ctx context.Context, before Timestamp) (removed int64, err error) {
	for {
		n, err := s.removeStep(ctx, before)
		removed += n
		if err != nil || n < auditStep {
			return removed, err
		}
	}
}

func (s AuditChain) removeStep(ctx context.Context, before Timestamp) (removed int64, err error) {
	err = s.db.Write(ctx, System(), func(tx *txn) error {
		removed = 0
		var from auditHead
		if err := tx.Where("id = ?", auditAnchor).Find(&from).Error; err != nil {
			return err
		}
		last, err := lastRemovable(tx, from.Seq, before)
		if err != nil || last.Seq <= from.Seq {
			return err
		}
		to := auditHead{ID: auditAnchor, Seq: last.Seq, Hash: last.Hash}
		if from.Seq == 0 {
			err = orAgain(tx.Create(&to).Error)
		} else if ok, e := one(tx.Exec("UPDATE audit_heads SET seq = ?, hash = ? WHERE id = ? AND seq = ?", to.Seq, to.Hash, auditAnchor, from.Seq)); e != nil || !ok {
			err = firstError(e, errAgain)
		}
		if err != nil {
			return err
		}
		removed = to.Seq - from.Seq
		tx.audit(AuditEntry{Action: auditRemoved, Object: fmt.Sprint(to.Seq), Detail: to.removal()})
		return tx.Exec("DELETE FROM audit_rows WHERE seq <= ?", to.Seq).Error
	})
	return removed, err
}

// lastRemovable is the last row of the chain's beginning, a step long at most, in which every row is old and seen.
func lastRemovable(tx *txn, from int64, before Timestamp) (AuditRow, error) {
	var rows []AuditRow
	end := from + auditStep
	if err := tx.Where("made_at >= ? AND seq > ?", before, from).Order("seq").Limit(1).Find(&rows).Error; err != nil {
		return AuditRow{}, err
	}
	if len(rows) > 0 {
		end = min(end, rows[0].Seq-1)
	}
	var readers []position
	if err := tx.Find(&readers).Error; err != nil {
		return AuditRow{}, err
	}
	for _, r := range readers {
		end = min(end, r.Seq)
	}
	rows = nil
	err := tx.Where("seq <= ? AND seq > ?", end, from).Order("seq DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return AuditRow{}, err
	}
	return rows[0], nil
}
