package xlsx

import "testing"

// What a merged range covers is not shown; what stood there is named, and the sheet itself is left as it was.
func TestUncoverDropsWhatAMergedRangeCovers(t *testing.T) {
	cell := func(col int, v string) Cell { return Cell{Col: col, Kind: Text, Value: v} }
	s := &Sheet{MaxCol: 2, Merges: []Range{{FirstRow: 1, FirstCol: 2, LastRow: 3, LastCol: 2}},
		Rows: []Row{{Number: 1, Cells: []Cell{cell(1, "甲"), cell(2, "招商局")}}, {Number: 2, Cells: []Cell{cell(1, "乙"), cell(2, "住建局")}}, {Number: 3, Cells: []Cell{cell(2, "招商局")}}}}
	g := NewGrid(s)
	covered := g.Uncover()
	if len(covered) != 1 || covered[0] != "B2" {
		t.Errorf("named %v, want B2", covered)
	}
	if got := g.Shown(2, 2).Value; got != "招商局" {
		t.Errorf("B2 shows %q", got)
	}
	if len(g.Rows) != 2 || len(s.Rows) != 3 || s.Rows[1].Cells[1].Value != "住建局" {
		t.Errorf("grid %v, sheet %v", g.Rows, s.Rows)
	}
}
