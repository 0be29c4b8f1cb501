package house_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// changing are GORM's methods that change rows.
var changing = []string{"Create", "Update", "Updates", "UpdateColumn", "Delete", "Exec", "Save"}

// TestLoneStatementsAreTriedAgain: what two nodes of a cluster write at once is rolled back for one of them (1213), also where it is one
// statement alone. Transactions are tried again by Write; a lone statement goes through Statement or StatementOn, which do so too.
func TestLoneStatementsAreTriedAgain(t *testing.T) {
	seen := 0
	err := filepath.WalkDir(filepath.Join(top, "models"), func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		files := token.NewFileSet()
		parsed, err := parser.ParseFile(files, path, nil, 0)
		if err != nil {
			return err
		}
		ast.Inspect(parsed, func(n ast.Node) bool {
			call, ok := n.(*ast.CallExpr)
			if !ok {
				return true
			}
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok || !slices.Contains(changing, sel.Sel.Name) {
				return true
			}
			seen++
			if on := beganWith(sel.X); on == "Writing" {
				t.Errorf("%s: %s on a lone connection: use DB.Statement or DB.StatementOn", files.Position(call.Pos()), sel.Sel.Name)
			}
			return true
		})
		return nil
	})
	if err != nil || seen < 50 {
		t.Fatalf("%d changes seen, %v", seen, err)
	}
}

// beganWith is the method that a chain of calls began with: Writing in s.db.Writing(ctx).Model(x).Where(y).
func beganWith(x ast.Expr) string {
	name := ""
	for {
		call, ok := x.(*ast.CallExpr)
		if !ok {
			return name
		}
		sel, ok := call.Fun.(*ast.SelectorExpr)
		if !ok {
			return name
		}
		name, x = sel.Sel.Name, sel.X
	}
}
