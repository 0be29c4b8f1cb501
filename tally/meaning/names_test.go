package meaning

import (
	"bufio"
	"os"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// What governments count, over all their departments: which way each should move and whether it piles up was decided by hand. None may be
// read in silence as it is not meant; a name that the vocabulary lacks is asked of, and few are.
func TestNamesAreNotMisreadInSilence(t *testing.T) {
	f, err := os.Open("testdata/names.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	w := fieldWords(t)
	lines := bufio.NewScanner(f)
	asked, all := 0, 0
	for lines.Scan() {
		if strings.HasPrefix(lines.Text(), "#") {
			continue
		}
		c := strings.Split(lines.Text(), "|")
		name, unit, target, want := c[0], c[1], c[2], c[3]
		p := w.Phrase(target, phrase.Hint{Name: name, Unit: unit})
		m := w.vocabulary.Of(Row{Name: name, Unit: unit, Text: target, Phrase: p, Year: 2025, Years: 1}, w)
		got := "whole"
		switch {
		case m.Better == tally.Lower:
			got = "limit"
		case m.Measure == tally.Level, m.Measure == tally.Count:
			got = "piles"
		}
		all++
		switch {
		case len(m.Doubts) > 0:
			asked++
		case got != want:
			t.Errorf("%s|%s|%s: %s (%s, %s), want %s", name, unit, target, got, m.Measure, m.Better, want)
		}
	}
	t.Logf("%d of %d asked of", asked, all)
	if asked*12 > all {
		t.Errorf("%d of %d are asked of, want at most one in twelve", asked, all)
	}
}
