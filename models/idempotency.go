package models

import (
	"errors"

	"github.com/tallysheet/tallysheet/models/db"
)

// idempotencyRow remembers what a request under a client's key became. The primary key decides between two that
// come at once.
type idempotencyRow struct {
	ActorID      string `gorm:"primaryKey"`
	Key          string `gorm:"column:request_key;primaryKey"`
	Request      string // digest of plan, department, period, draft and bytes
	SubmissionID string
	MadeAt       Timestamp
}

// TableName implements GORM's Tabler.
func (idempotencyRow) TableName() string { return "idempotency_keys" }

// idempotent answers from an earlier request under the same key, or takes the key for this one.
func (f *filing) idempotent(tx *db.Txn) (bool, error) {
	if f.IdempotencyKey == "" {
		return false, nil
	}
	row := idempotencyRow{ActorID: db.Cut(f.By.ID, db.MaxLabel), Key: f.IdempotencyKey, Request: f.request, SubmissionID: f.id, MadeAt: tx.At}
	err := tx.Create(&row).Error
	if !db.IsDuplicate(err) {
		return false, err
	}
	var old idempotencyRow
	if err := tx.Take(&old, "actor_id = ? AND request_key = ?", db.Cut(f.By.ID, db.MaxLabel), f.IdempotencyKey).Error; err != nil {
		return false, err
	}
	if old.Request != f.request {
		return false, db.Refuse(Idempotency, "这个 Idempotency-Key 已用于另一份报送，请换一个再传。")
	}
	f.repeats = old.SubmissionID
	return true, nil
}

// answersKey points the key at the submission that answers.
func (f *filing) answersKey(tx *db.Txn, id string) error {
	if f.IdempotencyKey == "" {
		return nil
	}
	ok, err := db.One(tx.Model(&idempotencyRow{}).Where("actor_id = ? AND request_key = ?", db.Cut(f.By.ID, db.MaxLabel), f.IdempotencyKey).
		Update("submission_id", id))
	return errors.Join(err, db.IfNot(ok || err != nil, "the idempotency key is gone"))
}
