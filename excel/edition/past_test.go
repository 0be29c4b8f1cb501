package edition_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The heading over the columns of earlier years is to be read where one of them stands alone, too.
func TestOneColumnOfEarlierYearsIsWideEnough(t *testing.T) {
	for alone, atLeast := range map[bool]float64{true: 17, false: 11} {
		ed := described(t)
		if alone {
			ed.Rows[1].Indicator.Facts = ed.Rows[1].Indicator.Facts[:1]
		}
		f, err := excelize.OpenReader(bytes.NewReader(written(t, ed)))
		if err != nil {
			t.Fatal(err)
		}
		rows, err := f.GetRows("汇总表")
		if err != nil {
			t.Fatal(err)
		}
		col, found := 0, false
		for _, row := range rows[:min(6, len(rows))] {
			if i := slices.IndexFunc(row, func(s string) bool { return strings.HasPrefix(s, "往年") }); i >= 0 {
				col, found = i+1, true
			}
		}
		if !found {
			t.Fatal("no heading of earlier years")
		}
		letter, err := excelize.ColumnNumberToName(col)
		if err != nil {
			t.Fatal(err)
		}
		if w, err := f.GetColWidth("汇总表", letter); err != nil || w < atLeast {
			t.Errorf("alone %v: %v wide, want %v at least, %v", alone, w, atLeast, err)
		}
	}
}
