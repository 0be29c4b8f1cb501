package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"
)

// shortWord is a word by which a text is told from others: Chinese, no sentence, no format.
var shortWord = regexp.MustCompile(`^[^“”，。；%！？ ]*\p{Han}[^“”，。；%！？ ]*$`)

// askedOf are the functions of strings by which a text is held against a word.
var askedOf = map[string]bool{"Contains": true, "HasPrefix": true, "HasSuffix": true, "CutPrefix": true, "CutSuffix": true, "TrimPrefix": true, "TrimSuffix": true,
	"Index": true, "Cut": true, "ContainsAny": true, "TrimLeft": true, "TrimRight": true}

// TestNoNewWordOfSheetsInCode: words by which sheets are read stand in templates/headings.yaml, where a site can add to them. Those that
// were in the code before are written down in words_in_code.txt; nothing is added to it, and no list of words is in the code at all.
func TestNoNewWordOfSheetsInCode(t *testing.T) {
	text, err := os.ReadFile("words_in_code.txt")
	if err != nil {
		t.Fatal(err)
	}
	known := map[string]bool{}
	for w := range strings.FieldsSeq(string(text)) {
		known[w] = true
	}
	seen, still := 0, map[string]bool{}
	for _, room := range []string{"excel/vocabulary/*.go", "excel/layout/*.go", "excel/layout/*/*.go"} {
		files, err := filepath.Glob(filepath.Join(top, room))
		if err != nil || len(files) == 0 {
			t.Fatalf("%s: no files (%v)", room, err)
		}
		for _, path := range files {
			if strings.HasSuffix(path, "_test.go") {
				continue
			}
			for word, line := range wordsAsked(t, path) {
				still[word] = true
				if seen++; !known[word] {
					t.Errorf("%s:%d: %q is a word that no site can add to: put it into a list of templates/headings.yaml", path, line, word)
				}
			}
		}
	}
	for word := range known {
		if !still[word] {
			t.Errorf("%s is in the code no longer: take it out of words_in_code.txt", word)
		}
	}
	if seen < 40 {
		t.Errorf("only %d words were seen", seen)
	}
}

// wordsAsked are the short Chinese words of a file that texts are held against, with a line of each: in calls of strings, comparisons,
// cases and lists.
func wordsAsked(t *testing.T, path string) map[string]int {
	t.Helper()
	set := token.NewFileSet()
	file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	words := map[string]int{}
	take := func(all ...ast.Expr) {
		for _, e := range all {
			if lit, ok := e.(*ast.BasicLit); ok && lit.Kind == token.STRING {
				if w, err := strconv.Unquote(lit.Value); err == nil && shortWord.MatchString(w) && utf8.RuneCountInString(w) <= 8 {
					words[w] = set.Position(lit.Pos()).Line
				}
			}
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && askedOf[f.Sel.Name] {
				take(n.Args...)
			}
		case *ast.BinaryExpr:
			if n.Op == token.EQL || n.Op == token.NEQ {
				take(n.X, n.Y)
			}
		case *ast.CaseClause:
			take(n.List...)
		case *ast.CompositeLit:
			if _, list := n.Type.(*ast.ArrayType); list {
				take(n.Elts...)
			}
		}
		return true
	})
	return words
}
