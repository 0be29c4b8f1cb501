package models_test

import (
	"fmt"
	"testing"

	"gorm.io/gorm"

	"github.com/tallysheet/tallysheet/models/breakdown"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// A plan is imported in a number of statements that goes by hundreds of rows, not by rows; and so is its next workbook, in which every
// target has moved.
func TestLongPlansAreImportedInFewStatements(t *testing.T) {
	const departments, indicators, most = 200, 60, 200
	onBoth(t, func(t *testing.T, s *site) {
		n := 0
		count := func(tx *gorm.DB) { n++ }
		conn := s.DB().Writing(t.Context())
		for _, err := range []error{conn.Callback().Query().Register("n", count), conn.Callback().Row().Register("n", count), conn.Callback().Raw().Register("n", count),
			conn.Callback().Create().Register("n", count), conn.Callback().Update().Register("n", count), conn.Callback().Delete().Register("n", count)} {
			if err != nil {
				t.Fatal(err)
			}
		}
		for revision := range 2 {
			plan := tally.Plan{Key: "long", Title: "分解表"}
			for d := range departments {
				for i := range indicators {
					goal := exact.Int(int64(100 + i + revision))
					plan.Indicators = append(plan.Indicators, tally.Indicator{Item: tally.Item{Name: fmt.Sprintf("指标%d-%d", d, i), Unit: "亿元", Measure: tally.Level, Better: tally.Higher, Lead: []string{fmt.Sprintf("第%d局", d)},
						Targets: []tally.Target{{Cell: "C5", Period: "2018", Text: goal.String(), Op: tally.OpAtLeast, Floor: goal, Unit: "亿元"}}}})
				}
			}
			n = 0
			if _, err := s.Plans.Import(t.Context(), supervisor, plan, breakdown.File{Name: "plan.xlsx", Bytes: fmt.Append(nil, revision)}); err != nil {
				t.Fatal(err)
			}
			if n > most {
				t.Errorf("import %d of %d indicators is %d statements, want %d at most", revision+1, len(plan.Indicators), n, most)
			}
			t.Logf("import %d: %d statements", revision+1, n)
		}
	})
}
