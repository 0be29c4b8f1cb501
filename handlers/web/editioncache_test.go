package web

import (
	"fmt"
	"runtime"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
)

// The cache holds the megabytes that it says and no more, counted by what they keep from being collected, rather too much than too little; what was looked at last stays.
func TestEditionCacheHoldsWhatItSays(t *testing.T) {
	alive := func() int64 {
		runtime.GC()
		var m runtime.MemStats
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc) //nolint:gosec // fits
	}
	before := alive()
	var c editionCache
	for n := range 30 {
		ed := &tally.Edition{Digest: fmt.Sprint(n)}
		for i := range 1500 {
			row := tally.Row{Indicator: &tally.Indicator{ID: fmt.Sprint(n, i)}, Department: "某局"}
			row.Remark.Progress = strings.Repeat("进展", 700) + fmt.Sprint(i)
			ed.Rows = append(ed.Rows, row)
		}
		c.put(fmt.Sprint(n), NewEditionView(ed))
	}
	held, said := alive()-before, int64(0)
	for _, k := range c.kept {
		said += k.bytes
	}
	t.Logf("%d editions kept, said to be %d MiB, %d MiB held", len(c.kept), said>>20, held>>20)
	if held > keptEditions*11/10 || held < keptEditions/3 || said > keptEditions {
		t.Errorf("%d MiB held and %d MiB counted, the bound is %d", held>>20, said>>20, int64(keptEditions)>>20)
	}
	if c.get("29") == nil || c.get("0") != nil {
		t.Error("the last one is gone, or the first one stayed")
	}
	runtime.KeepAlive(&c)
}
