package jobs_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/google/go-cmp/cmp"
	"go.uber.org/goleak"

	"github.com/tallysheet/tallysheet/models"
)

// The clock runs for a quarter of fake time, is stopped for 95 days, and runs again.
func TestClockTicksThroughTheMonths(t *testing.T) {
	before := goleak.IgnoreCurrent()
	t.Cleanup(func() { goleak.VerifyNone(t, before) })
	s := newSite(t, models.SQLite)
	s.plan(t, "zone")
	address := s.address
	synctest.Test(t, func(t *testing.T) {
		began := time.Now()
		now := func() time.Time { return china("2018-09-02 09:00").Add(time.Since(began)) }
		s := open(t, address, &clock{now: china("2018-09-02 09:00")})
		c := s.ticking()
		c.Every = 6 * time.Hour
		c.Now = func(context.Context) (time.Time, error) { return now(), nil }
		for range 2 {
			ctx, stop := context.WithCancel(t.Context())
			done := make(chan struct{})
			go func() {
				defer close(done)
				c.Run(ctx)
			}()
			time.Sleep(70 * 24 * time.Hour)
			stop()
			<-done
			time.Sleep(95 * 24 * time.Hour)
		}
		want := []string{"2018-08#1", "2018-09#1", "2018-10#1", "2018-11#1", "2018-12#1", "2019-01#1", "2019-02#1", "2019-03#1"}
		if d := cmp.Diff(want, s.editions(t, "zone")); d != "" {
			t.Error(d)
		}
	})
}
