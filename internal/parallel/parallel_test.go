package parallel_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/internal/parallel"
)

func TestAPanicAsideIsAnError(t *testing.T) {
	var side parallel.Group
	side.SetLimit(2)
	done := make([]bool, 8)
	for i := range done {
		side.Go(func() error {
			if i == 3 {
				panic("poison")
			}
			done[i] = true
			return nil
		})
	}
	if err := side.Wait(); err == nil || !strings.Contains(err.Error(), "poison") {
		t.Errorf("the panic comes as %v", err)
	}
	for i, d := range done {
		if d == (i == 3) {
			t.Errorf("piece %d: done %t", i, d)
		}
	}
	var other parallel.Group
	want := errors.New("said")
	other.Go(func() error { return want })
	if err := other.Wait(); !errors.Is(err, want) {
		t.Errorf("the error comes as %v", err)
	}
}
