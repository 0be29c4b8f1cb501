package meaning

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	lru "github.com/hashicorp/golang-lru/v2"
)

// sense is what a word in an indicator's name says, a bit a list of the vocabulary's senses.
type sense uint32

const (
	fall sense = 1 << iota
	growth
	priceGrowth
	rise
	share
	notShare
	satisfaction
	rank
	index
	duration
	stock
	flow
	ratio
	paced
	intensity
	spread
	quantity
	bad
	cure
	good
	mayFall
	lower
	higher
	event
	enduring
	serves
	describes
	bearer
	piecewise
)

// senseLists are the lists of the vocabulary by their names.
var senseLists = map[string]sense{
	"fall": fall, "growth": growth, "price_growth": priceGrowth, "rise": rise, "share": share, "not_share": notShare,
	"satisfaction": satisfaction, "rank": rank, "index": index, "duration": duration, "stock": stock, "flow": flow, "ratio": ratio, "paced": paced,
	"intensity": intensity, "spread": spread, "quantity": quantity, "bad": bad, "cure": cure, "good": good, "may_fall": mayFall,
	"lower": lower, "higher": higher, "event": event, "enduring": enduring,
	"serves": serves, "describes": describes, "bearer": bearer, "piecewise": piecewise,
}

func (s sense) is(any sense) bool { return s&any != 0 }

// Vocabulary is what the words of names and targets say of a meaning. It never changes once made; readers share it.
type Vocabulary struct {
	fold    func(string) string
	words   map[string]sense
	longest int                 // runes of the longest word
	text    map[string][]string // the lists that are looked for in a target's own words
	names   *lru.Cache[string, nameSense]
}

// namesKept is how many names are kept as read, some 300 bytes each: those of a large plan.
const namesKept = 1 << 14

// textLists are the lists of words that are looked for in a target or a unit, or at the end of a name.
var textLists = []string{"stands", "happens", "added", "department", "occurs", "visits", "moneys", "kept", "left_undone", "undone", "levels", "bare_shares", "bare_heads",
	"adds", "cuts", "takes", "prevents", "closes", "reaches", "accrues", "climbs", "makes", "made", "wholes", "conferred", "states", "not_yet", "stays", "powers", "not_done", "under_way", "partly", "done", "done_ends", "done_marks", "adverbs", "deeds", "follows", "idle", "efforts",
	"parts", "valid", "welcome", "caps", "kept_up", "printed_caps", "printed_floors"}

// NewVocabulary makes the vocabulary of the lists of words.yaml's senses. fold brings a text to half width and simplified
// characters. A list that is not known and an empty word are errors.
func NewVocabulary(lists map[string][]string, fold func(string) string) (*Vocabulary, error) {
	names, err := lru.New[string, nameSense](namesKept)
	if err != nil {
		return nil, err
	}
	v := &Vocabulary{fold: fold, words: map[string]sense{}, text: map[string][]string{}, names: names}
	for _, name := range textLists {
		v.text[name] = nil
	}
	for _, ending := range lists["takes"] {
		v.text["takes"] = append(v.text["takes"], fold(ending))
	}
	for name, words := range lists {
		if name == "takes" {
			continue
		}
		bit, known := senseLists[name]
		_, inText := v.text[name]
		if !known && !inText {
			return nil, fmt.Errorf("senses: there is no list %q", name)
		}
		for _, word := range words {
			word = fold(strings.TrimSpace(word))
			if word == "" {
				return nil, fmt.Errorf("senses: an empty word in %s", name)
			}
			if inText {
				v.text[name] = append(v.text[name], word)
				continue
			}
			for _, same := range v.alike(word) {
				v.words[same] |= bit
				v.longest = max(v.longest, utf8.RuneCountInString(same))
			}
		}
	}
	return v, nil
}

// alike are the words that say the same as one: how long a thing takes has several endings.
func (v *Vocabulary) alike(word string) []string {
	same := []string{word}
	if len(v.text["takes"]) == 0 {
		return same
	}
	stem, takes := strings.CutSuffix(word, v.text["takes"][0])
	if !takes || stem == "" {
		return same
	}
	for _, ending := range v.text["takes"][1:] {
		same = append(same, stem+ending)
	}
	return same
}

// token is one word of a name; sense is 0 where the vocabulary does not have it.
type token struct {
	text  string
	sense sense
}

// tokens cuts a folded name into the vocabulary's words: as few characters left over as can be, then as few words.
func (v *Vocabulary) tokens(name string) []token {
	r := []rune(name)
	const leftOver, word = 16, 3
	cost := make([]int, len(r)+1)
	from := make([]int, len(r)+1) // where the word that ends here begins; -1: a character left over
	for i := 1; i <= len(r); i++ {
		cost[i], from[i] = cost[i-1]+leftOver, -1
		for n := 1; n <= min(v.longest, i); n++ {
			if v.words[string(r[i-n:i])] == 0 {
				continue
			}
			if c := cost[i-n] + word; c < cost[i] || c == cost[i] && from[i] >= 0 && i-n < from[i] {
				cost[i], from[i] = c, i-n
			}
		}
	}
	var back []token
	for i := len(r); i > 0; {
		if from[i] >= 0 {
			text := string(r[from[i]:i])
			back = append(back, token{text, v.words[text]})
			i = from[i]
			continue
		}
		if n := len(back); n > 0 && back[n-1].sense == 0 {
			back[n-1].text = string(r[i-1]) + back[n-1].text
		} else {
			back = append(back, token{text: string(r[i-1])})
		}
		i--
	}
	slices.Reverse(back)
	return back
}

// has reports a text that is a word of a list.
func (v *Vocabulary) has(list, text string) bool { return slices.Contains(v.text[list], text) }

// holds reports a text that holds a word of a list.
func (v *Vocabulary) holds(list, text string) bool {
	return slices.ContainsFunc(v.text[list], func(w string) bool { return strings.Contains(text, w) })
}

// beginsAs reports a text that begins with a word of a list.
func (v *Vocabulary) beginsAs(list, text string) bool {
	return slices.ContainsFunc(v.text[list], func(w string) bool { return strings.HasPrefix(text, w) })
}

// endsAs reports a text that ends with a word of a list.
func (v *Vocabulary) endsAs(list, text string) bool {
	return slices.ContainsFunc(v.text[list], func(w string) bool { return strings.HasSuffix(text, w) })
}
