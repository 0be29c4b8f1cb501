package collector_test

import (
	"runtime"
	"runtime/debug"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/internal/collector"
)

// percent is how far the heap grows now.
func percent() int {
	now := debug.SetGCPercent(100)
	debug.SetGCPercent(now)
	return now
}

// What was set comes back when the last of several is done, and what was set lower stays.
func TestWhatWasSetComesBack(t *testing.T) {
	collector.SetLittle(t, 10)
	runtime.GC() // something is known to be held
	before := percent()
	defer debug.SetGCPercent(before)
	for _, set := range []int{175, 10, -1} {
		debug.SetGCPercent(set)
		one, two := collector.Closely(), collector.Closely()
		if now := percent(); set == 175 && now >= set || set < 100 && now != set {
			t.Errorf("of %d, %d while something is made", set, now)
		}
		one()
		one()
		if now := percent(); set == 175 && now == set {
			t.Error("given up while the second is at it")
		}
		two()
		if now := percent(); now != set {
			t.Errorf("%d came back as %d", set, now)
		}
	}
}

// What is little grows without being collected; from there on the collector follows closely, as it finds after each collection.
func TestLittleIsLeft(t *testing.T) {
	defer debug.SetGCPercent(debug.SetGCPercent(100))
	collector.SetLittle(t, 1<<30)
	done := collector.Closely()
	defer done()
	if now := percent(); now < 200 {
		t.Errorf("%d where little is held", now)
	}
	collector.SetLittle(t, 10)
	for until := time.Now().Add(10 * time.Second); percent() >= 100; {
		if runtime.GC(); time.Now().After(until) {
			t.Fatalf("%d where much is held", percent())
		}
	}
}
