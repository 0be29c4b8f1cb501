package tally

import (
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// hinted draws what stands around a phrase: names that end and hold what the lists of measures look for, and every kind of unit.
func hinted(t *rapid.T, w *Words) Hint {
	var words []string
	for _, l := range w.phrase.measure.lists {
		words = append(words, l.words...)
	}
	slices.Sort(words)
	name := rapid.SliceOfN(rapid.OneOf(rapid.SampledFrom(words), rapid.SampledFrom([]string{"税收", "工业", "全市", "新增", "P", "x"})), 0, 4)
	unit := rapid.SampledFrom([]string{"", "亿元", "万元", "%", "‰", "个百分点", "个", "家", "位", "名", "个位次", "万人次", "万人", "亿", "万", "天", "小时", "岁", "元/人", "微克/立方米", "倍", "莫名", "％"})
	return Hint{Name: strings.Join(name.Draw(t, "name"), ""), Unit: unit.Draw(t, "unit")}
}

// A bare number is read without the grammar exactly as the grammar reads it.
func TestBareNumberAsByGrammar(t *testing.T) {
	w := shippedWords(t)
	read := 0
	rapid.Check(t, func(r *rapid.T) {
		text := rapid.OneOf(
			rapid.StringMatching(`-?[0-9]{1,10}(\.[0-9]{1,6})?`), rapid.StringMatching(`-?(0{0,3}|19|20)[0-9]{1,2}\.?[0-9]{0,2}`), rapid.StringMatching(`[-+.,0-9%年个 ]{1,8}`), rapid.StringMatching(`[0-9.]{16,24}`),
		).Draw(r, "text")
		h := hinted(r, w)
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
	shipped, err := os.ReadFile("../templates/words.yaml")
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

// All words of a list are looked for at once as they would be one by one.
func TestMeasureWords(t *testing.T) {
	w := shippedWords(t)
	rapid.Check(t, func(r *rapid.T) {
		name := hinted(r, w).Name
		for list, l := range w.phrase.measure.lists {
			want := false
			for _, word := range l.words {
				want = want || strings.Contains(name, word)
			}
			if got := w.phrase.measure.has(list, name); got != want {
				r.Fatalf("%s in %q: got %v", list, name, got)
			}
		}
	})
}
