package models

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
)

// Receipt is what a department has in hand of a filing (回执).
type Receipt struct {
	Number     string      `json:"number"` // 20181008-8F2C41D7: the day, and what tells it from all others of the day
	Submission string      `json:"submission"`
	Plan       string      `json:"plan"`
	Department string      `json:"department"`
	Period     tally.Round `json:"period"`
	Version    int         `json:"version"`
	File       string      `json:"file"`
	SHA256     string      `json:"sha256"`
	Figures    int         `json:"figures"`
	By         string      `json:"by"` // who filed it
	At         Timestamp   `json:"at"`
	Audit      int64       `json:"audit,omitempty"` // the row of the audit chain that holds the filing; 0 where its time was over and it was removed
	AuditHash  string      `json:"audit_hash,omitempty"`
}

// ReceiptNumber is the number of the filing's receipt; "" where nothing was filed, or the filing was taken back.
func (s Submission) ReceiptNumber() string {
	if s.SubmittedAt.IsZero() {
		return ""
	}
	return s.SubmittedAt.In(tally.China).Format("20060102") + "-" + strings.ToUpper(db.DigestOf([]byte(s.ID + "\x1f" + s.SubmittedAt.Format(db.TimestampLayout)))[:8])
}

// Receipt gives the receipt of a filing. It is NotFound for what was not filed.
func (s Submissions) Receipt(ctx context.Context, sub Submission) (Receipt, error) {
	if sub.SubmittedAt.IsZero() {
		return Receipt{}, db.Refuse(NotFound, "这一版还没有上报，没有回执。")
	}
	r := Receipt{Number: sub.ReceiptNumber(), Submission: sub.ID, Plan: sub.Plan, Department: sub.Department, Period: sub.Period, Version: sub.Version,
		File: sub.FileName, SHA256: sub.SHA256, By: sub.SubmittedBy, At: sub.SubmittedAt}
	figures, err := Figures(s).List(ctx, sub.ID)
	if err != nil {
		return r, err
	}
	r.Figures = len(figures)
	var rows []AuditRow
	err = s.db.Reading(ctx).Where("action = ? AND object = ?", "submission.submit", sub.ID).Order("seq DESC").Limit(1).Find(&rows).Error
	if err != nil {
		return r, fmt.Errorf("receipt: %w", err)
	}
	if len(rows) > 0 {
		r.Audit, r.AuditHash = rows[0].Seq, rows[0].Hash
	}
	return r, nil
}

// Withdraw takes a filing back (撤回) until it is accepted: it is a draft again, to be corrected, filed or thrown away.
func (s Submissions) Withdraw(ctx context.Context, by Actor, id string, revision int) (Submission, error) {
	return s.decide(ctx, by, id, revision, func(tx *db.Txn, sub *Submission) error {
		switch {
		case sub.State == Accepted:
			return db.Refuse(Conflict, "这一版已经审核通过，不能撤回；需要改的请联系督查办退回，或直接上传新版本。")
		case sub.State != Submitted:
			return db.Refuse(Conflict, "只有已上报、未审核的版本可以撤回，这一版的状态是“%s”。", sub.State.Chinese())
		}
		if err := mayFile(tx, sub.Plan, sub.Department, sub.Period); err != nil {
			return err
		}
		number := sub.ReceiptNumber()
		if err := move(tx, sub, map[string]any{"state": Draft, "submitted_by": "", "submitted_at": nil}); err != nil {
			return err
		}
		sub.State, sub.SubmittedBy, sub.SubmittedAt = Draft, "", Timestamp{}
		tx.Audit(sub.entry("submission.withdraw", map[string]any{"receipt": number}))
		return resettle(tx, sub)
	})
}

// InForce gives the versions of a department whose figures are the accepted ones, of every plan, from a period on.
func (s Submissions) InForce(ctx context.Context, department string, from tally.Round) ([]Submission, error) {
	var rows []Submission
	if err := s.db.Reading(ctx).Where("department = ? AND in_force = ? AND period >= ?", department, true, strconv.Itoa(max(0, from.Year()-1))).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("submissions in force: %w", err)
	}
	return slices.DeleteFunc(rows, func(sub Submission) bool { return sub.Period.End().Before(from.End()) }), nil
}
