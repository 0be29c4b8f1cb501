package workflow_test

import (
	"fmt"
	"io"
	"os"
	"strconv"
	"testing"

	"golang.org/x/sync/errgroup"

	"github.com/tallysheet/tallysheet/excel/figurelist"
	"github.com/tallysheet/tallysheet/models"
)

// TestCrowd files a month by 50 clerks at a time while the month before is issued, its cells are traced and all figures are downloaded,
// after so many months: TALLYSHEET_CROWD=36. It prints the peak of resident memory and fails beyond 600 MB. bench/growth.sh runs it.
func TestCrowd(t *testing.T) {
	months, err := strconv.Atoi(os.Getenv("TALLYSHEET_CROWD"))
	if err != nil {
		t.Skip("TALLYSHEET_CROWD names no number of months")
	}
	const departments, indicators, most = 200, 60, 600_000_000
	g := grow(t, t.TempDir(), departments, indicators)
	for n := 1; n <= months; n++ {
		if err := g.file(t.Context(), monthNumber(n), departments); err != nil {
			t.Fatal(err)
		}
	}
	p := monthNumber(months)
	c := costOf(t, func() error {
		var side errgroup.Group
		side.Go(func() error { return g.fileBy(t.Context(), monthNumber(months+1), departments, 50) })
		side.Go(func() error {
			if _, _, err := g.Consolidate(t.Context(), models.System(), "p", p); err != nil {
				return err
			}
			for k := range 100 {
				if _, err := g.Trace(t.Context(), "p", p, 0, "汇总表!I"+strconv.Itoa(5+k*100)); err != nil {
					return err
				}
			}
			return nil
		})
		side.Go(func() error {
			n, err := g.WriteFigures(t.Context(), io.Discard, figurelist.XLSX, "p", monthNumber(1), p)
			if want := months * departments * indicators * g.figures; err == nil && n != want {
				t.Errorf("%d figures downloaded, want %d", n, want)
			}
			return err
		})
		return side.Wait()
	})
	fmt.Printf("month %d of %dx%d: issued, 100 cells traced, all figures downloaded while 50 clerks filed: %.1f s of processor, %.0f MB resident\n", months, departments, indicators, c.cpu.Seconds(), float64(c.resident)/1e6)
	if c.resident > most {
		t.Errorf("%d MB resident, want %d at most", c.resident/1e6, most/1_000_000)
	}
}
