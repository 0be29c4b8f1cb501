package xlsx_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/xuri/excelize/v2"
)

// seed is a workbook as one writer made it.
type seed struct {
	writer, name string
	parts        []part
}

// seeds are the workbooks of testdata/seeds (see testdata/writers) and those that excelize makes here.
func seeds(t testing.TB) []seed {
	t.Helper()
	paths, err := filepath.Glob("testdata/seeds/*.xlsx")
	if err != nil || len(paths) < 20 {
		t.Fatal("seeds missing", len(paths), err)
	}
	var all []seed
	for _, p := range paths {
		data, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		writer, name, _ := strings.Cut(strings.TrimSuffix(filepath.Base(p), ".xlsx"), "-")
		all = append(all, seed{writer, name, unpack(t, data)})
	}
	for name, fill := range map[string]func(testing.TB, *excelize.File){"progress": excelizeProgress, "sheets": excelizeSheets} {
		f := excelize.NewFile()
		fill(t, f)
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		all = append(all, seed{"excelize", name, unpack(t, b.Bytes())})
	}
	return all
}

func must(t testing.TB, errs ...error) {
	t.Helper()
	for _, err := range errs {
		if err != nil {
			t.Fatal(err)
		}
	}
}

func excelizeProgress(t testing.TB, f *excelize.File) {
	const sh = "Sheet1"
	percent := "0.0%"
	style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &percent, Alignment: &excelize.Alignment{Indent: 2}})
	must(t, err, f.SetSheetRow(sh, "A1", &[]any{"2018年1-9月完成情况"}), f.MergeCell(sh, "A1", "F1"),
		f.SetSheetRow(sh, "A2", &[]any{"序号", "指标名称", "单位", "目标", "累计", "完成率"}))
	for i := range 12 {
		ref := func(col string) string { return col + xlsx.Ref(i+3, 1)[1:] }
		must(t, f.SetSheetRow(sh, ref("A"), &[]any{i + 1, "指标", "亿元", float64(i) * 12.5, float64(i) / 3, 0.1 * float64(i)}),
			f.SetCellStyle(sh, ref("F"), ref("F"), style))
		if i%4 == 0 {
			must(t, f.SetCellRichText(sh, ref("B"), []excelize.RichTextRun{{Text: "其中："}, {Text: "重点", Font: &excelize.Font{Bold: true}}}))
		}
		if i%5 == 1 {
			must(t, f.SetCellFormula(sh, ref("E"), "D3*2"))
		}
	}
	must(t, f.SetRowVisible(sh, 6, false), f.SetColVisible(sh, "C", false), f.SetCellBool(sh, "H3", true),
		f.SetCellStr(sh, "H4", " a&b<c>\n_x000D_ "), f.SetCellValue(sh, "H5", int64(110101199003071234)))
}

func excelizeSheets(t testing.TB, f *excelize.File) {
	for _, name := range []string{"一", "二 & 三", "流"} {
		_, err := f.NewSheet(name)
		must(t, err)
	}
	must(t, f.SetCellStr("一", "AB200", "远"), f.SetCellInt("Sheet1", "C3", 7), f.SetSheetVisible("二 & 三", false))
	w, err := f.NewStreamWriter("流")
	must(t, err)
	for r := 1; r <= 50; r++ {
		must(t, w.SetRow(xlsx.Ref(r, 1), []any{r, "行内文字", float64(r) / 7, nil, r%2 == 0}))
	}
	must(t, w.MergeCell("F1", "G2"), w.Flush())
}
