//go:build cluster

package cluster_test

import (
	"fmt"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// Forty months are owed to three processes on three nodes, whose clocks are five minutes apart each, and which are killed and
// stopped past their lease all the time. Each month is issued once.
func TestCluster(t *testing.T) {
	s := newSite(t)
	stores := make([]*models.Store, nodes)
	for n := range stores {
		stores[n] = s.store(t, n)
	}
	secret := token(t, stores[0])
	t.Run("forty months once", func(t *testing.T) { s.months(t, stores) })
	t.Run("the cycle of a quarter once", func(t *testing.T) { s.cycle(t, stores, secret) })
	t.Run("listed at once elsewhere", func(t *testing.T) { s.listed(t, stores, secret) })
	t.Run("an act is whole", func(t *testing.T) { s.whole(t, stores) })
	t.Run("no filing passes the lock at three nodes", func(t *testing.T) { s.raced(t, stores) })
	t.Run("no filing passes the lock", func(t *testing.T) { s.locked(t, stores, secret) })
	t.Run("a killed node loses nothing acknowledged", func(t *testing.T) { s.killedNode(t, stores, secret) })
}

func (s *site) months(t *testing.T, stores []*models.Store) {
	const key = "months"
	plan(t, stores[0], key, fmt.Sprintf(`{"from":"%s","until":"%s"}`, first, last), 6)
	services := make([]*service, nodes)
	for n := range services {
		services[n] = s.start(t, n, false)
	}
	s.untilDone(t, stores[0], services, key, last.MonthsSince(first)+1)
	var months []tally.Round
	for p := first; p.Compare(last) <= 0; p = p.Add(1) {
		months = append(months, p)
	}
	for n, store := range stores {
		checkRounds(t, n, store, key, months)
	}
}

// untilDone kills and stops the services until all that a plan owes is done, and ends them.
func (s *site) untilDone(t *testing.T, store *models.Store, services []*service, key string, owed int) {
	t.Helper()
	kills, stops, began := 0, 0, time.Now()
	done := func() int {
		runs, err := store.Runs.List(t.Context(), models.MonthJob+key, models.RunDone)
		if err != nil {
			t.Fatal(err)
		}
		return len(runs)
	}
	var frozen sync.WaitGroup
	asleep := make([]atomic.Bool, nodes)
	for done() < owed && time.Since(began) < 4*time.Minute {
		time.Sleep(time.Duration(200+rand.IntN(500)) * time.Millisecond)
		n := rand.IntN(nodes)
		switch {
		case asleep[n].Load():
		case rand.IntN(5) == 0:
			stops++
			asleep[n].Store(true)
			frozen.Go(func() {
				services[n].freeze(t)
				asleep[n].Store(false)
			})
		default:
			kills++
			services[n].kill()
			services[n] = s.start(t, n, false)
		}
	}
	frozen.Wait()
	time.Sleep(2 * time.Second) // who was stopped goes on, and tries to publish
	for _, p := range services {
		p.kill()
	}
	t.Logf("%d rounds in %v; %d processes killed, %d stopped past the lease", done(), time.Since(began).Round(time.Second), kills, stops)
}

// checkRounds asserts what one node has on record: each of the rounds once.
func checkRounds(t *testing.T, n int, store *models.Store, key string, rounds []tally.Round) {
	t.Helper()
	rows, err := store.Audit.List(t.Context(), models.AuditFilter{Plan: key, Action: "edition.publish", Limit: 1000})
	if err != nil {
		t.Fatal(err)
	}
	published := map[tally.Round]int{}
	for _, r := range rows {
		published[r.Period]++
	}
	for _, p := range rounds {
		editions, err := store.Editions.List(t.Context(), key, p)
		if err != nil {
			t.Fatal(err)
		}
		if published[p] != 1 || len(editions) != 1 {
			t.Errorf("node %d: %s was published %d times, %d editions", n+1, p, published[p], len(editions))
		}
	}
	if report, err := store.Audit.Verify(t.Context()); err != nil || !report.OK() {
		t.Errorf("node %d: audit chain %+v, %v", n+1, report, err)
	}
}
