package meaning

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// What is done in three years is asked about where one number is printed for all of them, and not beside a target for each year.
func TestEachOfThreeYearsHasItsTarget(t *testing.T) {
	w := fieldWords(t)
	for years, want := range map[int]bool{1: true, 3: false} {
		r := Row{Name: "三年引进总投资超10亿元项目数", Unit: "个", Text: "4", Phrase: w.Phrase("4", phrase.Hint{Unit: "个"}), Year: 2018, Years: years}
		asked := false
		for _, d := range w.vocabulary.Of(r, w).Doubts {
			asked = asked || d.Code == tally.AskHorizon
		}
		if asked != want {
			t.Errorf("beside targets for %d years, asked: %v", years, asked)
		}
	}
}
