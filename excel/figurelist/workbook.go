package figurelist

import (
	"archive/zip"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strconv"
	"time"

	"github.com/klauspost/compress/flate"
)

// workbook is written front to back: each sheet as its rows come, and the parts that list the sheets last. excelize would hold the
// rows or put them on disk first.
type workbook struct {
	zip    *zip.Writer
	sheet  io.Writer
	sheets int
	row    int
	b      []byte
	err    error
}

// mostRows is how many rows a worksheet has; a longer list goes on in another under the same heading. A test makes it less.
var mostRows = 1 << 20

const (
	space     = `xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"`
	document  = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
	packages  = "http://schemas.openxmlformats.org/package/2006/"
	types     = "application/vnd.openxmlformats-officedocument.spreadsheetml."
	styleless = `<styleSheet ` + space + `><fonts count="1"><font><sz val="10"/><name val="宋体"/></font></fonts><fills count="1"><fill><patternFill patternType="none"/></fill></fills>` +
		`<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="1"><xf/></cellXfs></styleSheet>`
)

func newWorkbook(w io.Writer) *workbook {
	z := zip.NewWriter(w)
	z.RegisterCompressor(zip.Deflate, func(w io.Writer) (io.WriteCloser, error) { return flate.NewWriter(w, flate.BestSpeed) })
	return &workbook{zip: z}
}

func (b *workbook) Write(cells []string) error {
	if b.row == mostRows {
		b.endSheet()
	}
	if b.row == 0 {
		b.beginSheet()
		if b.sheets > 1 {
			b.line(heads)
		}
	}
	b.line(cells)
	return b.err
}

// part begins a part of the zip, dated as a zip's first day: the same figures give the same bytes.
func (b *workbook) part(name string) io.Writer {
	w, err := b.zip.CreateHeader(&zip.FileHeader{Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC)})
	b.err = errors.Join(b.err, err)
	if err != nil {
		return io.Discard
	}
	return w
}

func (b *workbook) whole(name, text string) {
	_, err := io.WriteString(b.part(name), xml.Header+text)
	b.err = errors.Join(b.err, err)
}

func (b *workbook) beginSheet() {
	b.sheets++
	b.sheet = b.part(fmt.Sprintf("xl/worksheets/sheet%d.xml", b.sheets))
	b.b = append(b.b[:0], xml.Header+`<worksheet `+space+`><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>`+
		`<cols><col min="1" max="1" width="16" customWidth="1"/><col min="2" max="3" width="28" customWidth="1"/><col min="4" max="18" width="14" customWidth="1"/></cols><sheetData>`...)
}

func (b *workbook) endSheet() {
	b.b = append(b.b, "</sheetData></worksheet>"...)
	b.flush(0)
	b.row = 0
}

// line writes a row; a value that a spreadsheet holds with all its digits is a number.
func (b *workbook) line(cells []string) {
	b.row++
	b.b = append(b.b, "<row>"...)
	for i, c := range cells {
		switch {
		case c == "":
			b.b = append(b.b, "<c/>"...)
		case i == valueColumn && b.row > 1 && digits(c) <= mostDigits:
			b.b = append(append(append(b.b, "<c><v>"...), c...), "</v></c>"...)
		default:
			b.b = append(b.b, `<c t="inlineStr"><is><t xml:space="preserve">`...)
			b.err = errors.Join(b.err, xml.EscapeText((*appender)(&b.b), []byte(c)))
			b.b = append(b.b, "</t></is></c>"...)
		}
	}
	b.b = append(b.b, "</row>"...)
	b.flush(1 << 15)
}

// mostDigits is how many digits a spreadsheet keeps of a number.
const mostDigits = 15

func digits(number string) (n int) {
	for _, c := range number {
		if c >= '0' && c <= '9' {
			n++
		}
	}
	return n
}

// flush hands on what has gathered, once it is more than so much.
func (b *workbook) flush(most int) {
	if len(b.b) <= most || b.err != nil {
		return
	}
	_, b.err = b.sheet.Write(b.b)
	b.b = b.b[:0]
}

// appender is a slice to be written to.
type appender []byte

// Write implements io.Writer.
func (a *appender) Write(p []byte) (int, error) {
	*a = append(*a, p...)
	return len(p), nil
}

func (b *workbook) Close() error {
	if b.row > 0 {
		b.endSheet()
	}
	sheets, links, kinds := "", "", ""
	for n := 1; n <= b.sheets; n++ {
		i, name := strconv.Itoa(n), "数据"
		if n > 1 {
			name += "(" + i + ")"
		}
		sheets += `<sheet name="` + name + `" sheetId="` + i + `" r:id="rId` + i + `"/>`
		links += `<Relationship Id="rId` + i + `" Type="` + document + `/worksheet" Target="worksheets/sheet` + i + `.xml"/>`
		kinds += `<Override PartName="/xl/worksheets/sheet` + i + `.xml" ContentType="` + types + `worksheet+xml"/>`
	}
	b.whole("xl/styles.xml", styleless)
	b.whole("xl/workbook.xml", `<workbook `+space+` xmlns:r="`+document+`"><sheets>`+sheets+`</sheets></workbook>`)
	b.whole("xl/_rels/workbook.xml.rels", `<Relationships xmlns="`+packages+`relationships">`+links+`<Relationship Id="rIdS" Type="`+document+`/styles" Target="styles.xml"/></Relationships>`)
	b.whole("_rels/.rels", `<Relationships xmlns="`+packages+`relationships"><Relationship Id="rId1" Type="`+document+`/officeDocument" Target="xl/workbook.xml"/></Relationships>`)
	b.whole("[Content_Types].xml", `<Types xmlns="`+packages+`content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>`+
		`<Override PartName="/xl/workbook.xml" ContentType="`+types+`sheet.main+xml"/><Override PartName="/xl/styles.xml" ContentType="`+types+`styles+xml"/>`+kinds+`</Types>`)
	return errors.Join(b.err, b.zip.Close())
}
