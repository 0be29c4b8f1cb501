package vocabulary

import (
	"os"
	"strings"
	"testing"
)

// own is the program's vocabulary with a site's layers over it.
func own(t *testing.T, site ...string) *Headings {
	t.Helper()
	text, err := os.ReadFile("../../templates/headings.yaml")
	if err != nil {
		t.Fatal(err)
	}
	layers := [][]byte{text}
	for _, s := range site {
		layers = append(layers, []byte(s))
	}
	h, err := ParseHeadings(layers...)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestASiteAddsToEachList: every list has words, and one of a site's own is among them, before the others.
func TestASiteAddsToEachList(t *testing.T) {
	h := own(t)
	for _, l := range Lists() {
		if len(h.Listed(l)) == 0 {
			t.Errorf("list %s has no words", l)
		}
		site := own(t, "lists: {"+string(l)+": [某 地 说法]}")
		if words := site.Listed(l); len(words) != len(h.Listed(l))+1 || words[0] != "某地说法" || !site.Has(l, "「某地说法」") || h.Has(l, "「某地说法」") {
			t.Errorf("list %s does not hear a site's word: %v", l, words)
		}
	}
	if _, err := ParseHeadings([]byte("roles: [{role: name, label: 名}]"), []byte("lists: {aimz: [目的]}")); err == nil || !strings.Contains(err.Error(), "aimz") {
		t.Errorf("a list misspelled: %v", err)
	}
}

// TestSiteWordsDecide: words of a site's own are heard where texts are read.
func TestSiteWordsDecide(t *testing.T) {
	h := own(t, "lists: {deadline_open: [见批复], deadline_next: [开年], growth_down: [往下掉]}")
	if got, why := h.Deadline("开年3月", 2018); got != "2019-03" || why != "" {
		t.Errorf("开年3月: %q %q", got, why)
	}
	var falls bool
	for _, s := range h.Signs() {
		falls = falls || s == Sign{Word: "往下掉", Down: true}
	}
	if !falls {
		t.Error("往下掉 is no sign of a growth that falls")
	}
	if got, why := h.Deadline("见批复", 2018); got != "" || why != "" {
		t.Errorf("见批复: %q %q", got, why)
	}
}
