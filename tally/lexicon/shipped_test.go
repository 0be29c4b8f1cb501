package lexicon

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"github.com/tallysheet/tallysheet/templates"
)

// shippedWords is the lexicon that the program ships.
func shippedWords(t testing.TB) *Lexicon {
	t.Helper()
	f, err := Read(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	w, err := New(f)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// namedPlan is what a sample plan names.
type namedPlan struct {
	Items []struct {
		Name string `json:"name"`
	} `json:"items"`
}

func samplePlans(t *testing.T) map[string]namedPlan {
	t.Helper()
	files, err := filepath.Glob("../../samples/expected/plans__*.json")
	if err != nil || len(files) == 0 {
		t.Fatalf("no sample plans: %v", err)
	}
	plans := make(map[string]namedPlan)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var p namedPlan
		if err := json.Unmarshal(b, &p); err != nil {
			t.Fatal(err)
		}
		plans[filepath.Base(file)] = p
	}
	return plans
}
