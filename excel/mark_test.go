package excel_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/mark"
	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

func fileOf(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func markedOf(t testing.TB, data []byte, fs []tally.Finding, hs ...tally.Header) []byte {
	t.Helper()
	out, err := mark.Mark(data, fs, hs...)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func bookOf(t testing.TB, data []byte) *xlsx.Workbook {
	t.Helper()
	w, err := xlsx.Read(context.Background(), data, xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// packed are the parts of a package as they are compressed in it.
func packed(t testing.TB, data []byte) map[string]string {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, f := range z.File {
		r, err := f.OpenRaw()
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		out[f.Name] = string(b)
	}
	return out
}

func guilty(code tally.Code, sheet, cell string) tally.Finding {
	return tally.NewFinding(code, sheet, cell, "这里有 <问题> & \"引号\"", "应当这样")
}

func header(sheet string, row int) tally.Header {
	return tally.Header{Sheet: sheet, Rows: [2]int{row, row}}
}

// rich is a workbook with everything that marking must leave alone: chart, pictures in sheet and header, comments,
// filter, print area and titles, validations, conditional formats, all columns beyond the table hidden.
const rich = "testdata/marked-xlsxwriter.xlsx"

func TestMarkChangesOnlyThePartsConcerned(t *testing.T) {
	t.Parallel()
	data := fileOf(t, rich)
	before, after := packed(t, data), packed(t, markedOf(t, data, []tally.Finding{guilty(tally.UnitSuspect, "9月", "F4")}, header("9月", 3)))
	var changed []string
	for name, raw := range before {
		if after[name] != raw {
			changed = append(changed, name)
		}
	}
	slices.Sort(changed)
	want := []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels", "xl/comments1.xml", "xl/styles.xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"}
	if d := cmp.Diff(want, changed); d != "" {
		t.Errorf("parts changed (-want +got):\n%s", d)
	}
}

func TestMarkedCellsAreFilledCommentedAndListed(t *testing.T) {
	t.Parallel()
	fs := []tally.Finding{
		guilty(tally.PeriodDiffers, "9月", ""), guilty(tally.UnitSuspect, "9月", "F4"), guilty(tally.RateDisagrees, "9月", "F4"),
		guilty(tally.ItemUnknown, "9月", "B6"), guilty(tally.ValueEmpty, "9月", "E5"), guilty(tally.Jump, "9月", "C20"), guilty(tally.ItemMissing, "", ""),
	}
	out := markedOf(t, fileOf(t, rich), fs, header("9月", 3))
	f, err := excelize.OpenReader(bytes.NewReader(out))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	if d := cmp.Diff([]string{"校验结果", "9月", "说明'附 页"}, f.GetSheetList()); d != "" {
		t.Error(d)
	}
	if got := f.GetSheetName(f.GetActiveSheetIndex()); got != "说明'附 页" {
		t.Errorf("active sheet is %s", got)
	}
	for cell, want := range map[string]string{"F4": "FFE98D", "B6": "FF9B9D", "E5": "C5DDF3", "C20": "FFE98D", "B4": "DDEBF7"} {
		if got := fillOf(t, f, "9月", cell); !strings.HasSuffix(got, want) {
			t.Errorf("%s is filled %q, want %s", cell, got, want)
		}
	}
	texts := commentsOf(t, f, "9月")
	if got := texts["F4"]; !strings.HasPrefix(got, "原来的批注") || !strings.Contains(got, "疑似单位错误") || !strings.Contains(got, "完成率不符") {
		t.Errorf("comment at F4: %q", got)
	}
	if texts["B5"] != "别处的批注" || !strings.Contains(texts["B6"], "必须改正") || len(texts) != 5 {
		t.Errorf("comments: %q", texts)
	}
	for cell, want := range map[string]string{"G3": "校验结果", "G4": "疑似单位错误", "G5": "E5", "G6": "计划里没有", "G20": "变动异常"} {
		if got, err := f.GetCellValue("9月", cell); err != nil || !strings.Contains(got, want) {
			t.Errorf("%s holds %q, want %s", cell, got, want)
		}
	}
	if visible, err := f.GetColVisible("9月", "G"); err != nil || !visible {
		t.Errorf("the column is hidden with the rest: %v", err)
	}
	if visible, err := f.GetColVisible("9月", "H"); err != nil || visible {
		t.Errorf("column H came to light: %v", err)
	}
	if linked, to, err := f.GetCellHyperLink("校验结果", "E6"); err != nil || !linked || to != "'9月'!F4" {
		t.Errorf("link %v %q %v", linked, to, err)
	}
	for _, n := range f.GetDefinedName() {
		if n.Name == "_xlnm.Print_Area" && (n.Scope != "9月" || n.RefersTo != "9月!$A$1:$F$10") {
			t.Errorf("print area %+v", n)
		}
	}
}

func fillOf(t testing.TB, f *excelize.File, sheet, cell string) string {
	t.Helper()
	id, err := f.GetCellStyle(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	s, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return strings.Join(s.Fill.Color, ",")
}

func commentsOf(t testing.TB, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	cs, err := f.GetComments(sheet)
	if err != nil {
		t.Fatal(err)
	}
	out := map[string]string{}
	for _, c := range cs {
		text := c.Text
		for _, p := range c.Paragraph {
			text += p.Text
		}
		out[c.Cell] = text
	}
	return out
}

// content is every cell of a workbook but the marks.
func content(w *xlsx.Workbook) map[string]string {
	out := map[string]string{}
	for _, s := range w.Sheets {
		if s.Name == "校验结果" {
			continue
		}
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				out[s.Name+"!"+xlsx.Ref(r.Number, c.Col)] = fmt.Sprint(c.Kind, c.Formula, c.Value, c.Format)
			}
		}
	}
	return out
}

func TestMarkingKeepsEveryCell(t *testing.T) {
	t.Parallel()
	for _, name := range []string{rich, "../samples/faulty/经济发展局-2018-09.xlsx", "../samples/progress/2018-09/经济发展局.xlsx", "../samples/progress/2018-09/财政局.xlsx", "../samples/progress/2018-09/科技局.xlsx", "../samples/plans/gangzha-2022.xlsx"} {
		data := fileOf(t, name)
		was := bookOf(t, data)
		sheet := was.Sheets[0].Name
		now := bookOf(t, markedOf(t, data, []tally.Finding{guilty(tally.Jump, sheet, "C5"), guilty(tally.ItemUnknown, sheet, "B6")}, header(sheet, 4)))
		col := xlsx.Letter(now.Sheets[1].MaxCol)
		got := content(now)
		for ref := range got {
			if at := strings.TrimPrefix(ref, sheet+"!"); strings.TrimRight(at, "0123456789") == col {
				delete(got, ref)
			}
		}
		if d := cmp.Diff(content(was), got); d != "" {
			t.Errorf("%s (-before +after):\n%s", name, d)
		}
		if d := cmp.Diff(was.Sheets[0].Merges, now.Sheets[1].Merges); d != "" {
			t.Errorf("%s merges: %s", name, d)
		}
	}
}

func TestMarkingAgainTakesTheOldMarksAway(t *testing.T) {
	t.Parallel()
	first := markedOf(t, fileOf(t, rich), []tally.Finding{guilty(tally.UnitSuspect, "9月", "F4"), guilty(tally.ItemUnknown, "9月", "B6"), guilty(tally.ItemDuplicate, "9月", "C5")}, header("9月", 3))
	second := markedOf(t, first, []tally.Finding{guilty(tally.ItemDuplicate, "9月", "C5"), guilty(tally.Jump, "9月", "D6")}, header("9月", 3))
	third := markedOf(t, second, nil)
	check := func(name string, data []byte, fills map[string]string, comments map[string]string, column string) {
		t.Helper()
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = f.Close() }()
		if d := cmp.Diff([]string{"校验结果", "9月", "说明'附 页"}, f.GetSheetList()); d != "" {
			t.Errorf("%s sheets: %s", name, d)
		}
		for cell, want := range fills {
			if got := fillOf(t, f, "9月", cell); !strings.HasSuffix(got, want) || want == "" && got != "" {
				t.Errorf("%s: %s is filled %q, want %q", name, cell, got, want)
			}
		}
		texts := commentsOf(t, f, "9月")
		if len(texts) != len(comments) {
			t.Errorf("%s: comments %q", name, texts)
		}
		for cell, want := range comments {
			if !strings.Contains(texts[cell], want) || cell == "F4" && texts[cell] != want {
				t.Errorf("%s: comment at %s is %q, want %q", name, cell, texts[cell], want)
			}
		}
		var col []string
		for row := 3; row <= 6; row++ {
			v, err := f.GetCellValue("9月", xlsx.Ref(row, 7))
			if err != nil {
				t.Fatal(err)
			}
			col = append(col, map[bool]string{true: "x", false: "-"}[v != ""])
		}
		if got := strings.Join(col, ""); got != column {
			t.Errorf("%s: column %s, want %s", name, got, column)
		}
	}
	check("second", second, map[string]string{"F4": "", "B6": "DDEBF7", "C5": "FF9B9D", "D6": "FFE98D"},
		map[string]string{"F4": "原来的批注", "B5": "别处的批注", "C5": "指标重复", "D6": "变动异常"}, "x-xx")
	check("third", third, map[string]string{"F4": "", "B6": "DDEBF7", "C5": "DDEBF7", "D6": ""}, map[string]string{"F4": "原来的批注", "B5": "别处的批注"}, "----")
}

func TestMarkRefusesWhatCannotBeRead(t *testing.T) {
	t.Parallel()
	for _, data := range [][]byte{nil, []byte("<html>"), fileOf(t, rich)[:5000]} {
		if _, err := mark.Mark(data, nil); err == nil {
			t.Error("marked what is no workbook")
		}
	}
}
