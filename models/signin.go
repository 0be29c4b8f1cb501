package models

import (
	"context"
	"time"

	"github.com/tallysheet/tallysheet/models/db"
)

// signInTry counts the failures under one key: an account or an address.
type signInTry struct {
	Name        string `gorm:"primaryKey"`
	Failures    int
	FirstAt     Timestamp
	LockedUntil Timestamp
}

// TableName implements GORM's Tabler.
func (signInTry) TableName() string { return "sign_in_tries" }

// Tries are the counted tries to sign in.
type Tries struct{ *shared }

// Take counts a try under a key before the password is looked at, and reports whether it may be looked at:
// most tries in a window, then none until the lock ends. It is counted first, in one statement, so that parallel
// guesses over several replicas get no more looks than one after the other. Forgive after a success.
func (s Tries) Take(ctx context.Context, key string, most int, window, lock time.Duration) (bool, error) {
	now := s.db.Clock()
	conn := s.db.Writing(ctx)
	err := conn.Create(&signInTry{Name: key, FirstAt: db.At(now)}).Error
	if err != nil && !db.IsDuplicate(err) {
		return false, err
	}
	// MySQL assigns from left to right and sees what it has assigned, SQLite does not: in this order
	// both read the old values.
	return db.One(conn.Exec("UPDATE sign_in_tries SET "+
		"locked_until = CASE WHEN (CASE WHEN first_at <= ? THEN 1 ELSE failures + 1 END) >= ? THEN ? ELSE NULL END, "+
		"failures = CASE WHEN first_at <= ? THEN 1 ELSE failures + 1 END, "+
		"first_at = CASE WHEN first_at <= ? THEN ? ELSE first_at END "+
		"WHERE name = ? AND (locked_until IS NULL OR locked_until <= ?)",
		db.At(now.Add(-window)), most, db.At(now.Add(lock)), db.At(now.Add(-window)), db.At(now.Add(-window)), db.At(now), key, db.At(now)))
}

// Forgive forgets the failures under a key, after a sign-in or by an administrator.
func (s Tries) Forgive(ctx context.Context, key string) error {
	return s.db.Writing(ctx).Delete(&signInTry{}, "name = ?", key).Error
}

// GiveBack takes back one try that turned out right, for a key that many people share.
func (s Tries) GiveBack(ctx context.Context, key string) error {
	return s.db.Writing(ctx).Exec("UPDATE sign_in_tries SET failures = CASE WHEN failures > 0 THEN failures - 1 ELSE 0 END, locked_until = NULL WHERE name = ?", key).Error
}
