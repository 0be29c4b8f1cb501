package excel_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"html"
	"math/rand"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/tallysheet/tallysheet/excel/layout"
	"github.com/tallysheet/tallysheet/tally"
)

// payloads are what is put where a word or a figure is expected.
var payloads = map[string]string{
	"formula":     "=HYPERLINK(\"http://example.com\",\"x\")",
	"command":     "+cmd|' /C calc'!A0",
	"bidi":        strings.Repeat("\u202e税收\u2066", 40),
	"zero width":  strings.Repeat("\u200b\u200d\ufeff", 300) + "税收",
	"digits":      strings.Repeat("9", 3000),
	"exponent":    "1e999999999",
	"fraction":    "0." + strings.Repeat("0", 2000) + "1",
	"brackets":    strings.Repeat("（", 500) + "税收" + strings.Repeat("）", 500),
	"separators":  strings.Repeat("、税收", 300),
	"joined":      strings.Repeat("增长10%，力争12%，确保9%；", 80),
	"months":      strings.Repeat("1-9月", 300),
	"combining":   "税" + strings.Repeat("\u0301", 2000),
	"per cents":   strings.Repeat("%", 1000),
	"line breaks": strings.Repeat("税\n收\r\n", 300),
	"half a pair": "_xD800_税收_xDFFF_",
	"escapes":     strings.Repeat("_x005F_", 400),
}

// vehicles lay a payload into a sheet of 60 rows under usual headings.
var vehicles = map[string]func(row int, text string) []string{
	"name": func(row int, text string) []string { return []string{text, "亿元", "100", "70"} },
	"long name": func(row int, text string) []string {
		return []string{fmt.Sprint(row, text, row), "亿元", "100", "70"}
	},
	"unit":   func(row int, text string) []string { return []string{fmt.Sprint("指标", row), text, "100", "70"} },
	"target": func(row int, text string) []string { return []string{fmt.Sprint("指标", row), "亿元", text, "70"} },
	"actual": func(row int, text string) []string { return []string{fmt.Sprint("指标", row), "亿元", "100", text} },
}

// hostileBook packs the rows with noise that does not pack, so that the ratio of the whole is that of any workbook and every later
// defence is met.
func hostileBook(t *testing.T, rows [][]string) []byte {
	t.Helper()
	var sheet strings.Builder
	sheet.WriteString(`<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for _, row := range rows {
		sheet.WriteString("<row>")
		for _, text := range row {
			fmt.Fprintf(&sheet, `<c t="inlineStr"><is><t xml:space="preserve">%s</t></is></c>`, html.EscapeString(text))
		}
		sheet.WriteString("</row>")
	}
	sheet.WriteString("</sheetData></worksheet>")
	const ns = "http://schemas.openxmlformats.org/"
	return noisy(t, [][2]string{
		{"[Content_Types].xml", `<Types xmlns="` + ns + `package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="png" ContentType="image/png"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		{"xl/workbook.xml", `<workbook xmlns="` + ns + `spreadsheetml/2006/main" xmlns:r="` + ns + `officeDocument/2006/relationships"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>`},
		{"xl/_rels/workbook.xml.rels", `<Relationships xmlns="` + ns + `package/2006/relationships"><Relationship Id="rId1" Type="` + ns + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		{"xl/worksheets/sheet1.xml", sheet.String()},
	})
}

// noisy packs parts with noise that does not pack, as much as makes their ratio that of any workbook.
func noisy(t *testing.T, parts [][2]string) []byte {
	t.Helper()
	size := 0
	for _, p := range parts {
		size += len(p[1])
	}
	noise := make([]byte, max(256<<10, size/40))
	rand.New(rand.NewSource(1)).Read(noise) //nolint:gosec // no secret
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range append(parts, [2]string{"xl/media/image1.png", string(noise)}) {
		w, err := z.Create(p[0])
		if err == nil {
			_, err = w.Write([]byte(p[1]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestHostileText reads each payload in each place: read or refused in words, within its time and memory, and no panic.
func TestHostileText(t *testing.T) {
	r := newField(t).reader
	cases := 0
	for what, text := range payloads {
		for where, lay := range vehicles {
			cases++
			t.Run(what+" as "+where, func(t *testing.T) {
				rows := [][]string{{"指标名称", "单位", "年度目标", "1-9月累计完成"}}
				for i := range 60 {
					rows = append(rows, lay(i, text))
				}
				data := hostileBook(t, rows)
				ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
				defer cancel()
				var before, after runtime.MemStats
				runtime.ReadMemStats(&before)
				got, err := r.Read(ctx, "九月.xlsx", data, layout.Options{Kind: tally.KindProgress, Period: tally.MonthOf(2018, 9)})
				runtime.ReadMemStats(&after)
				if err != nil {
					t.Fatal(err)
				}
				if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 256 { // asked for in all, most of it given back at once
					t.Errorf("%d MiB in all", used)
				}
				said := 0
				for _, f := range got.Findings {
					said += len(f.Message) + len(f.Expected)
					if strings.Contains(f.Message, "程序出了错") || strings.Contains(f.Message, "压缩得异常") {
						t.Error(f.Message)
					}
				}
				if len(got.Items) == 0 && len(got.Findings) == 0 {
					t.Error("nothing read and nothing said")
				}
				if said > 4<<20 {
					t.Errorf("%d KiB of findings", said>>10)
				}
			})
		}
	}
	if cases < 60 {
		t.Errorf("%d cases", cases)
	}
}
