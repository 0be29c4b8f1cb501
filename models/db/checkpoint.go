package db

import (
	"context"
	"database/sql"
	"log/slog"
	"sync"
	"time"
)

// checkpointer copies SQLite's log into the file once nobody has written for a while. Left to itself SQLite has it done
// by whoever makes the log too long, and a clerk would wait for megabytes of others' pages. It is safe for use by many
// goroutines.
type checkpointer struct {
	db  *sql.DB
	log *slog.Logger

	mu     sync.Mutex
	timer  *time.Timer
	closed bool
}

// quiet is how long nobody must have written.
const quiet = 2 * time.Second

// wrote says that something was written just now.
func (c *checkpointer) wrote() {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case c.closed:
	case c.timer == nil:
		c.timer = time.AfterFunc(quiet, c.copy)
	default:
		c.timer.Reset(quiet)
	}
}

// copy does not wait for anybody, nor does anybody wait for it: what is still being read stays in the log until the
// next time.
func (c *checkpointer) copy() {
	if _, err := c.db.ExecContext(context.Background(), "PRAGMA wal_checkpoint(PASSIVE)"); err != nil {
		c.log.Warn("log not copied into the database file", "error", err)
	}
}

func (c *checkpointer) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed = true
	if c.timer != nil {
		c.timer.Stop()
	}
}
