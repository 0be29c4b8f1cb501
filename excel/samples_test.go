package excel

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/vocabulary"
	"github.com/tallysheet/tallysheet/samples"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/meaning"
	"github.com/tallysheet/tallysheet/templates"
)

// newReader is a reader with the shipped vocabulary.
func newReader(t testing.TB) *Reader {
	t.Helper()
	w, err := meaning.ParseWords(templates.Words())
	if err != nil {
		t.Fatal(err)
	}
	h, err := vocabulary.ParseHeadings(templates.Headings())
	if err != nil {
		t.Fatal(err)
	}
	return &Reader{Words: w, Headings: h}
}

// layoutsOf reads cells by the vocabulary that comes with the program.
func layoutsOf(t testing.TB) layout.Reader {
	r := newReader(t)
	return layout.Reader{Words: r.Words.Words, Headings: r.Headings}
}

func readSample(t testing.TB, r *Reader, path string, opt layout.Options) tally.Reading {
	t.Helper()
	data, err := fs.ReadFile(samples.Files, path)
	if err != nil {
		t.Fatal(err)
	}
	got, err := r.Read(t.Context(), path, data, opt)
	if err != nil {
		t.Fatal(err)
	}
	return got
}

// TestSamples holds every field that the expected readings give against what is read, once without a hint, not
// even of the kind of the workbook, and once as it is filed.
func TestSamples(t *testing.T) {
	files, err := filepath.Glob("../samples/expected/*.json")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d expected readings, %v", len(files), err)
	}
	r := newReader(t)
	for _, file := range files {
		path := strings.TrimSuffix(strings.ReplaceAll(filepath.Base(file), "__", "/"), ".json") + ".xlsx"
		if strings.HasPrefix(path, "faulty/") {
			continue
		}
		t.Run(path, func(t *testing.T) {
			var want map[string]any
			b, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if err := json.Unmarshal(b, &want); err != nil {
				t.Fatal(err)
			}
			for _, opt := range []layout.Options{{}, filedAs(t, path)} {
				got := readSample(t, r, path, opt)
				for _, d := range differences("", want, asJSON(t, got)) {
					t.Errorf("%+v: %s", opt, d)
				}
				asked := len(got.Questions)
				if asked > (len(got.Items)+9)/10 {
					t.Errorf("%d questions for %d rows: at most one in ten", asked, len(got.Items))
				}
				if rest := slices.DeleteFunc(got.Findings, func(f tally.Finding) bool { return f.Code == tally.MeaningAsked }); len(rest) > 0 {
					t.Errorf("innocent cells have findings: %+v", rest)
				}
			}
		})
	}
}

// filedAs is what is known of a sample when it is filed: progress/2018-09/商务局.xlsx.
func filedAs(t testing.TB, path string) layout.Options {
	t.Helper()
	parts := strings.Split(strings.TrimSuffix(path, ".xlsx"), "/")
	if len(parts) < 3 {
		return layout.Options{Kind: tally.KindPlan}
	}
	period, err := tally.ParseMonth(parts[1])
	if err != nil {
		t.Fatal(err)
	}
	return layout.Options{Kind: tally.KindProgress, Period: period, Department: parts[2]}
}

func TestFaultySample(t *testing.T) {
	got := readSample(t, newReader(t), "faulty/经济发展局-2018-09.xlsx", layout.Options{})
	var found []string
	for _, f := range got.Findings {
		found = append(found, fmt.Sprintf("%s %s %s", f.Class, f.Cell, f.Code))
	}
	if s := strings.Join(found, "; "); s != "A F4 number.unreadable; A F6 formula.uncached" {
		t.Errorf("findings: %s\n%+v", s, got.Findings)
	}
	if got.Period.String() != "2018-09" || got.Department != "经济发展局" || len(got.Items) != 9 {
		t.Errorf("%s, %s, %d items", got.Period, got.Department, len(got.Items))
	}
}

func asJSON(t testing.TB, v any) any {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	var out any
	if err := json.Unmarshal(b, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// differences lists where got lacks what want gives; fields that want does not give are not looked at.
func differences(at string, want, got any) []string {
	var out []string
	switch w := want.(type) {
	case map[string]any:
		g, ok := got.(map[string]any)
		if !ok {
			return []string{fmt.Sprintf("%s: got %v, want an object", at, got)}
		}
		for k, v := range w {
			out = append(out, differences(at+"."+k, v, g[k])...)
		}
	case []any:
		g, ok := got.([]any)
		if !ok && len(w) > 0 || len(g) != len(w) {
			return []string{fmt.Sprintf("%s: %d, want %d: %v", at, len(g), len(w), got)}
		}
		for i := range w {
			out = append(out, differences(fmt.Sprintf("%s[%d]", at, i), w[i], g[i])...)
		}
	default:
		if want != got && !(want == "" && got == nil) {
			out = append(out, fmt.Sprintf("%s: got %v, want %v", at, got, want))
		}
	}
	return out
}
