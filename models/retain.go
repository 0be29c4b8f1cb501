package models

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/notice"
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
		return db.Refuse(Invalid, "审计记录至少保留183天，不能设为%d天。", int(r.Audit.Hours()/24))
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
		{"sessions", "seen_at < ?", []any{db.At(now.AddDate(0, 0, -30))}},
		{"sign_in_tries", "first_at < ? AND (locked_until IS NULL OR locked_until < ?)", []any{db.At(now.AddDate(0, 0, -1)), now}},
		{"paces", "next_at < ?", []any{db.At(now.AddDate(0, 0, -1))}},
	}
	if r.Traces > 0 {
		until := db.At(now.Add(-r.Traces))
		stale = append(stale, removal{"idempotency_keys", "made_at < ?", []any{until}},
			removal{"secret_links", "ends_at < ?", []any{until}},
			removal{"outbox", "run_period IN (SELECT period FROM job_runs WHERE job = ? AND finished_at < ?)", []any{notice.DeliverJob, until}},
			removal{"job_runs", "(job = ? OR job LIKE 'remind/%' OR job LIKE 'missing/%' OR job LIKE 'retain%' OR job LIKE 'urge/%' OR job LIKE 'trial/%' OR job = 'anchor') AND finished_at < ?", []any{notice.DeliverJob, until}})
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
		out.Audit, err = s.db.Audit().RemoveBefore(ctx, db.At(now.Add(-r.Audit)))
	}
	return out, err
}

// removal is one statement of a sweep; table and condition are constants of this file.
type removal struct {
	table, condition string
	args             []any
}

func (s *Store) remove(ctx context.Context, d removal) (n int64, err error) {
	err = s.db.Statement(ctx, func(conn *gorm.DB) error {
		res := conn.Exec("DELETE FROM "+d.table+" WHERE "+d.condition, d.args...)
		n = res.RowsAffected
		return res.Error
	})
	return n, err
}
