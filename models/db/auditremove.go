package db

import (
	"context"
	"fmt"
)

// auditAnchor is the row of audit_heads that says where the kept part of the chain begins, and auditRemoved the act that the
// chain itself keeps of it: the two must agree, so that a beginning cannot be cut off in silence.
const (
	auditAnchor  = 2
	auditRemoved = "audit.remove"
)

// auditStep bounds how many rows one transaction removes.
const auditStep = 5000

func (h AuditHead) removal() map[string]any { return map[string]any{"through": h.Seq, "hash": h.Hash} }

// RemoveBefore removes the rows at the beginning of the chain that are older than a time and that every reader of it has seen.
func (s AuditChain) RemoveBefore(ctx context.Context, before Timestamp) (removed int64, err error) {
	if before, err = s.notTheLastYear(ctx, before); err != nil {
		return 0, err
	}
	for {
		n, err := s.removeStep(ctx, before)
		removed += n
		if err != nil || n < auditStep {
			return removed, err
		}
	}
}

// notTheLastYear keeps the year before the newest edition, whatever the clock says: one that is a year ahead must not take the
// records of what was done last.
func (s AuditChain) notTheLastYear(ctx context.Context, before Timestamp) (Timestamp, error) {
	var rows []AuditRow
	err := s.db.Reading(ctx).Where("action = ?", "edition.publish").Order("seq DESC").Limit(1).Find(&rows).Error
	if err != nil || len(rows) == 0 {
		return before, err
	}
	if least := At(rows[0].At.AddDate(-1, 0, 0)); least.Before(before.Time) {
		return least, nil
	}
	return before, nil
}

func (s AuditChain) removeStep(ctx context.Context, before Timestamp) (removed int64, err error) {
	err = s.db.Write(ctx, System(), func(tx *Txn) error {
		removed = 0
		var from AuditHead
		if err := tx.Where("id = ?", auditAnchor).Find(&from).Error; err != nil {
			return err
		}
		last, err := lastRemovable(tx, from.Seq, before)
		if err != nil || last.Seq <= from.Seq {
			return err
		}
		to := AuditHead{ID: auditAnchor, Seq: last.Seq, Hash: last.Hash}
		if from.Seq == 0 {
			err = OrAgain(tx.Create(&to).Error)
		} else if ok, e := One(tx.Exec("UPDATE audit_heads SET seq = ?, hash = ? WHERE id = ? AND seq = ?", to.Seq, to.Hash, auditAnchor, from.Seq)); e != nil || !ok {
			err = FirstError(e, ErrAgain)
		}
		if err != nil {
			return err
		}
		removed = to.Seq - from.Seq
		tx.Audit(AuditEntry{Action: auditRemoved, Object: fmt.Sprint(to.Seq), Detail: to.removal()})
		return tx.Exec("DELETE FROM audit_rows WHERE seq <= ?", to.Seq).Error
	})
	return removed, err
}

// lastRemovable is the last row of the chain's beginning, a step long at most, in which every row is old and seen.
func lastRemovable(tx *Txn, from int64, before Timestamp) (AuditRow, error) {
	var rows []AuditRow
	end := from + auditStep
	if err := tx.Where("made_at >= ? AND seq > ?", before, from).Order("seq").Limit(1).Find(&rows).Error; err != nil {
		return AuditRow{}, err
	}
	if len(rows) > 0 {
		end = min(end, rows[0].Seq-1)
	}
	var readers []Position
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
