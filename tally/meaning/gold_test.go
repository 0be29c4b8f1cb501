package meaning

import (
	"bufio"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Rows of plans labelled by hand: what the target means, and whether nobody can know without asking (verdict ask).
func TestGoldMeanings(t *testing.T) {
	files, err := filepath.Glob("testdata/meanings*.jsonl") // all that lie there: a set that is not named would hold nothing
	if err != nil || len(files) == 0 {
		t.Fatalf("no sets: %v", err)
	}
	for _, file := range files {
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
		p := w.Phrase(g.Target, phrase.Hint{Name: g.Name, Unit: g.Unit})
		m := w.vocabulary.Of(Row{Name: g.Name, Unit: g.Unit, Text: g.Target, Phrase: p, Year: g.Year, Deadline: due, Years: 1}, w)
		if g.Verdict == "ask" { // what nobody can know has no label to be held to
			numbered := p.Floor.OK() || p.Stretch.OK() || len(p.Parts) > 0 // 翻一番 has no light by itself
			if numbered && len(m.Doubts) == 0 && m.Measure != tally.Text && m.Measure != tally.Milestone && m.Measure != tally.Rank && m.Measure != tally.Multi {
				t.Errorf("%s %s|%s|%s: nothing is asked", g.ID, g.Name, g.Unit, g.Target)
			}
			continue
		}
		all++
		if measureAs(g.Measure, m, p) && (string(m.Better) == g.Better || g.Better == "") {
			meant++
		} else {
			t.Logf("%s %s|%s|%s: %s/%s, labelled %s/%s", g.ID, g.Name, g.Unit, g.Target, m.Measure, m.Better, g.Measure, g.Better)
		}
		if len(m.Doubts) > 0 {
			t.Logf("%s %s|%s|%s: labelled %s, doubts %v", g.ID, g.Name, g.Unit, g.Target, g.Verdict, m.Doubts)
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	t.Logf("measure and direction as labelled in %d of %d", meant, all)
	if meant*100 < all*95 {
		t.Errorf("measure and direction as labelled in %d of %d, want 95 in a hundred", meant, all)
	}
}

// measureAs reports that a row is measured as it is labelled; labels are coarser than measures.
func measureAs(label string, m Meaning, p tally.Phrase) bool {
	switch label {
	case "range": // an operator, not a measure
		return p.Op == tally.OpRange || string(m.Measure) == label
	case "multi": // one kind of thing, each part counted from a size on: 亿元以上12个、10亿元以上2个
		return m.Measure == tally.Multi || m.Measure == tally.Count && banded(p.Parts)
	case "flow":
		return m.Measure == tally.Level || m.Measure == tally.Count
	case "recurring":
		return !m.Recur.IsZero()
	case "growth":
		return m.Measure == tally.Growth || m.Measure == tally.Delta
	}
	return string(m.Measure) == label
}
