package xlsx_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/xml"
	"errors"
	"hash/crc32"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// tight are limits that a fuzzed workbook can reach.
func tight() xlsx.Limits {
	return xlsx.Limits{File: 1 << 20, Unpacked: 4 << 20, Rows: 500, Cols: 40, Sheets: 5, Cells: 2000, Merges: 50}
}

// attempt reads whatever it is given: a workbook in order, or a refusal, or nothing else.
func attempt(t *testing.T, data []byte) *xlsx.Workbook {
	t.Helper()
	wb, err := xlsx.Read(t.Context(), data, tight())
	if err != nil {
		var no *xlsx.Refusal
		if !errors.As(err, &no) || no.Message == "" || no.Expected == "" || wb != nil {
			t.Fatalf("%v, %v", wb, err)
		}
		return nil
	}
	for _, sh := range wb.Sheets {
		inOrder(t, sh)
	}
	return wb
}

// inOrder checks what every caller relies on.
func inOrder(t *testing.T, sh *xlsx.Sheet) {
	t.Helper()
	lim, last, widest := tight(), 0, 0
	for _, row := range sh.Rows {
		if row.Number <= last || row.Number > 1<<20 || len(row.Cells) == 0 {
			t.Fatalf("row %d after %d with %d cells", row.Number, last, len(row.Cells))
		}
		last = row.Number
		col := 0
		for _, c := range row.Cells {
			if c.Col <= col || c.Col > lim.Cols {
				t.Fatalf("column %d after %d", c.Col, col)
			}
			col = c.Col
			if c.Kind == xlsx.Blank && !c.Formula || c.Kind == xlsx.Blank && c.Value != "" {
				t.Fatalf("empty cell %+v", c)
			}
			if c.Kind == xlsx.Number {
				if v, err := strconv.ParseFloat(c.Value, 64); err != nil && !errors.Is(err, strconv.ErrRange) || math.IsNaN(v) {
					t.Fatalf("number %q", c.Value)
				}
			}
		}
		widest = max(widest, col)
	}
	if widest != sh.MaxCol || len(sh.Rows) > lim.Rows {
		t.Fatal("MaxCol", sh.MaxCol, "want", widest)
	}
	for _, m := range sh.Merges {
		if m.FirstRow < 1 || m.FirstCol < 1 || m.FirstRow > m.LastRow || m.FirstCol > m.LastCol || m.LastRow > last || m.LastCol > widest {
			t.Fatalf("merge %+v", m)
		}
	}
}

// FuzzZip: what is accepted is an archive to the standard library too, with the same names.
func FuzzZip(f *testing.F) {
	for _, s := range seeds(f) {
		if s.name == "values" {
			f.Add(pack(f, s.parts))
		}
	}
	f.Add(pack(f, goodBook()))
	f.Add(forge(honestAll(f, goodBook(), "", nil), nil))
	f.Add(withZip64End(forge(honestAll(f, goodBook(), "", nil), nil)))
	f.Add([]byte("PK\x03\x04"))
	f.Add(ole("Workbook"))
	f.Fuzz(func(t *testing.T, data []byte) {
		if attempt(t, data) == nil {
			return
		}
		r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatal("accepted, but", err)
		}
		for _, file := range r.File {
			if file.Name == "[Content_Types].xml" && file.Method == zip.Deflate {
				unpackable(t, file)
			}
		}
	})
}

// unpackable unpacks an entry by the directory alone, leaving the descriptor after it aside as we do.
func unpackable(t *testing.T, file *zip.File) {
	t.Helper()
	raw, err := file.OpenRaw()
	must(t, err)
	body, err := io.ReadAll(flate.NewReader(raw))
	if err != nil || uint64(len(body)) != file.UncompressedSize64 || crc32.ChecksumIEEE(body) != file.CRC32 {
		t.Fatal("accepted, but not the bytes declared", err)
	}
}

