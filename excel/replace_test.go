package excel_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/mark"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

func replaced(t testing.TB, data []byte, values ...mark.CellText) mark.Replacement {
	t.Helper()
	out, err := mark.Marker{}.Replace(t.Context(), data, values)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestReplaceWritesNothingElse puts a number, a text and a per cent into a workbook with everything in it: one part changes, and in it the
// cells alone.
func TestReplaceWritesNothingElse(t *testing.T) {
	t.Parallel()
	data := fileOf(t, rich)
	was := bookOf(t, data)
	out := replaced(t, data, mark.CellText{Sheet: "9月", Cell: "F4", Text: "１，234.50"}, mark.CellText{Sheet: "9月", Cell: "B6", Text: "改过的 <名称>"})
	before, after := packed(t, data), packed(t, out.Data)
	for name, raw := range before {
		if after[name] != raw && name != "xl/worksheets/sheet1.xml" {
			t.Errorf("%s changed", name)
		}
	}
	if len(before) != len(after) {
		t.Errorf("%d parts, then %d", len(before), len(after))
	}
	now := bookOf(t, out.Data)
	for i, s := range was.Sheets {
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				got, ref := now.Sheets[i].At(r.Number, c.Col), xlsx.Ref(r.Number, c.Col)
				switch {
				case s.Name == "9月" && ref == "F4":
					c.Kind, c.Value, c.Formula = xlsx.Number, "1234.50", false
				case s.Name == "9月" && ref == "B6":
					c.Kind, c.Value = xlsx.Text, "改过的 <名称>"
				}
				if d := cmp.Diff(c, got); d != "" {
					t.Errorf("%s!%s (-want +got):\n%s", s.Name, ref, d)
				}
			}
		}
	}
	if len(out.Done) != 2 || out.Done[0].New != "1234.50" || out.Done[1].Cell != "B6" {
		t.Errorf("told: %+v", out.Done)
	}
	same := replaced(t, data, mark.CellText{Sheet: "9月", Cell: "B4", Text: was.Sheets[0].At(4, 2).Text(false)})
	if !bytes.Equal(same.Data, data) || len(same.Done) != 0 {
		t.Error("what was typed as it stood changed the file")
	}
}

