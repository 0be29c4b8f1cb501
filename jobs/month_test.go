package jobs_test

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/jobs"
	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally/deviation"
)

func TestOffForNinetyFiveDays(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		s.file(t, p, "财政局", august, "5")
		c := s.ticking()
		s.once(t, c)
		if got := s.editions(t, "zone"); got != nil {
			t.Fatalf("before the cut-off: %v", got)
		}
		s.clock.set(china("2018-09-10 09:00"))
		if did := s.once(t, c); did.Consolidated != 1 {
			t.Fatalf("at the cut-off: %+v", did)
		}
		s.clock.set(s.clock.Now().AddDate(0, 0, 95))
		s.once(t, c)
		if did := s.once(t, c); did != (jobs.Did{}) {
			t.Errorf("a second look did %+v", did)
		}
		if d := cmp.Diff([]string{"2018-08#1", "2018-09#1", "2018-10#1", "2018-11#1"}, s.editions(t, "zone")); d != "" {
			t.Error(d)
		}
	})
}

func TestWhatAPersonIssuedIsNotIssuedAgain(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		s.file(t, p, "财政局", august, "5")
		s.file(t, p, "商务局", august, "6")
		if _, _, err := s.Consolidate(t.Context(), supervisor, "zone", august); err != nil {
			t.Fatal(err)
		}
		s.clock.set(china("2018-09-11 09:00"))
		s.once(t, s.ticking())
		if d := cmp.Diff([]string{"2018-08#1"}, s.editions(t, "zone")); d != "" {
			t.Errorf("nothing changed since: %s", d)
		}
	})
}

func TestAnEarlyEditionIsFollowedAtTheCutOff(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		s.file(t, p, "财政局", august, "5")
		if _, _, err := s.Consolidate(t.Context(), supervisor, "zone", august); err != nil {
			t.Fatal(err)
		}
		s.file(t, p, "商务局", august, "6")
		s.clock.set(china("2018-09-11 09:00"))
		s.once(t, s.ticking())
		s.file(t, p, "商务局", august, "7") // later corrections are by hand
		s.once(t, s.ticking())
		if d := cmp.Diff([]string{"2018-08#1", "2018-08#2"}, s.editions(t, "zone")); d != "" {
			t.Error(d)
		}
	})
}

// Many processes look at once; the broken claim (build tag brokenclaim) fails here.
func TestReplicasConsolidateOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		s.file(t, p, "财政局", august, "5")
		s.clock.set(china("2019-02-12 09:00")) // the 10th is in the Spring Festival, and reports were due on the 11th at 18:00
		want := []string{"2018-08#1", "2018-09#1", "2018-10#1", "2018-11#1", "2018-12#1", "2019-01#1"}
		replicas := []*site{s, open(t, s.address, s.clock), open(t, s.address, s.clock), open(t, s.address, s.clock)}
		// The sleeper stops in the middle of its first month for longer than its lease, and goes on as if nothing were.
		sleeper := replicas[3]
		slept := make(chan struct{})
		var sleep sync.Once
		sleeper.Rules = func(name string) (*deviation.Rules, error) {
			sleep.Do(func() { <-slept })
			return rules(name)
		}
		var wg sync.WaitGroup
		for _, r := range replicas {
			wg.Go(func() {
				c := r.ticking()
				c.Lease = 300 * time.Millisecond
				for range 20 {
					if _, err := c.Once(t.Context()); err != nil {
						t.Error(err)
					}
					if r != sleeper && len(s.editions(t, "zone")) >= len(want) {
						break
					}
					time.Sleep(50 * time.Millisecond)
				}
				if r == s {
					close(slept)
				}
			})
		}
		wg.Wait()
		seen := map[string]int{}
		for _, e := range s.editions(t, "zone") {
			seen[e]++
		}
		for _, e := range want {
			if seen[e] != 1 {
				t.Errorf("%s was published %d times", e, seen[e])
			}
		}
		if len(seen) != len(want) {
			t.Errorf("published: %v", seen)
		}
	})
}

func TestPoisonPlanIsParkedAlone(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.plan(t, "a-poison")
		s.plan(t, "b-panics")
		s.plan(t, "c-good")
		s.set(t, "a-poison", "", "没有的规则")
		s.set(t, "b-panics", "", "panic")
		s.Rules = func(name string) (*deviation.Rules, error) {
			if name == "panic" {
				panic("没有料到")
			}
			return rules(name)
		}
		s.clock.set(china("2018-09-11 09:00"))
		c := s.ticking()
		var all jobs.Did
		for range 8 {
			did := s.once(t, c)
			all.Consolidated += did.Consolidated
			all.Failed += did.Failed
			all.Parked += did.Parked
			time.Sleep(5 * time.Millisecond) // the wait for the next try is by the clock of the database
		}
		if all != (jobs.Did{Consolidated: 1, Failed: 8, Parked: 2}) {
			t.Errorf("did %+v", all)
		}
		parked, err := s.Store.Runs.List(t.Context(), "", models.RunParked)
		if err != nil || len(parked) != 2 || parked[0].Failures != 5 || parked[0].LastError == "" {
			t.Fatalf("parked: %+v, %v", parked, err)
		}
		s.set(t, "a-poison", "", "")
		if err := s.Store.Runs.Unpark(t.Context(), supervisor, parked[0].RunKey); err != nil {
			t.Fatal(err)
		}
		if did := s.once(t, c); did.Consolidated != 1 {
			t.Errorf("after its repair: %+v", did)
		}
	})
}

func TestStoppingGivesTheClaimBack(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		s.plan(t, "zone")
		s.clock.set(china("2018-09-11 09:00"))
		other := open(t, s.address, s.clock)
		ctx, stop := context.WithCancel(t.Context())
		s.Rules = func(name string) (*deviation.Rules, error) {
			stop()
			return nil, errors.New("cut short")
		}
		if _, err := s.ticking().Look(ctx); err == nil {
			t.Error("a look that was cut short says nothing")
		}
		if did := other.once(t, other.ticking()); did.Consolidated != 1 {
			t.Errorf("the next process did %+v", did)
		}
		run, err := s.Store.Runs.Get(t.Context(), models.RunKey{Job: models.MonthJob + "zone", Period: "2018-08", Revision: 1})
		if err != nil || run.Failures != 0 || run.State != models.RunDone || run.Result != "第1版" {
			t.Errorf("run: %+v, %v", run, err)
		}
	})
}

func TestPeriodsLockOnceAtTheCutOff(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.plan(t, "zone")
		s.set(t, "zone", `{"lock":true}`, "")
		c := s.ticking()
		s.once(t, c)
		s.file(t, p, "财政局", august, "5")
		s.clock.set(china("2018-09-10 09:01"))
		if did := s.once(t, c); did.Locked != 1 || did.Consolidated != 1 {
			t.Fatalf("did %+v", did)
		}
		locked := func() bool {
			l, err := s.Store.Periods.LockOf(t.Context(), "zone", "财政局", august)
			if err != nil {
				t.Fatal(err)
			}
			return l.Locked
		}
		if !locked() {
			t.Error("not locked at the cut-off")
		}
		if err := s.Store.Periods.Unlock(t.Context(), supervisor, "zone", august, "财政局", "补报", s.clock.Now().Add(time.Hour)); err != nil {
			t.Fatal(err)
		}
		s.once(t, c)
		if locked() {
			t.Error("the clock locked again what the supervisor opened")
		}
	})
}
