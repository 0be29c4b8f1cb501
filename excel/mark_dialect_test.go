package excel_test

import (
	"archive/zip"
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"github.com/tallysheet/tallysheet/excel/xlsx"
	"github.com/tallysheet/tallysheet/tally"
)

func zipOf(t testing.TB, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		p, err := w.Create(parts[i])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := p.Write([]byte(parts[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

const (
	mainNS = `http://schemas.openxmlformats.org/spreadsheetml/2006/main`
	relNS  = `http://schemas.openxmlformats.org/officeDocument/2006/relationships`
	types  = `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
		`<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	rootRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + relNS + `/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels = `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="` + relNS + `/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
)

// bare is a workbook without styles, views or names, as a program may write it.
func bare(t testing.TB, book, sheet string) []byte {
	t.Helper()
	return zipOf(t, "[Content_Types].xml", types, "_rels/.rels", rootRels, "xl/workbook.xml", book, "xl/_rels/workbook.xml.rels", bookRels, "xl/worksheets/sheet1.xml", sheet)
}

// Dialects of the format: a namespace prefix, rows and cells without their names, empty rows and tables that close
// themselves, single quotes.
func TestMarkSpeaksTheDialects(t *testing.T) {
	t.Parallel()
	plainBook := `<workbook xmlns="` + mainNS + `" xmlns:r="` + relNS + `"><sheets><sheet name="表" sheetId="1" r:id="r1"/></sheets></workbook>`
	cell := func(n string) string { return `<c t="inlineStr"><is><t>` + n + `</t></is></c>` }
	cases := map[string][]byte{
		"prefix": bare(t, `<x:workbook xmlns:x="`+mainNS+`" xmlns:rr="`+relNS+`"><x:sheets><x:sheet name="表" sheetId="1" rr:id="r1"/></x:sheets></x:workbook>`,
			`<?xml version='1.0'?><x:worksheet xmlns:x='`+mainNS+`'><x:sheetData><x:row r='2'><x:c r='B2'><x:v>5</x:v></x:c></x:row><x:row r='4'/></x:sheetData></x:worksheet>`),
		"without names":       bare(t, plainBook, `<worksheet xmlns="`+mainNS+`"><sheetData><row>`+cell("指标")+`</row><row>`+cell("a")+cell("b")+`</row></sheetData></worksheet>`),
		"an empty table":      bare(t, plainBook, `<worksheet xmlns="`+mainNS+`"><sheetData/></worksheet>`),
		"a filter of its own": bare(t, plainBook, `<worksheet xmlns="`+mainNS+`"><cols><col min="1" max="2" width="9"/></cols><sheetData><row r="2" spans="1:2"><c r="A2"><v>1</v></c></row></sheetData><autoFilter ref="A1:A2"/><extLst/></worksheet>`),
	}
	for name, data := range cases {
		was := content(bookOf(t, data))
		out := markedOf(t, data, []tally.Finding{guilty(tally.Jump, "表", "B2"), guilty(tally.Jump, "表", "D4"), guilty(tally.ItemUnknown, "表", "A9")}, header("表", 1))
		now := bookOf(t, out)
		got := content(now)
		for ref, v := range was {
			if got[ref] != v {
				t.Errorf("%s: %s was %s, is %s", name, ref, v, got[ref])
			}
		}
		col := now.Sheets[1].MaxCol
		if v := now.Sheets[1].At(1, col).Value; v != "校验结果" {
			t.Errorf("%s: heading %q", name, v)
		}
		f, err := excelize.OpenReader(bytes.NewReader(out))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, ref := range []string{"B2", "D4", "A9"} {
			// Without a theme excelize tells the pattern of a fill, not its colour.
			if id, err := f.GetCellStyle("表", ref); err != nil || styleOf(t, f, id).Fill.Pattern != 1 {
				t.Errorf("%s: %s is not filled (%v)", name, ref, err)
			}
			if commentsOf(t, f, "表")[ref] == "" {
				t.Errorf("%s: no comment at %s", name, ref)
			}
		}
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}
}

func styleOf(t testing.TB, f *excelize.File, id int) *excelize.Style {
	t.Helper()
	s, err := f.GetStyle(id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// LibreOffice opens marked files of all sorts, keeps what they hold, and saves the marks so that they are known again.
func TestMarkedFilesOpenInLibreOffice(t *testing.T) {
	t.Parallel()
	soffice, err := exec.LookPath("soffice")
	if err != nil {
		t.Log("no soffice here: the other tests of marking stand alone")
		return
	}
	dir := t.TempDir()
	files := map[string]string{"rich": rich, "openpyxl": "../samples/faulty/经济发展局-2018-09.xlsx", "libreoffice": "../samples/progress/2018-09/经济发展局.xlsx"}
	args := []string{"-env:UserInstallation=file://" + filepath.Join(dir, "profile"), "--headless", "--convert-to", "xlsx", "--outdir", filepath.Join(dir, "out")}
	sheets := map[string]string{}
	for name, path := range files {
		data := fileOf(t, path)
		sheets[name] = bookOf(t, data).Sheets[0].Name
		out := markedOf(t, data, []tally.Finding{guilty(tally.Jump, sheets[name], "F6"), guilty(tally.ItemUnknown, sheets[name], "B4")}, header(sheets[name], 3))
		to := filepath.Join(dir, name+".xlsx")
		if err := os.WriteFile(to, out, 0o600); err != nil {
			t.Fatal(err)
		}
		args = append(args, to)
	}
	if out, err := exec.CommandContext(t.Context(), soffice, args...).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for name, path := range files {
		saved := fileOf(t, filepath.Join(dir, "out", name+".xlsx"))
		was, now := bookOf(t, fileOf(t, path)), bookOf(t, saved)
		if now.Sheets[0].Name != "校验结果" || now.Sheets[1].Name != sheets[name] {
			t.Errorf("%s: sheets %s, %s", name, now.Sheets[0].Name, now.Sheets[1].Name)
		}
		if d := cmp.Diff(texts(was.Sheets[0], 6), texts(now.Sheets[1], 6)); d != "" {
			t.Errorf("%s (-before +after): %s", name, d)
		}
		again, err := excelize.OpenReader(bytes.NewReader(markedOf(t, saved, nil)))
		if err != nil {
			t.Fatal(err)
		}
		for _, ref := range []string{"F6", "B4"} {
			if fill := fillOf(t, again, sheets[name], ref); strings.HasSuffix(fill, "FFE98D") || strings.HasSuffix(fill, "FF9B9D") {
				t.Errorf("%s: %s keeps its mark %s", name, ref, fill)
			}
			if c := commentsOf(t, again, sheets[name])[ref]; c != "" {
				t.Errorf("%s: %s keeps its comment %q", name, ref, c)
			}
		}
		if err := again.Close(); err != nil {
			t.Error(err)
		}
	}
}

// texts are the values of the first columns, numbers and formulas left out: LibreOffice recalculates them.
func texts(s *xlsx.Sheet, cols int) map[string]string {
	out := map[string]string{}
	for _, r := range s.Rows {
		for _, c := range r.Cells {
			if c.Kind == xlsx.Text && !c.Formula && c.Col <= cols {
				out[xlsx.Ref(r.Number, c.Col)] = c.Value
			}
		}
	}
	return out
}
