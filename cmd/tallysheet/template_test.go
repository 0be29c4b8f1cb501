package main

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
	"github.com/tallysheet/tallysheet/tally/exact"
)

// fillTemplate fills an issued template as a department does, its rows in another order, and saves it under another name;
// it gives the figure that stands in each cell of the year to date.
func fillTemplate(t *testing.T, blank, as string) map[string]string {
	t.Helper()
	f, err := excelize.OpenFile(blank)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	sheet := f.GetSheetName(f.GetActiveSheetIndex())
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	head, body := rows[3], rows[4:]
	slices.Reverse(body)
	want := map[string]string{}
	for i, row := range body {
		half := exact.Int(5)
		if n, err := exact.ParseNumber(row[slices.Index(head, "2018年目标值")]); err == nil {
			half = n.Mul(exact.MustNumber("0.5"))
		}
		for j, title := range head {
			cell, text := xlsx.Ref(5+i, j+1), ""
			if j < len(row) {
				text = row[j]
			}
			switch {
			case strings.HasSuffix(title, "月累计") && text != "/":
				text = half.Plain()
				want[cell] = text
			case strings.HasSuffix(title, "月当月") && text != "/":
				text = ""
			}
			if _, wrong := exact.ParseNumber(text); wrong == nil {
				err = f.SetCellDefault(sheet, cell, text)
			} else {
				err = f.SetCellStr(sheet, cell, text)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	if err := f.SaveAs(as); err != nil {
		t.Fatal(err)
	}
	return want
}

// saveAgain opens and saves the workbook with LibreOffice, where it is installed.
func saveAgain(t *testing.T, file string) {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("no soffice here: the workbook stays as the library saved it")
		return
	}
	dir := t.TempDir()
	cmd := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), file)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	data, err := os.ReadFile(filepath.Join(dir, "out", filepath.Base(file)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// The whole way of a template: issued, filled and sorted, saved by another program under another name, filed, accepted,
// in the edition, followed back to its cells, and there after a restore.
func TestATemplateGoesAllTheWay(t *testing.T) {
	onBoth(t, func(t *testing.T, database string) {
		dir := t.TempDir()
		with := func(command ...string) []string {
			return append(command, "--database", database, "--plan", demoPlan)
		}
		run(t, exitDone, with("plan", "import", sample+"plans/wenzhou-2018-2020.xlsx")...)
		blank, filled := filepath.Join(dir, "blank.xlsx"), filepath.Join(dir, "王工 7月(终稿2).xlsx")
		run(t, exitDone, with("template", "--department", bureau, "--period", "2018-07", "-o", blank)...)
		want := fillTemplate(t, blank, filled)
		saveAgain(t, filled)
		filed := run(t, exitDone, with("submit", filled, "--department", bureau, "--period", "2018-07")...)
		if !strings.Contains(filed, "已审核") {
			t.Fatalf("not accepted:\n%s", filed)
		}
		run(t, exitDone, with("consolidate", "--period", "2018-07", "-o", filepath.Join(dir, "1.xlsx"))...)
		edition, err := excelize.OpenFile(filepath.Join(dir, "1.xlsx"))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = edition.Close() }()
		found, err := edition.SearchSheet("汇总表", "本年累计")
		if err != nil || len(found) != 1 {
			t.Fatalf("the column of the year to date: %v %v", found, err)
		}
		column, _, err := excelize.SplitCellName(found[0])
		if err != nil {
			t.Fatal(err)
		}
		traced := func(database string) map[string]string {
			got := map[string]string{}
			for row := 4; row < 60; row++ {
				var out, errs bytes.Buffer // rows of groups and of other departments have no source
				Run(t.Context(), []string{"trace", "--database", database, "--plan", demoPlan, "--period", "2018-07", "--json", "汇总表!" + column + strconv.Itoa(row)}, &out, &errs)
				if !strings.HasPrefix(out.String(), "{") {
					continue
				}
				for _, f := range decode[struct{ Figures []tally.Figure }](t, out.String()).Figures {
					if f.Source.File() == filepath.Base(filled) && f.Department == bureau && f.Source.Version() == 1 {
						got[f.Source.Cell] = f.Value.Plain()
					}
				}
			}
			return got
		}
		if d := cmp.Diff(want, traced(database)); d != "" {
			t.Errorf("traced (-filled +found): %s", d)
		}
		kept, restored := filepath.Join(dir, "kept.backup"), "sqlite:"+filepath.Join(dir, "restored.db")
		run(t, exitDone, "backup", kept, "--database", database)
		if sheet := run(t, exitDone, "drill", kept); !strings.Contains(sheet, "演练通过") {
			t.Errorf("the drill's sheet:\n%s", sheet)
		}
		run(t, exitDone, "restore", kept, "--database", restored)
		if d := cmp.Diff(want, traced(restored)); d != "" {
			t.Errorf("traced after a restore (-filled +found): %s", d)
		}
	})
}

// A template handed in for another month, department or plan says whose it is, and the command that it prints files it there.
func TestAMisplacedTemplateIsPutInPlace(t *testing.T) {
	database := "sqlite:" + filepath.Join(t.TempDir(), "t.db")
	dir := t.TempDir()
	for _, plan := range []string{demoPlan, "二号 plan"} {
		run(t, exitDone, "plan", "import", sample+"plans/wenzhou-2018-2020.xlsx", "--database", database, "--plan", plan)
	}
	blank, filled := filepath.Join(dir, "blank.xlsx"), filepath.Join(dir, "a b.xlsx")
	run(t, exitDone, "template", "--database", database, "--plan", "二号 plan", "--department", bureau, "--period", "2018-07", "-o", blank)
	fillTemplate(t, blank, filled)
	for _, tc := range []struct{ plan, department, period, code string }{
		{"二号 plan", bureau, "2018-08", "period.differs"},
		{"二号 plan", "商务局", "2018-07", "department.differs"},
		{demoPlan, bureau, "2018-07", "plan.differs"},
		{demoPlan, "商务局", "2018-09", "plan.differs"},
	} {
		said := run(t, exitRefused, "submit", filled, "--database", database, "--plan", tc.plan, "--department", tc.department, "--period", tc.period)
		there := "--plan '二号 plan' --department " + bureau + " --period 2018-07"
		if !strings.Contains(said, tc.code) || !strings.Contains(said, "放到那里：tallysheet submit '"+filled+"' "+there) {
			t.Errorf("%v does not say where it belongs:\n%s", tc, said)
		}
		if strings.Contains(said, "value.empty") || strings.Contains(said, "item.missing") || strings.Contains(said, "item.unknown") {
			t.Errorf("%v: the one cause is told more than once:\n%s", tc, said)
		}
	}
	if said := run(t, exitDone, "submit", filled, "--database", database, "--plan", "二号 plan", "--department", bureau, "--period", "2018-07"); strings.Contains(said, "放到那里") {
		t.Errorf("in its place:\n%s", said)
	}
}
