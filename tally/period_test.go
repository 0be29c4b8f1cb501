package tally_test

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally"
)

func TestPeriodReadsAsPrinted(t *testing.T) {
	for _, bad := range []string{"2018", "2018-9", "2018-13", "2018-00", "1979-12", "2200-01", "2018-090", "2018/09", "+018-09", "2018-+9", " 018-09", "2018-1a"} {
		if p, err := tally.ParsePeriod(bad); err == nil {
			t.Errorf("%q reads as %s", bad, p)
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		p := tally.Period{Year: rapid.IntRange(1980, 2199).Draw(rt, "year"), Month: rapid.IntRange(1, 12).Draw(rt, "month")}
		if got, err := tally.ParsePeriod(p.String()); err != nil || got != p {
			rt.Errorf("%s reads back as %v: %v", p, got, err)
		}
	})
}
