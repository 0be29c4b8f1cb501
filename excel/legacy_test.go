package excel

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"math"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/excel/legacy"
	"github.com/tallysheet/tallysheet/tally"
)

// saveOld has LibreOffice save an .xlsx as .xls.
func saveOld(t *testing.T, name string) []byte {
	t.Helper()
	dir := t.TempDir()
	save := exec.CommandContext(t.Context(), "soffice", "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "xls", "--outdir", filepath.Join(dir, "out"), name)
	if out, err := save.CombinedOutput(); err != nil {
		t.Fatalf("soffice: %v %s", err, out)
	}
	old, err := filepath.Glob(filepath.Join(dir, "out", "*.xls"))
	if err != nil || len(old) != 1 {
		t.Fatal(old, err)
	}
	return readBytes(t, old[0])
}

// TestOldFormulas holds what formulas gave in an old workbook against what they give after the conversion: one formula is
// as saved, another was saved with a result that it does not give.
func TestOldFormulas(t *testing.T) {
	t.Parallel()
	f := excelize.NewFile()
	for cell, v := range map[string]any{"A1": "经济发展局2018年9月进展情况表", "A2": "指标名称", "B2": "单位", "C2": "年度目标", "D2": "1-9月累计完成",
		"A3": "地区生产总值", "B3": "亿元", "C3": 228, "A4": "一般公共预算收入", "B4": "亿元", "C4": 30} {
		if err := f.SetCellValue("Sheet1", cell, v); err != nil {
			t.Fatal(err)
		}
	}
	for cell, formula := range map[string]string{"D3": "C3*0.75+0.1", "D4": "C4*0.5+1.1"} {
		if err := f.SetCellFormula("Sheet1", cell, formula); err != nil {
			t.Fatal(err)
		}
	}
	name := filepath.Join(t.TempDir(), "a.xlsx")
	if err := f.SaveAs(name); err != nil {
		t.Fatal(err)
	}
	small := saveOld(t, name) // which lies in short sectors
	for i := range 200 {
		if err := f.SetCellValue("Sheet1", fmt.Sprint("Z", i+1), fmt.Sprint("备注", i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	old := saveOld(t, name)
	was, is := binary.LittleEndian.AppendUint64(nil, math.Float64bits(16.1)), binary.LittleEndian.AppendUint64(nil, math.Float64bits(77.5))
	if bytes.Count(old, was) != 1 {
		t.Fatal("the saved result is not there to be changed")
	}
	old = bytes.Replace(old, was, is, 1)
	for _, data := range [][]byte{small, old} {
		got := legacy.Results(data)
		if r := got[legacy.Place{Sheet: "Sheet1", Row: 3, Col: 4}]; len(got) != 2 || !r.Same("171.1") || r.Same("171.2") {
			t.Errorf("%+v", got)
		}
	}
	r := newReader(t)
	var err error
	if r.Converter, err = legacy.FindConverter("auto"); err != nil {
		t.Fatal(err)
	}
	read, err := r.Read(t.Context(), "九月.xls", old, layout.Options{})
	if err != nil || len(read.Items) != 2 {
		t.Fatal(err, read.Items, read.Findings)
	}
	var at []string
	for _, f := range read.Findings {
		if f.Code == tally.FormulaUncached && f.Class == tally.ClassA {
			at = append(at, f.Cell+" "+f.Message)
		}
	}
	if len(at) != 1 || at[0] != "D4 单元格是公式，转换旧版工作簿时重新计算过：原件中的结果是 77.5，转换后是 16.1" {
		t.Errorf("%q", at)
	}
	for n := 0; n < len(small); n += 31 { // no cut and no flipped byte hurts
		legacy.Results(small[:n])
		bad := bytes.Clone(small)
		bad[n] ^= 0xff
		legacy.Results(bad)
	}
}
