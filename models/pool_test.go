package models_test

import (
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
)

// With far fewer connections than there are who ask, all come through: nobody holds one while waiting for another.
func TestFewConnectionsServeMany(t *testing.T) {
	const many = 40
	where := address(t, models.MySQL)
	s := open(t, where)
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := s.zone(t)
	s.filed(t, sheet{}.build(p))
	s.publish(t, september)
	for _, pool := range []int{1, 2} {
		t.Run(fmt.Sprint(pool), func(t *testing.T) {
			small := &site{must[*models.Store](t)(models.Open(t.Context(), where, models.Options{Clock: s.clock.Now, Pool: pool})), where, s.clock}
			defer small.Close()
			ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
			defer cancel()
			var asking sync.WaitGroup
			for i := range many {
				asking.Go(func() {
					var err error
					switch i % 5 {
					case 0:
						_, err = small.Submissions.File(ctx, sheet{content: fmt.Sprint(pool, i), ytd: fmt.Sprint(i + 1)}.build(p))
					case 1:
						_, err = small.Editions.CurrentInputs(ctx, "zone", september, time.Time{})
					case 2:
						_, _, err = small.Editions.Workbook(ctx, "zone", september, 1)
					case 3:
						_, err = small.Periods.Board(ctx, "zone", september, time.Time{})
					default:
						_, err = small.VerifyAudit(ctx, models.AuditAsk{})
					}
					if err != nil {
						t.Errorf("%d: %v", i%5, err)
					}
				})
			}
			asking.Wait()
		})
	}
}
