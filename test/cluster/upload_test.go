//go:build cluster

package cluster_test

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
)

// listed files through one service and asks the next one at once.
func (s *site) listed(t *testing.T, stores []*models.Store, secret string) {
	const key, rounds = "listed", 200
	names := plan(t, stores[0], key, "", 1)
	services := make([]*service, nodes)
	for n := range services {
		services[n] = s.start(t, n, true)
		defer services[n].stop(t)
	}
	c, missing := newClient(secret), 0
	for i := range rounds {
		a, b := services[i%nodes], services[(i+1)%nodes]
		sub, _, err := c.upload(t.Context(), a.url, key, names[0], last, fmt.Sprintf("listed-%d", i), sheet(t, key+"收入01", i))
		if err != nil {
			t.Fatal(err)
		}
		status, _, err := c.do(t.Context(), http.MethodGet, b.url+"/api/v1/submissions/"+sub.ID, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if status != http.StatusOK {
			missing++
		}
	}
	if missing > 0 {
		t.Errorf("%d of %d were not there yet", missing, rounds)
	}
	t.Logf("%d filed through one process and looked at through another, %d missing", rounds, missing)
}

// receipt is an upload that was acknowledged.
type receipt struct{ id, sum, department string }

// killedNode lets clients file through three services while each node of the database dies and comes back in its turn. A client that gets
// no answer asks again with the same key, elsewhere, as behind a gateway.
func (s *site) killedNode(t *testing.T, stores []*models.Store, secret string) {
	const key, clients = "killed", 200
	names := plan(t, stores[0], key, "", clients)
	services := make([]*service, nodes)
	for n := range services {
		services[n] = s.start(t, n, true)
		defer services[n].kill()
	}
	stop := make(chan struct{})
	var mu sync.Mutex
	var receipts []receipt
	retried, slowest := 0, time.Duration(0)
	var filing sync.WaitGroup
	for i, name := range names {
		filing.Go(func() {
			c := newClient(secret)
			for v := 1; ; v++ {
				select {
				case <-stop:
					return
				default:
				}
				data := sheet(t, fmt.Sprintf("%s收入%02d", key, i+1), v)
				digest := sha256.Sum256(data)
				began := time.Now()
				for try := 0; ; try++ {
					sub, status, err := c.upload(t.Context(), services[(i+try)%nodes].url, key, name, last, fmt.Sprintf("%s-%d", name, v), data)
					if err == nil {
						mu.Lock()
						receipts = append(receipts, receipt{sub.ID, hex.EncodeToString(digest[:]), name})
						retried += min(try, 1)
						slowest = max(slowest, time.Since(began))
						mu.Unlock()
						break
					}
					if status >= 400 && status < 500 {
						t.Errorf("refused: %v", err)
						return
					}
					if try > 200 {
						t.Errorf("never taken: %v", err)
						return
					}
					time.Sleep(time.Duration(200+rand.IntN(400)) * time.Millisecond)
				}
			}
		})
	}
	for _, node := range []string{"3", "2", "1"} {
		time.Sleep(5 * time.Second)
		s.galera(t, "kill", node)
		time.Sleep(10 * time.Second)
		s.galera(t, "revive", node)
	}
	time.Sleep(5 * time.Second)
	close(stop)
	filing.Wait()
	checkReceipts(t, services, secret, receipts)
	checkVersions(t, stores[0], key, names, receipts)
	t.Logf("%d clients, %d acknowledged over the death of each of three nodes, %d of them after another try, the slowest in %v", clients, len(receipts), retried, slowest.Round(time.Millisecond))
}

// checkReceipts finds each upload through every service, whole.
func checkReceipts(t *testing.T, services []*service, secret string, receipts []receipt) {
	t.Helper()
	if len(receipts) < 30 {
		t.Errorf("only %d uploads were acknowledged: too few to tell", len(receipts))
	}
	c := newClient(secret)
	for i, r := range receipts {
		sum, status, err := c.original(t.Context(), services[i%nodes].url, r.id)
		for try := 0; (err != nil || status >= 500) && try < 50; try++ { // the revived node's connections
			time.Sleep(200 * time.Millisecond)
			sum, status, err = c.original(t.Context(), services[i%nodes].url, r.id)
		}
		if err != nil || status != http.StatusOK || sum != r.sum {
			t.Errorf("%s through service %d: answer %d, digest %s, want %s, %v", r.id, i%nodes+1, status, sum, r.sum, err)
		}
	}
}

// checkVersions finds one version for each key and no more.
func checkVersions(t *testing.T, store *models.Store, key string, names []string, receipts []receipt) {
	t.Helper()
	for _, name := range names {
		subs, err := store.Submissions.List(t.Context(), key, last, name)
		if err != nil {
			t.Fatal(err)
		}
		want := map[string]bool{}
		for _, r := range receipts {
			if r.department == name {
				want[r.id] = true
			}
		}
		if len(subs) != len(want) {
			t.Errorf("%s: %d versions for %d acknowledged uploads", name, len(subs), len(want))
		}
	}
	if report, err := store.Audit.Verify(t.Context()); err != nil || !report.OK() {
		t.Errorf("audit chain: %+v, %v", report, err)
	}
}
