package phrase

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/tallysheet/tallysheet/tally/lexicon"
)

// class says what a word of the phrase language does; a word may be of several classes.
type class uint64

const (
	cAtLeast class = 1 << iota
	cMore
	cAtMost
	cLess
	cEqual
	cApprox
	cGrow
	cRise
	cDrop
	cRankTop
	cRankUp
	cFrom
	cNeutral
	cNone
	cAfterAtLeast
	cAfterAtMost
	cAfterApprox
	cNameAfter
	cUnitNot
	cFloor
	cStretch
	cObtain
	cDescribes
	cDescribesBare
	cDescribesOn
	cWholeSum
	cScopeAfter
	cWeak
	cPush
	cStrong
	cNoun
	cCompares
	cLimits
	cLabel
	cQualified
	cCarried
	cPlan
	cShare
	cZero
	cZeroVerb
	cZeroThing
	cZeroUnsure
	cHedge
	cWordsNumber
	cWhole
	cRelative
	cMilestone
	cSoft
	cNoFigure
	cZeroNot
	cAdds
	cAmong
	cFact
	cLeadIn
	cGoesOn
	cAllDone
	cContinues
	cYearly
	cAnything
	cAims
	cOtherYear
	cNever
	cAboveZero
)

// The classes by their names in words.yaml, and which trie each goes to.
const (
	boundBefore = iota // read backwards from the number
	boundAfter         // read forwards from its end
	anywhere
	unitGuard
)

func phraseClasses() map[string]struct {
	class class
	where int
} {
	type at = struct {
		class class
		where int
	}
	return map[string]at{
		"at_least": {cAtLeast, boundBefore}, "more": {cMore, boundBefore}, "at_most": {cAtMost, boundBefore}, "less": {cLess, boundBefore},
		"equal": {cEqual, boundBefore}, "approx": {cApprox, boundBefore}, "grow": {cGrow, boundBefore}, "rise": {cRise, boundBefore}, "drop": {cDrop, boundBefore},
		"rank_top": {cRankTop, boundBefore}, "rank_up": {cRankUp, boundBefore}, "from": {cFrom, boundBefore},
		"neutral": {cNeutral, boundBefore}, "none": {cNone, boundBefore}, "relative": {cRelative, boundBefore},
		"after_at_least": {cAfterAtLeast, boundAfter}, "after_at_most": {cAfterAtMost, boundAfter}, "after_approx": {cAfterApprox, boundAfter},
		"name_after": {cNameAfter, boundAfter}, "unit_not": {cUnitNot, unitGuard},
		"floor": {cFloor, anywhere}, "stretch": {cStretch, anywhere}, "obtain": {cObtain, anywhere}, "describes": {cDescribes, anywhere}, "describes_bare": {cDescribesBare, anywhere}, "describes_on": {cDescribesOn, anywhere}, "whole_sum": {cWholeSum, anywhere},
		"scope_after": {cScopeAfter, anywhere}, "weak": {cWeak, anywhere}, "push": {cPush, anywhere}, "strong": {cStrong, anywhere}, "nouns": {cNoun, anywhere}, "compares": {cCompares, anywhere}, "limits": {cLimits, anywhere}, "label": {cLabel, boundBefore},
		"qualified": {cQualified, anywhere}, "carried": {cCarried, anywhere}, "plan_words": {cPlan, anywhere}, "share_words": {cShare, anywhere},
		"zero": {cZero, anywhere}, "zero_verbs": {cZeroVerb, anywhere}, "zero_things": {cZeroThing, anywhere}, "zero_unsure": {cZeroUnsure, anywhere}, "zero_not": {cZeroNot, anywhere}, "adds": {cAdds, anywhere}, "among": {cAmong, anywhere}, "facts": {cFact, anywhere}, "lead_in": {cLeadIn, anywhere}, "goes_on": {cGoesOn, anywhere}, "all_done": {cAllDone, anywhere}, "continues": {cContinues, anywhere}, "yearly": {cYearly, anywhere}, "aims": {cAims, anywhere}, "other_year": {cOtherYear, anywhere}, "never": {cNever, anywhere}, "anything": {cAnything, anywhere}, "hedge": {cHedge, anywhere},
		"soft":         {cSoft, anywhere},
		"words_number": {cWordsNumber, anywhere}, "above_zero": {cAboveZero, anywhere}, "whole": {cWhole, anywhere}, "milestones": {cMilestone, anywhere},
	}
}

