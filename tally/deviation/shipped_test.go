package deviation

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
)

// shippedWords are the words that the program ships.
func shippedWords(t testing.TB) *meaning.Words {
	t.Helper()
	w, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	return w
}
