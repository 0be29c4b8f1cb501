package official

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strconv"
	"strings"
	"time"
)

// Document is what an official document says.
type Document struct {
	Title  string
	To     string // 主送: 各有关单位：; "" for none
	Blocks []Block
	Signed string    // 落款; "" for none
	Date   time.Time // under it; zero for none
	Notes  []string  // under everything, small: from which edition it was made
}

// Block is one piece of the body: a heading of level 1 (一、) or 2 (（一）), a paragraph, or a table.
type Block struct {
	Level int // 0 for a paragraph
	Text  string
	Table *Table
}

// Table has a heading that is repeated on each page. Widths are shares of the page.
type Table struct {
	Heads  []string
	Widths []int
	Rows   [][]string
}

// Heading is a block of a level.
func Heading(level int, text string) Block { return Block{Level: level, Text: text} }

// Paragraph is a block of text.
func Paragraph(text string) Block { return Block{Text: text} }

// Write writes the document. The same one gives the same bytes.
func Write(w io.Writer, d Document) error {
	z := zip.NewWriter(w)
	for _, p := range []struct{ name, text string }{
		{"[Content_Types].xml", contentTypes}, {"_rels/.rels", packageLinks}, {"docProps/core.xml", coreOf(d)}, {"word/_rels/document.xml.rels", documentLinks},
		{"word/styles.xml", styles}, {"word/settings.xml", settings}, {"word/footer1.xml", footer("right")}, {"word/footer2.xml", footer("left")}, {"word/document.xml", bodyOf(d)},
	} {
		part, err := z.CreateHeader(&zip.FileHeader{Name: p.name, Method: zip.Deflate})
		if err != nil {
			return fmt.Errorf("write document: %w", err)
		}
		if _, err := io.WriteString(part, p.text); err != nil {
			return fmt.Errorf("write document: %w", err)
		}
	}
	return z.Close()
}

// bodyOf writes what the document says.
func bodyOf(d Document) string {
	var b strings.Builder
	b.WriteString(xmlHead + `<w:document` + namespaces + `><w:body>`)
	paragraph(&b, "Title", d.Title)
	paragraph(&b, "", "")
	if d.To != "" {
		paragraph(&b, "To", d.To)
	}
	for _, x := range d.Blocks {
		switch {
		case x.Table != nil:
			x.Table.write(&b)
		case x.Level == 1:
			paragraph(&b, "Heading1", x.Text)
		case x.Level > 1:
			paragraph(&b, "Heading2", x.Text)
		default:
			paragraph(&b, "", x.Text)
		}
	}
	if d.Signed != "" || !d.Date.IsZero() {
		paragraph(&b, "", "")
		paragraph(&b, "Signed", d.Signed)
		if !d.Date.IsZero() {
			paragraph(&b, "Signed", d.Date.Format("2006年1月2日"))
		}
	}
	for _, n := range d.Notes {
		paragraph(&b, "Note", n)
	}
	b.WriteString(section + `</w:body></w:document>`)
	return b.String()
}

func paragraph(b *strings.Builder, style, text string) {
	b.WriteString("<w:p>")
	if style != "" {
		b.WriteString(`<w:pPr><w:pStyle w:val="` + style + `"/></w:pPr>`)
	}
	for i, line := range strings.Split(text, "\n") {
		b.WriteString(`<w:r>`)
		if i > 0 {
			b.WriteString(`<w:br/>`)
		}
		b.WriteString(`<w:t xml:space="preserve">` + escaped(line) + `</w:t></w:r>`)
	}
	b.WriteString("</w:p>")
}

// tableWidth is the width of the page between its margins, in twentieths of a point.
const tableWidth = 11906 - 1588 - 1474

func (t *Table) write(b *strings.Builder) {
	sum := 0
	for _, w := range t.Widths {
		sum += w
	}
	widths := make([]string, len(t.Widths))
	b.WriteString(`<w:tbl><w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="` + strconv.Itoa(tableWidth) + `" w:type="dxa"/><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>`)
	for i, w := range t.Widths {
		widths[i] = strconv.Itoa(tableWidth * w / sum)
		b.WriteString(`<w:gridCol w:w="` + widths[i] + `"/>`)
	}
	b.WriteString(`</w:tblGrid>`)
	row := func(cells []string, head bool) {
		b.WriteString(`<w:tr><w:trPr><w:cantSplit/>`)
		style := "Cell"
		if head {
			b.WriteString(`<w:tblHeader/>`)
			style = "CellHead"
		}
		b.WriteString(`</w:trPr>`)
		for i, c := range cells {
			b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="` + widths[i] + `" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>`)
			paragraph(b, style, c)
			b.WriteString(`</w:tc>`)
		}
		b.WriteString(`</w:tr>`)
	}
	row(t.Heads, true)
	for _, r := range t.Rows {
		row(r, false)
	}
	b.WriteString(`</w:tbl>`)
	paragraph(b, "After", "") // a table may not end a body, nor stand against the next
}

func coreOf(d Document) string {
	at := ""
	if !d.Date.IsZero() {
		stamp := d.Date.UTC().Format("2006-01-02T15:04:05Z")
		at = `<dcterms:created xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">` + stamp + `</dcterms:modified>`
	}
	return xmlHead + `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" ` +
		`xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>` + escaped(d.Title) + `</dc:title><dc:creator>Tallysheet</dc:creator>` + at + `</cp:coreProperties>`
}

// escaped is a text as XML holds it; what XML cannot hold becomes U+FFFD.
func escaped(s string) string {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // a buffer takes everything
	return b.String()
}
