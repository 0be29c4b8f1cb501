package xlsx_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

const (
	sheetHead = `<worksheet ` + mainNS + `>`
	rowsHead  = sheetHead + `<sheetData>`
	rowsTail  = `</sheetData></worksheet>`
	megabyte  = 1 << 20
)

// TestAttacks sends what knocks readers over (WORKBOOKS §4 and §4.1), as large as the limits on
// sizes allow, and with the limit on the ratio out of the way so that every later defence is met.
// Each must be read or refused within 512 MiB of memory asked for in all, and 5 s.
func TestAttacks(t *testing.T) {
	const big = 60 * megabyte // every defence costs in proportion, so half the limit shows enough
	sheet := func(head, unit, tail string) forged { return bomb(t, sheet1, head, unit, tail, big) }
	cell := `<c r="A1" t="inlineStr"><is><t>`
	for name, attack := range map[string]forged{
		"spaces":                 sheet(rowsHead, " ", rowsTail),
		"spaces before the root": sheet("", " ", rowsHead+rowsTail),
		"empty cells":            sheet(rowsHead+"<row>", "<c/>", "</row>"+rowsTail),
		"cells":                  sheet(rowsHead+"<row>", "<c><v>1</v></c>", "</row>"+rowsTail),
		"rows":                   sheet(rowsHead, "<row/>", rowsTail),
		"rows of one cell":       sheet(rowsHead, "<row><c><v>1</v></c></row>", rowsTail),
		"the same row":           sheet(rowsHead, `<row r="5"><c r="A5"><v>1</v></c></row>`, rowsTail),
		"wide cells":             sheet(rowsHead, `<row><c r="XFD1"/></row>`, rowsTail),
		"wide full cells":        sheet(rowsHead, `<row><c r="XFD1"><v>1</v></c></row>`, rowsTail),
		"strays":                 sheet(rowsHead+`<row r="2">`, `<c r="B1"><v>1</v></c>`, `</row>`+rowsTail),
		"uncached formulas":      sheet(rowsHead+"<row>", "<c><f>A1</f></c>", "</row>"+rowsTail),
		"array formulas":         sheet(rowsHead, `<row><c><f t="array" ref="A1:XFD1048576">1</f></c></row>`, rowsTail),
		"long inline string":     sheet(rowsHead+"<row>"+cell, "很长", "</t></is></c></row>"+rowsTail),
		"string in many pieces":  sheet(rowsHead+"<row>"+cell, "<![CDATA[x]]>", "</t></is></c></row>"+rowsTail),
		"string in many runs":    sheet(rowsHead+`<row><c t="inlineStr"><is>`, "<r><t>x</t></r>", "</is></c></row>"+rowsTail),
		"ampersands":             sheet(rowsHead+"<row>"+cell, "&", "</t></is></c></row>"+rowsTail),
		"ampersands in a tag":    sheet(rowsHead+`<row a="`, "&", `"/>`+rowsTail),
		"long attribute":         sheet(rowsHead+`<row a="`, "x", `"/>`+rowsTail),
		"many attributes":        sheet(rowsHead, `<row a="" b="" c="" d="" e="" f="" g="" h="" i="" j="" k="" l="" m="" n="" o="" p=""/>`, rowsTail),
		"endless attributes":     sheet(rowsHead+"<row", ` a=""`, "/>"+rowsTail),
		"long name":              sheet(rowsHead+"<", "n", "/>"+rowsTail),
		"deep":                   sheet(rowsHead, "<a>", ""),
		"comments":               sheet(rowsHead, "<!---->", rowsTail),
		"endless comment":        sheet(rowsHead+"<!--", "-", "-->"+rowsTail),
		"instructions":           sheet(rowsHead, "<?a?>", rowsTail),
		"endless instruction":    sheet(rowsHead+"<?a ", "?", "?>"+rowsTail),
		"endless CDATA":          sheet(rowsHead+"<row><c><v><![CDATA[", "]", "]]></v></c></row>"+rowsTail),
		"ends without starts":    sheet(rowsHead, "</row>", rowsTail),
		"merges":                 sheet(sheetHead+"<mergeCells>", `<mergeCell ref="A1:XFD1048576"/>`, "</mergeCells></worksheet>"),
		"columns":                sheet(sheetHead+"<cols>", `<col min="1" max="16384" hidden="1"/>`, "</cols></worksheet>"),
		"foreign content":        sheet(sheetHead, "<extLst><ext/></extLst>", "</worksheet>"),
		"empty strings":          bomb(t, "xl/sharedStrings.xml", "<sst>", "<si/>", "</sst>", 15*megabyte),
		"empty texts":            bomb(t, "xl/sharedStrings.xml", "<sst><si>", "<t/>", "</si></sst>", 15*megabyte),
		"too many strings":       bomb(t, "xl/sharedStrings.xml", "<sst>", "<si/>", "</sst>", big),
		"one long string":        bomb(t, "xl/sharedStrings.xml", "<sst><si><t>", "x", "</t></si></sst>", 15*megabyte),
		"cell formats":           bomb(t, "xl/styles.xml", "<styleSheet><cellXfs>", "<xf/>", "</cellXfs></styleSheet>", 15*megabyte),
		"number formats":         bomb(t, "xl/styles.xml", "<styleSheet><numFmts>", `<numFmt numFmtId="1" formatCode="0"/>`, "</numFmts></styleSheet>", 15*megabyte),
		"fonts":                  bomb(t, "xl/styles.xml", "<styleSheet><fonts>", "<font/>", "</fonts></styleSheet>", 15*megabyte),
		"too many styles":        bomb(t, "xl/styles.xml", "<styleSheet>", "<font/>", "</styleSheet>", big),
		"defined names":          bomb(t, "xl/workbook.xml", "<workbook><definedNames>", `<definedName name="a">1</definedName>`, "</definedNames></workbook>", big),
		"names that fit":         bomb(t, "xl/workbook.xml", "<workbook><definedNames>", `<definedName name="a">1</definedName>`, "</definedNames></workbook>", 3*megabyte),
		"sheets":                 bomb(t, "xl/workbook.xml", `<workbook xmlns:r="r"><sheets>`, `<sheet name="a" r:id="rId1"/>`, "</sheets></workbook>", 3*megabyte),
		"relationships":          bomb(t, "xl/_rels/workbook.xml.rels", "<Relationships>", `<Relationship Id="a" Type="b" Target="c"/>`, "</Relationships>", 3*megabyte),
		"content types":          bomb(t, "[Content_Types].xml", "<Types>", `<Override PartName="/a" ContentType="b"/>`, "</Types>", 3*megabyte),
		"calcChain":              bomb(t, "xl/calcChain.xml", "<calcChain>", `<c r="A1"/>`, "</calcChain>", big),
		"picture":                bomb(t, "xl/media/image1.png", "", "\x00", "", big),
		"huge picture":           bomb(t, "xl/media/image1.png", "", "\x00", "", 400*megabyte),
		"huge sheet":             bomb(t, sheet1, rowsHead, " ", rowsTail, 400*megabyte),
		"billion laughs":         honest(t, part{sheet1, `<!DOCTYPE lolz [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>` + rowsHead + `<row><c t="str"><v>&b;</v></c></row>` + rowsTail}),
		"file inclusion":         honest(t, part{sheet1, `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>` + rowsHead + `<row><c t="str"><v>&x;</v></c></row>` + rowsTail}),
	} {
		t.Run(name, func(t *testing.T) { survive(t, with(t, attack)) })
	}
}

