package edition_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/tallysheet/tallysheet/excel/edition"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

// answered are the answers of an edition, read back from their stored form.
func answered(t testing.TB, ed tally.Edition) (edition.Answers, func(int) ([]byte, error)) {
	t.Helper()
	var blocks [][]byte
	text, err := json.Marshal(edition.AnswersOf(ed, func(b []byte) int {
		blocks = append(blocks, slices.Clone(b))
		return len(blocks) - 1
	}))
	if err != nil {
		t.Fatal(err)
	}
	var a edition.Answers
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatal(err)
	}
	return a, func(at int) ([]byte, error) { return blocks[at], nil }
}

// What is written down with an edition answers for every cell as a walk over the whole edition does.
func TestAnswersAreThoseOfTheWalk(t *testing.T) {
	edition.SetBlockSize(t, 2000) // so that merged areas reach over several
	ed := rich(t)
	ed.Layout = edition.LayoutOf(ed)
	a, block := answered(t, ed)
	book := cellsIn(t, written(t, ed))
	n := 0
	for _, s := range book.Sheets {
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				at := xlsx.Ref(r.Number, c.Col)
				figures, says, err := edition.Trace(ed, nil, s.Name, at)
				got, err2 := a.Find(s.Name, at, block)
				if err := errors.Join(err, err2); err != nil {
					t.Fatal(s.Name, at, err)
				}
				var of []tally.Figure
				for _, i := range got.Figures {
					of = append(of, ed.Figures[i])
				}
				if d := cmp.Diff(cellsOf(figures), cellsOf(of)); d != "" {
					t.Fatal(s.Name, at, d)
				}
				// A line that stands for one figure is not written cell by cell: its cells are in the figure.
				if got.Says != says && !(s.Name == "数据" || s.Name == "溯源") {
					t.Fatalf("%s!%s says %q, want %q", s.Name, at, got.Says, says)
				}
				n++
			}
		}
	}
	if n < 3000 {
		t.Errorf("only %d cells", n)
	}
	for _, x := range [][2]string{{"没有", "A1"}, {"汇总表", "A9999"}, {"汇总表", "ZZ5"}, {"汇总表", "七"}, {"汇总表", ""}} {
		if _, err := a.Find(x[0], x[1], block); !errors.Is(err, edition.ErrNoCell) {
			t.Errorf("%s!%s: %v", x[0], x[1], err)
		}
	}
}

// A month that stands in the edition as a number names the indicator and the period whose figures it is.
func TestAMonthLeadsToItsFigures(t *testing.T) {
	ed := rich(t)
	ed.Figures = slices.Clone(ed.Figures)
	for i := range ed.Figures { // as an edition carries them: none of July
		if ed.Figures[i].Period.Month() == 7 {
			ed.Figures[i].Indicator = "-"
		}
	}
	a, block := answered(t, ed)
	c := open(t, written(t, ed)).under(t, "汇总表", "7月", "利用外资")
	got, err := a.Find("汇总表", c.ref, block)
	if err != nil || got.Older == nil || got.Older.Period != (tally.MonthOf(2018, 7)) || len(got.Figures) > 0 || !strings.Contains(got.Says, "2018年7月那一期") {
		t.Errorf("%+v %v", got, err)
	}
}

// Damaged blocks are an error, whatever is in them.
func FuzzAnswers(f *testing.F) {
	ed := fixture(f)
	a, block := answered(f, ed)
	one, err := block(a.Sheets[2].Blocks[0].At)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(one, "J12")
	f.Fuzz(func(_ *testing.T, b []byte, at string) {
		_, _ = a.Find("汇总表", at, func(int) ([]byte, error) { return b, nil })
	})
}
