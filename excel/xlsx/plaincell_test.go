package xlsx_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// cellXML draws one cell as programs write it; with odd it may be wrong.
func cellXML(t *rapid.T, row, col int, odd bool) string {
	if odd && rapid.IntRange(0, 9).Draw(t, "where") == 0 {
		row, col = rapid.IntRange(1, 3).Draw(t, "row"), rapid.IntRange(1, 4).Draw(t, "col")
	}
	style := rapid.SampledFrom([]string{"", ` s="1"`, ` s="2"`, ` s="0"`, ` s=""`}).Draw(t, "style")
	kind := rapid.SampledFrom([]string{"", "", "", ` t="s"`, ` t="n"`, ` t="str"`, ` t="b"`}).Draw(t, "type")
	value := fmt.Sprint(rapid.IntRange(0, 2).Draw(t, "value"))
	if kind == "" {
		value = rapid.SampledFrom([]string{"2097", "0.4193848354792561", "-3.50", "1E-3", "+5", "1e400"}).Draw(t, "figure")
	}
	if odd {
		style = rapid.SampledFrom([]string{style, style, style, ` s="9"`, ` s="x"`, ` s="-1"`}).Draw(t, "odd style")
		value = rapid.SampledFrom([]string{value, value, value, value, "7", "1.2.3", "--1", "e", "", " 1 ", "&#49;", "&", "]]>", "1<!-- -->2", "<![CDATA[1]]>", "一", "1e401"}).Draw(t, "odd value")
	}
	content := rapid.SampledFrom([]string{"<v>%s</v>", "<v>%s</v>", "<v>%s</v>", "", "<f>A1</f><v>%s</v>", "<v>%s</v><v>1</v>", "<v>%s"}).Draw(t, "content")
	if !odd && content == "<v>%s" {
		content = "<v>%s</v>"
	}
	head := fmt.Sprintf(`<c r="%s"%s%s`, xlsx.Ref(row, col), style, kind)
	if content == "" {
		return head + "/>"
	}
	return head + ">" + strings.Replace(content, "%s", value, 1) + "</c>"
}

// A cell reads the same whether it is written as most are or so that only the scanner can read it.
func TestPlainCellsAsScanned(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		odd, long := rapid.Bool().Draw(r, "odd"), rapid.IntRange(0, 9).Draw(r, "long") == 0
		var b strings.Builder
		b.WriteString("<sheetData>")
		for row := range rapid.IntRange(1, 4).Draw(r, "rows") {
			fmt.Fprintf(&b, `<row r="%d">`, row+1)
			for col := range rapid.IntRange(0, 6).Draw(r, "cols") {
				b.WriteString(cellXML(r, row+1, col+1, odd))
				if long { // so that some cells lie across the end of the window
					b.WriteString("<!--" + strings.Repeat("x", rapid.IntRange(5000, 9000).Draw(r, "gap")) + "-->")
				}
			}
			b.WriteString("</row>")
		}
		b.WriteString("</sheetData>")
		plain := b.String()
		scanned := strings.ReplaceAll(plain, `<c r="`, `<c  r="`)
		one, err := xlsx.Read(t.Context(), pack(t, book("<si><t>甲</t></si><si><t/></si><si><t>丙</t></si>", monthStyles, plain)), xlsx.Limits{})
		two, wanted := xlsx.Read(t.Context(), pack(t, book("<si><t>甲</t></si><si><t/></si><si><t>丙</t></si>", monthStyles, scanned)), xlsx.Limits{})
		if diff := cmp.Diff(two, one); diff != "" {
			r.Fatalf("%s\n-scanned +plain\n%s", plain, diff)
		}
		var no, yes *xlsx.Refusal
		if errors.As(err, &no) != errors.As(wanted, &yes) || no != nil && *no != *yes {
			r.Fatalf("%s\n%v, want %v", plain, err, wanted)
		}
	})
}
