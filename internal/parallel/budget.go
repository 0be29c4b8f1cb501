package parallel

import (
	"context"
	"errors"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
)

// Budget shares a bounded amount, such as bytes of memory, among what goes on at once, first come, first served. A nil Budget
// bounds nothing.
type Budget struct {
	room *semaphore.Weighted
	size int64
	wait time.Duration
}

// NewBudget makes a budget of a size; who finds no room waits so long for it.
func NewBudget(size int64, wait time.Duration) *Budget {
	return &Budget{room: semaphore.NewWeighted(size), size: size, wait: wait}
}

// ErrNoRoom says that there was no room for all of the wait; later there may be.
var ErrNoRoom = errors.New("no room")

// TryTake takes n where there is room now.
func (b *Budget) TryTake(n int64) (release func(), ok bool) {
	if b == nil {
		return func() {}, true
	}
	n = min(max(n, 0), b.size)
	if !b.room.TryAcquire(n) {
		return nil, false
	}
	return b.giveBack(n), true
}

// Take takes n of the budget, and all of it where n is more. release gives it back; it may be called several times. The error is
// ErrNoRoom, or the context's.
func (b *Budget) Take(ctx context.Context, n int64) (release func(), err error) {
	if b == nil {
		return func() {}, nil
	}
	n = min(max(n, 0), b.size)
	limited, cancel := context.WithTimeout(ctx, b.wait)
	defer cancel()
	if b.room.Acquire(limited, n) != nil {
		if ctx.Err() != nil {
			return nil, ctx.Err()
		}
		return nil, ErrNoRoom
	}
	return b.giveBack(n), nil
}

// giveBack gives n back once.
func (b *Budget) giveBack(n int64) func() {
	var once sync.Once
	return func() { once.Do(func() { b.room.Release(n) }) }
}
