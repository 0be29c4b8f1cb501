package models_test

import (
	"fmt"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

const uploaders = 20

// atOnce files all together, through three stores as three processes would, and gives what was acknowledged.
func (s *site) atOnce(t *testing.T, filings []models.Filing) []models.Submission {
	t.Helper()
	replicas := []*site{s, open(t, s.address), open(t, s.address)}
	start := make(chan struct{})
	subs := make([]models.Submission, len(filings))
	var wg sync.WaitGroup
	for i, f := range filings {
		wg.Go(func() {
			<-start
			var err error
			if subs[i], err = replicas[i%len(replicas)].Submissions.File(t.Context(), f); err != nil {
				t.Errorf("filing %d: %v", i, err)
			}
		})
	}
	close(start)
	wg.Wait()
	return subs
}

func TestUploadsAtOnceOfOneDepartment(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		var filings []models.Filing
		for i := range uploaders {
			filings = append(filings, sheet{content: fmt.Sprint(i), ytd: fmt.Sprint(i + 1)}.build(p))
		}
		acknowledged := s.atOnce(t, filings)
		stored := must[[]models.Submission](t)(s.Submissions.List(t.Context(), "zone", september, "财政局"))
		if len(stored) != uploaders {
			t.Fatalf("%d versions stored, %d acknowledged", len(stored), uploaders)
		}
		byID := map[string]models.Submission{}
		for _, a := range acknowledged {
			byID[a.ID] = a
		}
		for i, sub := range stored {
			a, ok := byID[sub.ID]
			if !ok || a.Version != sub.Version || sub.Version != i+1 || a.SHA256 != sub.SHA256 {
				t.Errorf("version %d stored as %s, acknowledged %+v", sub.Version, sub.ID, a)
			}
			if sub.InForce != (sub.Version == uploaders) {
				t.Errorf("version %d in force: %t", sub.Version, sub.InForce)
			}
		}
		s.verified(t)
	})
}

func TestUploadsAtOnceOfManyDepartments(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		var rows []indicator
		for i := range uploaders {
			rows = append(rows, indicator{name: fmt.Sprint("指标", i), lead: fmt.Sprint("部门", i)})
		}
		p := s.imported(t, planOf("zone", rows...), "v1")
		var filings []models.Filing
		for i := range uploaders {
			filings = append(filings, sheet{department: fmt.Sprint("部门", i), content: fmt.Sprint(i)}.build(p))
		}
		s.atOnce(t, filings)
		stored := must[[]models.Submission](t)(s.Submissions.List(t.Context(), "zone", september, ""))
		if len(stored) != uploaders {
			t.Fatalf("%d submissions stored, %d acknowledged", len(stored), uploaders)
		}
		for _, sub := range stored {
			if sub.Version != 1 || sub.State != models.Accepted {
				t.Errorf("%s: version %d %s", sub.Department, sub.Version, sub.State)
			}
		}
		s.verified(t)
	})
}

func TestOneKeyAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		var filings []models.Filing
		for range 8 {
			filings = append(filings, sheet{content: "a", key: "one"}.build(p))
		}
		subs := s.atOnce(t, filings)
		for _, sub := range subs {
			if sub.ID != subs[0].ID {
				t.Errorf("one key, two submissions: %s and %s", sub.ID, subs[0].ID)
			}
		}
		if n := s.count(t, "submissions"); n != 1 {
			t.Errorf("%d submissions, want 1", n)
		}
	})
}

func TestActsAtOnceHaveOneWinner(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		sub := s.filed(t, sheet{findings: []tally.Finding{finding(tally.Jump), finding(tally.ItemMissing)}}.build(p))
		var wg sync.WaitGroup
		var mu sync.Mutex
		won, told := 0, 0
		for i := range 8 {
			wg.Go(func() {
				_, err := s.Findings.Explain(t.Context(), clerk, sub.ID, sub.Revision, 1, fmt.Sprintf("第%d个人写的说明", i))
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					won++
					return
				}
				if e := refused(t, err, models.Conflict); e.Given == sub.Revision && e.Current == sub.Revision+1 {
					told++
				}
			})
		}
		wg.Wait()
		if won != 1 || told != 7 {
			t.Errorf("%d won and %d were told both versions, want 1 and 7", won, told)
		}
		s.verified(t)
	})
}

// verified asserts a whole audit chain.
func (s *site) verified(t *testing.T) {
	t.Helper()
	report := must[models.AuditReport](t)(s.Audit.Verify(t.Context()))
	if !report.OK() || report.Rows == 0 {
		t.Errorf("audit chain: %+v", report)
	}
}
