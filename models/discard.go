package models

import (
	"context"

	"github.com/tallysheet/tallysheet/models/db"
)

// Discard throws a draft away: its file, figures, findings and remarks. It must be the newest version; its number is free again,
// so that numbers stay without gaps, and the audit keeps what was thrown away by its id and hash. What was ever handed in (上报) stays.
func (s Submissions) Discard(ctx context.Context, by Actor, id string, revision int) error {
	return s.act(ctx, by, id, revision, func(tx *db.Txn, row *submissionRow) error {
		sub := &row.Submission
		if sub.State != Draft {
			return db.Refuse(Conflict, "只有草稿可以删除，这一版的状态是“%s”。", sub.State.Chinese())
		}
		if err := mayFile(tx, sub.Plan, sub.Department, sub.Period); err != nil {
			return err
		}
		for _, table := range []string{"figures", "figure_packs", "findings", "remarks", "idempotency_keys"} {
			if err := tx.Exec("DELETE FROM "+table+" WHERE submission_id = ?", sub.ID).Error; err != nil {
				return err
			}
		}
		for _, blob := range []string{row.BlobID, row.ReadingID} {
			if err := db.RemoveBlob(tx, blob); err != nil {
				return err
			}
		}
		ok, err := db.One(tx.Exec("DELETE FROM submissions WHERE id = ? AND revision = ?", sub.ID, sub.Revision))
		if err == nil && ok {
			ok, err = db.One(tx.Exec("UPDATE submission_counters SET last_version = ? WHERE plan_key = ? AND department = ? AND period = ?",
				sub.Version-1, sub.Plan, sub.Department, sub.Period))
		}
		if err != nil || !ok {
			return db.FirstError(err, db.ErrAgain)
		}
		tx.Audit(sub.entry("submission.discard", map[string]any{"file": sub.FileName, "sha256": sub.SHA256}))
		return nil
	})
}
