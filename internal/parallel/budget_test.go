package parallel_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/internal/parallel"
)

func TestABudgetIsSharedAndGivenBack(t *testing.T) {
	b := parallel.NewBudget(10, 20*time.Millisecond)
	first, err := b.Take(t.Context(), 7)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Take(t.Context(), 4); !errors.Is(err, parallel.ErrNoRoom) {
		t.Errorf("over the budget: %v", err)
	}
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := b.Take(gone, 4); !errors.Is(err, context.Canceled) {
		t.Errorf("whose caller left: %v", err)
	}
	first()
	first() // once more gives nothing more back
	all, err := b.Take(t.Context(), 1000)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := b.Take(t.Context(), 1); !errors.Is(err, parallel.ErrNoRoom) {
		t.Errorf("beside what takes all: %v", err)
	}
	all()
}
