package models

import (
	"time"

	"github.com/tallysheet/tallysheet/models/db"
)

// What every room speaks of, though models/db defines it: who acts, what the store refuses, when, runs, and the record
// of acts.
type (
	Actor        = db.Actor
	Error        = db.Error
	Code         = db.Code
	Timestamp    = db.Timestamp
	Dialect      = db.Dialect
	Options      = db.Options
	Disk         = db.Disk
	Run          = db.Run
	RunKey       = db.RunKey
	RunState     = db.RunState
	ClaimOptions = db.ClaimOptions
	OpenRuns     = db.OpenRuns
	AuditEntry   = db.AuditEntry
	AuditRow     = db.AuditRow
	AuditFilter  = db.AuditFilter
	Anchored     = db.Anchored
	AuditReport  = db.AuditReport
)

// The codes of refusals, see Code.
const (
	NotFound    = db.NotFound
	Conflict    = db.Conflict
	Invalid     = db.Invalid
	Locked      = db.Locked
	Idempotency = db.Idempotency
	Busy        = db.Busy
	SchemaOld   = db.SchemaOld
	SchemaNew   = db.SchemaNew
	Fenced      = db.Fenced
	Unreachable = db.Unreachable
	NoSpace     = db.NoSpace
)

// The run states, see RunState.
const (
	RunPending = db.RunPending
	RunRunning = db.RunRunning
	RunFailed  = db.RunFailed
	RunParked  = db.RunParked
	RunDone    = db.RunDone
)

// The dialects, see Dialect.
const (
	SQLite = db.SQLite
	MySQL  = db.MySQL
)

// Lease is how long a claim holds without a heartbeat, and Beat how often to send one.
const (
	Lease = db.Lease
	Beat  = db.Beat
)

// System is the actor of what runs by the clock.
func System() Actor { return db.System() }

// Unanswered turns the error of a database that does not answer into the refusal that says so (Unreachable).
func Unanswered(err error) error { return db.Unanswered(err) }

// IsFull reports that the disk under the database is full.
func IsFull(err error) bool { return db.IsFull(err) }

// At makes a Timestamp, cut to microseconds.
func At(t time.Time) Timestamp { return db.At(t) }

// RetryAfter is the wait before the next try after so many failures: 1, 4, 16, 64 minutes.
func RetryAfter(failures int) time.Duration { return db.RetryAfter(failures) }

// OpenStates are the states of runs that are not done.
func OpenStates() []RunState { return db.OpenStates() }
