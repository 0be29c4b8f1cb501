package consolidate

import (
	"testing"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/deviation"
	"github.com/tallysheet/tallysheet/tally/exact"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
)

func n(s string) exact.Number { return exact.MustNumber(s) }

func month(s string) tally.Round {
	p, err := tally.ParseMonth(s)
	if err != nil {
		panic(err)
	}
	return p
}

// shippedWords are the words that the program ships.
func shippedWords(t testing.TB) *meaning.Words {
	t.Helper()
	w, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// shippedRules is a preset as the program ships it.
func shippedRules(t testing.TB, name string) *deviation.Rules {
	t.Helper()
	data, ok := templates.Rules(name)
	if !ok {
		t.Fatalf("no rule %s", name)
	}
	r, err := deviation.ParseRules(data)
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return r
}
