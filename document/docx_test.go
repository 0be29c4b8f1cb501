package document_test

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/tallysheet/tallysheet/document"
	"github.com/tallysheet/tallysheet/excel/xlsx"
)

const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="urn:wps"`

type part struct{ name, body string }

func pack(t testing.TB, parts ...part) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.Create(p.name)
		if err == nil {
			_, err = io.WriteString(w, p.body)
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

func word(body string) part {
	return part{"word/document.xml", `<?xml version="1.0"?><w:document ` + ns + `><w:body>` + body + `</w:body></w:document>`}
}

func para(text string) string { return `<w:p><w:r><w:t>` + text + `</w:t></w:r></w:p>` }

func read(data []byte) (document.Document, error) {
	pkg, err := xlsx.OpenPackage(data, xlsx.Limits{})
	if err != nil {
		return document.Document{}, err
	}
	return document.Docx(pkg, document.Limits{})
}

func texts(d document.Document) (out []string) {
	for _, b := range d.Blocks {
		out = append(out, b.Text)
	}
	return out
}

// TestDocx reads what Word shows: runs joined, deletions left out, boxes, lists with their numbers, notes, merged cells.
func TestDocx(t *testing.T) {
	body := `<w:p><w:r><w:t>税收</w:t></w:r><w:r><w:t>1</w:t></w:r><w:r><w:t>2亿元</w:t></w:r><w:del><w:r><w:delText>99</w:delText><w:t>98</w:t></w:r></w:del></w:p>` +
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>招商</w:t></w:r></w:p>` +
		`<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>环保</w:t></w:r></w:p>` +
		`<w:p><w:r><mc:AlternateContent><mc:Choice><wps:txbx><w:txbxContent>` + para("框里的字") + `</w:txbxContent></wps:txbx></mc:Choice><mc:Fallback><w:t>框里的字</w:t></mc:Fallback></mc:AlternateContent></w:r></w:p>` +
		`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>` + para("头") + `</w:tc></w:tr><w:tr><w:tc>` + para("甲") + `</w:tc><w:tc>` + para("乙") + `</w:tc></w:tr></w:tbl>`
	numbering := `<w:numbering ` + ns + `><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%1）"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>`
	notes := `<w:footnotes ` + ns + `><w:footnote w:type="separator">` + para("----") + `</w:footnote><w:footnote>` + para("脚注") + `</w:footnote></w:footnotes>`
	got, err := read(pack(t, word(body), part{"word/numbering.xml", numbering}, part{"word/footnotes.xml", notes}))
	if err != nil {
		t.Fatal(err)
	}
	if s := strings.Join(texts(got), "|"); s != "税收12亿元|（一）招商|（二）环保|框里的字||脚注" {
		t.Fatal(s)
	}
	if rows := got.Blocks[4].Rows; len(rows) != 2 || strings.Join(rows[0], ",") != "头,头" || strings.Join(rows[1], ",") != "甲,乙" {
		t.Fatal(rows)
	}
}

// TestDocxAttacks: a hostile document is refused with a sentence, like a hostile workbook.
func TestDocxAttacks(t *testing.T) {
	good := word(para("税收12亿元"))
	for name, data := range map[string][]byte{
		"no body":        pack(t, part{"a.txt", "x"}),
		"macros":         pack(t, good, part{"word/vbaProject.bin", "x"}),
		"a declaration":  pack(t, part{"word/document.xml", `<!DOCTYPE a [<!ENTITY x "y">]><w:document ` + ns + `><w:body>` + para("&x;") + `</w:body></w:document>`}),
		"an entity":      pack(t, word(para("&boom;"))),
		"cut short":      pack(t, part{"word/document.xml", `<w:document ` + ns + `><w:body>` + para("税收")}),
		"not closed":     pack(t, word(`<w:p><w:r></w:p>`)),
		"deep":           pack(t, word(strings.Repeat("<w:sdt>", 5000)+strings.Repeat("</w:sdt>", 5000))),
		"a wide table":   pack(t, word(`<w:tbl>`+strings.Repeat(`<w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000"/></w:tcPr>`+para("甲")+`</w:tc></w:tr>`, 100)+`</w:tbl>`)),
		"too much text":  pack(t, word(strings.Repeat(para(strings.Repeat("字", 1000)), 2100))),
		"a bomb":         pack(t, good, part{"word/media.xml", strings.Repeat("a", 60<<20)}),
		"the same twice": pack(t, good, good),
		"a path outside": pack(t, good, part{"../../etc/passwd", "x"}),
		"half a file":    pack(t, good)[:200],
	} {
		if _, err := read(data); err == nil {
			t.Error(name, "was read")
		} else if no, file := (*document.Refusal)(nil), (*xlsx.Refusal)(nil); !errors.As(err, &no) && !errors.As(err, &file) {
			t.Errorf("%s: %v is no refusal", name, err)
		}
	}
	if _, err := read(pack(t, good)); err != nil {
		t.Error("a good one is refused:", err)
	}
}

func FuzzDocx(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>税收12亿元</w:t></w:r></w:p>`)
	f.Add(`<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="3"/><w:vMerge/></w:tcPr></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:sdt><w:sdtContent><w:p/></w:sdtContent></w:sdt>`)
	f.Fuzz(func(t *testing.T, body string) {
		var no *document.Refusal
		if _, err := document.Docx(parts{"word/document.xml": word(body).body}, document.Limits{}); err != nil && !errors.As(err, &no) {
			t.Fatal(err)
		}
	})
}

type parts map[string]string

func (p parts) Find(name string) string {
	if _, ok := p[name]; ok {
		return name
	}
	return ""
}

func (p parts) Part(name string) ([]byte, error) { return []byte(p[name]), nil }
