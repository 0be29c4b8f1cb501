package xlsx_test

import (
	"errors"
	"regexp"
	"strings"
	"testing"
	"unicode"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

var cellName = regexp.MustCompile(`^[A-Z]{1,3}[1-9][0-9]*$`)

// refused reads a workbook that must be refused and checks that a clerk can do something with the
// answer: plain Chinese, an advice, none of the words of programmers.
func refused(t testing.TB, data []byte, lim xlsx.Limits) *xlsx.Refusal {
	t.Helper()
	wb, err := xlsx.Read(t.Context(), data, lim)
	var no *xlsx.Refusal
	if !errors.As(err, &no) {
		t.Fatalf("not refused: %v, %v", wb, err)
	}
	if wb != nil {
		t.Error("half a workbook came along")
	}
	chinese := 0
	for _, r := range no.Message {
		if unicode.Is(unicode.Han, r) {
			chinese++
		}
		if unicode.IsControl(r) {
			t.Errorf("control character in %q", no.Message)
		}
	}
	if no.Cell != "" && !cellName.MatchString(no.Cell) {
		t.Errorf("%q is no cell", no.Cell)
	}
	if chinese < 6 || len(no.Message) > 300 || no.Expected == "" {
		t.Errorf("unhelpful refusal %q, %q", no.Message, no.Expected)
	}
	for _, word := range []string{"EOF", "XML syntax", "xml", "nil", "invalid", "panic", "index"} {
		if strings.Contains(no.Message, word) {
			t.Errorf("%q in %q", word, no.Message)
		}
	}
	return no
}

const good = `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row><row r="2"><c r="A2"><v>1</v></c></row></sheetData>`

// TestDamagedSheet takes what makes Excel offer a repair and other readers lose rows in silence.
func TestDamagedSheet(t *testing.T) {
	row := func(cells string) string { return `<sheetData><row r="7">` + cells + `</row></sheetData>` }
	for _, tt := range []struct{ name, sheet, says, cell string }{
		{"bare ampersand", row(`<c r="A7" t="str"><v>a & b</v></c>`), "& 符号", ""},
		{"unknown entity", row(`<c r="A7" t="str"><v>&nbsp;</v></c>`), "& 符号", ""},
		{"entity without end", row(`<c r="A7" t="str"><v>&lt</v></c>`), "& 符号", ""},
		{"ampersand in an attribute", row(`<c r="A7" t="a&b"><v>1</v></c>`), "& 符号", ""},
		{"reference to a forbidden character", row(`<c r="A7" t="str"><v>&#1;</v></c>`), "& 符号", ""},
		{"control character", row("<c r=\"A7\" t=\"str\"><v>a\x02b</v></c>"), "控制字符", ""},
		{"GBK bytes", row("<c r=\"A7\" t=\"str\"><v>\xd6\xd0</v></c>"), "乱码", ""},
		{"cut rune", row("<c r=\"A7\" t=\"str\"><v>\xe4\xb8</v></c>"), "乱码", ""},
		{"mismatched tag", row(`<c r="A7"><v>1</c></v>`), "不配对", ""},
		{"mismatched case", row(`<c r="A7"><v>1</V></c>`), "不配对", ""},
		{"tag never closed", `<sheetData><row r="1">`, "不配对", ""},
		{"one end too many", `<sheetData></sheetData></sheetData>`, "不配对", ""},
		{"attribute twice", row(`<c r="A7" r="B7"><v>1</v></c>`), "重复", ""},
		{"attribute without quotes", row(`<c r=A7><v>1</v></c>`), "标签", ""},
		{"attributes run together", row(`<c r="A7"t="n"><v>1</v></c>`), "标签", ""},
		{"less-than in an attribute", row(`<c r="A<7"><v>1</v></c>`), "标签", ""},
		{"no such shared string", row(`<c r="C7" t="s"><v>1</v></c>`), "共享文字", "C7"},
		{"negative shared string", row(`<c r="C7" t="s"><v>-1</v></c>`), "共享文字", "C7"},
		{"text for a shared string", row(`<c r="C7" t="s"><v>abc</v></c>`), "共享文字", "C7"},
		{"style that is no number", row(`<c r="C7" s="abc"><v>1</v></c>`), "有误", "C7"},
		{"style that is not there", row(`<c r="C7" s="77"><v>1</v></c>`), "有误", "C7"},
		{"unknown type", row(`<c r="C7" t="zz"><v>1</v></c>`), "有误", "C7"},
		{"no reference", row(`<c r="7"><v>1</v></c>`), "有误", "A7"},
		{"reference beyond the grid", row(`<c r="XFE7"><v>1</v></c>`), "有误", "A7"},
		{"row beyond the grid", `<sheetData><row r="1048577"><c><v>1</v></c></row></sheetData>`, "行号", ""},
		{"row zero", `<sheetData><row r="0"/></sheetData>`, "行号", ""},
		{"row that is no number", `<sheetData><row r="x"/></sheetData>`, "行号", ""},
		{"the same cell twice", row(`<c r="B7"><v>1</v></c><c r="B7"><v>2</v></c>`), "两次", "B7"},
		{"the same cell twice, out of order", row(`<c r="B7"><v>1</v></c><c r="Z7"/><c r="B7"><v>2</v></c>`), "两次", "B7"},
		{"a cell and its empty double", row(`<c r="B7"/><c r="C7"/><c r="B7"><v>2</v></c>`), "两次", "B7"},
		{"the same cell in two rows", `<sheetData><row r="7"><c r="B7"><v>1</v></c></row><row r="7"><c r="B7"><v>1</v></c></row></sheetData>`, "两次", "B7"},
		{"a stray on another cell", `<sheetData><row r="7"><c r="B7"><v>1</v></c></row><row r="8"><c r="B7"><v>1</v></c></row></sheetData>`, "两次", "B7"},
		{"words for a number", row(`<c r="B7"><v>十二</v></c>`), "应为数值", "B7"},
		{"hexadecimal", row(`<c r="B7"><v>0x1F</v></c>`), "应为数值", "B7"},
		{"infinity", row(`<c r="B7"><v>INF</v></c>`), "应为数值", "B7"},
		{"monstrous exponent", row(`<c r="B7"><v>1E999999999</v></c>`), "应为数值", "B7"},
		{"endless digits", row(`<c r="B7"><v>` + strings.Repeat("9", 500) + `</v></c>`), "应为数值", "B7"},
		{"neither true nor false", row(`<c r="B7" t="b"><v>2</v></c>`), "逻辑值", "B7"},
		{"no date", row(`<c r="B7" t="d"><v>去年</v></c>`), "应为日期", "B7"},
		{"wrong merge", good + `<mergeCells><mergeCell ref="A1:"/></mergeCells>`, "合并", ""},
		{"wrong column", `<cols><col min="3" max="1"/></cols>` + good, "列的设置", ""},
		{"doctype inside", `<!DOCTYPE x><sheetData/>`, "DOCTYPE", ""},
		{"too deep", strings.Repeat("<a>", 100) + strings.Repeat("</a>", 100), "过深", ""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			no := refused(t, pack(t, book("<si><t>甲</t></si>", styles, tt.sheet)), xlsx.Limits{})
			if !strings.Contains(no.Message, tt.says) {
				t.Errorf("%q does not say %q", no.Message, tt.says)
			}
			if no.Sheet != "表1" && !strings.Contains(no.Message, "DOCTYPE") {
				t.Errorf("sheet %q in %q", no.Sheet, no.Message)
			}
			if tt.cell != "" && no.Cell != tt.cell {
				t.Errorf("cell %q, want %q", no.Cell, tt.cell)
			}
		})
	}
}

