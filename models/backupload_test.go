package models_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/backup"
)

// A backup taken while fifty clerks file holds a moment: it verifies and restores to a beginning of the audit chain, with each filing that the
// beginning tells of, its file whole, and so with each that was acknowledged before the backup began.
func TestBackupWhileFiling(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		const clerks, backups = 50, 3
		p := s.zone(t)
		ctx, stop := context.WithCancel(t.Context())
		var filing sync.WaitGroup
		var mu sync.Mutex
		var acknowledged []string
		for c := range clerks {
			filing.Go(func() {
				for n := 0; ctx.Err() == nil; n++ {
					f := sheet{content: fmt.Sprint(c, "-", n), ytd: fmt.Sprint(n + 1), period: september.Add(-c % 4)}.build(p)
					sub, err := s.Submissions.File(ctx, f)
					if err != nil {
						if ctx.Err() == nil && !errors.Is(err, &models.Error{Code: models.Busy}) {
							t.Error(err)
						}
						continue
					}
					mu.Lock()
					acknowledged = append(acknowledged, sub.ID)
					mu.Unlock()
				}
			})
		}
		for range backups {
			mu.Lock()
			before := slices.Clone(acknowledged)
			mu.Unlock()
			data, info := s.backup(t)
			if seen, err := backup.Verify(bytes.NewReader(data)); err != nil || seen.SHA256 != info.SHA256 {
				t.Errorf("read back: %v", err)
			}
			into := open(t, address(t, models.SQLite))
			if _, err := backup.Restore(t.Context(), into.DB(), supervisor, bytes.NewReader(data)); err != nil {
				t.Fatal(err)
			}
			into.verified(t)
			rows, there := beginningOf(t, into, s, info.Audit.Rows), 0
			for _, id := range before {
				if !slices.Contains(rows, id) {
					t.Errorf("%s was acknowledged before the backup and is not in it", id)
				}
			}
			for _, id := range rows {
				sub := must[models.Submission](t)(into.Submissions.Get(t.Context(), id))
				_, file, err := into.Submissions.OriginalBytes(t.Context(), id)
				if sum := sha256.Sum256(file); err != nil || hex.EncodeToString(sum[:]) != sub.SHA256 {
					t.Errorf("%s is torn: %v", id, err)
				}
				there++
			}
			if n := into.count(t, "submissions"); n != there {
				t.Errorf("%d filings on record, %d there", there, n)
			}
			t.Logf("%d acknowledged before, %d in the backup, each whole", len(before), there)
		}
		stop()
		filing.Wait()
	})
}

// beginningOf holds the rows of a restored chain, but those of the restore itself, against the chain that they were taken from, and gives the
// filings that they tell of.
func beginningOf(t *testing.T, restored, whole *site, rows int64) (filed []string) {
	t.Helper()
	var had, has []models.AuditRow
	for s, into := range map[*site]*[]models.AuditRow{restored: &had, whole: &has} {
		if err := s.DB().Reading(t.Context()).Order("seq").Find(into).Error; err != nil {
			t.Fatal(err)
		}
	}
	if len(had) < int(rows) || rows == 0 {
		t.Fatalf("%d rows were restored, want %d", len(had), rows)
	}
	for i, row := range had[:rows] {
		if i >= len(has) || row.Hash != has[i].Hash {
			t.Fatalf("row %d of the restored chain is %s, another than the first", row.Seq, row.Action)
		}
		if row.Action == "submission.file" {
			filed = append(filed, row.Object)
		}
	}
	return filed
}
