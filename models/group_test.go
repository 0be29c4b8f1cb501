package models_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/tallysheet/tallysheet/models"
)

// Acts that come at once share transactions: one that is refused, or whose caller has gone, takes no other with it.
func TestAnActThatFailsTakesNoOtherWithIt(t *testing.T) {
	onBoth(t, func(t *testing.T, s *site) {
		p := s.zone(t)
		gone, goAway := context.WithCancel(t.Context())
		goAway()
		var wg sync.WaitGroup
		acknowledged := make([]models.Submission, 60)
		start := make(chan struct{})
		for i := range acknowledged {
			f := sheet{content: fmt.Sprint(i), ytd: fmt.Sprint(i + 1)}.build(p)
			ctx := t.Context()
			switch i % 3 {
			case 1:
				f.Department = "没有的局"
			case 2:
				ctx = gone
			}
			wg.Go(func() {
				<-start
				sub, err := s.File(ctx, f)
				switch i % 3 {
				case 0:
					if err != nil {
						t.Errorf("filing %d: %v", i, err)
					}
					acknowledged[i] = sub
				case 1:
					refused(t, err, models.NotFound)
				case 2:
					if !errors.Is(err, context.Canceled) {
						t.Errorf("filing %d, whose caller has gone: %v", i, err)
					}
				}
			})
		}
		close(start)
		wg.Wait()
		stored := must[[]models.Submission](t)(s.Submissions(t.Context(), "zone", september, ""))
		if len(stored) != 20 {
			t.Errorf("%d versions stored, want 20", len(stored))
		}
		for i, sub := range stored {
			if sub.Version != i+1 {
				t.Errorf("version %d stands at place %d", sub.Version, i+1)
			}
		}
		for i := 0; i < len(acknowledged); i += 3 {
			got := must[models.Submission](t)(s.Submission(t.Context(), acknowledged[i].ID))
			if got.Version != acknowledged[i].Version {
				t.Errorf("version %d was acknowledged as %d", got.Version, acknowledged[i].Version)
			}
		}
		s.verified(t)
	})
}
