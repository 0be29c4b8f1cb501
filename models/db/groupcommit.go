package db

import (
	"context"
	"fmt"
	"sync"

	"github.com/tallysheet/tallysheet/internal/parallel"
	"gorm.io/gorm"
)

// group lets acts that come while another is being written share its transaction, and so one COMMIT and one sync of the
// disk, where a database has one writer. Each act has a savepoint of its own: one that fails takes nothing with it.
type groupCommit struct {
	checkpoints *checkpointer

	mu      sync.Mutex
	busy    bool
	waiting []*groupAct
}

// groupAct is one act in the queue.
type groupAct struct {
	ctx  context.Context //nolint:containedctx // the act's own, while another goroutine runs it
	run  func(db *gorm.DB) error
	turn chan bool // false: it was run; true: it leads the next transaction
	err  error
}

// groupSize is the most acts in one transaction: the first waits for the last.
const groupSize = 16

// run runs an act in a transaction of db, which other acts may share. Where COMMIT fails, it fails for all of them.
func (g *groupCommit) run(ctx context.Context, db *gorm.DB, run func(db *gorm.DB) error) error {
	a := &groupAct{ctx: ctx, run: run, turn: make(chan bool, 1)}
	if g.leads(a) || g.waits(a) {
		g.lead(db, a)
	}
	return a.err
}

// leads reports that nobody is writing; else the act is put in the queue.
func (g *groupCommit) leads(a *groupAct) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.busy {
		g.waiting = append(g.waiting, a)
		return false
	}
	g.busy = true
	return true
}

// waits waits until the act was run, or has to lead. An act whose caller goes away before its turn is not run.
func (g *groupCommit) waits(a *groupAct) (lead bool) {
	select {
	case lead = <-a.turn:
		return lead
	case <-a.ctx.Done():
	}
	g.mu.Lock()
	for i, w := range g.waiting {
		if w == a {
			g.waiting = append(g.waiting[:i], g.waiting[i+1:]...)
			g.mu.Unlock()
			a.err = a.ctx.Err()
			return false
		}
	}
	g.mu.Unlock()
	return <-a.turn
}

// next takes the next act from the queue, nil for none.
func (g *groupCommit) next() *groupAct {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.waiting) == 0 {
		return nil
	}
	a := g.waiting[0]
	g.waiting = g.waiting[1:]
	return a
}

// lead runs one transaction, and hands the lead on.
func (g *groupCommit) lead(db *gorm.DB, first *groupAct) {
	var acts []*groupAct
	var broke *groupAct
	// Not the first act's context: the others must not end with it.
	err := db.WithContext(context.WithoutCancel(first.ctx)).Transaction(func(tx *gorm.DB) error {
		for a := first; a != nil; {
			acts = append(acts, a)
			if a.err = a.ctx.Err(); a.err == nil {
				if err := a.saved(tx); err != nil {
					broke = a
					return err
				}
			}
			if a = nil; len(acts) < groupSize {
				a = g.next()
			}
		}
		return nil
	})
	g.checkpoints.wrote()
	if len(acts) == 0 { // not even begun
		acts = append(acts, first)
	}
	for _, a := range acts {
		switch {
		case a.err != nil || err == nil:
		case broke == nil || a == broke:
			a.err = err
		default: // what another one broke, it may try again
			a.err = fmt.Errorf("%w: %w", ErrAgain, err)
		}
		if a != first {
			a.turn <- false
		}
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.busy = len(g.waiting) > 0; g.busy {
		g.waiting[0].turn <- true
		g.waiting = g.waiting[1:]
	}
}

// saved runs the act between savepoints. Its error is that of the whole transaction, which the database has given up or
// could not return to the savepoint.
func (a *groupAct) saved(tx *gorm.DB) error {
	// Once begun it is not broken off: SQLite would give up the whole transaction.
	tx = tx.WithContext(context.WithoutCancel(a.ctx))
	if err := tx.Exec("SAVEPOINT act").Error; err != nil {
		return err
	}
	end := "RELEASE act"
	if a.err = parallel.Safely(func() error { return a.run(tx) }); a.err != nil {
		end = "ROLLBACK TO act; RELEASE act"
	}
	if err := tx.Exec(end).Error; err != nil {
		return fmt.Errorf("%s: %w", end, err)
	}
	return nil
}
