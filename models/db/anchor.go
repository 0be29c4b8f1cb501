package db

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// Anchored is an anchor of the audit chain and where it was found. Who writes the database can make another chain, but not one
// that passes through a row which was noted elsewhere.
type Anchored struct {
	tally.Anchor
	From string `json:"from"` // in Chinese, as a sentence names it: "备份 0930.bak"
}

// AnchorIn is where the chain ends in what is open, not signed.
func AnchorIn(conn *gorm.DB) (tally.Anchor, error) {
	var head AuditHead
	if err := conn.Take(&head, "id = ?", 1).Error; err != nil {
		return tally.Anchor{}, fmt.Errorf("head of the audit chain: %w", err)
	}
	return tally.Anchor{Rows: head.Seq, Head: head.Hash}, nil
}

// Anchor is where the chain ends now, signed where there is a key: to be noted outside of the database.
func (s *DB) Anchor(ctx context.Context) (tally.Anchor, error) {
	a, err := AnchorIn(s.Reading(ctx))
	if err != nil {
		return a, err
	}
	return s.Sign(a)
}

// Sign signs an anchor with the operator's key, and leaves it as it is where there is none.
func (s *DB) Sign(a tally.Anchor) (tally.Anchor, error) {
	if s.signer == nil {
		return a, nil
	}
	return s.signer.Sign(a)
}
