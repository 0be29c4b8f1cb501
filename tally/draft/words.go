package draft

import (
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/tallysheet/tallysheet/tally/meaning"
)

// Reader drafts plans from documents. It never changes, so any number of goroutines may share it.
type Reader struct {
	w     *meaning.Words
	lists map[string][]string // folded, the longest word first
}

// listNames are the lists of words.yaml under draft.
var listNames = []string{"review_headings", "plan_headings", "past_cues", "plan_cues", "firm_plan_cues", "policy_cues", "policy_subjects", "time_limits", "idle", "trailing",
	"labels", "verbs", "staff", "slogans", "attains", "title_ends", "completes", "unfinished", "page_marks", "unnamed", "ranks_in", "ranked_among", "frame_heads", "formal", "told_before", "bounds", "lead_verbs", "objects", "lead_words", "support_words", "implementing_words", "department_ends"}

// New makes a reader of the words. A list that is not known is an error.
func New(w *meaning.Words) (*Reader, error) {
	r := &Reader{w: w, lists: map[string][]string{}}
	for name, words := range w.Documents() {
		if !slices.Contains(listNames, name) {
			return nil, fmt.Errorf("draft: there is no list %q", name)
		}
		all := make([]string, 0, len(words))
		for _, word := range words {
			if word = w.Fold(word); word == "" {
				return nil, fmt.Errorf("draft: an empty word in %s", name)
			}
			all = append(all, word)
		}
		sort.SliceStable(all, func(i, j int) bool { return len(all[i]) > len(all[j]) })
		r.lists[name] = all
	}
	return r, nil
}

// finds gives the first word of a list, the longest first, that stands in a text.
func (r *Reader) finds(list, text string) (string, bool) {
	for _, word := range r.lists[list] {
		if strings.Contains(text, word) {
			return word, true
		}
	}
	return "", false
}

func (r *Reader) has(list, text string) bool {
	_, ok := r.finds(list, text)
	return ok
}

// starts cuts a word of a list off the front.
func (r *Reader) starts(list, text string) (rest, word string, ok bool) {
	for _, w := range r.lists[list] {
		if rest, ok = strings.CutPrefix(text, w); ok {
			return rest, w, true
		}
	}
	return text, "", false
}

func (r *Reader) ends(list, text string) (rest, word string, ok bool) {
	for _, w := range r.lists[list] {
		if rest, ok = strings.CutSuffix(text, w); ok {
			return rest, w, true
		}
	}
	return text, "", false
}

func (r *Reader) is(list, text string) bool { return slices.Contains(r.lists[list], text) }