// book makes a workbook by cell; what begins with = is a formula with the result behind |.
func book(t testing.TB, sheets map[string]map[string]any, format map[string]string) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	for sheet, cells := range sheets {
		if _, err := f.NewSheet(sheet); err != nil {
			t.Fatal(err)
		}
		for ref, v := range cells {
			text, _ := v.(string)
			computes, result, formula := strings.Cut(text, "|")
			if formula {
				v = result
			}
			err := f.SetCellValue(sheet, ref, v)
			if formula && err == nil {
				err = f.SetCellFormula(sheet, ref, computes)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for at, code := range format {
		sheet, ref, _ := strings.Cut(at, "!")
		style, err := f.NewStyle(&excelize.Style{CustomNumFmt: &code})
		if err == nil {
			err = f.SetCellStyle(sheet, ref, ref, style)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// TestReplaceTakesOutResultsThatRestOnTheCell: a sum, what rests on the sum, another sheet and a name lose their results, others keep theirs.
func TestReplaceTakesOutResultsThatRestOnTheCell(t *testing.T) {
	t.Parallel()
	data := book(t, map[string]map[string]any{
		"九月": {"A1": 12, "A2": 30, "A3": "=SUM(A1:A2)|42", "B3": "=$A$3/10|4.2", "C1": "=B1&\"A1\"|x", "C2": "=A2*2|60", "D1": "=SUM(1:1)|12", "E9": "=OFFSET(A2,0,0)|30", "F5": "=SUM(A:A)|42"},
		"汇总": {"A1": "='九月'!A1|12", "A2": "=九月!A2|30", "B1": "=合计名|42"},
	}, nil)
	out := replaced(t, data, mark.CellText{Sheet: "九月", Cell: "A1", Text: "21"})
	var got []string
	for _, p := range out.Stale {
		got = append(got, p.Sheet+p.Cell)
	}
	slices.Sort(got)
	if d := cmp.Diff([]string{"九月A3", "九月B3", "九月D1", "九月E9", "九月F5", "汇总A1", "汇总B1"}, got); d != "" {
		t.Errorf("stale (-want +got):\n%s", d)
	}
	now := bookOf(t, out.Data)
	for _, s := range now.Sheets {
		for _, r := range s.Rows {
			for _, c := range r.Cells {
				if stale := slices.Contains(got, s.Name+xlsx.Ref(r.Number, c.Col)); stale != (c.Formula && c.Kind == xlsx.Blank) {
					t.Errorf("%s!%s reads as %+v", s.Name, xlsx.Ref(r.Number, c.Col), c)
				}
			}
		}
	}
}

// TestReplaceAsASpreadsheetWould: what is typed becomes what WPS would make of it, by the cell's own format.
func TestReplaceAsASpreadsheetWould(t *testing.T) {
	t.Parallel()
	data := book(t, map[string]map[string]any{"表": {"A1": "说明", "B1": 0.5, "C1": 3}}, map[string]string{"表!B1": "0.0%", "表!B2": "0%"})
	for _, c := range []struct {
		cell, typed string
		kind        xlsx.Kind
		shows       string
	}{
		{"C1", "1,234.5", xlsx.Number, "1234.5"}, {"C1", "+7", xlsx.Number, "7"}, {"C1", "-0.10", xlsx.Number, "-0.10"}, {"C1", "1,23", xlsx.Text, "1,23"},
		{"C1", "007", xlsx.Text, "007"}, {"C1", "12%", xlsx.Text, "12%"}, {"C1", "1234567890123456", xlsx.Text, "1234567890123456"}, {"C1", "168万元", xlsx.Text, "168万元"},
		{"C1", "", xlsx.Blank, ""}, {"B1", "12", xlsx.Number, "12%"}, {"B1", "12.5%", xlsx.Number, "12.5%"}, {"B2", "3", xlsx.Number, "3%"}, {"A9", "=1+1", xlsx.Text, "=1+1"}, {"Z30", "5", xlsx.Number, "5"},
	} {
		out := replaced(t, data, mark.CellText{Sheet: "表", Cell: c.cell, Text: c.typed})
		sheet := bookOf(t, out.Data).Sheets
		at := slices.IndexFunc(sheet, func(s *xlsx.Sheet) bool { return s.Name == "表" })
		row, col, _ := xlsx.ParseRef(c.cell)
		if got := sheet[at].At(row, col); got.Kind != c.kind || got.Text(false) != c.shows || got.Formula {
			t.Errorf("%q typed into %s reads as %+v, shown %q", c.typed, c.cell, got, got.Text(false))
		}
	}
}

// TestReplaceRefuses names the cell that cannot be replaced.
func TestReplaceRefuses(t *testing.T) {
	t.Parallel()
	data := fileOf(t, rich)
	for _, c := range []struct{ sheet, cell, why string }{{"没有", "A1", "没有工作表"}, {"9月", "ZZZ", "不是单元格"}, {"9月", "B1", "合并单元格"}} {
		_, err := mark.Marker{}.Replace(t.Context(), data, []mark.CellText{{Sheet: c.sheet, Cell: c.cell, Text: "1"}})
		var no *xlsx.Refusal
		if !errors.As(err, &no) || !strings.Contains(no.Message, c.why) || no.Cell != c.cell {
			t.Errorf("%s!%s: %v", c.sheet, c.cell, err)
		}
	}
}

// withPart rewrites a package: a text of one part in the place of another, and a part more.
func withPart(t testing.TB, data []byte, name, content string, swap map[string][2]string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := zip.NewWriter(&out)
	put := func(name string, body []byte) {
		p, err := w.Create(name)
		if err == nil {
			_, err = p.Write(body)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if s, ok := swap[f.Name]; ok {
			body = []byte(strings.Replace(string(body), s[0], s[1], 1))
		}
		put(f.Name, body)
	}
	put(name, []byte(content))
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestReplaceOfAFormula: the formula goes with the order of computing that names it; one that serves other cells is refused, and one that
// stands for it moved loses its result.
func TestReplaceOfAFormula(t *testing.T) {
	t.Parallel()
	plain := book(t, map[string]map[string]any{"Sheet1": {"A1": 1, "A2": 2, "A3": 3, "B1": 10, "B2": 20, "B3": 30, "C1": "=A1|1"}}, nil)
	shared := `<c r="C1"><f t="shared" ref="C1:C3" si="0">A1+$B$1</f><v>11</v></c>`
	data := withPart(t, plain, "xl/calcChain.xml", `<calcChain xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><c r="C1" i="1"/></calcChain>`, map[string][2]string{
		"xl/_rels/workbook.xml.rels": {"</Relationships>", `<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain" Target="calcChain.xml"/></Relationships>`},
		"[Content_Types].xml":        {"</Types>", `<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>`},
	})
	out := replaced(t, data, mark.CellText{Sheet: "Sheet1", Cell: "C1", Text: "5"})
	after := packed(t, out.Data)
	_, chain := after["xl/calcChain.xml"]
	f, err := excelize.OpenReader(bytes.NewReader(out.Data))
	if err != nil || chain || len(out.Done) != 1 || !out.Done[0].Formula {
		t.Fatalf("calcChain stays: %t, told %+v, %v", chain, out.Done, err)
	}
	for _, part := range []string{"[Content_Types].xml", "xl/_rels/workbook.xml.rels"} {
		if strings.Contains(partOf(t, out.Data, part), "calcChain") {
			t.Errorf("%s still names the order of computing", part)
		}
	}
	if types, err := f.GetCellValue("Sheet1", "C1"); err != nil || types != "5" {
		t.Errorf("C1 is %q, %v", types, err)
	}
	first := regexp.MustCompile(`<c r="C1"[^>]*>.*?</c>`).FindString(partOf(t, plain, "xl/worksheets/sheet1.xml"))
	serves := withPart(t, plain, "x", "", map[string][2]string{"xl/worksheets/sheet1.xml": {first, shared}})
	second := regexp.MustCompile(`(<c r="B2"[^>]*>.*?</c>)`).FindString(partOf(t, plain, "xl/worksheets/sheet1.xml"))
	serves = withPart(t, serves, "y", "", map[string][2]string{"xl/worksheets/sheet1.xml": {second, second + `<c r="C2" t="str"><f t="shared" si="0"/><v>12</v></c>`}})
	if _, err := (mark.Marker{}).Replace(t.Context(), serves, []mark.CellText{{Sheet: "Sheet1", Cell: "C1", Text: "5"}}); err == nil || !strings.Contains(err.Error(), "还管着别的单元格") {
		t.Errorf("a formula that serves others: %v", err)
	}
	out = replaced(t, serves, mark.CellText{Sheet: "Sheet1", Cell: "A2", Text: "7"})
	if d := cmp.Diff([]mark.Place{{Sheet: "Sheet1", Cell: "C2"}}, out.Stale); d != "" {
		t.Errorf("stale (-want +got):\n%s", d)
	}
}

// partOf is a part of a package, unpacked.
func partOf(t testing.TB, data []byte, name string) string {
	t.Helper()
	p, err := xlsx.OpenPackage(data, xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	body, err := p.Part(name)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}
