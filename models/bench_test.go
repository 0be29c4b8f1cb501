package models_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
)

// BenchmarkFile files a sheet of 60 figures and 40 KiB.
func BenchmarkFile(b *testing.B) {
	for dialect, address := range map[models.Dialect]string{
		models.SQLite: "sqlite:" + filepath.Join(b.TempDir(), "bench.db"), models.MySQL: mysqltest.Database(b)} {
		b.Run(string(dialect), func(b *testing.B) {
			ctx, s, err := openPlain(address)
			if err != nil {
				b.Fatal(err)
			}
			defer s.Close()
			if err := s.Migrate(ctx); err != nil {
				b.Fatal(err)
			}
			p := planOf("zone", indicator{name: "税收收入", lead: "财政局"})
			if _, err := s.Plans.Import(ctx, supervisor, p, breakdown.File{}); err != nil {
				b.Fatal(err)
			}
			f := sheet{}.build(p)
			for range 59 {
				f.Figures = append(f.Figures, f.Figures[0])
			}
			n := 0
			for b.Loop() {
				n++
				f.Bytes = fmt.Appendf(make([]byte, 40<<10), "%d", n)
				if _, err := s.Submissions.File(ctx, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkInputs reads what an edition is made from: a year of 200 departments with 60 figures a month.
func BenchmarkInputs(b *testing.B) {
	ctx, s, err := openPlain("sqlite:" + filepath.Join(b.TempDir(), "bench.db"))
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	if err := s.Migrate(ctx); err != nil {
		b.Fatal(err)
	}
	var rows []indicator
	for i := range 200 {
		rows = append(rows, indicator{name: fmt.Sprint("指标", i), lead: fmt.Sprint("部门", i)})
	}
	p := planOf("zone", rows...)
	if _, err := s.Plans.Import(ctx, supervisor, p, breakdown.File{}); err != nil {
		b.Fatal(err)
	}
	for month := 1; month <= 12; month++ {
		for i := range 200 {
			f := sheet{department: fmt.Sprint("部门", i), period: tally.MonthOf(2018, month)}.build(p)
			for k := range 59 {
				fig := f.Figures[0]
				fig.Indicator = fmt.Sprint("i", k)
				f.Figures = append(f.Figures, fig)
			}
			if _, err := s.Submissions.File(ctx, f); err != nil {
				b.Fatal(err)
			}
		}
	}
	for b.Loop() {
		in, err := s.Editions.CurrentInputs(ctx, "zone", tally.MonthOf(2018, 12), time.Time{})
		if err != nil || len(in.Figures()) != 200*12*60 {
			b.Fatal(len(in.Figures()), err)
		}
	}
}
