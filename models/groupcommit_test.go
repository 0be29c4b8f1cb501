package models_test

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

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
				sub, err := s.Submissions.File(ctx, f)
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
		stored := must[[]models.Submission](t)(s.Submissions.List(t.Context(), "zone", september, ""))
		if len(stored) != 20 {
			t.Errorf("%d versions stored, want 20", len(stored))
		}
		for i, sub := range stored {
			if sub.Version != i+1 {
				t.Errorf("version %d stands at place %d", sub.Version, i+1)
			}
		}
		for i := 0; i < len(acknowledged); i += 3 {
			got := must[models.Submission](t)(s.Submissions.Get(t.Context(), acknowledged[i].ID))
			if got.Version != acknowledged[i].Version {
				t.Errorf("version %d was acknowledged as %d", got.Version, acknowledged[i].Version)
			}
		}
		s.verified(t)
	})
}

// SQLite gives up the whole transaction where an act meets a full disk: only that act fails, the others are written again.
func TestAnActThatBreaksTheTransactionFailsAlone(t *testing.T) {
	s := open(t, address(t, models.SQLite))
	if err := s.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	p := s.zone(t)
	s.raw(t, "CREATE TRIGGER full BEFORE INSERT ON figures WHEN NEW.printed = '6' BEGIN SELECT RAISE(ROLLBACK, 'full'); END")
	other := s.rawDB(t) // holds the file until all have come
	defer other.Close()
	held := must[*sql.Conn](t)(other.Conn(t.Context()))
	if _, err := held.ExecContext(t.Context(), "BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for i := range 12 {
		f := sheet{content: fmt.Sprint(i), ytd: fmt.Sprint(i)}.build(p)
		wg.Go(func() {
			if _, err := s.Submissions.File(t.Context(), f); (err != nil) != (i == 6) {
				t.Errorf("filing %d: %v", i, err)
			}
		})
	}
	time.Sleep(100 * time.Millisecond)
	if _, err := held.ExecContext(t.Context(), "ROLLBACK"); err != nil {
		t.Fatal(err)
	}
	wg.Wait()
	if n := s.count(t, "submissions"); n != 11 {
		t.Errorf("%d versions stored, want 11", n)
	}
	s.verified(t)
}
