package db

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"
)

// A claim lets any number of processes share work so that each piece is published once (RELIABILITY §4): the row
// of a run is made by INSERT on its primary key; it is claimed by one conditional UPDATE that raises its
// fence; its result is published in one transaction that still holds the fence. The lease is thrift only:
// where two compute, one publishes.

// RunState is where a run stands.
type RunState string

// The run states.
const (
	RunPending RunState = "pending"
	RunRunning RunState = "running"
	RunFailed  RunState = "failed" // tried again from RetryAt
	RunParked  RunState = "parked" // failed too often; waits for an operator
	RunDone    RunState = "done"
)

// RunStates lists the states in the order of a run's life.
func RunStates() []RunState { return []RunState{RunPending, RunRunning, RunFailed, RunParked, RunDone} }

// Rests reports a run of which nothing comes by itself any more.
func (s RunState) Rests() bool { return s == RunDone || s == RunParked }

// Dropped begins the result of a run that a person ended undone.
const Dropped = "作罢："

// WasDropped reports a run that a person ended undone.
func (r Run) WasDropped() bool { return strings.HasPrefix(r.Result, Dropped) }

// Outcome is what came of a run that is done, without the key that a delivery names.
func (r Run) Outcome() string {
	if r.WasDropped() {
		return r.Result
	}
	said, _, _ := strings.Cut(r.Result, " ")
	return said
}

// maxFailures is the failure that parks a run.
const maxFailures = 5

// Lease is how long a claim holds without a heartbeat, and Beat how often to send one: on a
// cluster clocks differ, and the lease is three beats.
const (
	Lease = 90 * time.Second
	Beat  = Lease / 3
)

// RunKey names one piece of work: a job, the period that it is for (any text of up to 32 characters that sorts), and
// which time it is done.
type RunKey struct {
	Job      string `gorm:"primaryKey" json:"job"`
	Period   string `gorm:"primaryKey" json:"period"`
	Revision int    `gorm:"primaryKey;autoIncrement:false" json:"revision"`
}

// Run is one run. Who claimed it proves that by Owner and Fence.
type Run struct {
	RunKey     `gorm:"embedded"`
	State      RunState  `json:"state"`
	Fence      int64     `json:"fence"`
	Owner      string    `json:"owner"`
	LeaseUntil Timestamp `json:"lease_until,omitzero"`
	Failures   int       `json:"failures"`
	RetryAt    Timestamp `json:"retry_at,omitzero"`
	LastError  string    `json:"last_error,omitempty"`
	Result     string    `json:"result,omitempty"`
	InputsID   string    `json:"-"` // blob of the frozen inputs
	MadeAt     Timestamp `json:"made_at"`
	FinishedAt Timestamp `json:"finished_at,omitzero"`
}

// TableName implements GORM's Tabler.
func (Run) TableName() string { return "job_runs" }

const OfRun = "job = ? AND period = ? AND revision = ?"

func (k RunKey) Args(more ...any) []any { return append([]any{k.Job, k.Period, k.Revision}, more...) }

// longestWait is more than any run waits for its next try.
const longestWait = 3 * time.Hour

// Claims are the pieces of work that processes share.
type Claims struct{ db *DB }

// Materialise makes a run pending; created is false where somebody made it before.
func (s Claims) Materialise(ctx context.Context, key RunKey) (created bool, err error) {
	err = s.db.Statement(ctx, func(db *gorm.DB) error {
		return db.Create(&Run{RunKey: key, State: RunPending, MadeAt: s.db.Now()}).Error
	})
	if IsDuplicate(err) {
		return false, nil
	}
	return err == nil, err
}

// ClaimOptions say who claims, for how long (Lease where 0), and whether a person asked: then a run that waits for its
// next try or is parked is taken too.
type ClaimOptions struct {
	Owner  string
	Lease  time.Duration
	ByHand bool
}

