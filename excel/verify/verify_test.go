package verify_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/verify"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

const digest = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

// issued is a workbook as it was issued: a cover with its digest, and a table of thirty rows with a formula each.
func issued(t *testing.T) *excelize.File {
	t.Helper()
	f := excelize.NewFile()
	must(t, f.SetSheetName("Sheet1", "封面"), f.SetCellValue("封面", "A1", "输入指纹"), f.SetCellValue("封面", "B1", digest))
	_, err := f.NewSheet("汇总表")
	must(t, err, f.SetSheetRow("汇总表", "A1", &[]any{"指标", "目标", "累计", "完成率", "说明"}))
	for r := 2; r <= 31; r++ {
		at := func(col int) string { return xlsx.Ref(r, col) }
		must(t, f.SetCellValue("汇总表", at(1), "指标"+at(1)), f.SetCellValue("汇总表", at(2), r*7), f.SetCellValue("汇总表", at(3), float64(r)*2.5),
			f.SetCellValue("汇总表", at(4), float64(r)*2.5/float64(r*7)), f.SetCellFormula("汇总表", at(4), at(3)+"/"+at(2)), f.SetCellValue("汇总表", at(5), "=不是公式，第一行\n第二行"))
	}
	return f
}

func must(t *testing.T, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func bytesOf(t *testing.T, f *excelize.File) []byte {
	t.Helper()
	var b bytes.Buffer
	must(t, f.Write(&b))
	return b.Bytes()
}

func opened(t *testing.T, data []byte) *xlsx.Workbook {
	t.Helper()
	book, err := xlsx.ReadFormulas(t.Context(), data, xlsx.Limits{})
	must(t, err)
	return book
}

// TestEachAlterationIsNamed alters a copy in one way at a time: exactly that is named, at the address as issued.
func TestEachAlterationIsNamed(t *testing.T) {
	for _, x := range []struct {
		name  string
		alter func(f *excelize.File) error
		want  []tally.Alteration
	}{
		{"nothing", func(*excelize.File) error { return nil }, nil},
		{"a number", func(f *excelize.File) error { return f.SetCellValue("汇总表", "C9", 22.75) },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "C9", Kind: tally.CellAltered, Was: "22.5", Now: "22.75"}}},
		{"two neighbours", func(f *excelize.File) error {
			return firstOf(f.SetCellValue("汇总表", "C9", 1), f.SetCellValue("汇总表", "C10", 2))
		}, []tally.Alteration{{Sheet: "汇总表", Cell: "C9", Kind: tally.CellAltered, Was: "22.5", Now: "1"}, {Sheet: "汇总表", Cell: "C10", Kind: tally.CellAltered, Was: "25", Now: "2"}}},
		{"a number by a text", func(f *excelize.File) error { return f.SetCellValue("汇总表", "B2", "14") },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "B2", Kind: tally.CellAltered, Was: "14", Now: "14"}}},
		{"a name", func(f *excelize.File) error { return f.SetCellValue("汇总表", "A31", "别的指标") },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "A31", Kind: tally.CellAltered, Was: "指标A31", Now: "别的指标"}}},
		{"a cell emptied", func(f *excelize.File) error { return f.SetCellValue("汇总表", "C2", nil) },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "C2", Kind: tally.CellAltered, Was: "5", Now: ""}}},
		{"a result typed over its formula", func(f *excelize.File) error {
			return firstOf(f.SetCellFormula("汇总表", "D5", ""), f.SetCellValue("汇总表", "D5", 0.99))
		}, []tally.Alteration{{Sheet: "汇总表", Cell: "D5", Kind: tally.FormulaAltered, Was: "=C5/B5", Now: "0.99"}}},
		{"another formula", func(f *excelize.File) error { return f.SetCellFormula("汇总表", "D5", "C5/B5*2") },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "D5", Kind: tally.FormulaAltered, Was: "=C5/B5", Now: "=C5/B5*2"}}},
		{"a row out", func(f *excelize.File) error { return f.RemoveRow("汇总表", 7) },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "A7", Kind: tally.RowGone, Was: "指标A7｜49｜17.5｜0.357142857142857｜=不是公式，第一行 第二行"}}},
		{"the last row out", func(f *excelize.File) error { return f.RemoveRow("汇总表", 31) },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "A31", Kind: tally.RowGone, Was: "指标A31｜217｜77.5｜0.357142857142857｜=不是公式，第一行 第二行"}}},
		{"a row in, and a number below it", func(f *excelize.File) error {
			return firstOf(f.InsertRows("汇总表", 7, 1), f.SetCellValue("汇总表", "A7", "添上的"), f.SetCellValue("汇总表", "C21", 0))
		}, []tally.Alteration{{Sheet: "汇总表", Cell: "A7", Kind: tally.RowAdded, Now: "添上的"}, {Sheet: "汇总表", Cell: "C20", Kind: tally.CellAltered, Was: "50", Now: "0"}}},
		{"a column in", func(f *excelize.File) error {
			return firstOf(f.InsertCols("汇总表", "C", 1), f.SetCellValue("汇总表", "C1", "内部口径"))
		}, []tally.Alteration{{Sheet: "汇总表", Cell: "C列", Kind: tally.ColumnAdded, Now: "内部口径"}}},
		{"a column out", func(f *excelize.File) error { return f.RemoveCol("汇总表", "E") },
			[]tally.Alteration{{Sheet: "汇总表", Cell: "E列", Kind: tally.ColumnGone, Was: "说明"}}},
		{"a sheet out", func(f *excelize.File) error { return f.DeleteSheet("汇总表") },
			[]tally.Alteration{{Sheet: "汇总表", Kind: tally.SheetGone, Was: "有这张工作表"}}},
		{"a sheet in", func(f *excelize.File) error { _, err := f.NewSheet("私货"); return err },
			[]tally.Alteration{{Sheet: "私货", Kind: tally.SheetAdded, Now: "多出的工作表"}}},
	} {
		t.Run(x.name, func(t *testing.T) {
			was, f := opened(t, bytesOf(t, issued(t))), issued(t)
			must(t, x.alter(f))
			got := verify.Compare(was, opened(t, bytesOf(t, f)), 100)
			if !slices.Equal(got.Changes, x.want) || got.Total != len(x.want) {
				t.Errorf("named: %d %+v", got.Total, got.Changes)
			}
		})
	}
}

