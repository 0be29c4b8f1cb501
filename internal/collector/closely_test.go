package collector_test

import (
	"runtime/debug"
	"testing"

	"github.com/tallysheet/tallysheet/internal/collector"
)

// What was set comes back when the last of several is done, and what was set lower stays.
func TestWhatWasSetComesBack(t *testing.T) {
	is := func() int {
		now := debug.SetGCPercent(100)
		debug.SetGCPercent(now)
		return now
	}
	before := is()
	defer debug.SetGCPercent(before)
	for _, set := range []int{175, 10, -1} {
		debug.SetGCPercent(set)
		one, two := collector.Closely(), collector.Closely()
		if now := is(); set == 175 && now >= set || set < 100 && now != set {
			t.Errorf("of %d, %d while something is made", set, now)
		}
		one()
		one()
		if now := is(); set == 175 && now == set {
			t.Error("given up while the second is at it")
		}
		two()
		if now := is(); now != set {
			t.Errorf("%d came back as %d", set, now)
		}
	}
}
