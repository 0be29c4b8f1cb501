package db

import (
	"context"
	"crypto/rand"
	"database/sql"
	"fmt"
	"math/big"
	"time"

	"gorm.io/gorm"
)

// Tries and waits of a transaction that collided.
const (
	maxTries  = 5
	firstWait = 50 * time.Millisecond
)

// Txn is one transaction of one act. Its closure may run several times and must leave nothing outside the
// database but results that the next run sets again.
type Txn struct {
	*gorm.DB
	At      Timestamp // one instant for the whole act
	entries []AuditEntry
	end     AuditHead // of the audit chain, with the rows of this act
}

// Write runs one act: fn and the audit rows that it adds, in one transaction that is tried again where it
// collided with another. Where the answer to COMMIT was lost, the audit rows tell whether it happened: they
// carry the act's id under a unique key.
func (s *DB) Write(ctx context.Context, by Actor, fn func(tx *Txn) error) error {
	act, at := NewID(), s.Now()
	doubt := false // a COMMIT went unanswered
	for try := 1; ; try++ {
		if doubt {
			switch done, err := s.happened(ctx, act); {
			case err != nil:
				return fmt.Errorf("outcome of commit not known: %w", err)
			case done:
				return nil
			}
		}
		committing, err := s.attempt(ctx, act, by, at, fn)
		switch {
		case err == nil:
			return nil
		case classify(err) == unknown && committing:
			doubt = true
		case classify(err) == unknown && ctx.Err() == nil: // the connection went before COMMIT: rolled back
		case classify(err) == collided, classify(err) == duplicate && committing: // TiDB tells duplicates at COMMIT
		default:
			return err
		}
		if try == maxTries && !doubt {
			return &Error{Code: Busy, Message: "数据库正忙，这一步没有保存，请稍后再试。", Cause: err}
		}
		if try > maxTries {
			return fmt.Errorf("outcome of commit not known: %w", err)
		}
		if err := wait(ctx, try); err != nil && !doubt {
			return err
		}
	}
}

// attempt runs the transaction once; committing says that everything but COMMIT had succeeded.
func (s *DB) attempt(ctx context.Context, act string, by Actor, at Timestamp, fn func(tx *Txn) error) (committing bool, err error) {
	held := false
	var end AuditHead
	defer func() {
		if held {
			if s.head = (AuditHead{}); err == nil {
				s.head = end
			}
			s.tail.Unlock()
		}
	}()
	run := func(db *gorm.DB) error {
		tx := &Txn{DB: db, At: at}
		if err := fn(tx); err != nil {
			return err
		}
		if len(tx.entries) > 0 {
			if s.group == nil { // a group has one act at a time
				s.tail.Lock()
				held = true
			}
			if err := s.appendAudit(tx, act, by); err != nil {
				return err
			}
			end = tx.end
		}
		committing = true
		return nil
	}
	if s.group != nil {
		err = s.group.run(ctx, s.w, run)
	} else {
		err = s.w.WithContext(ctx).Transaction(run)
	}
	return committing, err
}

// happened looks for the audit rows of an act, on its own time: the caller's context may be what ended.
func (s *DB) happened(ctx context.Context, act string) (bool, error) {
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	var n int64
	err := s.w.WithContext(ctx).Model(&AuditRow{}).Where("act = ?", act).Count(&n).Error
	return n > 0, err
}

func wait(ctx context.Context, try int) error {
	d := firstWait << (try - 1)
	if n, err := rand.Int(rand.Reader, big.NewInt(int64(d))); err == nil {
		d += time.Duration(n.Int64()) // so that those who collided do not meet again
	}
	return pause(ctx, d)
}

func pause(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// One asserts that a conditional statement hit exactly one row.
func One(res *gorm.DB) (bool, error) {
	if res.Error != nil {
		return false, res.Error
	}
	if res.RowsAffected > 1 {
		return false, fmt.Errorf("a statement on one row hit %d", res.RowsAffected)
	}
	return res.RowsAffected == 1, nil
}

// Snapshot runs reads of several tables that must fit together.
func (s *DB) Snapshot(ctx context.Context, fn func(db *gorm.DB) error) error {
	var opts []*sql.TxOptions
	if s.dialect.snapshot != nil {
		opts = append(opts, s.dialect.snapshot)
	}
	return s.Reading(ctx).Transaction(fn, opts...)
}

// Begin begins a transaction of SQL, for what knows no tables by name.
func (s *DB) Begin(ctx context.Context) (*sql.Tx, error) {
	return s.dialect.writer.BeginTx(ctx, nil)
}

// BeginSnapshot begins a transaction that only reads, and sees one instant.
func (s *DB) BeginSnapshot(ctx context.Context) (*sql.Tx, error) {
	return s.dialect.reader.BeginTx(ctx, s.dialect.snapshot)
}