// TestDamagedParts changes one part of a good workbook.
func TestDamagedParts(t *testing.T) {
	const sheet, rels = "xl/worksheets/sheet1.xml", "xl/_rels/workbook.xml.rels"
	base := book("<si><t>甲</t></si>", styles, good)
	read(t, pack(t, base))
	for _, tt := range []struct {
		name  string
		parts []part
		says  string
	}{
		{"doctype", edit(base, sheet, "<worksheet", `<!DOCTYPE worksheet [<!ENTITY a "b">]><worksheet`), "DOCTYPE"},
		{"doctype in the types", edit(base, "[Content_Types].xml", "<Types", `<!doctype Types><Types`), "DOCTYPE"},
		{"doctype in the strings", edit(base, "xl/sharedStrings.xml", "<sst", `<!DOCTYPE sst><sst`), "DOCTYPE"},
		{"UTF-16", edit(base, sheet, "<?xml", "\xff\xfe<\x00?\x00x\x00"), "UTF-16"},
		{"GBK", edit(base, sheet, "UTF-8", "GBK"), "GBK"},
		{"XML 1.1", edit(base, sheet, `version="1.0"`, `version="1.1"`), "1.1"},
		{"second root", edit(base, sheet, "</worksheet>", "</worksheet><worksheet/>"), "多余"},
		{"text after the root", edit(base, sheet, "</worksheet>", "</worksheet>x"), "多余"},
		{"late declaration", edit(base, sheet, "<sheetData", `<?xml version="1.0"?><sheetData`), "颠倒"},
		{"another root", edit(edit(base, sheet, "<worksheet", "<sheet"), sheet, "</worksheet", "</sheet"), "类型"},
		{"empty sheet part", set(base, sheet, ""), "不完整"},
		{"cut sheet", set(base, sheet, xmlHead+`<worksheet><sheetData><row r="1"><c r="A1"><v>1`), "不完整"},
		{"cut in a tag", set(base, sheet, xmlHead+`<worksheet><sheetData><row r="1`), "不完整"},
		{"cut in a comment", set(base, sheet, xmlHead+`<worksheet><!-- `), "不完整"},
		{"no sheet part", edit(base, rels, "worksheets/sheet1.xml", "worksheets/sheet9.xml"), "不在文件里"},
		{"sheet outside", edit(base, rels, `Target="worksheets/sheet1.xml"`, `Target="http://x/sheet1.xml" TargetMode="External"`), "不在文件里"},
		{"no relationships", edit(base, rels, "rId1", "rId7"), "不在文件里"},
		{"no strings", edit(edit(base, rels, "sharedStrings", "otherStrings"), "[Content_Types].xml", "sharedStrings+xml", "other+xml"), "共享文字"},
		{"no workbook", edit(edit(base, "_rels/.rels", "xl/workbook.xml", "xl/nothing.xml"), "[Content_Types].xml", "sheet.main+xml", "x+xml"), "主体"},
		{"no sheets", edit(base, "xl/workbook.xml", "<sheet ", "<shoot "), "没有工作表"},
		{"cut strings", edit(base, "xl/sharedStrings.xml", "</sst>", ""), "不完整"},
		{"cut styles", edit(base, "xl/styles.xml", "</styleSheet>", ""), "不完整"},
		{"format without id", edit(base, "xl/styles.xml", `numFmtId="176" f`, `numFmtId="" f`), "数字格式"},
		{"format of words", edit(base, "xl/styles.xml", `<xf numFmtId="10"`, `<xf numFmtId="ten"`), "数字格式"},
		{"sheets of one name", edit(base, "xl/workbook.xml", "</sheets>", `<sheet name="表1" r:id="rId1"/></sheets>`), "重名"},
		{"sheet that is none", edit(base, rels, `worksheet" T`, `drawing" T`), "不是工作表"},
		{"macro sheet", edit(base, rels, `worksheet" T`, `xlMacrosheet" T`), "宏"},
		{"macros", set(base, "xl/vbaProject.bin", "x"), "宏"},
		{"macros by type", edit(base, "[Content_Types].xml", mainType+"sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"), "宏"},
		{"macros under another name", edit(set(base, "xl/x.bin", "x"), "[Content_Types].xml", "</Types>", `<Override PartName="/xl/x.bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>`), "宏"},
		{"template", edit(base, "[Content_Types].xml", "sheet.main+xml", "template.main+xml"), "模板"},
		{"xlsb", edit(base, "[Content_Types].xml", mainType+"sheet.main+xml", "application/vnd.ms-excel.sheet.binary.macroEnabled.main"), "xlsb"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			if no := refused(t, pack(t, tt.parts), xlsx.Limits{}); !strings.Contains(no.Message, tt.says) {
				t.Errorf("%q does not say %q", no.Message, tt.says)
			}
		})
	}
}
