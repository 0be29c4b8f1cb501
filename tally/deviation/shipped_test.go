package deviation

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally/phrase"
	"github.com/tallysheet/tallysheet/templates"
)

// shippedWords are the words that the program ships.
func shippedWords(t testing.TB) *phrase.Words {
	t.Helper()
	w, err := phrase.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	return w
}
