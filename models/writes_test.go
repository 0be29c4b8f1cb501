package models_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"strings"
	"testing"
)

// versions says of each act of the store by what nothing is overwritten in silence: the version or state that its one conditional
// statement names, or why there is nothing that it could overwrite.
var versions = map[string]string{
	"Channels.End": "by id, once", "Departments.Ensure": "primary key", "Departments.Merge": "the state is what is asked for", "Editions.fix": "fence",
	"Periods.setLock": "the state is what is asked for, on the row that filings write", "Mappings.Remove": "by its key, once", "Outbox.EnqueueOnce": "primary key",
	"Questions.Answer": "open once", "Questions.Say": "answers are kept beside each other; on the page the number of those that were seen", "Runs.Unpark": "the state is what is asked for", "Site.Set": "primary key", "Runs.Drop": "the state that it may be in", "Waivers.TakeBack": "by its key, once",

	"Channels.Add": "new", "Drafts.Add": "new",
	"Departments.AddAlias": "primary key", "Departments.RemoveAlias": "by name, once", "Departments.SetReports": "the state is what is asked for",
	"Editions.Publish": "fence", "Editions.Thaw": "fence",
	"Indicators.Set": "settings version", "Indicators.AddAlias": "primary key", "Indicators.RemoveAlias": "by name, once",
	"Links.Make": "new; earlier ones end", "Links.SetPassword": "used once",
	"Mappings.Set": "revisions are kept beside each other", "Periods.LockClaimed": "fence", "Periods.Comment": "versions are kept beside each other",
	"Plans.Import": "revisions are kept beside each other", "Plans.SetSettings": "settings version",
	"Sessions.Start": "new", "Sessions.End": "by its hash", "Sessions.EndAll": "the state is what is asked for",
	"Submissions.File": "counter", "Submissions.act": "submission revision",
	"Targets.Revise": "revisions are kept beside each other; on the page the number of those that were seen",
	"Tokens.Make":    "new", "Tokens.Revoke": "by id, once",
	"Tries.Refused": "counts", "Tries.Forgive": "by its key", "Tries.Sweep": "by its key, where its time is over",
	"Users.Create": "primary key", "Users.CreateAll": "primary key", "Users.change": "account version",
	"Outbox.Follow": "position",
	"Same.Link":     "primary key", "Same.Unlink": "by its key, once",
	"Orders.Open": "primary key, and the place of the row", "Orders.OpenClaimed": "fence", "Orders.act": "order version",
	"Files.Add": "unique place of an owner", "Files.Remove": "by its id, once",
}

// Every method of a noun that writes an act stands in the table: who adds one says by what it overwrites nothing.
func TestEveryWriteNamesItsVersion(t *testing.T) {
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	rooms, err := filepath.Glob("*/*.go")
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]bool{}
	for _, file := range append(files, rooms...) {
		if strings.HasSuffix(file, "_test.go") || strings.HasPrefix(filepath.ToSlash(file), "db/") { // what acts stand on
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Recv == nil || !writes(f.Body) {
				continue
			}
			noun := f.Recv.List[0].Type
			if star, ok := noun.(*ast.StarExpr); ok {
				noun = star.X
			}
			name := noun.(*ast.Ident).Name + "." + f.Name.Name
			found[name] = true
			if versions[name] == "" {
				t.Errorf("%s writes and does not say in this table by what it overwrites nothing", name)
			}
		}
	}
	for name := range versions {
		if !found[name] {
			t.Errorf("%s is gone", name)
		}
	}
}

// writes reports a call of DB.Write or of Claims.Publish.
func writes(body *ast.BlockStmt) (yes bool) {
	ast.Inspect(body, func(n ast.Node) bool {
		call, ok := n.(*ast.CallExpr)
		if !ok {
			return true
		}
		if sel, ok := call.Fun.(*ast.SelectorExpr); ok && (sel.Sel.Name == "Write" || sel.Sel.Name == "Publish") && len(call.Args) >= 3 {
			yes = true
		}
		return true
	})
	return yes
}
