package edition_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Every formula carries its value, and recalculation comes to the same.
func TestFormulasAgreeWithCachedValues(t *testing.T) {
	o := open(t, written(t, rich(t)))
	seen := 0
	for _, name := range o.names {
		for _, c := range o.cells[name] {
			if c.formula == "" {
				continue
			}
			seen++
			cached, err := strconv.ParseFloat(c.value, 64)
			if err != nil {
				t.Errorf("%s!%s =%s carries %q", name, c.ref, c.formula, c.value)
				continue
			}
			if v := formulaValue(t, o.cells[name], c.formula); !near(v, cached) {
				t.Errorf("%s!%s =%s gives %v, carries %v", name, c.ref, c.formula, v, cached)
			}
		}
	}
	if seen < 80 {
		t.Errorf("only %d formulas", seen)
	}
}

// LibreOffice, told to recalculate everything, reads every text and comes to every cached value; one that was falsified first comes back right, so
// that the recalculation is known to be real. Where it is not installed the test above stands alone.
func TestLibreOfficeAgrees(t *testing.T) {
	file := written(t, rich(t))
	o := open(t, file)
	c := o.under(t, "汇总表", "完成率", "利用外资")
	again := reopened(t, rewritten(t, file, "xl/worksheets/sheet3.xml", []byte("<v>"+c.value+"</v>"), []byte("<v>0.99</v>")))
	if again == nil {
		t.Log("no soffice on this machine: the formulas are held by TestFormulasAgreeWithCachedValues")
		return
	}
	for _, name := range o.names {
		for _, c := range o.cells[name] {
			if c.formula == "" && c.kind != "str" {
				continue
			}
			got, err := again.GetCellValue(name, c.ref, excelize.Options{RawCellValue: true})
			if err != nil {
				t.Fatal(err)
			}
			if c.kind == "str" {
				if got != c.value {
					t.Errorf("%s!%s: LibreOffice reads %q, the file says %q", name, c.ref, got, c.value)
				}
				continue
			}
			v, err := strconv.ParseFloat(got, 64)
			cached, _ := strconv.ParseFloat(c.value, 64)
			if err != nil || !near(v, cached) {
				t.Errorf("%s!%s =%s: LibreOffice gives %q, the file carries %s", name, c.ref, c.formula, got, c.value)
			}
		}
	}
}

// alwaysRecalculate is the setting that makes LibreOffice distrust cached values.
const alwaysRecalculate = `<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>`

// reopened is the workbook as LibreOffice saves it again, recalculated; nil where there is none.
func reopened(t testing.TB, file []byte) *excelize.File {
	t.Helper()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		return nil
	}
	dir := t.TempDir()
	profile := filepath.Join(dir, "profile", "user")
	for _, d := range []string{profile, filepath.Join(dir, "out")} {
		if err := os.MkdirAll(d, 0o700); err != nil {
			t.Fatal(err)
		}
	}
	in := filepath.Join(dir, "edition.xlsx")
	if err := os.WriteFile(filepath.Join(profile, "registrymodifications.xcu"), []byte(alwaysRecalculate), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(in, file, 0o600); err != nil {
		t.Fatal(err)
	}
	run := exec.Command(soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), in)
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v %s", err, out)
	}
	b, err := os.ReadFile(filepath.Join(dir, "out", "edition.xlsx"))
	if err != nil {
		t.Fatal("LibreOffice saved nothing: it could not open the workbook: ", err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	return f
}
