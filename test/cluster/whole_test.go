//go:build cluster

package cluster_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/db"
)

// whole runs acts on three nodes that meet on few rows. Each writes its number first and last; whatever a node gives up meanwhile, each is
// there with both or with neither, and what was acknowledged is there.
func (s *site) whole(t *testing.T, stores []*models.Store) {
	const workers, lasts, few = 4, 20 * time.Second, 3
	for _, q := range []string{"CREATE TABLE whole_first (id VARCHAR(40) PRIMARY KEY)", "CREATE TABLE whole_last (id VARCHAR(40) PRIMARY KEY)",
		"CREATE TABLE whole_met (id INT PRIMARY KEY, n BIGINT)"} {
		if err := stores[0].DB().Reading(t.Context()).Exec(q).Error; err != nil {
			t.Fatal(err)
		}
	}
	var mu sync.Mutex
	var acknowledged []string
	var tries, busy atomic.Int64
	var acting sync.WaitGroup
	began := time.Now()
	for n, store := range stores {
		for w := range workers {
			acting.Go(func() {
				for i := 0; time.Since(began) < lasts; i++ {
					id := fmt.Sprintf("%d-%d-%d", n, w, i)
					err := store.DB().Write(t.Context(), supervisor, func(tx *db.Txn) error {
						tries.Add(1)
						if err := tx.Exec("INSERT INTO whole_first VALUES (?)", id).Error; err != nil {
							return err
						}
						if err := tx.Exec("INSERT INTO whole_met VALUES (?, 1) ON DUPLICATE KEY UPDATE n = n + 1", (i+w)%few).Error; err != nil {
							return err
						}
						var met int64
						if err := tx.Raw("SELECT COUNT(*) FROM whole_met WHERE id >= ?", 0).Scan(&met).Error; err != nil {
							return err
						}
						return tx.Exec("INSERT INTO whole_last VALUES (?)", id).Error
					})
					if err != nil {
						if !errors.Is(err, &models.Error{Code: db.Busy}) {
							t.Errorf("%s: %v", id, err)
						}
						busy.Add(1)
						continue
					}
					mu.Lock()
					acknowledged = append(acknowledged, id)
					mu.Unlock()
				}
			})
		}
	}
	acting.Wait()
	for n, store := range stores {
		var first, last []string
		var met int64
		reading := store.DB().Reading(t.Context())
		if err := errors.Join(reading.Raw("SELECT id FROM whole_first").Scan(&first).Error, reading.Raw("SELECT id FROM whole_last").Scan(&last).Error,
			reading.Raw("SELECT SUM(n) FROM whole_met").Scan(&met).Error); err != nil {
			t.Fatal(err)
		}
		for _, ids := range [][]string{first, last, acknowledged} {
			slices.Sort(ids)
		}
		if !slices.Equal(first, acknowledged) || !slices.Equal(last, acknowledged) || met != int64(len(acknowledged)) {
			t.Errorf("node %d: of %d acknowledged acts %d have their first row, %d their last, %d their count", n+1, len(acknowledged), len(first), len(last), met)
		}
	}
	t.Logf("%d acts over three nodes acknowledged and whole, %d collided and were tried again, %d given up", len(acknowledged), tries.Load()-int64(len(acknowledged))-busy.Load(), busy.Load())
}
