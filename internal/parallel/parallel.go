package parallel

import (
	"fmt"
	"runtime/debug"

	"golang.org/x/sync/errgroup"
)

// Group runs pieces of work beside one another, as errgroup.Group does, and gives a panic in one of them as an error:
// nobody above can recover it in another goroutine, and one bad plan must not end the process. The zero value is ready.
type Group struct{ group errgroup.Group }

// SetLimit bounds how many run at once.
func (a *Group) SetLimit(n int) { a.group.SetLimit(n) }

// Go begins one piece, where there is a limit as soon as there is room.
func (a *Group) Go(work func() error) {
	a.group.Go(func() error { return Safely(work) })
}

// Wait waits for all and gives the first error.
func (a *Group) Wait() error { return a.group.Wait() }

// Panic is what a piece of work broke off with, as an error.
type Panic struct {
	Value any
	Stack []byte
}

// Error implements error: the value and the stack, for a log.
func (p *Panic) Error() string { return fmt.Sprintf("panic: %v\n%s", p.Value, p.Stack) }

// Safely gives a panic in the work as a *Panic, for work done on behalf of somebody else.
func Safely(work func() error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			err = &Panic{Value: r, Stack: debug.Stack()}
		}
	}()
	return work()
}
