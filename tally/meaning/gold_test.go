package meaning

import (
	"bufio"
	"encoding/json"
	"os"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Rows of plans labelled by hand: what the target means, and whether nobody can know without asking (verdict ask).
func TestGoldMeanings(t *testing.T) {
	for _, file := range []string{"testdata/meanings.jsonl", "testdata/meanings_more.jsonl", "testdata/meanings_third.jsonl", "testdata/meanings_fourth.jsonl", "testdata/meanings_fifth.jsonl", "testdata/meanings_sixth.jsonl",
		"testdata/meanings_seventh.jsonl", "testdata/meanings_eighth.jsonl"} {
		t.Run(file, func(t *testing.T) { heldTo(t, file) })
	}
}

// heldTo holds what is read to the labels of a file. The rows of all but the first were labelled before their first reading.
func heldTo(t *testing.T, file string) {
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := fieldWords(t)
	lines := bufio.NewScanner(f)
	meant, all := 0, 0
	for lines.Scan() {
		var g struct {
			ID, Name, Unit, Target, Deadline, Measure, Better, Verdict string
			Year                                                       int
		}
		if err := json.Unmarshal(lines.Bytes(), &g); err != nil {
			t.Fatal(err)
		}
		due, ok := w.Deadline(g.Deadline, g.Year)
		if !ok {
			due = g.Deadline // 2024-12, as a cell with a date shows it
		}
		m := w.vocabulary.Of(Row{Name: g.Name, Unit: g.Unit, Text: g.Target, Phrase: w.Phrase(g.Target, phrase.Hint{Name: g.Name, Unit: g.Unit}),
			Year: g.Year, Deadline: due, Years: 1}, w)
		if g.Verdict == "ask" { // what nobody can know has no label to be held to
			p := w.Phrase(g.Target, phrase.Hint{Name: g.Name, Unit: g.Unit})
			numbered := p.Floor.OK() || p.Stretch.OK() || len(p.Parts) > 0 // 翻一番 has no light by itself
			if numbered && len(m.Doubts) == 0 && m.Measure != tally.Text && m.Measure != tally.Milestone && m.Measure != tally.Rank && m.Measure != tally.Multi {
				t.Errorf("%s %s|%s|%s: nothing is asked", g.ID, g.Name, g.Unit, g.Target)
			}
			continue
		}
		all++
		got := string(m.Measure)
		ranged := g.Measure == "range" && w.Phrase(g.Target, phrase.Hint{Name: g.Name, Unit: g.Unit}).Op == tally.OpRange // an operator, not a measure
		same := got == g.Measure || ranged || g.Measure == "flow" && (got == "level" || got == "count") || g.Measure == "recurring" && !m.Recur.IsZero() ||
			g.Measure == "growth" && got == "delta"
		if same && (string(m.Better) == g.Better || g.Better == "") {
			meant++
		} else {
			t.Logf("%s %s|%s|%s: %s/%s, labelled %s/%s", g.ID, g.Name, g.Unit, g.Target, m.Measure, m.Better, g.Measure, g.Better)
		}
		if len(m.Doubts) > 0 {
			t.Logf("%s %s|%s|%s: labelled %s, doubts %v", g.ID, g.Name, g.Unit, g.Target, g.Verdict, m.Doubts)
		}
	}
	t.Logf("measure and direction as labelled in %d of %d", meant, all)
	if meant*100 < all*95 {
		t.Errorf("measure and direction as labelled in %d of %d, want 95 in a hundred", meant, all)
	}
}
