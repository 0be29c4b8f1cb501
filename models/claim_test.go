package models_test

import (
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
)

func TestClaimHasOneWinner(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		for revision := range 10 {
			key := models.RunKey{Job: "test", Period: "2018-09", Revision: revision}
			start := make(chan struct{})
			var wg sync.WaitGroup
			var mu sync.Mutex
			made, won, published := 0, 0, 0
			for range 8 {
				wg.Go(func() {
					<-start
					created, err := s.Runs.Materialise(t.Context(), key)
					if err != nil {
						t.Error(err)
						return
					}
					run, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "worker"})
					if err != nil {
						t.Error(err)
						return
					}
					// Who lost tries to publish all the same.
					err = s.Runs.Finish(t.Context(), models.System(), run, "done")
					mu.Lock()
					defer mu.Unlock()
					if created {
						made++
					}
					if ok {
						won++
					}
					if err == nil {
						published++
					}
				})
			}
			close(start)
			wg.Wait()
			if made != 1 || won != 1 || published != 1 {
				t.Errorf("revision %d: made %d, won %d, published %d times", revision, made, won, published)
			}
		}
	})
}

func TestTakeoverFencesTheFirst(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		key := models.RunKey{Job: "test", Period: "2018-09", Revision: 1}
		must[bool](t)(s.Runs.Materialise(t.Context(), key))
		first, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "a", Lease: 30 * time.Millisecond})
		if err != nil || !ok {
			t.Fatal(ok, err)
		}
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "b"}); ok || err != nil {
			t.Fatalf("claimed while the lease holds: %t %v", ok, err)
		}
		time.Sleep(60 * time.Millisecond) // the lease is by the clock of the database
		second, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "b"})
		if err != nil || !ok || second.Fence != first.Fence+1 {
			t.Fatalf("takeover: %t %v, fence %d after %d", ok, err, second.Fence, first.Fence)
		}
		refused(t, s.Runs.Heartbeat(t.Context(), first, 0), models.Fenced)
		refused(t, s.Runs.Finish(t.Context(), models.System(), first, "late"), models.Fenced)
		_, err = s.Runs.Fail(t.Context(), first, errors.New("late"), 0)
		refused(t, err, models.Fenced)
		if err := s.Runs.Finish(t.Context(), models.System(), second, "good"); err != nil {
			t.Fatal(err)
		}
		if run := must[models.Run](t)(s.Runs.Get(t.Context(), key)); run.State != models.RunDone || run.Result != "good" {
			t.Errorf("run: %+v", run)
		}
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "c", ByHand: true}); ok || err != nil {
			t.Errorf("claimed what is done: %t %v", ok, err)
		}
	})
}

func TestFifthFailureParks(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		key := models.RunKey{Job: "test", Period: "2018-09", Revision: 1}
		must[bool](t)(s.Runs.Materialise(t.Context(), key))
		for n := 1; n <= 5; n++ {
			run, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "a"})
			if err != nil || !ok {
				t.Fatalf("try %d: %t %v", n, ok, err)
			}
			parked, err := s.Runs.Fail(t.Context(), run, errors.New("磁盘已满"), time.Microsecond)
			if err != nil || parked != (n == 5) {
				t.Fatalf("failure %d: parked %t, %v", n, parked, err)
			}
			time.Sleep(5 * time.Millisecond)
		}
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "a"}); ok || err != nil {
			t.Errorf("a parked run was claimed: %t %v", ok, err)
		}
		parked := must[[]models.Run](t)(s.Runs.List(t.Context(), "test", models.RunParked))
		if len(parked) != 1 || parked[0].LastError != "磁盘已满" || parked[0].Failures != 5 {
			t.Errorf("parked: %+v", parked)
		}
		if err := s.Runs.Unpark(t.Context(), supervisor, key); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Runs.Unpark(t.Context(), supervisor, key), models.NotFound)
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "a"}); !ok || err != nil {
			t.Errorf("unparked and not claimed: %t %v", ok, err)
		}
	})
}

func TestFailedRunWaits(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		key := models.RunKey{Job: "test", Period: "2018-09", Revision: 1}
		must[bool](t)(s.Runs.Materialise(t.Context(), key))
		run, _, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "a"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Runs.Fail(t.Context(), run, errors.New("x"), 0); err != nil {
			t.Fatal(err)
		}
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "b"}); ok || err != nil {
			t.Errorf("claimed before its next try: %t %v", ok, err)
		}
		if _, ok, err := s.Runs.Claim(t.Context(), key, models.ClaimOptions{Owner: "b", ByHand: true}); !ok || err != nil {
			t.Errorf("a person cannot take it: %t %v", ok, err)
		}
		_, _, err = s.Runs.Claim(t.Context(), models.RunKey{Job: "none"}, models.ClaimOptions{})
		refused(t, err, models.NotFound)
	})
}

func TestRetryAfter(t *testing.T) {
	for failures, want := range map[int]time.Duration{0: time.Minute, 1: time.Minute, 2: 4 * time.Minute, 3: 16 * time.Minute,
		4: 64 * time.Minute, 9: 64 * time.Minute} {
		if got := models.RetryAfter(failures); got != want {
			t.Errorf("after %d failures %v, want %v", failures, got, want)
		}
	}
}
