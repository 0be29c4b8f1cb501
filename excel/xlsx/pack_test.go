package xlsx_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"fmt"
	"io"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/excel/xlsx"
)

// part is one entry of a workbook made by hand.
type part struct{ name, body string }

const (
	mainNS   = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	relNS    = `xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	relType  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
	mainType = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	xmlHead  = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
)

// book is the parts of a workbook with the given worksheets, strings and styles ("" for none).
func book(sst, styles string, sheets ...string) []part {
	types := `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="` + mainType + `sheet.main+xml"/>`
	list := ""
	parts := []part{
		{"_rels/.rels", xmlHead + relationships(`<Relationship Id="rId1" Type="`+relType+`officeDocument" Target="xl/workbook.xml"/>`)},
	}
	var links []string
	for i, sh := range sheets {
		n := i + 1
		types += fmt.Sprintf(`<Override PartName="/xl/worksheets/sheet%d.xml" ContentType="%sworksheet+xml"/>`, n, mainType)
		links = append(links, fmt.Sprintf(`<Relationship Id="rId%d" Type="%sworksheet" Target="worksheets/sheet%d.xml"/>`, n, relType, n))
		list += fmt.Sprintf(`<sheet name="表%d" sheetId="%d" r:id="rId%d"/>`, n, n, n)
		parts = append(parts, part{fmt.Sprintf("xl/worksheets/sheet%d.xml", n), xmlHead + `<worksheet ` + mainNS + ` ` + relNS + `>` + sh + `</worksheet>`})
	}
	if sst != "" {
		types += `<Override PartName="/xl/sharedStrings.xml" ContentType="` + mainType + `sharedStrings+xml"/>`
		links = append(links, `<Relationship Id="rIdS" Type="`+relType+`sharedStrings" Target="sharedStrings.xml"/>`)
		parts = append(parts, part{"xl/sharedStrings.xml", xmlHead + `<sst ` + mainNS + `>` + sst + `</sst>`})
	}
	if styles != "" {
		types += `<Override PartName="/xl/styles.xml" ContentType="` + mainType + `styles+xml"/>`
		links = append(links, `<Relationship Id="rIdT" Type="`+relType+`styles" Target="styles.xml"/>`)
		parts = append(parts, part{"xl/styles.xml", xmlHead + `<styleSheet ` + mainNS + `>` + styles + `</styleSheet>`})
	}
	rels := relationships(links...)
	return append(parts,
		part{"[Content_Types].xml", xmlHead + types + `</Types>`},
		part{"xl/workbook.xml", xmlHead + `<workbook ` + mainNS + ` ` + relNS + `><workbookPr/><sheets>` + list + `</sheets></workbook>`},
		part{"xl/_rels/workbook.xml.rels", xmlHead + rels})
}

func relationships(links ...string) string {
	return `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">` + strings.Join(links, "") + `</Relationships>`
}

// set replaces or adds a part.
func set(parts []part, name, body string) []part {
	out := append([]part{}, parts...)
	for i := range out {
		if out[i].name == name {
			out[i].body = body
			return out
		}
	}
	return append(out, part{name, body})
}

// edit replaces text within one part; the text must be there.
func edit(parts []part, name, from, to string) []part {
	for _, p := range parts {
		if p.name == name {
			if !strings.Contains(p.body, from) {
				panic("nothing to replace in " + name + ": " + from)
			}
			return set(parts, name, strings.ReplaceAll(p.body, from, to))
		}
	}
	panic("no part " + name)
}

// pack zips parts with the ordinary writer.
func pack(t testing.TB, parts []part) []byte { return packAt(t, parts, flate.DefaultCompression) }

func packAt(t testing.TB, parts []part, level int) []byte {
	t.Helper()
	var buf bytes.Buffer
	w := zip.NewWriter(&buf)
	packer, err := flate.NewWriter(nil, level) // one for all parts: it is large
	if err != nil {
		t.Fatal(err)
	}
	w.RegisterCompressor(zip.Deflate, func(out io.Writer) (io.WriteCloser, error) {
		packer.Reset(out)
		return packer, nil
	})
	for _, p := range parts {
		f, err := w.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(f, p.body); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return buf.Bytes()
}

// unpack lists the parts of a workbook that a writer made.
func unpack(t testing.TB, data []byte) []part {
	t.Helper()
	r, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var out []part
	for _, f := range r.File {
		in, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(in)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, part{f.Name, string(body)})
	}
	return out
}

// read reads a workbook that must be readable.
func read(t testing.TB, data []byte) *xlsx.Workbook {
	t.Helper()
	wb, err := xlsx.Read(t.Context(), data, xlsx.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	return wb
}