// Claim takes a run that is pending, or whose claim ran out, or whose next try is due. ok is false where there is
// nothing to take or another process was faster.
func (s Claims) Claim(ctx context.Context, key RunKey, o ClaimOptions) (run Run, ok bool, err error) {
	if o.Lease <= 0 {
		o.Lease = Lease
	}
	now, err := s.db.Time(ctx)
	if err != nil {
		return Run{}, false, err
	}
	if run, err = s.take(ctx, key); err != nil {
		return Run{}, false, err
	}
	// The owner is new for each claim, so that a claim whose answer was lost is known again.
	owner := o.Owner + "/" + NewID()
	free := freeForTheClock
	// A lease or a wait that ends later than any made now was made by a clock that was ahead.
	latest := At(now.Add(max(o.Lease, Lease) + longestWait))
	args := key.Args(run.Fence, now, latest, now, latest)
	if o.ByHand {
		free = freeForAPerson
		args = key.Args(run.Fence, now, latest)
	}
	err = s.db.Statement(ctx, func(db *gorm.DB) error {
		return db.Exec("UPDATE job_runs SET state = 'running', fence = fence + 1, owner = ?, lease_until = ? WHERE "+
			OfRun+fenceGuard+" AND ("+free+")", append([]any{owner, At(now.Add(o.Lease))}, args...)...).Error
	})
	if err != nil && classify(err) != unknown && classify(err) != collided {
		return Run{}, false, err
	}
	// What the row says decides, where the answer was lost too.
	if run, err = s.take(ctx, key); err != nil {
		return Run{}, false, err
	}
	if run.Owner == owner && run.State == RunRunning {
		return run, true, nil
	}
	return run.Seen(), false, nil
}

// Seen is a run for those who do not hold it: the owner's name without the part that proves the claim.
func (r Run) Seen() Run {
	r.Owner, _, _ = strings.Cut(r.Owner, "/")
	return r
}

// Get gives a run as it stands.
func (s Claims) Get(ctx context.Context, key RunKey) (Run, error) {
	run, err := s.take(ctx, key)
	return run.Seen(), err
}

func (s Claims) take(ctx context.Context, key RunKey) (Run, error) {
	var run Run
	err := s.db.Writing(ctx).Take(&run, append([]any{OfRun}, key.Args()...)...).Error
	return run, Absent(err, "没有这项任务（%s %s）。", key.Job, key.Period)
}

// List lists the runs of a job by period and revision, of every job for "", those in one of the states or in any.
func (s Claims) List(ctx context.Context, job string, states ...RunState) ([]Run, error) {
	q := Where(s.db.Writing(ctx), "job = ?", job)
	if len(states) > 0 {
		q = q.Where("state IN ?", states)
	}
	var runs []Run
	if err := q.Order("period, job, revision").Find(&runs).Error; err != nil {
		return nil, fmt.Errorf("runs: %w", err)
	}
	for i := range runs {
		runs[i] = runs[i].Seen()
	}
	return runs, nil
}

// Heartbeat holds a claim for another lease. Fenced says that it was lost: stop.
func (s Claims) Heartbeat(ctx context.Context, run Run, lease time.Duration) error {
	if lease <= 0 {
		lease = Lease
	}
	now, err := s.db.Time(ctx)
	if err != nil {
		return err
	}
	return s.db.Statement(ctx, func(db *gorm.DB) error {
		ok, err := One(db.Exec("UPDATE job_runs SET lease_until = ? WHERE "+OfRun+" AND fence = ? AND owner = ? AND state = 'running'",
			append([]any{At(now.Add(lease))}, run.Args(run.Fence, run.Owner)...)...))
		return FirstError(err, FencedUnless(ok))
	})
}

func FencedUnless(ok bool) error {
	if ok {
		return nil
	}
	return Refuse(Fenced, "这项任务已由另一个进程接手，本次结果没有发布。")
}

// Publish ends a run and does work in the same transaction, if the claim still holds.
func (s Claims) Publish(ctx context.Context, by Actor, run Run, result string, work func(tx *Txn) error) error {
	return s.db.Write(ctx, by, func(tx *Txn) error {
		ok, err := One(tx.Exec("UPDATE job_runs SET state = 'done', result = ?, finished_at = ?, last_error = '' WHERE "+
			OfRun+HeldGuard, append([]any{result, tx.At}, run.Args(run.Fence, run.Owner)...)...))
		if err := FirstError(err, FencedUnless(ok || err != nil)); err != nil {
			return err
		}
		return work(tx)
	})
}