// FuzzSheet: whatever stands in a worksheet part.
func FuzzSheet(f *testing.F) {
	for _, s := range []string{
		good + `<mergeCells><mergeCell ref="A1:B2"/></mergeCells>`,
		`<cols><col min="1" max="3" hidden="1"/></cols><sheetData><row r="2" hidden="true"><c r="B2" s="1"><f t="array" ref="B2:C3">1</f><v>1.5E3</v></c><c t="inlineStr"><is><r><t>x</t></r></is></c></row><row><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="d"><v>2018-09-30T12:00:00</v></c></row></sheetData>`,
		`<sheetData><row r="3"><c r="B3"><v>1</v></c><c r="A3"><v>1</v></c></row><row r="1"><c r="A2"><v>1</v></c></row></sheetData>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		attempt(t, fuzzed(t, "xl/worksheets/sheet1.xml", `<worksheet `+mainNS+`>`+string(body)+`</worksheet>`))
	})
}

// fuzzed is the good workbook, stored, with one part exchanged.
func fuzzed(t testing.TB, name, body string) []byte {
	parts := set(goodBook(), name, body)
	all := make([]forged, len(parts))
	for i, p := range parts {
		all[i] = storedPart(p)
	}
	return forge(all, nil)
}

// FuzzStrings: the texts are those that a parser of another make finds.
func FuzzStrings(f *testing.F) {
	f.Add([]byte(sst))
	f.Add([]byte(`<si><t>a</t><rPh><t>b</t></rPh></si><si><r><rPr><t>no</t></rPr><t>c</t></r></si><!-- d --><x:si xmlns:x="y"><x:t>_x0041_&#10;</x:t></x:si>`))
	f.Fuzz(func(t *testing.T, body []byte) {
		whole := `<sst ` + mainNS + `>` + string(body) + `</sst>`
		parts := fuzzed(t, "xl/sharedStrings.xml", whole)
		wb := attempt(t, parts)
		if wb == nil {
			return
		}
		want, ok := firstItem(t, whole)
		if !ok {
			t.Fatal("a string was read that is not there")
		}
		if got := wb.Sheets[0].At(1, 1).Value; got != want && !strings.Contains(want, "_x") {
			t.Fatalf("%q, want %q", got, want)
		}
	})
}

// firstItem is the text of the first si, found with the standard library.
func firstItem(t *testing.T, whole string) (text string, ok bool) {
	d := xml.NewDecoder(strings.NewReader(whole))
	var path []string
	items := 0
	for {
		token, err := d.RawToken()
		if errors.Is(err, io.EOF) {
			return text, items > 0
		}
		if err != nil {
			t.Fatal("accepted, but", err)
		}
		switch v := token.(type) {
		case xml.StartElement:
			if path = append(path, v.Name.Local); len(path) == 2 && v.Name.Local == "si" {
				items++
			}
		case xml.EndElement:
			path = path[:len(path)-1]
		case xml.CharData:
			if where := strings.Join(path, "/"); items == 1 && (where == "sst/si/t" || where == "sst/si/r/t") {
				text += string(v)
			}
		}
	}
}

// FuzzStyles: the format of a cell is the one that a parser of another make finds.
func FuzzStyles(f *testing.F) {
	f.Add([]byte(styles))
	f.Add([]byte(monthStyles))
	f.Fuzz(func(t *testing.T, body []byte) {
		whole := `<styleSheet ` + mainNS + `>` + string(body) + `</styleSheet>`
		wb := attempt(t, fuzzed(t, "xl/styles.xml", whole))
		if wb == nil || strings.Contains(whole, ":numFmtId") || strings.Contains(whole, ":formatCode") {
			return // prefixed attributes are others' attributes; the library does not tell them apart
		}
		var sheet struct {
			Formats []struct {
				ID   int    `xml:"numFmtId,attr"`
				Code string `xml:"formatCode,attr"`
			} `xml:"numFmts>numFmt"`
			Cells []struct {
				ID *int `xml:"numFmtId,attr"`
			} `xml:"cellXfs>xf"`
		}
		if err := xml.Unmarshal([]byte(whole), &sheet); err != nil {
			t.Fatal("accepted, but", err)
		}
		if len(sheet.Cells) == 0 || sheet.Cells[0].ID == nil {
			return
		}
		for i := len(sheet.Formats) - 1; i >= 0; i-- {
			if n := sheet.Formats[i]; n.ID == *sheet.Cells[0].ID {
				if got := wb.Sheets[0].At(1, 1).Format; got != n.Code && !strings.EqualFold(n.Code, "General") && n.Code != "G/通用格式" {
					t.Fatalf("format %q, want %q", got, n.Code)
				}
				return
			}
		}
	})
}
