package models_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
)

// The chain is in the order of the commits: no filing stands in it behind the lock of its period.
func TestNoFilingPassesTheLock(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		const departments, rounds = 8, 10
		var rows []indicator
		for i := range departments {
			rows = append(rows, indicator{name: fmt.Sprint("指标", i), lead: fmt.Sprint("部门", i)})
		}
		p := s.imported(t, planOf("zone", rows...), "v1")
		replicas := []*site{s, open(t, s.address), open(t, s.address)}
		for round := range rounds {
			month := tally.MonthOf(2018+round/12, 1+round%12)
			start := make(chan struct{})
			var wg sync.WaitGroup
			for i := range departments {
				f := sheet{department: fmt.Sprint("部门", i), content: fmt.Sprint(round, i), period: month, draft: i%2 == 1}.build(p)
				wg.Go(func() {
					<-start
					at := replicas[i%3]
					sub, err := at.Submissions.File(t.Context(), f)
					if err == nil && f.Draft {
						_, err = at.Submissions.Submit(t.Context(), clerk, sub.ID, sub.Revision)
					}
					if err != nil && !errors.Is(err, &models.Error{Code: models.Locked}) {
						t.Errorf("filing: %v", err)
					}
				})
			}
			wg.Go(func() {
				<-start
				if err := replicas[round%3].Periods.Lock(t.Context(), supervisor, "zone", month, "", "已到封账时间", ""); err != nil {
					t.Errorf("lock: %v", err)
				}
			})
			close(start)
			wg.Wait()
			locked := int64(0)
			for _, row := range must[[]models.AuditRow](t)(s.Audit.List(t.Context(), models.AuditFilter{Period: month, Limit: 1000})) {
				switch row.Action {
				case "period.lock":
					locked = row.Seq
				case "submission.file", "submission.submit":
					if locked > 0 {
						t.Errorf("round %d: %s of %s is behind the lock", round, row.Action, row.Department)
					}
				}
			}
		}
		s.verified(t)
		// What a lock leaves for a department that never filed is no filing.
		if heads := must[[]breakdown.PlanHead](t)(s.Plans.Heads(t.Context(), "")); heads[0].LastFiled.Compare(tally.MonthOf(2018, rounds)) > 0 {
			t.Errorf("filed up to %s", heads[0].LastFiled)
		}
	})
}

func TestADraftIsThrownAway(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		first := s.filed(t, sheet{content: "first"}.build(p))
		draft := s.filed(t, sheet{content: "wrong", ytd: "9", draft: true, key: "k"}.build(p))
		blobs := s.count(t, "blobs")
		refused(t, s.Submissions.Discard(t.Context(), clerk, first.ID, 0), models.Conflict)
		refused(t, s.Submissions.Discard(t.Context(), clerk, draft.ID, draft.Revision+1), models.Conflict)
		if err := s.Submissions.Discard(t.Context(), clerk, draft.ID, draft.Revision); err != nil {
			t.Fatal(err)
		}
		_, err := s.Submissions.Get(t.Context(), draft.ID)
		refused(t, err, models.NotFound)
		refused(t, s.Submissions.Discard(t.Context(), clerk, draft.ID, draft.Revision), models.NotFound)
		if left := s.count(t, "blobs"); left >= blobs {
			t.Errorf("%d files, %d before", left, blobs)
		}
		if n := s.count(t, "figures"); n != 1 {
			t.Errorf("%d figures, want those of the first version", n)
		}
		again := s.filed(t, sheet{content: "right", ytd: "8", key: "k"}.build(p)) // under the key of what was thrown away
		if again.Version != 2 {
			t.Errorf("the next version is %d, want 2", again.Version)
		}
		refused(t, s.Submissions.Discard(t.Context(), clerk, again.ID, 0), models.Conflict) // handed in
		only := s.filed(t, sheet{content: "only", period: october, draft: true}.build(p))
		if err := s.Periods.Lock(t.Context(), supervisor, "zone", october, "", "封账", ""); err != nil {
			t.Fatal(err)
		}
		refused(t, s.Submissions.Discard(t.Context(), clerk, only.ID, 0), models.Locked)
		s.verified(t)
	})
}
