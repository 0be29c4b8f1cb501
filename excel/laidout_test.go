package excel

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// laidOut is a workbook that somebody laid out without a look at the rules, and what a careful person reads in it; names and figures are
// invented. What is left out of a row was not asked for.
type laidOut struct {
	File       string     `json:"file"`
	Kind       tally.Kind `json:"kind"`
	Period     string     `json:"period"`
	Department string     `json:"department"`
	Args       []string   `json:"args"`
	RefuseOK   bool       `json:"refuse_ok"`
	Cross      bool       `json:"cross"` // named district|indicator
	Items      []struct {
		Row      int        `json:"row"`
		Sheet    string     `json:"sheet"`
		Name     string     `json:"name"`
		Also     []string   `json:"alt_names"`
		Lead     []string   `json:"lead"`
		Support  []string   `json:"support"`
		Parent   string     `json:"parent"`
		Deadline string     `json:"deadline"`
		Targets  []laidCell `json:"targets"`
		Actuals  []laidCell `json:"actuals"`
	} `json:"items"`
}

// laidCell is a target or a figure of such a row.
type laidCell struct {
	Cell    string `json:"cell"`
	Period  string `json:"period"`
	Span    string `json:"span"`
	Unit    string `json:"unit"`
	Floor   string `json:"floor"`
	Stretch string `json:"stretch"`
	Max     string `json:"max"`
	Value   string `json:"value"`
}

// TestWorkbooksLaidOutByOthers reads 338 such workbooks: of what a careful person reads in them everything is read, and what is refused
// is what a person could not read either.
func TestWorkbooksLaidOutByOthers(t *testing.T) {
	for _, want := range laidOutCases(t) {
		t.Run(want.File, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", "laidout", want.File))
			if err != nil {
				t.Fatal(err)
			}
			opt := layout.Options{}
			if i := slices.Index(want.Args, "--period"); i >= 0 {
				if opt.Period, err = tally.ParseMonth(want.Args[i+1]); err != nil {
					t.Fatal(err)
				}
			}
			got, err := newReader(t).Read(t.Context(), want.File, data, opt)
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Items) == 0 && want.RefuseOK {
				if !tally.HasClass(got.Findings, tally.ClassA) || got.Findings[0].Cell == "" || strings.Contains(got.Findings[0].Expected, "tallysheet ") {
					t.Errorf("refused without a cell, or with a command: %+v", got.Findings)
				}
				return
			}
			if got.Kind != want.Kind || want.Kind == tally.KindProgress && got.Period.String() != want.Period || want.Department != "" && got.Department != want.Department {
				t.Errorf("%s %s %s, want %s %s %s", got.Kind, got.Period, got.Department, want.Kind, want.Period, want.Department)
			}
			want.hold(t, got)
		})
	}
}

func laidOutCases(t *testing.T) (cases []laidOut) {
	t.Helper()
	f, err := os.Open(filepath.Join("testdata", "laidout", "wanted.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	for s := bufio.NewScanner(f); s.Scan(); {
		var c laidOut
		if err := json.Unmarshal(s.Bytes(), &c); err != nil {
			t.Fatal(err)
		}
		cases = append(cases, c)
	}
	if len(cases) != 338 {
		t.Fatalf("%d cases, want 338", len(cases))
	}
	return cases
}

// hold says where a reading differs.
func (want laidOut) hold(t *testing.T, got tally.Reading) {
	t.Helper()
	at := map[string]*tally.Item{}
	for i := range got.Items {
		it := &got.Items[i]
		for _, target := range it.Targets {
			at[it.Sheet+"!"+target.Cell] = it
		}
		for _, a := range it.Actuals {
			at[it.Sheet+"!"+a.Cell] = it
		}
	}
	for _, w := range want.Items {
		for _, c := range slices.Concat(w.Targets, w.Actuals) {
			it := at[w.Sheet+"!"+c.Cell]
			if it == nil {
				if want.Kind == tally.KindProgress && c.Floor != "" {
					continue // a progress sheet may leave its targets to the plan
				}
				t.Errorf("%s: %s of %s was not read", c.Cell, c.Floor+c.Value, w.Name)
				continue
			}
			if said := cellOf(it, c); said != "" {
				t.Errorf("%s of %s: %s", c.Cell, w.Name, said)
			}
			name := it.Name
			if want.Cross {
				if place, of, _ := strings.Cut(w.Name, "|"); !strings.Contains(name, of) || name == of && !slices.Contains(it.Lead, place) {
					t.Errorf("%s is named %s of %v, want %s", c.Cell, name, it.Lead, w.Name)
				}
			} else if bareName(name) != bareName(w.Name) && !slices.Contains(w.Also, name) {
				t.Errorf("%s is named %s, want %s", c.Cell, name, w.Name)
			}
			if w.Parent != "" && bareName(it.Parent) != bareName(w.Parent) {
				t.Errorf("%s is a part of %q, want %s", w.Name, it.Parent, w.Parent)
			}
			if w.Lead != nil && !slices.Equal(it.Lead, w.Lead) || w.Support != nil && !slices.Equal(it.Support, w.Support) || w.Deadline != "" && it.Deadline != w.Deadline {
				t.Errorf("%s: %v, %v by %s; want %v, %v by %s", w.Name, it.Lead, it.Support, it.Deadline, w.Lead, w.Support, w.Deadline)
			}
		}
	}
}

// bareName leaves out brackets' width and marks of notes.
func bareName(name string) string {
	return strings.NewReplacer("（", "(", "）", ")", "①", "", "②", "", "*", "", "#", "", " ", "", "，", ",").Replace(name)
}

// cellOf compares one cell: the number, its unit and its time.
func cellOf(it *tally.Item, want laidCell) string {
	same := func(n exact.Number, text string) bool {
		w, err := exact.ParseNumber(text)
		return text == "" && !n.OK() || err == nil && n.OK() && n.Cmp(w) == 0
	}
	for _, x := range it.Targets {
		if x.Cell == want.Cell && want.Floor+want.Stretch != "" {
			if !same(x.Floor, want.Floor) || want.Stretch != "" && !same(x.Stretch, want.Stretch) || want.Max != "" && !same(x.Max, want.Max) || want.Period != "" && x.Period != want.Period || want.Unit != "" && unitForm(x.Unit) != unitForm(want.Unit) {
				return fmt.Sprintf("%s %s..%s+%s%s, want %+v", x.Period, x.Floor, x.Max, x.Stretch, x.Unit, want)
			}
		}
	}
	for _, x := range it.Actuals {
		if x.Cell == want.Cell && want.Value != "" {
			if !same(x.Value, want.Value) || want.Period != "" && x.Period.String() != want.Period || want.Span != "" && want.Span != "*" && string(x.Span) != want.Span || want.Unit != "" && unitForm(x.Unit) != unitForm(want.Unit) {
				return fmt.Sprintf("%s@%s %s%s, want %+v", x.Span, x.Period, x.Value, x.Unit, want)
			}
		}
	}
	return ""
}

func unitForm(unit string) string {
	return strings.NewReplacer("μg/m³", "微克/立方米", "μg/m3", "微克/立方米", "㎡", "平方米", " ", "").Replace(unit)
}