func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestStoredAgainIsTheSame lets LibreOffice open and store a copy: nothing was changed, and it still says what it is.
func TestStoredAgainIsTheSame(t *testing.T) {
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no soffice on this machine")
	}
	dir := t.TempDir()
	was := bytesOf(t, issued(t))
	must(t, os.WriteFile(filepath.Join(dir, "a.xlsx"), was, 0o600))
	run := exec.CommandContext(t.Context(), soffice, "-env:UserInstallation=file://"+filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out"), filepath.Join(dir, "a.xlsx"))
	if out, err := run.CombinedOutput(); err != nil {
		t.Fatalf("%v %s", err, out)
	}
	again, err := os.ReadFile(filepath.Join(dir, "out", "a.xlsx"))
	must(t, err)
	book := opened(t, again)
	if got := verify.Compare(opened(t, was), book, 100); got.Total != 0 {
		t.Errorf("named: %+v", got.Changes)
	}
	if got := verify.Identify(book); !slices.Equal(got, []string{digest}) {
		t.Errorf("it says that it is %v", got)
	}
}

// TestLongListsAreCounted lists no more than asked for and counts all; long texts are shown from where they part.
func TestLongListsAreCounted(t *testing.T) {
	was, f := opened(t, bytesOf(t, issued(t))), issued(t)
	for r := 2; r <= 31; r++ {
		must(t, f.SetCellValue("汇总表", xlsx.Ref(r, 3), r))
	}
	if got := verify.Compare(was, opened(t, bytesOf(t, f)), 10); len(got.Changes) != 10 || got.Total != 30 {
		t.Errorf("%d listed of %d", len(got.Changes), got.Total)
	}
	long := strings.Repeat("很长的说明", 30)
	a, b := issued(t), issued(t)
	must(t, a.SetCellValue("汇总表", "E3", long+"完成"), b.SetCellValue("汇总表", "E3", long+"未完成"))
	got := verify.Compare(opened(t, bytesOf(t, a)), opened(t, bytesOf(t, b)), 10)
	if len(got.Changes) != 1 || !strings.HasSuffix(got.Changes[0].Was, "说明完成") || !strings.HasSuffix(got.Changes[0].Now, "说明未完成") || !strings.HasPrefix(got.Changes[0].Now, "…") {
		t.Errorf("%+v", got.Changes)
	}
}
