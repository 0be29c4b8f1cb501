package meaning

import (
	"fmt"
	"strings"

	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/lexicon"
	"github.com/tallysheet/tallysheet/tally/phrase"
)

// Words is all that the program knows of the language of the field: units and names, target phrases, and what an
// indicator's words say of its meaning. It is read once and never changes, so any number of readers may share it.
type Words struct {
	*phrase.Words
	vocabulary *Vocabulary
	documents  map[string][]string
}

// Documents are the lists of words.yaml that tell how a plan document speaks, for package draft.
func (w *Words) Documents() map[string][]string { return w.documents }

// ParseWords reads the shipped words.yaml and a site's own files laid over it, as lexicon.Read says.
func ParseWords(layers ...[]byte) (*Words, error) {
	file, err := lexicon.Read(layers...)
	if err != nil {
		return nil, err
	}
	words, err := phrase.New(file)
	if err != nil {
		return nil, err
	}
	v, err := NewVocabulary(file.Senses, words.Fold)
	if err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	return &Words{Words: words, vocabulary: v, documents: file.Draft}, nil
}

func (w *Words) kind(unit string) string {
	u, _ := w.Unit(unit)
	return u.Kind
}

// Percent reports per cent and points of it.
func (w *Words) Percent(unit string) bool { return w.kind(unit) == "%" || w.Points(unit) }

// Points reports percentage points.
func (w *Words) Points(unit string) bool { return w.kind(unit) == "个百分点" }

// Times reports 倍.
func (w *Words) Times(unit string) bool { return w.kind(unit) == "倍" }

// Counter reports a unit that things are counted in one by one.
func (w *Words) Counter(unit string) bool {
	u, ok := w.Unit(unit)
	return ok && u.Counter
}

// Compound reports one unit per another.
func (w *Words) Compound(unit string) bool { return strings.Contains(w.kind(unit), "/") }

// Comparable reports units of which figures can be brought to one another.
func (w *Words) Comparable(unit, other string) bool {
	return unit == other || w.SameKind(unit, other)
}

// SpeaksOfFall reports a name whose figure is the size of a fall: 能耗下降, 减排.
func (w *Words) SpeaksOfFall(name string) bool { return w.vocabulary.name(name).drop }

// SpeaksOfPlacesWon reports a name whose figure is how many places were won in a ranking: 位次提升.
func (w *Words) SpeaksOfPlacesWon(name string) bool {
	s := w.vocabulary.name(name)
	return s.climbs()
}

// Stands reports a name that says how much there is (保有量, 总数), not what was added.
func (w *Words) Stands(name, unit string) bool {
	p := tally.Phrase{Readable: true, Unit: unit, Op: tally.OpAtLeast}
	m := w.vocabulary.Of(Row{Name: name, Unit: unit, Text: "1", Phrase: p}, w)
	return m.Measure == tally.Stock && m.Origin.Measure != tally.Assumed
}

// Wanted reports a name of which the vocabulary knows that more of it is better: 应急演练, 排查隐患.
func (w *Words) Wanted(name, unit string) bool {
	p := tally.Phrase{Readable: true, Unit: unit, Op: tally.OpAtLeast}
	m := w.vocabulary.Of(Row{Name: name, Unit: unit, Text: "1", Phrase: p}, w)
	return m.Better == tally.Higher && m.Origin.Better == tally.Vocabulary
}

// Money reports units of money.
func (w *Words) Money(unit string) bool {
	switch w.kind(unit) {
	case "元", "美元", "欧元", "港元", "日元":
		return true
	}
	return false
}

// People reports what people are counted in.
func (w *Words) People(unit string) bool { return w.kind(unit) == "人" }
