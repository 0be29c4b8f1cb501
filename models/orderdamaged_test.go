package models_test

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/tally"
)

// An order of which an act is missing in the database is told to be damaged, to who looks at it and to who acts on it: at once, and not as a
// database that is busy, which would be tried again for ever.
func TestDamagedOrderIsTold(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		for missing := 1; missing <= 3; missing++ {
			opened := must[[]tally.Order](t)(s.Orders.Open(t.Context(), supervisor, []tally.Order{{Basis: tally.OrderMeeting, Subject: "老旧小区改造",
				Source: "区长办公会", SourceDate: "2018-10-08", Asks: "查明原因", Department: "住建局", Due: "2018-10-12"}}))
			n := opened[0].N
			must[tally.Order](t)(s.Orders.Answer(t.Context(), clerk, n, 0, "施工队伍在三季度更换", "本月底前补上"))
			must[tally.Order](t)(s.Orders.Return(t.Context(), supervisor, n, 0, "请写明已改造的数量", ""))
			s.raw(t, fmt.Sprintf("DELETE FROM order_acts WHERE n = %d AND version = %d", n, missing))
			for does, try := range map[string]func() error{
				"looked at": func() error { _, err := s.Orders.Get(t.Context(), n); return err },
				"answered": func() error {
					_, err := s.Orders.Answer(t.Context(), clerk, n, 0, "施工队伍在三季度更换", "本月底前补上三个小区")
					return err
				},
				"given a file": func() error {
					_, err := s.Orders.Attach(t.Context(), clerk, n, "照片.pdf", []byte("%PDF-1.4"))
					return err
				},
			} {
				begun := time.Now()
				err := try()
				var refused *models.Error
				if err == nil || errors.As(models.Unanswered(err), &refused) || !strings.Contains(err.Error(), fmt.Sprintf("order %d", n)) {
					t.Errorf("without act %d, %s: %v", missing, does, err)
				}
				if took := time.Since(begun); took > 5*time.Second {
					t.Errorf("without act %d, %s: told after %v", missing, does, took)
				}
			}
		}
	})
}

// Who answers at the same time as others is served, or told that another was faster: between the row of an order and its acts another's act
// may be stored.
func TestAnswersAtOnce(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		n := must[[]tally.Order](t)(s.Orders.Open(t.Context(), supervisor, []tally.Order{{Basis: tally.OrderMeeting, Subject: "老旧小区改造",
			Source: "区长办公会", SourceDate: "2018-10-08", Asks: "查明原因", Department: "住建局", Due: "2018-10-12"}}))[0].N
		replicas := []*site{s, open(t, s.address), open(t, s.address)}
		var wg sync.WaitGroup
		for i := range 24 {
			wg.Go(func() {
				_, err := replicas[i%3].Orders.Answer(t.Context(), clerk, n, 0, "施工队伍在三季度更换", "本月底前补上三个小区")
				if err != nil && !errors.Is(err, &models.Error{Code: models.Conflict}) && !errors.Is(err, &models.Error{Code: models.Busy}) {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		if o := must[tally.Order](t)(s.Orders.Get(t.Context(), n)); o.State != tally.OrderAnswered || len(o.Acts) < 2 {
			t.Errorf("%s after %d acts", o.State, len(o.Acts))
		}
	})
}
