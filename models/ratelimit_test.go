package models_test

import (
	"slices"
	"sync"
	"testing"
	"time"
)

// Of two processes together no minute sees more than 20 turns.
func TestPaceHoldsTwentyAMinute(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		const gap = 3100 * time.Millisecond
		began := time.Now()
		var mu sync.Mutex
		var turns []time.Duration
		var wg sync.WaitGroup
		for _, replica := range []*site{s, open(t, s.address)} {
			wg.Go(func() {
				for range 15 {
					wait, err := replica.Outbox.TakeTurn(t.Context(), "https://robot.example/send?key=k", gap)
					if err != nil {
						t.Error(err)
						return
					}
					mu.Lock()
					turns = append(turns, time.Since(began)+wait)
					mu.Unlock()
				}
			})
		}
		wg.Wait()
		slices.Sort(turns)
		const slack = 10 * time.Second // between the answer and the look at the clock, on a busy machine
		for i := 20; i < len(turns); i++ {
			if d := turns[i] - turns[i-20]; d < time.Minute-slack {
				t.Errorf("21 turns within %v", d)
			}
		}
		if other, err := s.Outbox.TakeTurn(t.Context(), "https://other.example", gap); err != nil || other > gap/2 {
			t.Errorf("another address waits %v, %v", other, err)
		}
	})
}
