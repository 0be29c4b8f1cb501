package notice

import (
	"context"
	"fmt"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// pace is when an address may next be written to.
type rateLimit struct {
	Address string `gorm:"primaryKey"` // SHA-256 of it: a robot's URL holds its key
	NextAt  db.Timestamp
}

// TableName implements GORM's Tabler.
func (rateLimit) TableName() string { return "paces" }

// TakeTurn takes the next turn at an address that may be written to once in a gap, by all processes together, and gives the
// time until that turn.
func (s Outbox) TakeTurn(ctx context.Context, address string, gap time.Duration) (time.Duration, error) {
	key := db.DigestOf([]byte(address))
	for range 100 {
		now, err := s.db.Time(ctx)
		if err != nil {
			return 0, err
		}
		var rows []rateLimit
		if err := s.db.Writing(ctx).Where("address = ?", key).Find(&rows).Error; err != nil {
			return 0, fmt.Errorf("pace: %w", err)
		}
		turn, mine := now.Time, false
		err = s.db.Statement(ctx, func(conn *gorm.DB) error {
			if len(rows) == 0 {
				mine = true
				return conn.Create(&rateLimit{Address: key, NextAt: db.At(turn.Add(gap))}).Error
			}
			if rows[0].NextAt.After(turn) {
				turn = rows[0].NextAt.Time
			}
			var err error
			mine, err = db.One(conn.Exec("UPDATE paces SET next_at = ? WHERE address = ? AND next_at = ?", db.At(turn.Add(gap)), key, rows[0].NextAt))
			return err
		})
		switch {
		case err == nil && mine:
			return max(turn.Sub(now.Time), 0), nil
		case err != nil && !db.IsDuplicate(err):
			return 0, fmt.Errorf("pace: %w", err)
		}
	}
	return 0, &db.Error{Code: db.Busy, Message: "数据库正忙，轮不到发送。"}
}
