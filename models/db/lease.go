package db

import (
	"context"
	"errors"
	"time"
)

// Hold keeps a claim alive while its work goes on: it sends a heartbeat three times a lease (Lease where 0), and ends the
// context that it gives, with Fenced as the cause, once the claim is lost. stop ends the beating and must be called.
func (s Claims) Hold(ctx context.Context, run Run, lease time.Duration) (held context.Context, stop func()) {
	if lease <= 0 {
		lease = Lease
	}
	held, end := context.WithCancelCause(ctx)
	beating := make(chan struct{})
	go func() {
		defer close(beating)
		for pause(held, lease/3) == nil {
			err := s.Heartbeat(held, run, lease)
			// A database that does not answer is no loss yet: the next beat may come through, and publishing is fenced.
			if errors.Is(err, &Error{Code: Fenced}) {
				end(err)
			}
		}
	}()
	return held, func() {
		end(nil)
		<-beating
	}
}
