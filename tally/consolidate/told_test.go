package consolidate

import (
	"slices"
	"sync"
	"testing"
)

// Each department is told of once, the last with all of them.
func TestDepartmentsAreToldOf(t *testing.T) {
	in := september(t, "default")
	var mu sync.Mutex
	var heard []int
	in.Told = func(done, of int) {
		mu.Lock()
		defer mu.Unlock()
		if of != 3 {
			t.Errorf("%d of %d departments", done, of)
		}
		heard = append(heard, done)
	}
	consolidated(t, in)
	if slices.Sort(heard); !slices.Equal(heard, []int{1, 2, 3}) {
		t.Errorf("heard of %v", heard)
	}
}
