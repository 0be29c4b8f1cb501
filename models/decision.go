package models

import (
	"context"
	"strings"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// submit makes the newest version, a draft, submitted, and accepted where nothing is open and the plan accepts by itself.
func submit(tx *db.Txn, sub *Submission, by Actor, set breakdown.Settings) error {
	sub.submitted(by, tx.At)
	err := move(tx, sub, map[string]any{"state": sub.State, "submitted_by": sub.SubmittedBy, "submitted_at": sub.SubmittedAt})
	if err != nil {
		return err
	}
	return standsNow(tx, sub, set, nil)
}

func (s *Submission) submitted(by Actor, at Timestamp) {
	s.State, s.SubmittedBy, s.SubmittedAt = Submitted, by.Label(), at
}

// standsNow follows the submitting of a department's newest version. figures are as settle takes them.
func standsNow(tx *db.Txn, sub *Submission, set breakdown.Settings, figures []tally.Figure) error {
	tx.Audit(sub.entry("submission.submit", map[string]any{"receipt": sub.ReceiptNumber(), "sha256": sub.SHA256}))
	if err := settle(tx, sub, sub, set, figures); err != nil {
		return err
	}
	return acceptItself(tx, sub, set)
}

func acceptItself(tx *db.Txn, sub *Submission, set breakdown.Settings) error {
	if set.Manual || sub.State != Submitted || !sub.Complete() {
		return nil
	}
	return accept(tx, sub, db.System())
}

// accept puts the version in force and the one before out of it.
func accept(tx *db.Txn, sub *Submission, by Actor) error {
	if err := outOfForce(tx, sub); err != nil {
		return err
	}
	sub.State, sub.InForce, sub.DecidedBy, sub.DecidedAt, sub.Reason = Accepted, true, by.Label(), tx.At, ""
	err := move(tx, sub, map[string]any{"state": sub.State, "in_force": true, "decided_by": sub.DecidedBy, "decided_at": tx.At, "reason": ""})
	if err != nil {
		return err
	}
	tx.Audit(sub.entry("submission.accept", map[string]any{"by": by.Label()}))
	return nil
}

// outOfForce puts the version before a submission out of force.
func outOfForce(tx *db.Txn, sub *Submission) error {
	if sub.Version == 1 {
		return nil
	}
	return tx.Model(&Submission{}).Where("plan_key = ? AND department = ? AND period = ? AND in_force = ?",
		sub.Plan, sub.Department, sub.Period, true).Update("in_force", false).Error
}

// move changes the row of a submission from the revision that was read to the next.
func move(tx *db.Txn, sub *Submission, set map[string]any) error {
	set["revision"] = sub.Revision + 1
	ok, err := db.One(tx.Model(&Submission{}).Where("id = ? AND revision = ?", sub.ID, sub.Revision).Updates(set))
	if err != nil || !ok {
		return db.FirstError(err, db.ErrAgain)
	}
	sub.Revision++
	return nil
}

func (s Submission) entry(action string, detail map[string]any) AuditEntry {
	if detail == nil {
		detail = map[string]any{}
	}
	detail["version"] = s.Version
	return AuditEntry{Action: action, Plan: s.Plan, Department: s.Department, Period: s.Period, Object: s.ID, Detail: detail}
}

// decide does one thing to a submission that the caller saw at a revision (0: as it is now). The
// counter's row is taken first, so that acts and filings of one department and period queue, and a newer
// version is seen.
func (s Submissions) decide(ctx context.Context, by Actor, id string, revision int, do func(tx *db.Txn, sub *Submission) error) (Submission, error) {
	err := s.act(ctx, by, id, revision, func(tx *db.Txn, row *submissionRow) error { return do(tx, &row.Submission) })
	if err != nil {
		return Submission{}, err
	}
	return s.Get(ctx, id)
}

func (s Submissions) act(ctx context.Context, by Actor, id string, revision int, do func(tx *db.Txn, row *submissionRow) error) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		row, err := takeSubmission(tx.DB, id)
		if err != nil {
			return err
		}
		ok, err := db.One(tx.Exec("UPDATE submission_counters SET gate = gate + 1"+
			" WHERE plan_key = ? AND department = ? AND period = ? AND last_version = ?",
			row.Plan, row.Department, row.Period, row.Version))
		if err != nil {
			return err
		}
		if !ok {
			var c submissionCounter
			err := tx.Take(&c, "plan_key = ? AND department = ? AND period = ?", row.Plan, row.Department, row.Period).Error
			return db.FirstError(err, db.ConflictOf(row.Version, c.Last, "这是第%d版，已有更新的第%d版，请在最新一版上办理。", row.Version, c.Last))
		}
		if row, err = takeSubmission(tx.DB, id); err != nil { // again, now that it holds still
			return err
		}
		if revision > 0 && row.Revision != revision {
			return db.ConflictOf(revision, row.Revision, "这份报送刚被他人办理过，请刷新后再办。")
		}
		return do(tx, &row)
	})
}

// Submit is the 上报 of a draft. It is refused while a class A finding stands or the period is locked.
func (s Submissions) Submit(ctx context.Context, by Actor, id string, revision int) (Submission, error) {
	return s.decide(ctx, by, id, revision, func(tx *db.Txn, sub *Submission) error {
		if sub.State != Draft {
			return db.Refuse(Conflict, "这一版已经上报过了。")
		}
		if sub.FindingsA > 0 {
			return db.Refuse(Invalid, "还有%d个必须改正的问题（A类），改正后重新上传才能上报。", sub.FindingsA)
		}
		if err := mayFile(tx, sub.Plan, sub.Department, sub.Period); err != nil {
			return err
		}
		set, err := breakdown.SettingsOf(tx.DB, sub.Plan)
		if err != nil {
			return err
		}
		return submit(tx, sub, by, set)
	})
}

// Accept accepts what is submitted. It is refused while a class B or C finding is open.
func (s Submissions) Accept(ctx context.Context, by Actor, id string, revision int) (Submission, error) {
	return s.decide(ctx, by, id, revision, func(tx *db.Txn, sub *Submission) error {
		if sub.State != Submitted {
			return db.Refuse(Conflict, "只有已上报、未审核的版本可以审核通过，这一版的状态是“%s”。", sub.State.Chinese())
		}
		if !sub.Complete() {
			return db.Refuse(Invalid, "还有%d个问题待督查办核销（B类）、%d个问题待部门说明（C类），不能审核通过。", sub.OpenB, sub.OpenC)
		}
		return accept(tx, sub, by)
	})
}

// Return sends a submitted or accepted version back with a reason. Its figures are no longer in force.
func (s Submissions) Return(ctx context.Context, by Actor, id string, revision int, reason string) (Submission, error) {
	if strings.TrimSpace(reason) == "" {
		return Submission{}, db.Refuse(Invalid, "退回要写明理由。").At("reason")
	}
	return s.decide(ctx, by, id, revision, func(tx *db.Txn, sub *Submission) error {
		if sub.State != Submitted && sub.State != Accepted {
			return db.Refuse(Conflict, "只有已上报的版本可以退回，这一版的状态是“%s”。", sub.State.Chinese())
		}
		err := move(tx, sub, map[string]any{"state": Returned, "in_force": false, "reason": reason,
			"decided_by": by.Label(), "decided_at": tx.At})
		if err != nil {
			return err
		}
		sub.State, sub.InForce = Returned, false
		tx.Audit(sub.entry("submission.return", map[string]any{"reason": reason}))
		return resettle(tx, sub)
	})
}
