//go:build cluster

package cluster_test

import (
	"fmt"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tallysheet/tallysheet/models"
)

// locked lets departments file through three services while a fourth hand locks the month at one of the nodes. The chain is in the order
// of the commits on all of them: no filing stands behind the lock, and what was acknowledged stands before it.
func (s *site) locked(t *testing.T, stores []*models.Store, secret string) {
	const key, departments, rounds = "locked", 9, 30
	names := plan(t, stores[0], key, "", departments)
	services := make([]*service, nodes)
	for n := range services {
		services[n] = s.start(t, n, true)
		defer services[n].stop(t)
	}
	var filed, refused atomic.Int64
	for round := range rounds {
		month := last.Add(-round)
		start := make(chan struct{})
		var wg sync.WaitGroup
		for i, name := range names {
			c, data := newClient(secret), sheet(t, fmt.Sprintf("%s收入%02d", key, i+1), round+i)
			wg.Go(func() {
				<-start
				_, status, err := c.upload(t.Context(), services[i%nodes].url, key, name, month, fmt.Sprintf("locked-%d-%d", round, i), data)
				switch {
				case err == nil:
					filed.Add(1)
				case status == http.StatusLocked || status == http.StatusConflict:
					refused.Add(1)
				default:
					t.Errorf("round %d through service %d: %v", round, i%nodes, err)
				}
			})
		}
		wg.Go(func() {
			<-start
			if err := stores[round%nodes].Periods.Lock(t.Context(), supervisor, key, month, "", "已到封账时间", ""); err != nil {
				t.Errorf("lock: %v", err)
			}
		})
		close(start)
		wg.Wait()
		rows, err := stores[(round+1)%nodes].Audit.List(t.Context(), models.AuditFilter{Plan: key, Period: month, Limit: 1000})
		if err != nil {
			t.Fatal(err)
		}
		lock := int64(0)
		for _, row := range rows {
			switch row.Action {
			case "period.lock":
				lock = row.Seq
			case "submission.file", "submission.submit":
				if lock > 0 {
					t.Errorf("round %d: %s of %s is behind the lock", round, row.Action, row.Department)
					var counters []map[string]any
					stores[0].DB().Reading(t.Context()).Table("submission_counters").Where("plan_key = ? AND period = ? AND department = ?", key, month, row.Department).Find(&counters)
					t.Logf("counter %v; row %+v; lock at %d", counters, row, lock)
				}
			}
		}
		if lock == 0 {
			t.Errorf("round %d: the lock is not in the chain", round)
		}
	}
	if t.Failed() {
		for n, p := range services {
			t.Logf("service %d said: %.4000s", n, &p.out)
		}
	}
	t.Logf("%d rounds over three nodes: %d filed before the lock, %d refused behind it, none passed it", rounds, filed.Load(), refused.Load())
}
