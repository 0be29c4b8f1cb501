package models

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
)

// draftRow is a plan document that a breakdown was drafted from.
type draftRow struct {
	ID     string `gorm:"primaryKey"`
	Name   string
	Title  string
	SHA256 string `gorm:"column:sha256"`
	BlobID string // of the document
	BodyID string // of what was found in it
	MadeBy string
	MadeAt Timestamp
}

// TableName implements GORM's Tabler.
func (draftRow) TableName() string { return "drafts" }

// DraftInfo is a draft in a list.
type DraftInfo struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"` // of the file
	Title  string    `json:"title"`
	SHA256 string    `json:"sha256"` // of the file
	By     string    `json:"by"`
	At     Timestamp `json:"at"`
}

func (r draftRow) info() DraftInfo {
	return DraftInfo{ID: r.ID, Name: r.Name, Title: r.Title, SHA256: r.SHA256, By: r.MadeBy, At: r.MadeAt}
}

// Drafts are the plan documents that breakdowns were drafted from. A draft never changes.
type Drafts struct{ *shared }

// Add keeps a document and what was found in it, body, the caller's business.
func (s Drafts) Add(ctx context.Context, by Actor, name, title string, document, body []byte) (DraftInfo, error) {
	file, found := s.db.BlobOf(document), s.db.BlobOf(body)
	row := draftRow{ID: db.NewID(), Name: db.CutName(name), Title: cutTitle(title), SHA256: file.SHA256, BlobID: file.ID, BodyID: found.ID, MadeBy: by.Label()}
	err := s.db.Write(ctx, by, func(tx *db.Txn) error {
		row.MadeAt = tx.At
		tx.Audit(AuditEntry{Action: "draft.make", Object: row.ID, Detail: map[string]any{"file": row.Name, "sha256": row.SHA256}})
		return db.FirstError(db.PutBlob(tx, file), db.PutBlob(tx, found), tx.Create(&row).Error)
	})
	return row.info(), err
}

const longestTitle = 400

func cutTitle(title string) string {
	if r := []rune(title); len(r) > longestTitle {
		return string(r[:longestTitle])
	}
	return title
}

// Get gives a draft with what was found.
func (s Drafts) Get(ctx context.Context, id string) (DraftInfo, []byte, error) {
	var row draftRow
	if err := s.db.Reading(ctx).Take(&row, "id = ?", id).Error; err != nil {
		return DraftInfo{}, nil, db.Absent(err, "没有这份草稿。")
	}
	body, err := s.db.Blob(ctx, row.BodyID)
	return row.info(), body, err
}

// draftsListed are the newest that a list shows.
const draftsListed = 50

// List lists the newest drafts, the newest first.
func (s Drafts) List(ctx context.Context) ([]DraftInfo, error) {
	var rows []draftRow
	if err := s.db.Reading(ctx).Order("made_at DESC, id DESC").Limit(draftsListed).Find(&rows).Error; err != nil {
		return nil, fmt.Errorf("drafts: %w", err)
	}
	out := make([]DraftInfo, 0, len(rows))
	for _, r := range rows {
		out = append(out, r.info())
	}
	return out, nil
}
