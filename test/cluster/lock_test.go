//go:build cluster

package cluster_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
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
			time.Sleep(time.Duration(rand.IntN(60)) * time.Millisecond) // about as long as a filing takes
			if err := stores[round%nodes].Periods.Lock(t.Context(), supervisor, key, month, "", "已到封账时间", ""); err != nil {
				t.Errorf("lock: %v", err)
			}
		})
		close(start)
		wg.Wait()
		behindLock(t, stores[(round+1)%nodes], key, month)
	}
	if t.Failed() {
		for n, p := range services {
			t.Logf("service %d said: %.4000s", n, &p.out)
		}
		return
	}
	t.Logf("%d rounds over three nodes: %d filed before the lock, %d refused behind it, none passed it", rounds, filed.Load(), refused.Load())
}

// behindLock fails where a filing stands in the chain behind the lock of its month, or the lock is not there.
func behindLock(t *testing.T, store *models.Store, key string, month tally.Round) {
	t.Helper()
	rows, err := store.Audit.List(t.Context(), models.AuditFilter{Plan: key, Period: month, Limit: 1000})
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
				t.Errorf("%s: %s of %s is row %d, behind the lock, row %d", month, row.Action, row.Department, row.Seq, lock)
			}
		}
	}
	if lock == 0 {
		t.Errorf("%s: the lock is not in the chain", month)
	}
}

// raced is the same without the web: each department is filed for at three nodes at once, so that a filing is given up by its node at any of
// its statements. None stands behind the lock, and each that is there has all that it was filed with.
func (s *site) raced(t *testing.T, stores []*models.Store) {
	const key, departments, rounds = "raced", 9, 40
	names := plan(t, stores[0], key, "", departments)
	var filed, refused atomic.Int64
	for round := range rounds {
		month := last.Add(-round)
		start := make(chan struct{})
		var wg sync.WaitGroup
		for i := range nodes * departments {
			f := models.Filing{Plan: key, Department: names[i%departments], Period: month, By: supervisor, FileName: "报送.xlsx",
				Bytes: fmt.Append(nil, round, i), IdempotencyKey: fmt.Sprintf("raced-%d-%d", round, i)}
			wg.Go(func() {
				<-start
				switch _, err := stores[i/departments].Submissions.File(t.Context(), f); {
				case err == nil:
					filed.Add(1)
				case errors.Is(err, &models.Error{Code: models.Locked}), errors.Is(err, &models.Error{Code: models.Busy}):
					refused.Add(1)
				default:
					t.Errorf("round %d at node %d: %v", round, i/departments+1, err)
				}
			})
		}
		wg.Go(func() {
			<-start
			time.Sleep(time.Duration(rand.IntN(12)) * time.Millisecond)
			if err := stores[round%nodes].Periods.Lock(t.Context(), supervisor, key, month, "", "已到封账时间", ""); err != nil {
				t.Errorf("lock: %v", err)
			}
		})
		close(start)
		wg.Wait()
		behindLock(t, stores[(round+1)%nodes], key, month)
	}
	for what, q := range map[string]string{
		"filings without their key":     "SELECT COUNT(*) FROM submissions s WHERE s.plan_key = ? AND NOT EXISTS (SELECT 1 FROM idempotency_keys k WHERE k.submission_id = s.id)",
		"filings without their file":    "SELECT COUNT(*) FROM submissions s WHERE s.plan_key = ? AND NOT EXISTS (SELECT 1 FROM blobs b WHERE b.id = s.blob_id)",
		"counters that count otherwise": "SELECT COUNT(*) FROM submission_counters c WHERE c.plan_key = ? AND last_version <> (SELECT COUNT(*) FROM submissions s WHERE s.plan_key = c.plan_key AND s.department = c.department AND s.period = c.period)",
	} {
		var n int64
		if err := stores[0].DB().Reading(t.Context()).Raw(q, key).Scan(&n).Error; err != nil || n > 0 {
			t.Errorf("%d %s, %v", n, what, err)
		}
	}
	t.Logf("%d rounds at three nodes: %d filed, %d refused", rounds, filed.Load(), refused.Load())
}
