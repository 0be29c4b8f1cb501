// Package house_test holds the repository to what it says of itself.
package house_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const top = "../.."

var (
	// cited is a paper and the places that follow it: DOMAIN §1.9, §10.24 or RELIABILITY P2.
	cited = regexp.MustCompile(`\b(DESIGN|DOMAIN|RELIABILITY|WORKBOOKS)\b((?:,? (?:and )?(?:§[0-9]+(?:\.[0-9]+)?(?: point [0-9]+)?|P[0-9]+))+)`)
	place = regexp.MustCompile(`§([0-9]+)(?:\.([0-9]+))?(?: point ([0-9]+))?|(P[0-9]+)`)

	section = regexp.MustCompile(`^##+ ([0-9]+(?:\.[0-9]+)?)\.? `)
	item    = regexp.MustCompile(`^([0-9]+)\. `)
	promise = regexp.MustCompile(`\*\*(P[0-9]+)\*\*`)
)

// places are the sections of a paper, the numbered items of them as section.item, and its promises.
func places(t *testing.T, paper string) map[string]bool {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(top, "docs", paper+".md"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]bool{}
	at := ""
	for line := range strings.Lines(string(text)) {
		if m := section.FindStringSubmatch(line); m != nil {
			at = m[1]
			all[at] = true
		}
		if m := item.FindStringSubmatch(line); m != nil {
			all[at+"."+m[1]] = true
		}
		for _, m := range promise.FindAllStringSubmatch(line, -1) {
			all[m[1]] = true
		}
	}
	return all
}

// TestCitedPapersHaveThePlace: who follows a comment to a paper finds what it says.
func TestCitedPapersHaveThePlace(t *testing.T) {
	papers, n := map[string]map[string]bool{}, 0
	kinds := []string{".go", ".yaml", ".yml", ".html", ".sql", ".md"}
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "node_modules" || d.Name() == ".git" || d.Name() == "assets" {
				return filepath.SkipDir
			}
			return nil
		}
		if !slices.Contains(kinds, filepath.Ext(path)) {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, c := range cited.FindAllStringSubmatch(string(text), -1) {
			if papers[c[1]] == nil {
				papers[c[1]] = places(t, c[1])
			}
			for _, p := range place.FindAllStringSubmatch(c[2], -1) {
				n++
				want := p[4]
				if want == "" {
					want = strings.TrimSuffix(p[1]+"."+p[2]+p[3], ".")
				}
				if !papers[c[1]][want] {
					t.Errorf("%s cites %s %s, which docs/%s.md does not have", path, c[1], strings.TrimSpace(p[0]), c[1])
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n < 40 {
		t.Errorf("only %d citations were found", n)
	}
}

// TestLicense: the repository says under which terms it may be used.
func TestLicense(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(top, "LICENSE"))
	if err != nil || !strings.Contains(string(text), "Apache License") || !strings.Contains(string(text), "Version 2.0, January 2004") {
		t.Errorf("no Apache-2.0 in LICENSE (%v)", err)
	}
}
