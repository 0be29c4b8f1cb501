package phrase

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// measureWords are the lists of the shipped vocabulary, each word folded.
func measureWords(t testing.TB, w *Words) map[string][]string {
	b, err := os.ReadFile("../../templates/words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var f lexicon.File
	if err := yaml.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	for _, words := range f.Measure {
		for i := range words {
			words[i] = w.Fold(words[i])
		}
	}
	return f.Measure
}

// hints draws what stands around a phrase: names that end with and hold what the lists of measures look for, and every kind of unit.
func hints(lists map[string][]string) *rapid.Generator[Hint] {
	var words []string
	for _, l := range lists {
		words = append(words, l...)
	}
	slices.Sort(words)
	name := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(words), rapid.SampledFrom([]string{"税收", "工业", "全市", "新增", "率", "P", "x"})), 0, 4)
	unit := rapid.SampledFrom([]string{"", "亿元", "万元", "%", "‰", "个百分点", "个", "家", "位", "名", "个位次", "万人次", "万人", "亿", "万", "天", "小时", "岁", "元/人", "微克/立方米", "倍", "莫名", "％"})
	return rapid.Custom(func(t *rapid.T) Hint {
		return Hint{Name: strings.Join(name.Draw(t, "name"), ""), Unit: unit.Draw(t, "unit")}
	})
}

// A bare number is read without the grammar exactly as the grammar reads it.
func TestBareNumberAsByGrammar(t *testing.T) {
	w := shippedWords(t)
	around, read := hints(measureWords(t, w)), 0
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(
			rapid.StringMatching(`-?[0-9]{1,10}(\.[0-9]{1,6})?`), rapid.StringMatching(`-?(0{0,3}|19|20)[0-9]{1,2}\.?[0-9]{0,2}`), rapid.StringMatching(`[-+.,0-9%年个 ]{1,8}`), rapid.StringMatching(`[0-9.]{16,24}`),
		).Draw(r, "text")
		h := around.Draw(r, "hint")
		got, ok := w.bare(text, h)
		if !ok {
			return
		}
		read++
		if diff := cmp.Diff(w.phraseIn(text, h), got); diff != "" {
			r.Fatalf("%q %+v (-grammar +bare):\n%s", text, h, diff)
		}
	})
	if read == 0 {
		t.Error("no number was taken for bare")
	}
}

// Digits that a site gives a meaning are left to the grammar.
func TestBareNumberOfASite(t *testing.T) {
	shipped, err := os.ReadFile("../../templates/words.yaml")
	if err != nil {
		t.Fatal(err)
	}
	w, err := ParseWords(shipped, []byte("phrase: {zero: ['404']}"))
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(w.phraseIn("404", Hint{}), w.Phrase("404", Hint{})); diff != "" {
		t.Error(diff)
	}
}

// The words of all lists are found at once as they would be one by one.
func TestMeasureWords(t *testing.T) {
	w := shippedWords(t)
	lists, known := measureWords(t, w), measureLists()
	around := hints(lists)
	rapid.Check(t, func(r *rapid.T) {
		name := around.Draw(r, "hint").Name
		got := w.table.measure.of(name)
		for list, words := range lists {
			want, found := false, strings.Contains
			if known[list].atEnd {
				found = strings.HasSuffix
			}
			for _, word := range words {
				want = want || found(name, word)
			}
			if got.is(known[list].trait) != want {
				r.Fatalf("%s in %q: got %v", list, name, !want)
			}
		}
	})
}
