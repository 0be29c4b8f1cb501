package xlsx_test

import (
	"fmt"
	"sort"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// show prints a sheet's cells, one a line: what it is, where, what it holds.
func show(sh *xlsx.Sheet) string {
	kinds := map[xlsx.Kind]string{xlsx.Blank: "blank", xlsx.Text: "text", xlsx.Number: "number", xlsx.Bool: "bool", xlsx.Error: "error"}
	var lines []string
	for _, row := range sh.Rows {
		for _, c := range row.Cells {
			line := fmt.Sprintf("%s %s %q", xlsx.Ref(row.Number, c.Col), kinds[c.Kind], c.Value)
			if c.Formula {
				line += " formula"
			}
			if c.Format != "" {
				line += " " + c.Format
			}
			if c.Indent > 0 {
				line += fmt.Sprint(" indent ", c.Indent)
			}
			lines = append(lines, line)
		}
	}
	return strings.Join(lines, "\n")
}

const sst = `<si><t>甲</t></si><si><t xml:space="preserve"> 乙 </t></si><si><r><rPr><b/></rPr><t>粗</t></r><r><t xml:space="preserve">细 </t></r><rPh sb="0" eb="1"><t>cu</t></rPh><phoneticPr fontId="1"/></si><si><t>一行_x000D_
二行</t></si><si/><si><t>a&amp;b&lt;&#x4E2D;</t></si><si><t>_x005F_x000D_</t></si><si><t><![CDATA[c<d]]>e</t></si>`

const styles = `<numFmts><numFmt numFmtId="176" formatCode="0.00_ "/><numFmt numFmtId="177" formatCode="yyyy&quot;年&quot;m&quot;月&quot;"/></numFmts><fonts><font/></fonts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="176"><alignment horizontal="left" indent="2"/></xf><xf numFmtId="177"/><xf numFmtId="10"/><xf numFmtId="14"/></cellXfs><dxfs><dxf><numFmt numFmtId="0" formatCode="no"/></dxf></dxfs>`

func TestCells(t *testing.T) {
	for _, tt := range []struct{ name, sheet, want string }{
		{"shared strings", `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c><c r="G1" t="s"><v>6</v></c><c r="H1" t="s"><v>7</v></c></row></sheetData>`,
			"A1 text \"甲\"\nB1 text \" 乙 \"\nC1 text \"粗细 \"\nD1 text \"一行\\r\\n二行\"\nF1 text \"a&b<中\"\nG1 text \"_x000D_\"\nH1 text \"c<de\""},
		{"inline and written strings", `<sheetData><row r="2"><c r="A2" t="inlineStr"><is><t>x</t></is></c><c r="B2" t="inlineStr"><is><r><t>y</t></r><r><t>z</t></r><rPh sb="0" eb="1"><t>no</t></rPh></is></c><c r="C2" t="str"><v>w</v></c><c r="D2" t="inlineStr"><is><t/></is></c></row></sheetData>`,
			"A2 text \"x\"\nB2 text \"yz\"\nC2 text \"w\""},
		{"digits as stored", `<sheetData><row r="1"><c r="A1"><v>8.699999999999999</v></c><c r="B1" t="n"><v>110101199003071234</v></c><c r="C1"><v>-1.5E-7</v></c><c r="D1"><v> 7 </v></c><c r="E1"><v></v></c><c r="F1"><v/></c></row></sheetData>`,
			"A1 number \"8.699999999999999\"\nB1 number \"110101199003071234\"\nC1 number \"-1.5E-7\"\nD1 number \"7\""},
		{"booleans and errors", `<sheetData><row r="1"><c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>false</v></c><c r="C1" t="e"><v>#DIV/0!</v></c></row></sheetData>`,
			"A1 bool \"1\"\nB1 bool \"0\"\nC1 error \"#DIV/0!\""},
		{"formulas", `<sheetData><row r="1"><c r="A1"><f>B1/C1</f><v>0.5</v></c><c r="B1"><f>C1</f></c><c r="C1" t="str"><f>""</f><v></v></c><c r="D1"><f t="shared" si="0"/><v>3</v></c><c r="E1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="F1"><f/><v>4</v></c><c r="G1" t="str"><f>H1</f></c></row></sheetData>`,
			"A1 number \"0.5\" formula\nB1 blank \"\" formula\nC1 text \"\" formula\nD1 number \"3\" formula\nE1 error \"#DIV/0!\" formula\nF1 number \"4\"\nG1 blank \"\" formula"},
		{"array formula", `<sheetData><row r="1"><c r="A1"><f t="array" ref="A1:A2">B1:B2</f><v>1</v></c><c r="B1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v></c><c r="B2"><v>2</v></c></row></sheetData>`,
			"A1 number \"1\" formula\nB1 number \"1\"\nA2 number \"2\" formula\nB2 number \"2\""},
		{"rows and cells in any order", `<sheetData><row r="3"><c r="C3"><v>33</v></c><c r="A3"><v>31</v></c></row><row r="1"><c r="B1"><v>12</v></c></row><row r="2"><c r="A1"><v>11</v></c></row></sheetData>`,
			"A1 number \"11\"\nB1 number \"12\"\nA3 number \"31\"\nC3 number \"33\""},
		{"no references", `<sheetData><row><c><v>1</v></c><c/><c><v>2</v></c></row><row r="5"><c r="D5"><v>3</v></c><c><v>4</v></c></row><row><c><v>5</v></c></row></sheetData>`,
			"A1 number \"1\"\nC1 number \"2\"\nD5 number \"3\"\nE5 number \"4\"\nA6 number \"5\""},
		{"formats", `<sheetData><row r="1"><c r="A1" s="1"><v>1</v></c><c r="B1" s="2"><v>43344</v></c><c r="C1" s="3"><v>.1</v></c><c r="D1" s="4"><v>43344</v></c><c r="E1" s=""><v>1</v></c></row></sheetData>`,
			"A1 number \"1\" 0.00_  indent 2\nB1 number \"43344\" yyyy\"年\"m\"月\"\nC1 number \".1\" 0.00%\nD1 number \"43344\" yyyy/m/d\nE1 number \"1\""},
		{"prefixed names and foreign elements", `<x:sheetData xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:row r="1" x:spans="1:1"><x:c r="A1"><x:v>1</x:v><x:extLst><x:ext><v>9</v></x:ext></x:extLst></x:c></x:row></x:sheetData>`,
			"A1 number \"1\""},
		{"iso dates", `<sheetData><row r="1"><c r="A1" t="d"><v>2018-09-30</v></c><c r="B1" t="d" s="2"><v>2018-09-30T12:00:00</v></c><c r="C1" t="d"><v>1900-02-28</v></c></row></sheetData>`,
			"A1 number \"43373\" yyyy/m/d\nB1 number \"43373.5\" yyyy\"年\"m\"月\"\nC1 number \"59\" yyyy/m/d"},
		{"comments and instructions", `<!-- a --><sheetData><?p x?><row r="1"><c r="A1"><!-- b --><v>1<!-- c -->2</v></c></row></sheetData>`,
			"A1 number \"12\""},
	} {
		t.Run(tt.name, func(t *testing.T) {
			wb := read(t, pack(t, book(sst, styles, tt.sheet)))
			if diff := cmp.Diff(tt.want, show(wb.Sheets[0])); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestHiddenAndMerged(t *testing.T) {
	sheet := `<sheetFormatPr/><cols><col min="2" max="3" hidden="1"/><col min="4" max="16384" width="0" customWidth="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c><c r="E1"><v>1</v></c></row><row r="2" hidden="1"><c r="A2" s="1"/></row><row r="3" ht="0" customHeight="1"><c r="A3"><v>1</v></c></row></sheetData><mergeCells><mergeCell ref="A1:XFD1"/><mergeCell ref="A2:A1048576"/><mergeCell ref="$C$3:B2"/><mergeCell ref="F1:G2"/></mergeCells>`
	sh := read(t, pack(t, book("", styles, sheet))).Sheets[0]
	if diff := cmp.Diff([]xlsx.Range{{1, 1, 1, 5}, {2, 1, 3, 1}, {2, 2, 3, 3}}, sh.Merges); diff != "" {
		t.Error("merges", diff)
	}
	if diff := cmp.Diff(map[int]bool{1: true, 3: true}, sh.HiddenRows); diff != "" {
		t.Error("rows", diff)
	}
	if diff := cmp.Diff(map[int]bool{2: true, 3: true, 4: true, 5: true}, sh.HiddenCols); diff != "" {
		t.Error("columns", diff)
	}
	if sh.MaxCol != 5 {
		t.Error("MaxCol", sh.MaxCol)
	}
}

func TestEmptyRowsCostNothing(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<dimension ref="A1:XFD1048576"/><sheetData><row r="1"><c r="A1"><v>1</v></c></row>`)
	for r := 2; r <= 1048576; r++ {
		fmt.Fprintf(&b, `<row r="%d" s="1" customFormat="1"><c r="A%d" s="1"/></row>`, r, r)
	}
	b.WriteString(`</sheetData>`)
	data := pack(t, book("", styles, b.String()))
	before := allocated()
	sh := read(t, data).Sheets[0]
	if len(sh.Rows) != 1 {
		t.Error("rows", len(sh.Rows))
	}
	if used := allocated() - before; used > 2<<20 {
		t.Errorf("a million empty rows took %d bytes", used)
	}
}

func TestWorkbookParts(t *testing.T) {
	parts := book(sst, styles, `<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>`, `<sheetData/>`, `<sheetData/>`)
	parts = edit(parts, "xl/workbook.xml", `<workbookPr/>`, `<workbookPr date1904="1"/><definedNames><definedName name="x">y</definedName></definedNames>`)
	parts = edit(parts, "xl/workbook.xml", `name="表2"`, `name="附&amp;件" state="hidden"`)
	parts = edit(parts, "xl/workbook.xml", `name="表3"`, `name="表3" state="veryHidden"`)
	parts = edit(parts, "_rels/.rels", `</Relationships>`, `<Relationship Id="p" Type="`+relType+`custom-properties" Target="docProps/custom.xml"/></Relationships>`)
	parts = set(parts, "docProps/custom.xml", `<Properties xmlns:vt="v"><property pid="2" name="tallysheet.plan"><vt:lpwstr>温州 &amp; 2018</vt:lpwstr></property><property pid="3" name="n"><vt:i4>7</vt:i4></property></Properties>`)
	for _, extra := range []string{"xl/media/image1.png", "xl/embeddings/oleObject1.bin", "xl/charts/chart1.xml", "xl/comments1.xml", "xl/externalLinks/externalLink1.xml"} {
		parts = set(parts, extra, "not looked at")
	}
	wb := read(t, pack(t, parts))
	type line struct {
		Name  string
		State xlsx.Visibility
	}
	var got []line
	for _, sh := range wb.Sheets {
		got = append(got, line{sh.Name, sh.State})
	}
	if diff := cmp.Diff([]line{{"表1", ""}, {"附&件", xlsx.Hidden}, {"表3", xlsx.VeryHidden}}, got); diff != "" {
		t.Error(diff)
	}
	if !wb.Date1904 {
		t.Error("1904 not seen")
	}
	if diff := cmp.Diff(map[string]string{"tallysheet.plan": "温州 & 2018", "n": "7"}, wb.Properties); diff != "" {
		t.Error(diff)
	}
	notes := strings.Join(wb.Notes, "\n")
	for _, word := range []string{"图片", "对象", "图表", "批注", "外部链接"} {
		if !strings.Contains(notes, word) {
			t.Errorf("notes do not speak of %s: %s", word, notes)
		}
	}
	sort.Strings(wb.Notes)
	if len(wb.Notes) != 5 {
		t.Error("notes", wb.Notes)
	}
}
