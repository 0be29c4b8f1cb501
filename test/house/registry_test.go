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

	"github.com/goccy/go-yaml"

	"github.com/tallysheet/tallysheet/models"
	"github.com/tallysheet/tallysheet/models/account"
	"github.com/tallysheet/tallysheet/models/db"
	"github.com/tallysheet/tallysheet/models/notice"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/templates"
)

// registered is an enum: where its constants stand, the word that people read for one, and the list that forms and
// tests go by, nil where there is none.
type registered struct {
	folder, name string
	word         func(string) string
	list         []string
}

func texts[T ~string](all []T) (out []string) {
	for _, v := range all {
		out = append(out, string(v))
	}
	return out
}

// enums are those whose constants a person meets.
var enums = []registered{
	{"tally", "Code", func(s string) string { return tally.Code(s).Chinese() }, texts(tally.Codes())},
	{"tally", "Class", func(s string) string { return tally.Class(s).Chinese() }, texts(tally.Classes())},
	{"tally", "Measure", func(s string) string { return tally.Measure(s).Chinese() }, texts(tally.Measures())},
	{"tally", "Span", func(s string) string { return tally.Span(s).Chinese() }, texts(tally.Spans())},
	{"tally", "Basis", func(s string) string { return tally.Basis(s).Chinese() }, nil},
	{"tally", "Better", func(s string) string { return tally.Better(s).Chinese() }, nil},
	{"tally", "Light", func(s string) string { return tally.Light(s).Chinese() }, texts(tally.Lights())},
	{"tally", "ReportState", func(s string) string { return tally.ReportState(s).Chinese() }, texts(tally.ReportStates())},
	{"tally", "GreyReason", func(s string) string { return tally.GreyReason(s).Chinese() }, texts(tally.GreyReasons())},
	{"tally", "ScoreMethod", func(s string) string { return tally.ScoreMethod(s).Chinese() }, texts(tally.ScoreMethods())},
	{"tally", "AlterationKind", func(s string) string { return tally.AlterationKind(s).Chinese() }, nil},
	{"tally", "OrderBasis", func(s string) string { return tally.OrderBasis(s).Chinese() }, texts(tally.OrderBases())},
	{"tally", "OrderState", func(s string) string { return tally.OrderState(s).Chinese() }, texts(tally.OrderStates())},
	{"tally", "OrderColour", func(s string) string { return tally.OrderColour(s).Chinese() }, texts(tally.OrderColours())},
	{"tally", "OrderActKind", func(s string) string { return tally.OrderActKind(s).Chinese() }, nil},
	{"tally", "OrderRule", func(s string) string { return tally.OrderRule(s).Chinese() }, texts(tally.OrderRuleKinds())},
	{"models", "State", func(s string) string { return models.State(s).Chinese() }, nil},
	{"models/account", "Role", func(s string) string { return account.Role(s).Chinese() }, texts(account.Roles())},
	{"models/account", "Scope", func(s string) string { return account.Scope(s).Chinese() }, nil},
	{"models/notice", "ChannelKind", func(s string) string { return notice.ChannelKind(s).Chinese() }, texts(notice.ChannelKinds())},
	{"models/db", "RunState", func(s string) string { return models.RunState(s).Chinese() }, texts(db.RunStates())},
}

var han = regexp.MustCompile(`\p{Han}`)

// TestEveryConstantHasItsWord reads the constants from the source itself: a new one that was forgotten is named.
func TestEveryConstantHasItsWord(t *testing.T) {
	for _, e := range enums {
		constants := constantsOf(t, e.folder, e.name)
		if len(constants) < 2 {
			t.Errorf("%s.%s: only %d constants were found", e.folder, e.name, len(constants))
		}
		words := map[string]string{}
		for name, value := range constants {
			word := e.word(value)
			// Webhook is the trade's own word.
			if word == value || !han.MatchString(word) && !strings.EqualFold(word, "webhook") {
				t.Errorf("%s.%s has no word: %q", e.folder, name, word)
			}
			if other := words[word]; other != "" {
				t.Errorf("%s.%s and %s are both %s", e.folder, name, other, word)
			}
			words[word] = name
		}
		if e.list == nil {
			continue
		}
		listed := map[string]bool{}
		for _, v := range e.list {
			listed[v] = true
		}
		for name, value := range constants {
			if !listed[value] {
				t.Errorf("%s.%s is in no form: the list of %s does not have it", e.folder, name, e.name)
			}
		}
	}
}

// TestPagesSpeakTheirEnglish: the words of constants that stand on pages have their English.
func TestPagesSpeakTheirEnglish(t *testing.T) {
	raw, err := fs.ReadFile(templates.Pages(), "english.yaml")
	if err != nil {
		t.Fatal(err)
	}
	english := map[string]string{}
	if err := yaml.Unmarshal(raw, &english); err != nil {
		t.Fatal(err)
	}
	for enum, word := range map[string]func(string) string{
		"tally.Code": func(s string) string { return tally.Code(s).Chinese() }, "tally.Measure": func(s string) string { return tally.Measure(s).Chinese() },
		"tally.Span": func(s string) string { return tally.Span(s).Chinese() }, "tally.Light": func(s string) string { return tally.Light(s).Words() },
		"tally.Op": func(s string) string { return tally.Op(s).Words() }, "tally.ReportState": func(s string) string { return tally.ReportState(s).Words() },
		"models.State": func(s string) string { return models.State(s).Words() }, "models/account.Role": func(s string) string { return account.Role(s).Chinese() },
		"models/notice.Kind": func(s string) string { return notice.Kind(s).Chinese() }, "models/notice.ChannelKind": func(s string) string { return notice.ChannelKind(s).Chinese() },
		"models/db.RunState":   func(s string) string { return db.RunState(s).Chinese() },
		"models/account.Scope": func(s string) string { return account.Scope(s).Chinese() },
	} {
		folder, name, _ := strings.Cut(enum, ".")
		constants := constantsOf(t, folder, name)
		if len(constants) < 2 {
			t.Errorf("%s: only %d constants were found", enum, len(constants))
		}
		for name, value := range constants {
			if english[word(value)] == "" {
				t.Errorf("%s.%s: %q has no English", folder, name, word(value))
			}
		}
	}
}

// constantsOf are the constants of a type in a package's source, by name.
func constantsOf(t *testing.T, folder, typeName string) map[string]string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(top, folder, "*.go"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range parsed.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.CONST {
				continue
			}
			for _, s := range decl.Specs {
				spec, ok := s.(*ast.ValueSpec)
				if !ok {
					continue
				}
				if of, ok := spec.Type.(*ast.Ident); !ok || of.Name != typeName || len(spec.Values) != 1 {
					continue
				}
				if v, ok := spec.Values[0].(*ast.BasicLit); ok {
					text, err := strconv.Unquote(v.Value)
					if err != nil {
						t.Fatal(err)
					}
					all[spec.Names[0].Name] = text
				}
			}
		}
	}
	return all
}
