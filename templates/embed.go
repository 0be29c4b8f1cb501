package templates

import (
	"embed"
	"io/fs"
	"sort"
	"strings"
)

//go:embed *.yaml rules/*.yaml
var texts embed.FS

// Words is the shipped words.yaml: units, names, the language of target phrases.
func Words() []byte { return read("words.yaml") }

// Headings is the shipped headings.yaml: the vocabulary of column headings.
func Headings() []byte { return read("headings.yaml") }

// Rules is a shipped rule file by its name ("default" is rules/default.yaml); ok is false where there is none.
func Rules(name string) ([]byte, bool) {
	b, err := texts.ReadFile("rules/" + name + ".yaml")
	return b, err == nil
}

// RuleNames lists the shipped rule files, sorted.
func RuleNames() []string {
	found, err := fs.Glob(texts, "rules/*.yaml")
	if err != nil {
		return nil
	}
	names := make([]string, 0, len(found))
	for _, f := range found {
		names = append(names, strings.TrimSuffix(strings.TrimPrefix(f, "rules/"), ".yaml"))
	}
	sort.Strings(names)
	return names
}

// read gives an embedded file; one that is not there is empty, which every parser refuses.
func read(name string) []byte {
	b, err := texts.ReadFile(name)
	if err != nil {
		return nil
	}
	return b
}
