package models

import (
	"context"
	"fmt"

	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/tally"
	"gorm.io/gorm"
)

// longestTyped is how much of an explanation is kept while it is being written, in characters.
const longestTyped = 2000

// KeepTyped keeps an explanation that is being written, so that it is there when its author comes back. It explains nothing yet and is no
// act: Explain takes its place. The last one to write wins.
func (s Findings) KeepTyped(ctx context.Context, id string, n int, text string) error {
	ok, err := s.db.StatementOn(ctx, func(conn *gorm.DB) *gorm.DB {
		return conn.Model(&findingRow{}).Where("submission_id = ? AND n = ? AND class = ? AND state <> ?", id, n, tally.ClassC, FindingClosed).
			Update("typed", db.Cut(text, longestTyped))
	})
	if err != nil {
		return fmt.Errorf("typed explanation: %w", err)
	}
	if !ok {
		return db.Refuse(NotFound, "这份报送没有第%d个要说明的问题。", n)
	}
	return nil
}
