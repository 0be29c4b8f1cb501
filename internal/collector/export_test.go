package collector

import "testing"

// SetLittle sets how far the heap grows before anything is collected.
func SetLittle(t *testing.T, bytes uint64) {
	mu.Lock()
	defer mu.Unlock()
	before := little
	t.Cleanup(func() { little = before })
	little = bytes
}
