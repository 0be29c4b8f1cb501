package collector

import (
	"math"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync"
)

// closely is how far the heap grows, in per cent of what is held, while something large is made. A December of 12,000 indicators holds
// 100 MB and allocates 200: with 175, as the program is collected else, it is 350 MB resident at the most, with 40 it is 219 to 226 and
// with 28 it is 211 to 219, for a twentieth of its processor time each.
const closely = 28

// little is how far the heap grows before anything is collected: what comes before is kept nearly all of it, so that half of the twelve
// collections of a December found nothing. With 64 MB of it a December took 1.70 s of processor and 206 to 213 MB, with 96 MB 1.62 s and 213
// to 216 MB, with 112 MB 1.57 s and 213 to 225 MB; without any collection 1.26 s.
var little uint64 = 96 << 20

// most is about how much the program takes then where no limit was set: from there on the collector works as hard as it has to, so that an
// edition of 300,000 indicators, which holds more than a gigabyte, takes little beside it.
const most = 1 << 30

var (
	mu     sync.Mutex
	making int // how many large things are being made
	runs   int // how often one was begun where none was being made
	usual  int // what was set before the first of them
	limit  int64
)

// Closely has the collector follow closely until done is called, once; several may be at it.
func Closely() (done func()) {
	mu.Lock()
	defer mu.Unlock()
	if making++; making == 1 {
		runs++
		if usual = debug.SetGCPercent(closely); usual < closely { // whoever set it lower, or switched it off, knows better
			debug.SetGCPercent(usual)
		} else {
			follow(runs)
		}
		if limit = debug.SetMemoryLimit(-1); limit == math.MaxInt64 {
			debug.SetMemoryLimit(most)
		}
	}
	return sync.OnceFunc(func() {
		mu.Lock()
		defer mu.Unlock()
		if making--; making == 0 {
			debug.SetGCPercent(usual)
			debug.SetMemoryLimit(limit)
		}
	})
}

// follow has the next collection come when the heap has grown as far as it may, and looks again after each.
func follow(run int) {
	live := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	metrics.Read(live)
	held := max(live[0].Value.Uint64(), little/10)             // 0 before the first collection
	debug.SetGCPercent(max(closely, int(100*little/held)-100)) //nolint:gosec // 900 at most
	runtime.AddCleanup(new(passing), func(run int) {
		mu.Lock()
		defer mu.Unlock()
		if making > 0 && run == runs {
			follow(run)
		}
	}, run)
}

// passing is gone with the next collection.
type passing struct{ _ *passing }