// Finish ends a run whose result is a line of text.
func (s Claims) Finish(ctx context.Context, by Actor, run Run, result string) error {
	return s.Publish(ctx, by, run, result, func(tx *Txn) error {
		tx.Audit(AuditEntry{Action: "run.done", Object: run.Job, Detail: map[string]any{"period": run.Period, "revision": run.Revision, "result": result}})
		return nil
	})
}

// RetryAfter is the wait before the next try after so many failures: 1, 4, 16, 64 minutes.
func RetryAfter(failures int) time.Duration {
	return time.Minute << (2 * min(max(failures-1, 0), 3))
}

// Fail gives a run back after a failure, to be tried again after a wait (RetryAfter where 0). The fifth failure parks it.
func (s Claims) Fail(ctx context.Context, run Run, cause error, wait time.Duration) (parked bool, err error) {
	if wait <= 0 {
		wait = RetryAfter(run.Failures + 1)
	}
	now, err := s.db.Time(ctx)
	if err != nil {
		return false, err
	}
	state := RunFailed
	if run.Failures+1 >= maxFailures {
		state = RunParked
	}
	err = s.db.Write(ctx, System(), func(tx *Txn) error {
		ok, err := One(tx.Exec("UPDATE job_runs SET state = ?, failures = ?, retry_at = ?, last_error = ? WHERE "+
			OfRun+" AND fence = ? AND owner = ? AND state = 'running'",
			append([]any{state, run.Failures + 1, At(now.Add(wait)), cause.Error()}, run.Args(run.Fence, run.Owner)...)...))
		tx.Audit(AuditEntry{Action: "run." + string(state), Object: run.Job, Detail: map[string]any{
			"period": run.Period, "revision": run.Revision, "failures": run.Failures + 1, "error": cause.Error()}})
		return FirstError(err, FencedUnless(ok || err != nil))
	})
	return state == RunParked && err == nil, err
}

// Release gives a claimed run back without counting a failure: free at once where wait is 0, else after the wait.
func (s Claims) Release(ctx context.Context, run Run, why string, wait time.Duration) error {
	now, err := s.db.Time(ctx)
	if err != nil {
		return err
	}
	return s.db.Statement(ctx, func(db *gorm.DB) error {
		ok, err := One(db.Exec("UPDATE job_runs SET state = 'failed', retry_at = ?, last_error = ? WHERE "+OfRun+" AND fence = ? AND owner = ? AND state = 'running'",
			append([]any{At(now.Add(wait)), why}, run.Args(run.Fence, run.Owner)...)...))
		return FirstError(err, FencedUnless(ok || err != nil))
	})
}

// Time is the time by the clock of the database, which all who share it have in common.
func (s *DB) Time(ctx context.Context) (Timestamp, error) {
	var now Timestamp
	row := s.w.WithContext(ctx).Raw("SELECT " + s.dialect.now).Row()
	if row == nil {
		return now, errors.New("database time: no answer")
	}
	if err := row.Scan(&now); err != nil {
		return now, fmt.Errorf("database time: %w", err)
	}
	return now, nil
}

// Statement runs one statement that commits by itself, again where it collided. An unknown outcome is the
// caller's to read back.
func (s *DB) Statement(ctx context.Context, do func(db *gorm.DB) error) error {
	for try := 1; ; try++ {
		err := do(s.w.WithContext(ctx))
		if err == nil || classify(err) != collided || try == maxTries {
			return err
		}
		if err := wait(ctx, try); err != nil {
			return err
		}
	}
}

// StatementOn is Statement for one on at most one row, and reports whether it hit it.
func (s *DB) StatementOn(ctx context.Context, do func(conn *gorm.DB) *gorm.DB) (ok bool, err error) {
	err = s.Statement(ctx, func(conn *gorm.DB) (err error) {
		ok, err = One(do(conn))
		return err
	})
	return ok, err
}