// phraseTable is the language of target phrases, made ready for scanning.
type phraseTable struct {
	before, after, anywhere, guard, units *trie
	chinese                               map[string]bool // units that Chinese numerals count
	noFigure                              map[string]bool
	counting                              []string            // see MayCount
	lists                                 map[string][][]rune // words that end at a place, by their list
	measure                               measureTable
	digitWords                            bool // a word of a site is made of digits alone
}

// Words is what the program knows of the language of the field: units, names and the words of target phrases. It is read
// once (ParseWords) and never changes, so any number of readers may share it.
type Words struct {
	*lexicon.Lexicon
	table phraseTable
}

// ParseWords reads the shipped words.yaml and a site's own files laid over it: lists are added to, maps are overlaid key
// by key. An unknown key, a word of no class and a factor that is no number are errors that name the line or the word.
func ParseWords(layers ...[]byte) (*Words, error) {
	file, err := lexicon.Read(layers...)
	if err != nil {
		return nil, err
	}
	return New(file)
}

// New makes the words of a file ready.
func New(file lexicon.File) (*Words, error) {
	w := &Words{}
	var err error
	if w.Lexicon, err = lexicon.New(file); err != nil {
		return nil, err
	}
	if w.table, err = newPhraseTable(file, w.Lexicon); err != nil {
		return nil, fmt.Errorf("words: %w", err)
	}
	return w, nil
}

func newPhraseTable(f lexicon.File, lex *lexicon.Lexicon) (phraseTable, error) {
	t := phraseTable{before: &trie{}, after: &trie{}, anywhere: &trie{}, guard: &trie{}, units: &trie{}, chinese: map[string]bool{}, noFigure: map[string]bool{}, lists: map[string][][]rune{}}
	for _, name := range slices.Sorted(maps.Keys(f.Phrase)) {
		if err := t.list(name, f.Phrase[name], lex); err != nil {
			return t, err
		}
	}
	for _, name := range counting {
		t.counting = append(t.counting, f.Phrase[name]...)
	}
	for _, name := range lex.UnitNames() {
		if !strings.HasSuffix(name, "人民币") { // 120亿元人民币 is in 亿元
			t.units.add([]rune(name), 1)
		}
	}
	var err error
	t.measure, err = newMeasureTable(f.Measure, lex)
	return t, err
}

// plainLists are those whose words are of no class.
var plainLists = []string{"chinese_counters", "no_figure", "policies", "holders", "makes"}

// list puts the words of a list of words.yaml where they are looked for.
func (t *phraseTable) list(name string, words []string, lex *lexicon.Lexicon) error {
	c, known := phraseClasses()[name]
	if !known && !slices.Contains(plainLists, name) {
		return fmt.Errorf("phrase: there is no class %q", name)
	}
	for _, word := range words {
		word = lex.Fold(word)
		runes := []rune(word)
		switch name {
		case "chinese_counters":
			t.chinese[word] = true
			continue
		case "no_figure":
			t.noFigure[word] = true
			continue
		case "policies", "holders", "makes":
			t.lists[name] = append(t.lists[name], runes)
			continue
		}
		switch {
		case len(runes) == 0:
			return fmt.Errorf("phrase: an empty word in %s", name)
		case c.where == boundBefore:
			t.before.add(reversed(runes), c.class)
		case c.where == boundAfter:
			t.after.add(runes, c.class)
		case c.where == unitGuard:
			t.guard.add(runes, c.class)
		default:
			t.anywhere.add(runes, c.class)
			t.digitWords = t.digitWords || strings.Trim(word, "-.0123456789") == ""
		}
	}
	return nil
}

// trie finds the longest word at a place in one walk.
type trie struct {
	next  map[rune]*trie
	class class // not 0 where a word ends
}

func (t *trie) add(word []rune, c class) {
	for _, r := range word {
		if t.next == nil {
			t.next = make(map[rune]*trie)
		}
		child := t.next[r]
		if child == nil {
			child = &trie{}
			t.next[r] = child
		}
		t = child
	}
	t.class |= c
}

// longest gives the length and classes of the longest word at the front of r, 0 where there is none.
func (t *trie) longest(r []rune) (n int, c class) {
	for i, x := range r {
		if t = t.next[x]; t == nil {
			break
		}
		if t.class != 0 {
			n, c = i+1, t.class
		}
	}
	return n, c
}

// longestBack is longest, reading backwards from the end of r.
func (t *trie) longestBack(r []rune) (n int, c class) {
	for i := len(r) - 1; i >= 0; i-- {
		if t = t.next[r[i]]; t == nil {
			break
		}
		if t.class != 0 {
			n, c = len(r)-i, t.class
		}
	}
	return n, c
}

func reversed(r []rune) []rune {
	r = slices.Clone(r)
	slices.Reverse(r)
	return r
}
