package lexicon

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/goccy/go-yaml"
)

// Lexicon is what the program knows of units and names, and of how a character is printed. It is read once and never
// changes, so any number of readers may share it.
type Lexicon struct {
	units      unitTable
	magnitudes []string
	names      nameTable
	fold       foldTable
}

// File is the shape of words.yaml. Phrase and Measure are the words of target phrases, which package phrase reads.
type File struct {
	Magnitudes map[string]string `yaml:"magnitudes"`
	Bare       map[string]string `yaml:"bare"`
	Units      []unitEntry       `yaml:"units"`
	Counters   []string          `yaml:"counters"`
	Canonical  map[string]string `yaml:"canonical"`

	Synonyms        [][]string        `yaml:"synonyms"`
	Short           map[string]string `yaml:"short"`
	ShortNotAfter   []string          `yaml:"short_not_after"`
	ShortNotBefore  []string          `yaml:"short_not_before"`
	EndingGrowth    []string          `yaml:"ending_growth"`
	EndingShare     []string          `yaml:"ending_share"`
	EndingCounted   []string          `yaml:"ending_counted"`
	CountedNotAfter []string          `yaml:"counted_not_after"`
	Telling         []string          `yaml:"telling"`
	Joining         []string          `yaml:"joining"`

	Simplified map[string]string   `yaml:"simplified"`
	Phrase     map[string][]string `yaml:"phrase"`
	Measure    map[string][]string `yaml:"measure"`
	Senses     map[string][]string `yaml:"senses"` // for package meaning
	Draft      map[string][]string `yaml:"draft"`  // for package draft
}

// Read reads the shipped words.yaml and a site's own files laid over it: lists are added to, maps are overlaid key
// by key. An unknown key is an error that names the line.
func Read(layers ...[]byte) (File, error) {
	var all File
	if len(layers) == 0 {
		return all, errors.New("words: no file given")
	}
	for i, layer := range layers {
		var one File
		dec := yaml.NewDecoder(bytes.NewReader(layer), yaml.Strict())
		if err := dec.Decode(&one); err != nil && !errors.Is(err, io.EOF) {
			return all, fmt.Errorf("words, layer %d: %w", i+1, err)
		}
		all.lay(one)
	}
	if len(all.Units) == 0 {
		return all, errors.New("words: no units")
	}
	return all, nil
}

// New makes the units and the names ready. A factor that is no number and a synonym of two names are errors.
func New(all File) (*Lexicon, error) {
	w := &Lexicon{fold: newFoldTable(all.Simplified)}
	for name := range all.Magnitudes {
		w.magnitudes = append(w.magnitudes, w.Fold(name))
	}
	var err error
	if w.units, err = newUnitTable(all, w.fold); err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	if w.names, err = newNameTable(all, w.fold); err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	return w, nil
}

// lay puts a later layer over what is there.
func (f *File) lay(over File) {
	f.Magnitudes = overlay(f.Magnitudes, over.Magnitudes)
	f.Bare = overlay(f.Bare, over.Bare)
	f.Canonical = overlay(f.Canonical, over.Canonical)
	f.Short = overlay(f.Short, over.Short)
	f.Simplified = overlay(f.Simplified, over.Simplified)
	f.Units = append(f.Units, over.Units...)
	f.Synonyms = append(f.Synonyms, over.Synonyms...)
	for _, l := range []struct{ to, from *[]string }{
		{&f.Counters, &over.Counters}, {&f.ShortNotAfter, &over.ShortNotAfter}, {&f.ShortNotBefore, &over.ShortNotBefore},
		{&f.EndingGrowth, &over.EndingGrowth}, {&f.EndingShare, &over.EndingShare},
		{&f.EndingCounted, &over.EndingCounted}, {&f.CountedNotAfter, &over.CountedNotAfter},
		{&f.Telling, &over.Telling}, {&f.Joining, &over.Joining},
	} {
		*l.to = append(*l.to, *l.from...)
	}
	f.Phrase = appendLists(f.Phrase, over.Phrase)
	f.Measure = appendLists(f.Measure, over.Measure)
	f.Senses = appendLists(f.Senses, over.Senses)
	f.Draft = appendLists(f.Draft, over.Draft)
}

func overlay(under, over map[string]string) map[string]string {
	if under == nil {
		under = make(map[string]string, len(over))
	}
	for k, v := range over {
		under[k] = v
	}
	return under
}

func appendLists(under, over map[string][]string) map[string][]string {
	if under == nil {
		under = make(map[string][]string, len(over))
	}
	for k, v := range over {
		under[k] = append(under[k], v...)
	}
	return under
}