// survive reads hostile bytes twice: within the default limits, and with the ratio unbounded.
func survive(t *testing.T, data []byte) {
	t.Helper()
	for _, lim := range []xlsx.Limits{{}, {Ratio: 1 << 40}} {
		ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
		before, began := allocated(), time.Now()
		_, err := xlsx.Read(ctx, data, lim)
		used := allocated() - before
		cancel()
		var no *xlsx.Refusal
		if err != nil && !errors.As(err, &no) {
			t.Fatalf("after %v: %v", time.Since(began), err)
		}
		if used > 512*megabyte {
			t.Errorf("took %d MiB", used/megabyte)
		}
		if err != nil {
			refused(t, data, lim)
		}
		t.Logf("%v, %d KiB: %v", time.Since(began).Round(time.Millisecond), used>>10, err)
	}
}

// TestManySheets bounds the number of sheets, each with a cell in the last row.
func TestManySheets(t *testing.T) {
	sheets := make([]string, 200)
	for i := range sheets {
		sheets[i] = `<sheetData><row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>`
	}
	if no := refused(t, pack(t, book("", "", sheets...)), xlsx.Limits{}); !no.Limit {
		t.Error(no.Message)
	}
	data := pack(t, book("", "", sheets[:100]...))
	before := allocated()
	if wb := read(t, data); len(wb.Sheets) != 100 || wb.Sheets[99].Rows[0].Number != 1048576 {
		t.Error("sheets", len(wb.Sheets))
	}
	if used := allocated() - before; used > 4*megabyte {
		t.Error("took", used)
	}
}

// TestOneSheetManyTimes bounds what is unpacked, not only what the directory adds up.
func TestOneSheetManyTimes(t *testing.T) {
	parts := goodBook()
	var again strings.Builder
	for i := range 90 {
		fmt.Fprintf(&again, `<sheet name="又%d" r:id="rId1"/>`, i)
	}
	parts = edit(parts, "xl/workbook.xml", "</sheets>", again.String()+"</sheets>")
	if wb := read(t, pack(t, parts)); len(wb.Sheets) != 91 {
		t.Error(len(wb.Sheets))
	}
	var all []forged
	for _, p := range parts {
		if f := honest(t, p); p.name == sheet1 {
			all = append(all, bomb(t, sheet1, rowsHead, "<row/>                                        ", rowsTail, 40*megabyte))
		} else {
			all = append(all, f)
		}
	}
	survive(t, forge(all, nil))
	if no := refused(t, forge(all, nil), xlsx.Limits{Ratio: 1 << 40}); !no.Limit {
		t.Error(no.Message)
	}
}

// TestManyMerges reads them in linear time: the general library needs 87 s for so many.
func TestManyMerges(t *testing.T) {
	var b strings.Builder
	b.WriteString(`<sheetData><row r="40000"><c r="F40000"><v>1</v></c></row></sheetData><mergeCells>`)
	for i := range 100_000 {
		fmt.Fprintf(&b, `<mergeCell ref="%c%d:%c%d"/>`, 'A'+i%3*2, i/3+1, 'B'+i%3*2, i/3+1)
	}
	b.WriteString(`</mergeCells>`)
	if sh := read(t, pack(t, book("", "", b.String()))).Sheets[0]; len(sh.Merges) != 100_000 {
		t.Error(len(sh.Merges))
	}
}
