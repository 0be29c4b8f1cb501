package models

import (
	"context"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/notice"
)

// The jobs of the clock; where a slash ends the name, the plan's key follows.
const (
	LockJob     = "lock/"     // locking at the cut-off
	RemindJob   = "remind/"   // telling those who have not filed
	MissingJob  = "missing/"  // telling the office who they are
	OrderJob    = "orders/"   // opening what a plan's rules follow
	OrderDueJob = "order-due" // telling how near the day of an order is
	RetainJob   = "retain"    // removing what was kept long enough
	AnchorJob   = "anchor"    // the daily look at the audit chain
	UrgeJob     = "urge/"     // the office's reminder to those who have not filed
	TrialJob    = "trial/"    // a message that tries a channel, whose id follows
)

// Runs are the runs of jobs. What any claim can do is in Claims; Unpark knows what months and editions are.
type Runs struct {
	db.Claims
	*shared
}

// MayDrop reports a job whose run may end undone: others, as the making of an edition under its number, are what something else waits for.
func MayDrop(job string) bool {
	kind, _, of := strings.Cut(job, "/")
	if of {
		kind += "/"
	}
	return slices.Contains([]string{notice.DeliverJob, MonthJob, LockJob, OrderJob, RetainJob}, kind)
}

// Drop ends a run that failed or waits, undone: whoever asks for it says why. What is being done now is not dropped.
func (s Runs) Drop(ctx context.Context, by Actor, key RunKey, reason string) error {
	reason = strings.TrimSpace(reason)
	if reason == "" || len([]rune(reason)) > 100 {
		return db.Refuse(Invalid, "作罢要写明理由，100 字以内。").At("reason")
	}
	if !MayDrop(key.Job) {
		return db.Refuse(Invalid, "这项任务不能作罢：别的任务等着它的结果，请处理以后重试。")
	}
	return s.shared.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Exec("UPDATE job_runs SET state = 'done', result = ?, finished_at = ?, fence = fence + 1 WHERE "+db.OfRun+" AND state IN ('pending', 'failed', 'parked')",
			append([]any{db.Dropped + reason, tx.At}, key.Args()...)...))
		if err == nil && !ok {
			err = db.Refuse(NotFound, "没有可以作罢的任务（%s %s）：它已完成，或正在执行。", key.Job, key.Period)
		}
		tx.Audit(AuditEntry{Action: "run.drop", Object: key.Job, Detail: map[string]any{"period": key.Period, "revision": key.Revision, "reason": reason}})
		return err
	})
}

// Unpark lets a parked run be tried again, on inputs fixed anew: whoever asks for it has repaired something.
func (s Runs) Unpark(ctx context.Context, by Actor, key RunKey) error {
	return s.shared.db.Write(ctx, by, func(tx *db.Txn) error {
		ok, err := db.One(tx.Exec("UPDATE job_runs SET state = 'pending', failures = 0 WHERE "+db.OfRun+" AND state = 'parked'", key.Args()...))
		if err == nil && !ok {
			err = db.Refuse(NotFound, "没有停下的任务（%s %s）。", key.Job, key.Period)
		}
		if plan, month := strings.CutPrefix(key.Job, MonthJob); month && err == nil {
			err = thaw(tx, consolidation+plan, key.Period)
		}
		if err == nil {
			err = thaw(tx, key.Job, key.Period)
		}
		tx.Audit(AuditEntry{Action: "run.unpark", Object: key.Job, Detail: map[string]any{"period": key.Period, "revision": key.Revision}})
		return err
	})
}
