package account

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
	"gorm.io/gorm"
)

// signInTry counts the failures under one key: an account or an address.
type signInTry struct {
	Name        string `gorm:"primaryKey"`
	Failures    int
	FirstAt     db.Timestamp
	LockedUntil db.Timestamp
	Refused     int          // since the last audit row of this key
	NotedAt     db.Timestamp // when that row was written
}

// TableName implements GORM's Tabler.
func (signInTry) TableName() string { return "sign_in_tries" }

// Tries are the counted tries to sign in.
type Tries struct{ db *db.DB }

// Take counts a try under a key before the password is looked at, and reports whether it may be looked at:
// most tries in a window, then none until the lock ends. It is counted first, in one statement, so that parallel
// guesses over several replicas get no more looks than one after the other. Forgive after a success.
func (s Tries) Take(ctx context.Context, key string, most int, window, lock time.Duration) (bool, error) {
	now := s.db.Clock()
	err := s.db.Statement(ctx, func(conn *gorm.DB) error { return conn.Create(&signInTry{Name: key, FirstAt: db.At(now)}).Error })
	if err != nil && !db.IsDuplicate(err) {
		return false, err
	}
	// A count begun more than a window from now, before or after, is over, and a lock that ends later than one made now would is
	// none: a clock that was ahead once must not keep anybody out for months.
	past, ahead, end := db.At(now.Add(-window)), db.At(now.Add(window)), db.At(now.Add(lock))
	const over = "first_at <= ? OR first_at > ?"
	// MySQL assigns from left to right and sees what it has assigned, SQLite does not: in this order
	// both read the old values.
	return s.db.StatementOn(ctx, func(conn *gorm.DB) *gorm.DB {
		return conn.Exec("UPDATE sign_in_tries SET "+
			"locked_until = CASE WHEN (CASE WHEN "+over+" THEN 1 ELSE failures + 1 END) >= ? THEN ? ELSE NULL END, "+
			"failures = CASE WHEN "+over+" THEN 1 ELSE failures + 1 END, "+
			"first_at = CASE WHEN "+over+" THEN ? ELSE first_at END "+
			"WHERE name = ? AND (locked_until IS NULL OR locked_until <= ? OR locked_until > ?)",
			past, ahead, most, end, past, ahead, past, ahead, db.At(now), key, db.At(now), db.At(now.Add(lock+clockSlack)))
	})
}

// clockSlack is how far the clocks of two processes may be apart.
const clockSlack = 5 * time.Minute

// Refused counts a refusal under a key that Take has counted a try for. It goes on record once a window, with how many there
// were since the last row: who guesses without pause writes no more of the audit chain than who errs once.
func (s Tries) Refused(ctx context.Context, by db.Actor, key string, window time.Duration, e db.AuditEntry) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		if err := tx.Exec("UPDATE sign_in_tries SET refused = refused + 1 WHERE name = ?", key).Error; err != nil {
			return err
		}
		return note(tx, key, db.At(tx.At.Add(-window)), e)
	})
}

// note puts the refusals under a key on record where its last row is older than a time.
func note(tx *db.Txn, key string, before db.Timestamp, e db.AuditEntry) error {
	ok, err := db.One(tx.Exec("UPDATE sign_in_tries SET noted_at = ? WHERE name = ? AND refused > 0 AND (noted_at IS NULL OR noted_at <= ?)", tx.At, key, before))
	if err != nil || !ok {
		return err
	}
	var row signInTry
	if err := tx.Take(&row, "name = ?", key).Error; err != nil {
		return err
	}
	e.Detail = maps.Clone(e.Detail)
	if e.Detail == nil {
		e.Detail = map[string]any{}
	}
	e.Detail["count"] = row.Refused
	tx.Audit(e)
	return tx.Exec("UPDATE sign_in_tries SET refused = 0 WHERE name = ?", key).Error
}

// RefusedAction is what refused sign-ins are called in the audit chain.
const RefusedAction = "session.refused"

// Forgive forgets the failures under a key, after a sign-in or by an administrator. Refusals that are not on record yet go
// there first.
func (s Tries) Forgive(ctx context.Context, by db.Actor, key string) error {
	return s.db.Write(ctx, by, func(tx *db.Txn) error {
		if err := note(tx, key, tx.At, db.AuditEntry{Action: RefusedAction, Object: by.ID, Detail: map[string]any{"why": "before"}}); err != nil {
			return err
		}
		return tx.Delete(&signInTry{}, "name = ?", key).Error
	})
}

// GiveBack takes back one try that turned out right, for a key that many people share.
func (s Tries) GiveBack(ctx context.Context, key string) error {
	_, err := s.db.StatementOn(ctx, func(conn *gorm.DB) *gorm.DB {
		return conn.Exec("UPDATE sign_in_tries SET failures = CASE WHEN failures > 0 THEN failures - 1 ELSE 0 END, locked_until = NULL WHERE name = ?", key)
	})
	return err
}

// Sweep puts the refusals of windows that are over on record, and drops counts that mean nothing any more. A lock or a count
// made by a clock that was ahead goes with them.
func (s Tries) Sweep(ctx context.Context, window time.Duration) error {
	now := s.db.Clock()
	var over []signInTry
	err := s.db.Reading(ctx).Where("refused > 0 AND noted_at <= ?", db.At(now.Add(-window))).Limit(sweptTries).Find(&over).Error
	for _, row := range over {
		if err == nil {
			err = s.db.Write(ctx, db.System(), func(tx *db.Txn) error {
				return note(tx, row.Name, db.At(now.Add(-window)), db.AuditEntry{Action: RefusedAction, Detail: map[string]any{"why": "over", "key": row.Name}})
			})
		}
	}
	if err != nil {
		return fmt.Errorf("sweep tries: %w", err)
	}
	err = s.db.Statement(ctx, func(conn *gorm.DB) error {
		return conn.Delete(&signInTry{}, "refused = 0 AND (first_at <= ? OR first_at > ?) AND (locked_until IS NULL OR locked_until <= ?)",
			db.At(now.Add(-window)), db.At(now.Add(window)), db.At(now)).Error
	})
	if err != nil {
		return fmt.Errorf("sweep tries: %w", err)
	}
	return nil
}

// sweptTries is how many keys one sweep puts on record.
const sweptTries = 1000
