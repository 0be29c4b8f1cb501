package jobs

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/tallysheet/tallysheet/models"
)

// Trust holds the clock against the time that passed by the process's own steady count. What a clock does that is days ahead cannot be
// undone: months are closed and issued, records removed. It is safe for use by many goroutines.
type Trust struct {
	Most    time.Duration        // how far the clock may gain between two looks, beside the time that passed
	Elapsed func() time.Duration // the steady count; that of the process where nil

	mu     sync.Mutex
	begun  time.Time
	base   time.Time     // the latest time that was believed
	passed time.Duration // the steady count at base
	told   bool          // of the jump that lasts
}

// JumpAction is the record that a running service saw its clock jump ahead, with the time that it believes as "from".
const JumpAction = "clock.jump"

// check believes a time, or says from where the clock jumped; first says that this is the first look since it did.
func (t *Trust) check(now time.Time) (from time.Time, jumped, first bool) {
	if t == nil {
		return now, false, false
	}
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.begun.IsZero() {
		t.begun = time.Now()
	}
	passed := time.Since(t.begun)
	if t.Elapsed != nil {
		passed = t.Elapsed()
	}
	expected := t.base.Add(passed - t.passed)
	if !t.base.IsZero() && now.Sub(expected) > t.Most {
		first, t.told = !t.told, true
		return expected, true, first
	}
	if now.Before(expected) && !t.base.IsZero() { // one that went back gains nothing by coming back
		now = expected
	}
	t.base, t.passed, t.told = now, passed, false
	return now, false, false
}

// believed refuses to act by a clock that jumped ahead, and puts the jump on record once.
func (c *Clock) believed(ctx context.Context, now time.Time) error {
	from, jumped, first := c.Trust.check(now)
	if !jumped {
		return nil
	}
	const layout = "2006-01-02 15:04:05"
	err := fmt.Errorf("时钟从 %s 跳到 %s，没有按它封账、汇总、清理：请校时；如果新时间是对的，请重启服务", from.Format(layout), now.Format(layout))
	if !first {
		return err
	}
	if noted := c.Workflow.Store.Audit.Note(ctx, models.System(), models.AuditEntry{Action: JumpAction,
		Detail: map[string]any{"from": models.At(from), "to": models.At(now)}}); noted != nil {
		return noted
	}
	return err
}
