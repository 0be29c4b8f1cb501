package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/models/mysqltest"
	"github.com/tallysheet/tallysheet/tally"
)

func TestMain(m *testing.M) { os.Exit(mysqltest.Main(m)) }

// run runs the program and gives what it printed; want is the exit status expected.
func run(t *testing.T, want int, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if got := Run(t.Context(), args, &out, &errs); got != want {
		t.Fatalf("tallysheet %s: exit %d, want %d\n%s%s", strings.Join(args, " "), got, want, out.String(), errs.String())
	}
	return out.String()
}

// onBoth runs a test on an empty database of each kind.
func onBoth(t *testing.T, test func(t *testing.T, database string)) {
	t.Run("sqlite", func(t *testing.T) {
		t.Parallel()
		test(t, "sqlite:"+filepath.Join(t.TempDir(), "t.db"))
	})
	t.Run("mysql", func(t *testing.T) {
		t.Parallel()
		test(t, mysqltest.Database(t))
	})
}

func decode[T any](t *testing.T, text string) (v T) {
	t.Helper()
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return v
}

const (
	sample = "../../samples/"
	bureau = "经济发展局"
)

// of is a command on one department's September.
func of(database string, command ...string) []string {
	return append(command, "--database", database, "--plan", demoPlan, "--department", bureau, "--period", "2018-09")
}

func TestDemoIsTheSameTwice(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		dir := t.TempDir()
		first := run(t, exitDone, "demo", "--once", "--dir", dir, "--database", database)
		for _, want := range []string{"指标 20 项", "2018年10月 第 1 版", "红 民间投资增速（经济发展局）：低于目标6.7个百分点"} {
			if !strings.Contains(first, want) {
				t.Errorf("the demo does not say %q:\n%s", want, first)
			}
		}
		edition := filepath.Join(dir, "汇总表-2018-09.xlsx")
		before, err := os.ReadFile(edition)
		if err != nil {
			t.Fatal(err)
		}
		if again := run(t, exitDone, "demo", "--once", "--dir", dir, "--database", database); again != first {
			t.Errorf("the second run differs:\n%s", cmp.Diff(first, again))
		}
		after, err := os.ReadFile(edition)
		if err != nil || !bytes.Equal(before, after) {
			t.Errorf("the same inputs gave other bytes (%v)", err)
		}
	})
}

func TestFaultySheetHasExactlyItsFindings(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		dir := t.TempDir()
		run(t, exitDone, "demo", "--once", "--dir", dir, "--database", database)
		faulty := sample + "faulty/经济发展局-2018-09.xlsx"
		marked := filepath.Join(dir, "marked.xlsx")
		r := decode[tally.Reading](t, run(t, exitRefused, of(database, "check", faulty, "--json", "--marked", marked)...))

		type finding struct {
			Cell    string      `json:"cell"`
			Code    tally.Code  `json:"code"`
			Class   tally.Class `json:"class"`
			Suggest string      `json:"suggest"`
			About   string      `json:"about"`
		}
		text, err := os.ReadFile(sample + "expected/faulty__经济发展局-2018-09.json")
		if err != nil {
			t.Fatal(err)
		}
		want := decode[struct{ Findings []finding }](t, string(text)).Findings
		var got []finding
		for i, f := range r.Findings {
			g := finding{f.Cell, f.Code, f.Class, f.Suggest, ""}
			if i < len(want) && want[i].About != "" {
				g.About = f.About
			}
			got = append(got, g)
			if f.Message == "" || f.Expected == "" {
				t.Errorf("%s %s says nothing", f.Cell, f.Code)
			}
		}
		if d := cmp.Diff(want, got); d != "" {
			t.Error(d)
		}

		// Filing it keeps a draft and changes no edition; the marked copy gives the same findings.
		run(t, exitRefused, of(database, "submit", faulty)...)
		out := run(t, exitDone, "consolidate", "--database", database, "--plan", demoPlan, "--period", "2018-09", "-o", filepath.Join(dir, "o.xlsx"))
		if !strings.Contains(out, "第 1 版") {
			t.Errorf("a draft made a new edition:\n%s", out)
		}
		again := decode[tally.Reading](t, run(t, exitRefused, of(database, "check", marked, "--json")...))
		if d := cmp.Diff(codesOf(r), codesOf(again)); d != "" {
			t.Error("the marked copy is read otherwise:", d)
		}
	})
}

