package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// halfWidth is a comma, semicolon or colon of half width behind a Chinese character, where a sentence goes on or ends.
var halfWidth = regexp.MustCompile(`[\p{Han}”」）][,;:](?:[\p{Han}“「（]|$)`)

// headings are cells that other programs look for by their text. Addresses (scheme://) are no sentences.
var headings = map[string]bool{"填报单位:": true}

// TestChineseSentencesAreFullWidth: one punctuation in what people read.
func TestChineseSentencesAreFullWidth(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() {
			if d.Name() == "node_modules" || d.Name() == "test" || d.Name() == "testdata" || path != top && strings.HasPrefix(d.Name(), ".") {
				return filepath.SkipDir
			}
			return nil
		}
		here, err := filepath.Rel(top, path)
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		set := token.NewFileSet()
		file, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		compared := map[ast.Node]bool{}
		ast.Inspect(file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && inStrings(call) {
				for _, arg := range call.Args { // texts in their folded form are held against it: nobody reads it
					ast.Inspect(arg, func(n ast.Node) bool { compared[n] = n != nil; return true })
				}
			}
			lit, ok := n.(*ast.BasicLit)
			if !ok || compared[lit] || lit.Kind != token.STRING || lit.Value[0] != '"' {
				return true
			}
			text, err := strconv.Unquote(lit.Value)
			if err != nil {
				t.Fatal(err)
			}
			seen++
			if at := halfWidth.FindString(text); at != "" && !headings[text] && !strings.Contains(text, "://") {
				t.Errorf("%s:%d: %q in %q wants full-width punctuation", here, set.Position(lit.Pos()).Line, at, text)
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if seen < 5000 {
		t.Errorf("only %d literals were seen", seen)
	}
}

// inStrings reports a call of package strings.
func inStrings(call *ast.CallExpr) bool {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	room, ok := sel.X.(*ast.Ident)
	return ok && room.Name == "strings" && sel.Sel.Name != "Join"
}
