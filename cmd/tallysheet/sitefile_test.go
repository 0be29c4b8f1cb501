package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/templates"
)

func TestSiteFilesAreBounded(t *testing.T) {
	write := func(text string) string {
		name := filepath.Join(t.TempDir(), "site.yaml")
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	for name, text := range map[string]string{
		"brackets":  strings.Repeat("[", 100_000),
		"closed":    "a: " + strings.Repeat("[", 50) + strings.Repeat("]", 50),
		"dashes":    strings.Repeat("- ", 10_000) + "a",
		"spaces":    strings.Repeat(" ", 10_000) + "a: b",
		"size":      strings.Repeat("# comment\n", 200_000),
		"an anchor": "a: &x [1, 2]\nb: *x\n",
	} {
		if _, err := readSiteFile(write(text)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	rules, _ := templates.Rules("default")
	for name, text := range map[string]string{"words": string(templates.Words()), "headings": string(templates.Headings()), "rules": string(rules)} {
		if _, err := readSiteFile(write(text)); err != nil {
			t.Errorf("the program's own %s: %v", name, err)
		}
	}
}
