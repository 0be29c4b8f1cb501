package house_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	quoted   = regexp.MustCompile("`([^`]+)`")
	aPath    = regexp.MustCompile(`^[\w./]+/[\w./-]+$`)
	aName    = regexp.MustCompile(`^(?:\w+\.)?(?:[A-Za-z]\w+\.)?([A-Za-z]\w+)$`)
	declared = regexp.MustCompile(`(?m)^(?:func (?:\([^)]*\) )?|type |var |const )([A-Za-z]\w*)\b|(?m)^\t([A-Za-z]\w*)(?: +[\w.]+)? += `)
)

// TestTheArchitectureIsTrue: each folder, file and name that the paper shows is there.
func TestTheArchitectureIsTrue(t *testing.T) {
	paper, err := os.ReadFile(filepath.Join(top, "docs", "ARCHITECTURE.md"))
	if err != nil {
		t.Fatal(err)
	}
	names, files := map[string]bool{}, map[string]bool{}
	err = filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && (d.Name() == "node_modules" || d.Name() == ".git"):
			return filepath.SkipDir
		}
		files[d.Name()] = true
		if filepath.Ext(path) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, m := range declared.FindAllSubmatch(text, -1) {
			names[string(m[1])+string(m[2])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for _, m := range quoted.FindAllStringSubmatch(string(paper), -1) {
		said := m[1]
		switch {
		case aPath.MatchString(said):
			if _, err := os.Stat(filepath.Join(top, said)); err != nil {
				t.Errorf("ARCHITECTURE.md shows %s, which is not there", said)
			}
		case strings.Contains(said, ".") && files[said]: // a file by its name alone
		case aName.MatchString(said):
			if name := aName.FindStringSubmatch(said)[1]; !names[name] && !files[said] {
				t.Errorf("ARCHITECTURE.md shows %s, which the code does not have", said)
			}
		default:
			continue
		}
		n++
	}
	if n < 100 {
		t.Errorf("only %d names were looked up", n)
	}
}