// TestMarkedCopyCorrected is the clerk's way back: the marked copy opened, corrected in place, filed and accepted.
func TestMarkedCopyCorrected(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		dir := t.TempDir()
		run(t, exitDone, "demo", "--once", "--dir", dir, "--database", database)
		marked := filepath.Join(dir, "marked.xlsx")
		run(t, exitRefused, of(database, "check", sample+"faulty/经济发展局-2018-09.xlsx", "--marked", marked)...)
		book, err := excelize.OpenFile(marked)
		if err != nil {
			t.Fatal(err)
		}
		for cell, v := range map[string]any{
			"F4": 168.92, "F5": 64.31, "F6": 14.9, "D9": 50, "B10": "省“隐形冠军”培育企业数", "F12": 18, "E12": 4,
			"B8": "交通投资增速", "C8": "%", "D8": 15, "E8": nil, "F8": 15.1,
			"B11": "高新技术产业投资增速", "C11": "%", "D11": 20, "E11": nil, "F11": 16.8,
			"B13": "生态环境和公共设施投资增速", "C13": "%", "D13": 12, "F13": 12.2,
			"B14": "民间投资增速", "C14": "%", "D14": 10, "F14": 3.3,
			"B15": "工业投资增速", "C15": "%", "D15": 16, "F15": 16.4,
		} {
			if err := book.SetCellValue("9月", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		if err := book.Save(); err != nil {
			t.Fatal(err)
		}
		out := run(t, exitDone, of(database, "submit", marked)...)
		if !strings.Contains(out, "第 2 版：已审核") {
			t.Errorf("the corrected copy is not accepted:\n%s", out)
		}
	})
}

func codesOf(r tally.Reading) (all []string) {
	for _, f := range r.Findings {
		all = append(all, string(f.Code)+" "+f.Cell+" "+f.About)
	}
	return all
}

func TestCorrectionMakesTheNextEdition(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		dir := t.TempDir()
		run(t, exitDone, "demo", "--once", "--dir", dir, "--database", database)
		book, err := excelize.OpenFile(sample + "progress/2018-09/经济发展局.xlsx")
		if err != nil {
			t.Fatal(err)
		}
		for cell, v := range map[string]any{"E18": 5, "F18": 19} {
			if err := book.SetCellValue(book.GetSheetName(0), cell, v); err != nil {
				t.Fatal(err)
			}
		}
		corrected := filepath.Join(dir, "corrected.xlsx")
		if err := book.SaveAs(corrected); err != nil {
			t.Fatal(err)
		}
		run(t, exitDone, of(database, "submit", corrected)...)
		edition := func(command ...string) []string {
			return append(command, "--database", database, "--plan", demoPlan, "--period", "2018-09", "--json")
		}
		ed := decode[tally.Edition](t, run(t, exitDone, edition("consolidate", "-o", filepath.Join(dir, "2.xlsx"))...))
		if ed.Number != 2 {
			t.Fatalf("edition %d, want 2", ed.Number)
		}
		var changed []string
		for _, c := range ed.Corrections {
			changed = append(changed, c.Indicator+" "+c.What+" "+c.Old+"→"+c.New)
			if c.By == "" || c.Why == "" {
				t.Errorf("%+v does not say who and why", c)
			}
		}
		want := []string{"小升规企业数 本月 4→5", "小升规企业数 本年累计 18→19"}
		if d := cmp.Diff(want, changed); d != "" {
			t.Error(d)
		}
		// The figure is followed back to its cell in either edition.
		for number, value := range map[string]string{"1": "18", "2": "19"} {
			trace := decode[struct{ Figures []tally.Figure }](t, run(t, exitDone, edition("trace", "--edition", number, "汇总表!I22")...))
			if len(trace.Figures) == 0 || trace.Figures[0].Value.String() != value || trace.Figures[0].Source.Cell != "F18" {
				t.Errorf("edition %s: %+v", number, trace.Figures)
			}
		}
	})
}

func TestExitStatus(t *testing.T) {
	db := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	notes := filepath.Join(t.TempDir(), "notes.xlsx")
	if err := os.WriteFile(notes, []byte("no workbook"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		want int
		args []string
	}{
		{exitDone, []string{"--help"}},
		{exitDone, []string{"version"}},
		{exitDone, []string{"target", "增长8%"}},
		{exitDone, []string{"migrate", "--database", db}},
		{exitDone, []string{"plan", "list", "--database", db}},
		{exitDone, []string{"audit", "verify", "--database", db}},
		{exitUsage, []string{}},
		{exitUsage, []string{"frobnicate"}},
		{exitUsage, []string{"check"}},
		{exitUsage, []string{"check", notes, "--period", "九月"}},
		{exitUsage, []string{"check", notes, "--plan", "p", "--database", db}},
		{exitFailed, []string{"plan", "show", "none", "--database", db}},
		{exitFailed, []string{"check", filepath.Join(t.TempDir(), "absent.xlsx")}},
		{exitFailed, []string{"plan", "list", "--database", "oracle:x"}},
		{exitRefused, []string{"check", notes}},
		{exitRefused, []string{"plan", "import", notes, "--plan", "p", "--database", db}},
	} {
		run(t, tc.want, tc.args...)
	}
}

func TestTargetPrintsThePhrase(t *testing.T) {
	got := decode[map[string]any](t, run(t, exitDone, "target", "税收增长10%,力争12%", "--json"))
	want := map[string]any{"readable": true, "measure": "growth", "op": ">=", "floor": "10", "stretch": "12", "stretch_unit": "",
		"max": "", "unit": "%", "better": "higher", "parts": []any{}, "why": ""}
	if d := cmp.Diff(want, got); d != "" {
		t.Error(d)
	}
}
