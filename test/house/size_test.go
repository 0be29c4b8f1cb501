package house_test

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What a room may hold before nobody finds their way in it.
const (
	mostFiles   = 45   // of one package, tests not counted
	mostLines   = 5500 // of one package, tests not counted
	mostMethods = 60   // of one type
	fileLines   = 400  // of one file, tests too
)

// What is larger, each with its reason and the size that it may not pass until it is cut.
var (
	wideRooms = map[string]struct {
		files, lines int
		why          string
	}{}
	wideTypes = map[string]struct {
		methods int
		why     string
	}{}
	longFiles = map[string]string{}
)

// room is one package as it stands in the tree.
type room struct {
	files, lines int
	doc          bool
	methods      map[string]int
}

// rooms reads every package of the module by its folder.
func rooms(t *testing.T) map[string]*room {
	t.Helper()
	all := map[string]*room{}
	err := filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name := d.Name()
		if d.IsDir() && path != top && (name == "node_modules" || name == "testdata" || name == "build" || strings.HasPrefix(name, ".")) {
			return filepath.SkipDir
		}
		if d.IsDir() || filepath.Ext(name) != ".go" {
			return nil
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		here, err := filepath.Rel(top, path)
		if err != nil {
			return err
		}
		here = filepath.ToSlash(here)
		if n := bytes.Count(text, []byte("\n")); n > fileLines && longFiles[here] == "" {
			t.Errorf("%s has %d lines, want %d at most", here, n, fileLines)
		}
		if strings.HasSuffix(name, "_test.go") {
			return nil
		}
		folder := filepath.ToSlash(filepath.Dir(here))
		if all[folder] == nil {
			all[folder] = &room{methods: map[string]int{}}
		}
		all[folder].add(t, path, text)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func (r *room) add(t *testing.T, path string, text []byte) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), path, text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	r.files++
	r.lines += bytes.Count(text, []byte("\n"))
	r.doc = r.doc || filepath.Base(path) == "doc.go" && file.Doc != nil
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Recv != nil {
			r.methods[receiver(f.Recv.List[0].Type)]++
		}
	}
}

// receiver is the name of a method's type.
func receiver(e ast.Expr) string {
	switch e := e.(type) {
	case *ast.StarExpr:
		return receiver(e.X)
	case *ast.IndexExpr:
		return receiver(e.X)
	case *ast.IndexListExpr:
		return receiver(e.X)
	case *ast.Ident:
		return e.Name
	}
	return ""
}

// TestRoomsStaySmall: a package says in doc.go what it is for, and stays within what one reads in a day.
func TestRoomsStaySmall(t *testing.T) {
	all := rooms(t)
	if len(all) < 20 {
		t.Fatalf("%d packages found", len(all))
	}
	for name, r := range all {
		if !r.doc {
			t.Errorf("%s has no doc.go that says what it is for", name)
		}
		files, lines := mostFiles, mostLines
		if wide, ok := wideRooms[name]; ok {
			files, lines = wide.files, wide.lines
		}
		if r.files > files || r.lines > lines {
			t.Errorf("%s has %d files of %d lines, want %d and %d at most: cut it, or give the reason in this test", name, r.files, r.lines, files, lines)
		}
		for of, n := range r.methods {
			most := mostMethods
			if wide, ok := wideTypes[name+"."+of]; ok {
				most = wide.methods
			}
			if n > most {
				t.Errorf("%s.%s has %d methods, want %d at most", name, of, n, most)
			}
		}
	}
}

// TestExceptionsAreStillNeeded: who cut a room takes its exception out.
func TestExceptionsAreStillNeeded(t *testing.T) {
	all := rooms(t)
	for name, wide := range wideRooms {
		if r := all[name]; r == nil || r.files <= mostFiles && r.lines <= mostLines {
			t.Errorf("%s is small: take its exception out (%s)", name, wide.why)
		}
	}
	for name, wide := range wideTypes {
		folder, of := name[:strings.LastIndex(name, ".")], name[strings.LastIndex(name, ".")+1:]
		if r := all[folder]; r == nil || r.methods[of] <= mostMethods {
			t.Errorf("%s is small: take its exception out (%s)", name, wide.why)
		}
	}
	for name := range longFiles {
		text, err := os.ReadFile(filepath.Join(top, filepath.FromSlash(name)))
		if err != nil || bytes.Count(text, []byte("\n")) <= fileLines {
			t.Errorf("%s is short: take its exception out", name)
		}
	}
}
